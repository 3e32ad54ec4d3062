import { Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { randomUUID } from 'node:crypto';
import { fold } from '#libs/event-sourcing';
import { fieldsOf, journeyRules } from '#libs/lifecycle';
import { Refused, Route, SERVICE, type Service } from '../../api/index.js';
import { formIn, formOf, type Form } from '../door/forms.js';
import { VIEWS, type Views } from '../door/views.js';
import type { Visit } from '../door/visit.js';
import { learnerName } from '../journeys/record-head.js';
import { commandIn, outcomeOf, saidSince, ticketFor } from '../tasks/recording.js';
import { typedFor } from '../tasks/schools-as-typed.js';
import { staffChoices } from '../tasks/staff.js';
import { errorLinks, nothingWrong, taskQuestions, type Comeback } from '../tasks/task-view.js';
import { mayRecord, type Task } from '../tasks/tasks.js';
import { namesSchool, typedOf } from './command-of-entry.js';
import { saidOf } from './depending.js';
import { openEntry, type AtEntry, type OpenEntry } from './open-entry.js';

type Shown = Readonly<{
  open: OpenEntry;
  task: Task;
  form: Form;
  comeback: Comeback;
  /** Later entries that would have to go with it. */
  cascade?: readonly string[];
}>;

/** Changing an entry and saving it is one step: the old one is taken back, the new one recorded. */
@Controller('journeys/:journeyId/entries/:entryId/change')
export class ChangeController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(VIEWS) private readonly views: Views,
  ) {}

  @Get()
  @Route({ permission: 'journeys:correct', audit: 'OPEN_CORRECTION', journey: 'journeyId' })
  async open(@Param() at: AtEntry, @Req() visit: Visit, @Res() reply: FastifyReply): Promise<void> {
    const open = await openEntry(this.service, at, visit);
    const task = taskFor(open, visit);
    const form = await this.typed(open, task);
    await this.show({ open, task, form, comeback: nothingWrong }, visit, reply);
  }

  @Post()
  @Route({ permission: 'journeys:correct', audit: 'CORRECT_ENTRY', journey: 'journeyId' })
  async save(@Param() at: AtEntry, @Req() visit: Visit, @Res() reply: FastifyReply): Promise<void> {
    const form = formIn(visit);
    const open = await openEntry(this.service, at, visit);
    const task = taskFor(open, visit);
    const back = (comeback: Comeback, cascade?: readonly string[]) =>
      this.show({ open, task, form, comeback, ...(cascade ? { cascade } : {}) }, visit, reply);
    if (form.one('_again')) return back(nothingWrong);
    const on = { service: this.service, events: open.journey.events };
    const read = await commandIn(task, form, on);
    if (!read.ok) return back({ errors: read.errors, irregular: [] });
    const before = await commandIn(task, await this.typed(open, task), on);
    const correction = {
      entryId: at.entryId,
      reasonCode: before.ok ? reasonBetween(task, before.body, read.body) : 'wrongValue',
      note: form.one('_note'),
      cascade: form.one('_cascade') === 'yes',
      replacement: read.command,
    };
    const ticket = ticketFor(visit, form, { change: at.entryId, ...correction });
    const written = await this.service.correcting.correct(at.journeyId, correction, ticket);
    if (written.outcome === 'refused' && written.refusal.because === CASCADE)
      return back(nothingWrong, cascadeIn(written.refusal));
    const outcome = outcomeOf(written, open.journey.events, reply);
    if (!('entry' in outcome)) return back(outcome);
    void reply.redirect(`/journeys/${at.journeyId}?recorded=${outcome.entry}`, 303);
  }

  private async typed({ events, journey }: OpenEntry, task: Task): Promise<Form> {
    const { now, dayOf } = this.service.journeys.ports;
    const fields = typedOf([...events], task);
    const named = await Promise.all(
      fields.map(async ([name, value]) =>
        namesSchool(name)
          ? ([name, await typedFor(this.service.providers, value, dayOf(now()))] as const)
          : ([name, value] as const),
      ),
    );
    return formOf([...named, ['_revision', String(journey.revision)]]);
  }

  private async show(shown: Shown, visit: Visit, reply: FastifyReply): Promise<void> {
    const { open, task, form, comeback, cascade } = shown;
    const { now, dayOf } = this.service.journeys.ports;
    const state = fold(journeyRules, open.journey.events);
    const staff = await staffChoices(this.service);
    const asked = { task, state, form, typed: true, comeback, today: dayOf(now()), staff };
    const view = {
      title: 'Change this entry',
      ...{ journeyId: open.journeyId, entryId: open.entryId, name: learnerName(state) },
      ...{ comeback, entry: open.view, submit: 'Save the change', note: form.one('_note') ?? '' },
      does: 'Change what is wrong and save. The entry as it was stays readable as what was known before.',
      errors: errorLinks(comeback),
      ...taskQuestions(asked),
      acks: acksIn(form, comeback),
      cascade: cascade && saidOf(open.journey.events, cascade),
      ...sendingAgain(shown),
    };
    const status = statusOf(shown);
    this.views.show('change.njk', view, { visit, reply: reply.status(status) });
  }
}

/** What the form carries: a new key where the old one was used up, and the revision it is made for. */
const sendingAgain = ({ open: { journey }, form, comeback, cascade }: Shown) => ({
  key: (!comeback.notice && !cascade && form.one('_key')) || randomUUID(),
  revision: journey.revision,
  news: comeback.notice ? saidSince(journey.events, Number(form.one('_revision') ?? -1)) : [],
});

const statusOf = ({ comeback, cascade }: Shown): number => {
  if (comeback.refused || cascade) return 422;
  return comeback.errors.length > 0 ? 400 : 200;
};

const CASCADE = 'later-entry-no-longer-holds';

const cascadeIn = (refusal: Readonly<Record<string, unknown>>): readonly string[] =>
  Array.isArray(refusal['cascade']) ? (refusal['cascade'] as readonly string[]) : [];

const taskFor = ({ task, entryId }: OpenEntry, { identity }: Visit): Task => {
  if (!task) throw new Refused({ because: 'unknown-entry', entry: entryId });
  if (!identity || !mayRecord(task.type, identity.permissions))
    throw new Refused({ because: 'not-permitted', permission: task.entry.permission });
  return task;
};

const DATED: readonly string[] = ['day', 'when'];

/** Only dates differ: a wrong date; else a wrong value. */
const reasonBetween = ({ entry }: Task, before: object, after: object): string => {
  const [old, now] = [before, after].map((one): Readonly<Record<string, unknown>> => ({ ...one }));
  const differing = fieldsOf(entry.body).filter(
    ({ name }) => JSON.stringify(old?.[name]) !== JSON.stringify(now?.[name]),
  );
  const dated = differing.every(({ kind }) => DATED.includes(kind));
  return differing.length > 0 && dated ? 'wrongDate' : 'wrongValue';
};

/** Reasons given before are kept, and asked for where a rule is newly broken. */
const acksIn = (form: Form, { irregular }: Comeback) => {
  const given = form.entries
    .filter(([name]) => name.startsWith('ack.'))
    .map(([name, typed]) => ({
      code: name.slice('ack.'.length),
      detail: 'Reason given for what is unusual',
      typed,
    }));
  const asked = irregular.map((one) => ({ ...one, typed: form.one(`ack.${one.code}`) ?? '' }));
  return [...asked, ...given.filter(({ code }) => !asked.some((one) => one.code === code))];
};
