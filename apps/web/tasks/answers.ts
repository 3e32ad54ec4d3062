import { consultationsOf, dayInWords, isAwaited, requestsOf } from '#libs/lifecycle';
import { ConsultationAnswerFields, fieldsOf } from '#libs/lifecycle';
import { codeInWords } from './labels.js';
import type { TaskAsked } from './task-view.js';

const valuesOf = (name: string): readonly string[] =>
  fieldsOf(ConsultationAnswerFields).find((one) => one.name === name)?.values ?? [];

const choices = (name: string) =>
  valuesOf(name).map((value) => ({ value, text: codeInWords(value) }));

/** One row per school whose answer is awaited, with what was typed into it. */
export const consultationOutcomesAsked = ({ state, form, comeback }: TaskAsked) => {
  const awaited = requestsOf(state).flatMap(({ requestId }) =>
    consultationsOf(state, requestId).filter(isAwaited),
  );
  return {
    outcomes: choices('outcome'),
    grounds: choices('grounds'),
    rows: awaited.map(({ consultationId, school, sentOn, chases }, row) => ({
      ...{ consultationId, school: school.name, chases },
      sentOn: dayInWords(sentOn.from),
      outcome: form.one(`answers.${row}.outcome`) ?? '',
      ground: form.one(`answers.${row}.grounds`) ?? '',
      text: form.one(`answers.${row}.text`) ?? '',
      error: comeback.errors.find(({ field }) => field.startsWith(`answers.${row}.`))?.problem,
    })),
  };
};
