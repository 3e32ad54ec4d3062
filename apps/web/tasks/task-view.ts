import type { LocalDate } from '#libs/event-sourcing';
import {
  dayInWords,
  fieldsOf,
  RecordingFields,
  type FieldShape,
  type JourneyState,
} from '#libs/lifecycle';
import type { Form } from '../door/forms.js';
import { arrangements, type Arrangement } from './arrangements.js';
import { choicesOn, type Choice } from './choices.js';
import { idOf, questionsFor, type Question } from './form-fields.js';
import type { Misread } from './form-values.js';
import { commandTitle, type Task } from './tasks.js';

/** A rule that is broken, and may be broken knowingly. */
export type Irregular = Readonly<{ code: string; detail: string }>;

/** What the page says above the form when it comes back. */
export type Comeback = Readonly<{
  errors: readonly Misread[];
  irregular: readonly Irregular[];
  /** Why it cannot be so, and where to look. */
  refused?: Readonly<{
    detail: string;
    entry?: Readonly<{ entryId: string; said: string }> | undefined;
  }>;
  /** What else a person should know before sending again. */
  notice?: Readonly<{ text: string; said: readonly string[] }>;
}>;

export const nothingWrong: Comeback = { errors: [], irregular: [] };

export type TaskAsked = Readonly<{
  task: Task;
  state: JourneyState;
  form: Form;
  /** Whether the form was sent, rather than opened. */
  typed: boolean;
  comeback: Comeback;
  today: LocalDate;
  staff: readonly Choice[];
  /** What is likely here, beside what is likely for the task. */
  proposed?: Readonly<Record<string, string>>;
}>;

const RECORDING = new Set(fieldsOf(RecordingFields).map(({ name }) => name));

/** Every field of a task, sorted into what is asked at once and what is asked for who wants to say more. */
export const taskQuestions = (asked: TaskAsked) => {
  const { task, state, form, typed, comeback, today, staff } = asked;
  const arrangement = arrangements[task.type] ?? {};
  const asking = {
    ...{ form, errors: comeback.errors, typed },
    choices: (field: string) => staffAt(field, staff) ?? choicesOn(field, state),
    defaults: { occurredOn: dayInWords(today), ...arrangement.defaults, ...asked.proposed },
  };
  const shapes = fieldsOf(task.entry.body).filter(({ name }) => name !== 'acknowledge');
  const { first, more } = sorted(shapes, arrangement);
  const made = (some: readonly FieldShape[]) =>
    questionsFor(some, asking).map((one) => relabelled(one, arrangement));
  const moreQuestions = made(more);
  return { questions: made(first), more: moreQuestions, open: moreQuestions.some(isTouched) };
};

/** What it is about, when, what must be said, what is often said; the rest is more. */
const sorted = (shapes: readonly FieldShape[], { shows = [] }: Arrangement) => {
  const own = shapes.filter(({ name }) => !RECORDING.has(name));
  const when = shapes.filter(({ name }) => name === 'occurredOn');
  const about = own.filter(({ kind, optional }) => kind === 'id' && !optional);
  const must = own.filter(({ kind, optional }) => kind !== 'id' && !optional);
  const often = own.filter(({ name, optional }) => optional && shows.includes(name));
  const first = [
    ...about,
    ...often.filter(({ kind }) => kind === 'id'),
    ...when,
    ...must,
    ...often.filter(({ kind }) => kind !== 'id'),
  ];
  return {
    first,
    more: [...own, ...shapes].filter(
      (one, at, all) => all.indexOf(one) === at && !first.includes(one),
    ),
  };
};

const relabelled = (question: Question, { labels = {} }: Arrangement): Question => ({
  ...question,
  label: labels[question.name] ?? question.label,
  questions: question.questions.map((one) => relabelled(one, { labels })),
});

const isTouched = (question: Question): boolean =>
  question.error !== undefined ||
  question.values.length > 0 ||
  question.questions.some(isTouched) ||
  question.rows.some((row) => row.some(isTouched));

const STAFF = new Set(['officer', 'people', 'decision.by']);

const staffAt = (field: string, staff: readonly Choice[]): readonly Choice[] | undefined =>
  STAFF.has(field) ? staff : undefined;

/** The summary of errors on top, each a link to its field. */
export const errorLinks = ({ errors, irregular }: Comeback) => [
  ...errors.map(({ field, problem }) => ({ text: problem, href: `#${idOf(field)}` })),
  ...irregular.map(({ code }) => ({
    text: 'Say why this is so all the same, or change what you typed',
    href: `#ack-${code}`,
  })),
];

export const taskTitle = ({ type }: Task): string =>
  arrangements[type]?.title ?? commandTitle(type);

export const templateOf = ({ type }: Task): string => arrangements[type]?.template ?? 'task.njk';
