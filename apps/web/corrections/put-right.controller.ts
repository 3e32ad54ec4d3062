import { Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { randomUUID } from 'node:crypto';
import { annulmentReasons } from '#libs/lifecycle';
import { Route, SERVICE, type Service } from '../../api/index.js';
import { formIn } from '../door/forms.js';
import { VIEWS, type Views } from '../door/views.js';
import type { Visit } from '../door/visit.js';
import { learnerName } from '../journeys/record-head.js';
import { outcomeOf, ticketFor } from '../tasks/recording.js';
import { nothingWrong, type Comeback } from '../tasks/task-view.js';
import { mayRecord } from '../tasks/tasks.js';
import { dependingOn } from './depending.js';
import { openEntry, type AtEntry, type OpenEntry } from './open-entry.js';

/** The first page of putting an entry right: what is wrong with it. */
@Controller('journeys/:journeyId/entries/:entryId/put-right')
export class PutRightController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(VIEWS) private readonly views: Views,
  ) {}

  @Get()
  @Route({ permission: 'journeys:correct', audit: 'OPEN_CORRECTION', journey: 'journeyId' })
  async open(@Param() at: AtEntry, @Req() visit: Visit, @Res() reply: FastifyReply): Promise<void> {
    const open = await openEntry(this.service, at, visit);
    await this.show(open, { comeback: nothingWrong, visit, reply });
  }

  @Post()
  @Route({ permission: 'journeys:correct', audit: 'TAKE_BACK_ENTRY', journey: 'journeyId' })
  async takeBack(
    @Param() at: AtEntry,
    @Req() visit: Visit,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const open = await openEntry(this.service, at, visit);
    const form = formIn(visit);
    const said = annulmentReasons.find((one) => one === form.one('reasonCode'));
    const back = (comeback: Comeback) => this.show(open, { comeback, visit, reply });
    if (form.one('_again')) return back(nothingWrong);
    if (!said) {
      const problem = 'Choose whether it never happened or was recorded twice';
      return back({ errors: [{ field: 'reasonCode', problem }], irregular: [] });
    }
    const [note, cascade] = [form.one('note'), form.one('cascade') === 'yes'];
    const correction = { entryId: at.entryId, reasonCode: said, note, cascade };
    const ticket = ticketFor(visit, form, { correct: at.entryId, ...correction });
    const written = await this.service.correcting.correct(at.journeyId, correction, ticket);
    const outcome = outcomeOf(written, open.journey.events, reply);
    if (!('entry' in outcome)) return back(outcome);
    void reply.redirect(`/journeys/${at.journeyId}?recorded=${outcome.entry}`, 303);
  }

  private async show(
    open: OpenEntry,
    { comeback, visit, reply }: Readonly<{ comeback: Comeback; visit: Visit; reply: FastifyReply }>,
  ): Promise<void> {
    const { journeyId, entryId, journey, view, task } = open;
    const permissions = visit.identity?.permissions ?? new Set();
    const form = formIn(visit);
    const shown = {
      title: 'Put this right',
      ...{ journeyId, entryId, name: learnerName(journey.state), entry: view, comeback },
      errors: comeback.errors.map(({ problem }) => ({ text: problem, href: '#f-reasonCode' })),
      mayChange: task !== undefined && mayRecord(task.type, permissions),
      mayCarry: permissions.has('journeys:carry'),
      mayMerge: permissions.has('journeys:merge'),
      depending: await dependingOn(this.service, open, visit),
      ...{ reason: form.one('reasonCode'), note: form.one('note') ?? '' },
      ...{ key: form.one('_key') ?? randomUUID(), revision: journey.revision },
    };
    const wrong = comeback.errors.length > 0 ? 400 : comeback.refused ? 422 : 200;
    this.views.show('put-right.njk', shown, { visit, reply: reply.status(wrong) });
  }
}
