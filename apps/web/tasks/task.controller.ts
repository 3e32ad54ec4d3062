import { Controller, Get, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { Permission } from '#libs/access';
import { fold } from '#libs/event-sourcing';
import { commandsByModule, journeyRules } from '#libs/lifecycle';
import { auditName, Refused, Route, routeName, SERVICE, type Service } from '../../api/index.js';
import { formIn, formOf, type Form } from '../door/forms.js';
import { openJourney, type OpenJourney } from '../door/reading.js';
import { VIEWS, type Views } from '../door/views.js';
import type { Visit } from '../door/visit.js';
import { learnerName } from '../journeys/record-head.js';
import { tabs } from '../journeys/tabs.js';
import { extrasFor } from './extras.js';
import { commandIn, outcomeOf, saidSince, ticketFor } from './recording.js';
import { staffChoices } from './staff.js';
import {
  errorLinks,
  nothingWrong,
  taskQuestions,
  taskTitle,
  templateOf,
  type Comeback,
} from './task-view.js';
import { commandTitle, mayRecord, taskAddress, taskAt, type Task } from './tasks.js';

type At = Readonly<{ journeyId: string; task: string }>;

type Shown = Readonly<{
  journeyId: string;
  task: Task;
  journey: OpenJourney;
  form: Form;
  typed: boolean;
  comeback: Comeback;
}>;

/** Everything that can be recorded on a record: one form for each. */
@Controller('journeys/:journeyId/do')
export class TaskController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(VIEWS) private readonly views: Views,
  ) {}

  @Get()
  @Route({ permission: 'journeys:read', audit: 'LIST_TASKS', journey: 'journeyId' })
  async all(
    @Param('journeyId') journeyId: string,
    @Req() visit: Visit,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { state } = await openJourney(this.service, journeyId, visit);
    const permissions = visit.identity?.permissions ?? new Set<Permission>();
    const groups = Object.entries(commandsByModule).map(([stage, table]) => ({
      stage: tabs[stage as keyof typeof tabs],
      tasks: Object.entries(table)
        .filter(([type]) => type !== 'RegisterLearner' && mayRecord(type, permissions))
        .map(([type, { does }]) => ({
          text: commandTitle(type),
          does,
          href: taskAddress(journeyId, routeName(type)),
        })),
    }));
    const view = {
      title: 'Everything that can be recorded',
      journeyId,
      name: learnerName(state),
      groups,
    };
    this.views.show('tasks.njk', view, { visit, reply });
  }

  @Get(':task')
  @Route({ permission: 'journeys:read', audit: 'OPEN_FORM', journey: 'journeyId' })
  async open(
    @Param() at: At,
    @Query() query: Readonly<Record<string, string>>,
    @Req() visit: Visit,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const task = this.taskFor(at, visit);
    const journey = await openJourney(this.service, at.journeyId, visit);
    const form = formOf(Object.entries(query).map(([name, value]) => [name, String(value)]));
    await this.show(
      { ...at, task, journey, form, typed: false, comeback: nothingWrong },
      visit,
      reply,
    );
  }

  @Post(':task')
  @Route({ permission: 'journeys:read', audit: 'SEND_FORM', journey: 'journeyId' })
  async send(@Param() at: At, @Req() visit: Visit, @Res() reply: FastifyReply): Promise<void> {
    const task = this.taskFor(at, visit);
    // The log of accesses calls it what the API's route would.
    if (visit.rule) visit.rule = { ...visit.rule, audit: auditName(task.type) };
    const journey = await openJourney(this.service, at.journeyId, visit);
    const form = formIn(visit);
    const back = (comeback: Comeback) =>
      this.show({ ...at, task, journey, form, typed: true, comeback }, visit, reply);
    if (form.one('_again')) return back(nothingWrong);
    const on = { service: this.service, events: journey.events };
    const read = await commandIn(task, form, on);
    if (!read.ok) return back({ errors: read.errors, irregular: [] });
    const ticket = ticketFor(visit, form, { type: task.type, body: read.body });
    const written = await this.service.journeys.record(at.journeyId, read.command, ticket);
    const outcome = outcomeOf(written, journey.events, reply);
    if (!('entry' in outcome)) return back(outcome);
    void reply.redirect(`/journeys/${at.journeyId}?recorded=${outcome.entry}`, 303);
  }

  private taskFor({ task: route }: At, { identity }: Visit): Task {
    const task = taskAt(route);
    if (!task || task.type === 'RegisterLearner') throw new Refused({ because: 'no-such-address' });
    if (!identity || !mayRecord(task.type, identity.permissions))
      throw new Refused({ because: 'not-permitted', permission: task.entry.permission });
    return task;
  }

  private async show(shown: Shown, visit: Visit, reply: FastifyReply): Promise<void> {
    const { journeyId, task, journey, form, typed, comeback } = shown;
    const { now, dayOf } = this.service.journeys.ports;
    const today = dayOf(now());
    const state = fold(journeyRules, journey.events);
    const staff = await staffChoices(this.service);
    const asked = { task, state, form, typed, comeback, today, staff };
    const view = {
      title: taskTitle(task),
      ...{ journeyId, name: learnerName(state), does: task.entry.does, comeback, today },
      errors: errorLinks(comeback),
      ...taskQuestions(asked),
      ...(await extrasFor(this.service, asked)),
      acks: comeback.irregular.map((one) => ({ ...one, typed: form.one(`ack.${one.code}`) ?? '' })),
      key: comeback.notice || !typed ? randomUUID() : (form.one('_key') ?? randomUUID()),
      revision: journey.revision,
      news: comeback.notice ? saidSince(journey.events, Number(form.one('_revision') ?? -1)) : [],
    };
    this.views.show(templateOf(task), view, { visit, reply: reply.status(statusOf(comeback)) });
  }
}

const statusOf = ({ errors, irregular, refused, notice }: Comeback): number => {
  if (refused || irregular.length > 0) return 422;
  if (notice) return 409;
  return errors.length > 0 ? 400 : 200;
};
