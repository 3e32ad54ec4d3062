import { randomUUID } from 'node:crypto';
import { onDay, type Refusal, type Written } from '#libs/event-sourcing';
import {
  checkedCommand,
  fieldsOf,
  journeyCommands,
  type BodyError,
  type JourneyCommand,
  type JourneyEvent,
} from '#libs/lifecycle';
import type { JourneyTicket } from '#libs/recording';
import { timelineOf, type JourneyEvents } from '#libs/reading';
import { problemOf, Refused, ticketOf, type Service } from '../../api/index.js';
import type { Form } from '../door/forms.js';
import { keepCookie, SEEN_COOKIE, type Visit } from '../door/visit.js';
import { bodyFrom, type Misread } from './form-values.js';
import { labelOf } from './labels.js';
import { schoolMeant } from './schools-as-typed.js';
import type { Comeback, Irregular } from './task-view.js';
import type { Task } from './tasks.js';
import type { FastifyReply } from 'fastify';

/** A form read and checked: a command, or what is wrong with it. */
export type ReadForm =
  | Readonly<{ ok: true; command: JourneyCommand; body: object }>
  | Readonly<{ ok: false; errors: readonly Misread[] }>;

type On = Readonly<{ service: Service; events: JourneyEvents }>;

/** The command that a form says. */
export const commandIn = async ({ type, entry }: Task, form: Form, on: On): Promise<ReadForm> => {
  const { providers, journeys } = on.service;
  const today = journeys.ports.dayOf(journeys.ports.now());
  const reading = {
    today,
    unknownFrom: lastDayIn(on.events) ?? today,
    school: schoolMeant(providers, today),
  };
  const read = await bodyFrom(fieldsOf(entry.body), form, reading);
  if (read.misread.length > 0) return { ok: false, errors: read.misread };
  const acknowledge = acknowledgedIn(form);
  const body = { ...read.body, ...(acknowledge.length > 0 ? { acknowledge } : {}) };
  const checked = checkedCommand(journeyCommands, { type, body }, onDay(today));
  return checked.ok
    ? { ok: true, command: checked.command as JourneyCommand, body }
    : { ok: false, errors: checked.errors.map(inPlainWords) };
};

/** What somebody of unknown date came after: the latest day that something stands on. */
const lastDayIn = (events: JourneyEvents) =>
  timelineOf(events)
    .filter(({ standing }) => standing.as === 'standing')
    .at(-1)?.occurredOn.from;

const acknowledgedIn = ({ entries }: Form) =>
  entries.flatMap(([name, reason]) =>
    name.startsWith('ack.') && reason.trim() !== ''
      ? [{ code: name.slice('ack.'.length), reason: reason.trim() }]
      : [],
  );

const inPlainWords = ({ field, problem }: BodyError): Misread => {
  const label = labelOf(field.split('.').findLast((part) => !/^\d+$/.test(part)) ?? field);
  const [, rest = problem] = / (must .*|is not .*|should .*)$/.exec(problem) ?? [];
  return { field, problem: `${label.replace(/\?$/, '')}: ${wanted(rest)}` };
};

const wanted = (problem: string): string => {
  if (
    /string|object|one of the following|boolean|array|longer|array|date that exists|say when|integer|conforming|not be empty/.test(
      problem,
    )
  )
    return /one of the following|boolean|array/.test(problem) ? 'choose one' : 'this is needed';
  return problem;
};

/** The ticket of a form that was sent: its key makes a second sending the same as the first. */
export const ticketFor = ({ identity, id }: Visit, form: Form, body: unknown): JourneyTicket => {
  if (!identity) throw new Refused({ because: 'who-is-asking' });
  const revision = Number(form.one('_revision'));
  const asking = {
    identity,
    requestId: id,
    commandId: form.one('_key') ?? randomUUID(),
    keyed: true,
    ifRevision: Number.isInteger(revision) && form.one('_revision') ? revision : undefined,
  };
  return ticketOf(asking, body);
};

export type Recorded = Readonly<{ entry: string }>;

/** What a page does with what became of a command: it goes on, or it comes back and says why. */
export const outcomeOf = (
  written: Written<JourneyEvent>,
  events: JourneyEvents,
  reply: FastifyReply,
): Recorded | Comeback => {
  switch (written.outcome) {
    case 'recorded':
      keepCookie(reply, SEEN_COOKIE, written.position);
      return { entry: written.entryIds.at(-1) ?? 'nothing' };
    case 'unchanged':
      return { entry: 'nothing' };
    case 'refused':
      return comebackOf(written.refusal, events);
    case 'stale':
      return { errors: [], irregular: [], notice: STALE };
    case 'key-reused':
      return { errors: [], irregular: [], notice: SENT_BEFORE };
    case 'contended':
      return { errors: [], irregular: [], notice: CONTENDED };
  }
};

const STALE = {
  text: 'Somebody recorded something here since you opened this form. Nothing of yours was recorded yet, and what you typed is kept: look at what is new, then send it again.',
  said: [],
};
const SENT_BEFORE = {
  text: 'You sent this form before, with something else in it, and that was recorded. If this is a further entry, send it again. If you meant to change what you recorded, use “Put this right” on the entry.',
  said: [],
};
const CONTENDED = {
  text: 'Many were recording here at once, and yours was not recorded. What you typed is kept: send it again.',
  said: [],
};

export const comebackOf = (refusal: Refusal, events: JourneyEvents): Comeback => {
  const problem = problemOf(refusal);
  const { irregularities } = problem as Readonly<{ irregularities?: readonly Irregular[] }>;
  if (refusal.because === 'irregular' && irregularities)
    return { errors: [], irregular: irregularities };
  return {
    errors: [],
    irregular: [],
    refused: { detail: detailOf(problem), entry: entryInTheWay(refusal, events) },
  };
};

const detailOf = (problem: Readonly<{ detail: string; refusal?: unknown }>): string => {
  const inner = problem.refusal as Readonly<{ detail?: string }> | undefined;
  return inner?.detail ? `${problem.detail} ${inner.detail}` : problem.detail;
};

/** The newest standing entry that is about what the refusal names, or that it names itself. */
const entryInTheWay = (refusal: Refusal, events: JourneyEvents) => {
  const named = new Set(textsIn(refusal));
  const entries = timelineOf(events).filter(({ standing }) => standing.as === 'standing');
  const found =
    entries.find(({ entryId }) => named.has(entryId)) ??
    entries.findLast(({ events: parts }) =>
      parts.some(({ eventId }) => {
        const event = events.find((one) => one.eventId === eventId);
        return event !== undefined && idsIn(event.data).some((id) => named.has(id));
      }),
    );
  return found && { entryId: found.entryId, said: `${found.when}: ${found.sentences.join(' ')}` };
};

const textsIn = ({ because: _because, ...data }: Refusal): readonly string[] =>
  Object.values(data).filter((value): value is string => typeof value === 'string');

const idsIn = (data: object): readonly string[] =>
  Object.entries(data).flatMap(([name, value]) =>
    name.endsWith('Id') && typeof value === 'string' ? [value] : [],
  );

/** What stands in the log since a revision, in sentences. */
export const saidSince = (events: JourneyEvents, revision: number): readonly string[] =>
  timelineOf(events)
    .filter(({ events: parts }) => parts.some((one) => one.revision > revision))
    .map(({ when, sentences }) => `${when}: ${sentences.join(' ')}`);
