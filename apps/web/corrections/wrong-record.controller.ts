import { Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { Carried } from '#libs/recording';
import { Route, SERVICE, type Service } from '../../api/index.js';
import { formIn, type Form } from '../door/forms.js';
import { openJourney } from '../door/reading.js';
import { VIEWS, type Views } from '../door/views.js';
import type { Visit } from '../door/visit.js';
import { learnerName } from '../journeys/record-head.js';
import { outcomeOf, ticketFor } from '../tasks/recording.js';
import { nothingWrong, type Comeback } from '../tasks/task-view.js';
import { searchView } from '../worklist/worklist-view.js';
import { openEntry, type AtEntry } from './open-entry.js';

type Answering = Readonly<{ visit: Visit; reply: FastifyReply; comeback: Comeback }>;

/** What stands on the wrong record: one entry of another child, or all of a duplicate. */
@Controller('journeys/:journeyId')
export class WrongRecordController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(VIEWS) private readonly views: Views,
  ) {}

  @Get('entries/:entryId/carry')
  @Route({ permission: 'journeys:carry', audit: 'OPEN_CARRYING', journey: 'journeyId' })
  async openCarry(@Param() at: AtEntry, @Req() visit: Visit, @Res() reply: FastifyReply) {
    await this.showCarry(at, { visit, reply, comeback: nothingWrong });
  }

  @Post('entries/:entryId/carry')
  @Route({ permission: 'journeys:carry', audit: 'CARRY_ENTRY', journey: 'journeyId' })
  async carry(@Param() at: AtEntry, @Req() visit: Visit, @Res() reply: FastifyReply) {
    const [form, to] = [formIn(visit), formIn(visit).one('to')];
    if (to === undefined) return this.showCarry(at, { visit, reply, comeback: nothingWrong });
    const { journey } = await openEntry(this.service, at, visit);
    // Sent twice, it is the same carrying: an entry must not be there twice.
    const ticket = { ...ticketFor(visit, form, { carry: at.entryId, to }), ifRevision: undefined };
    const carried = await this.service.carrying.carry(
      at.journeyId,
      { entryId: at.entryId, to },
      ticket,
    );
    const comeback = comebackOf(carried, journey.events, reply);
    if (comeback) return this.showCarry(at, { visit, reply, comeback });
    void reply.redirect(`/journeys/${to}?tab=timeline`, 303);
  }

  @Get('merge')
  @Route({ permission: 'journeys:merge', audit: 'OPEN_MERGING', journey: 'journeyId' })
  async openMerge(
    @Param() { journeyId }: { journeyId: string },
    @Req() visit: Visit,
    @Res() reply: FastifyReply,
  ) {
    await this.showMerge(journeyId, { visit, reply, comeback: nothingWrong });
  }

  @Post('merge')
  @Route({ permission: 'journeys:merge', audit: 'MERGE_JOURNEY', journey: 'journeyId' })
  async merge(
    @Param() { journeyId }: { journeyId: string },
    @Req() visit: Visit,
    @Res() reply: FastifyReply,
  ) {
    const [form, into] = [formIn(visit), formIn(visit).one('to')];
    if (into === undefined)
      return this.showMerge(journeyId, { visit, reply, comeback: nothingWrong });
    const { events } = await openJourney(this.service, journeyId, visit);
    const ticket = { ...ticketFor(visit, form, { merge: into }), ifRevision: undefined };
    const merged = await this.service.carrying.merge(journeyId, into, ticket);
    const comeback = comebackOf(merged, events, reply);
    if (comeback) return this.showMerge(journeyId, { visit, reply, comeback });
    void reply.redirect(`/journeys/${into}`, 303);
  }

  private async showCarry(at: AtEntry, answering: Answering): Promise<void> {
    const { journey, view: entry } = await openEntry(this.service, at, answering.visit);
    const view = {
      title: 'It belongs to another learner',
      ...{ ...at, entry, name: learnerName(journey.state), submit: 'Carry it there' },
    };
    await this.show(view, at.journeyId, answering);
  }

  private async showMerge(journeyId: string, answering: Answering): Promise<void> {
    const { state } = await openJourney(this.service, journeyId, answering.visit);
    const view = {
      title: 'This record is a duplicate',
      journeyId,
      name: learnerName(state),
      submit: 'Carry all of it there, and close this record',
    };
    await this.show(view, journeyId, answering);
  }

  private async show(
    view: Readonly<{ title: string }>,
    journeyId: string,
    { visit, reply, comeback }: Answering,
  ): Promise<void> {
    const form = formIn(visit);
    const found = await foundFor(this.service, visit, form);
    const shown = {
      ...view,
      comeback,
      searched: form.one('find') ?? '',
      found: found.filter(({ id }) => id !== journeyId),
      key: form.one('_key') ?? randomUUID(),
    };
    this.views.show('carry.njk', shown, {
      visit,
      reply: reply.status(comeback.refused ? 422 : 200),
    });
  }
}

const foundFor = async (service: Service, visit: Visit, form: Form) => {
  const text = form.one('find');
  if (text === undefined) return [];
  const { rows } = await searchView(service, visit, text);
  return rows.map(({ href, name }) => ({ id: href.replace('/journeys/', ''), name }));
};

const comebackOf = (
  carried: Carried,
  events: Parameters<typeof outcomeOf>[1],
  reply: FastifyReply,
): Comeback | undefined => {
  const outcome = outcomeOf(
    carried.outcome === 'carried' ? carried.away : carried.written,
    events,
    reply,
  );
  return 'entry' in outcome ? undefined : outcome;
};
