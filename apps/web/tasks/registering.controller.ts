import { Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { randomUUID } from 'node:crypto';
import { initialJourney, journeyCommands } from '#libs/lifecycle';
import { newJourneyId } from '#libs/recording';
import { Route, SERVICE, type Service } from '../../api/index.js';
import { emptyForm, formIn, type Form } from '../door/forms.js';
import { VIEWS, type Views } from '../door/views.js';
import type { Visit } from '../door/visit.js';
import { commandIn, outcomeOf, ticketFor } from './recording.js';
import { errorLinks, nothingWrong, taskQuestions, taskTitle, type Comeback } from './task-view.js';
import type { Task } from './tasks.js';

const registerLearner = journeyCommands['RegisterLearner'];
const task = (): Task => {
  if (!registerLearner) throw new Error('There is no command that opens a record.');
  return { type: 'RegisterLearner', entry: registerLearner };
};

type Shown = Readonly<{ form: Form; typed: boolean; comeback: Comeback }>;

/** Opening a record: the one form that has no record yet. */
@Controller('learners/new')
export class RegisteringController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(VIEWS) private readonly views: Views,
  ) {}

  @Get()
  @Route({ permission: 'journeys:record', audit: 'OPEN_REGISTRATION' })
  open(@Req() visit: Visit, @Res() reply: FastifyReply): void {
    this.show({ form: emptyForm, typed: false, comeback: nothingWrong }, visit, reply);
  }

  @Post()
  @Route({ permission: 'journeys:record', audit: 'REGISTER_LEARNER' })
  async send(@Req() visit: Visit, @Res() reply: FastifyReply): Promise<void> {
    const form = formIn(visit);
    const back = (comeback: Comeback) => this.show({ form, typed: true, comeback }, visit, reply);
    if (form.one('_again')) return back(nothingWrong);
    const read = await commandIn(task(), form, { service: this.service, events: [] });
    if (!read.ok) return back({ errors: read.errors, irregular: [] });
    const ticket = ticketFor(visit, form, { type: 'RegisterLearner', body: read.body });
    const journeyId = newJourneyId(ticket);
    const written = await this.service.journeys.record(journeyId, read.command, ticket);
    const outcome = outcomeOf(written, [], reply);
    if (!('entry' in outcome)) return back(outcome);
    void reply.redirect(`/journeys/${journeyId}?recorded=${outcome.entry}`, 303);
  }

  private show({ form, typed, comeback }: Shown, visit: Visit, reply: FastifyReply): void {
    const { now, dayOf } = this.service.journeys.ports;
    const today = dayOf(now());
    const own = { responsibleAuthority: this.service.configuration.authority };
    const asked = { task: task(), state: initialJourney, form, typed, comeback, today, staff: [] };
    const view = {
      title: taskTitle(task()),
      ...{ comeback, today, does: task().entry.does },
      errors: errorLinks(comeback),
      ...taskQuestions({ ...asked, proposed: own }),
      acks: comeback.irregular.map((one) => ({ ...one, typed: form.one(`ack.${one.code}`) ?? '' })),
      key: comeback.notice || !typed ? randomUUID() : (form.one('_key') ?? randomUUID()),
      news: [],
    };
    const status = comeback.refused ? 422 : comeback.errors.length > 0 ? 400 : 200;
    this.views.show('register.njk', view, { visit, reply: reply.status(status) });
  }
}
