import type { Refusal } from '#libs/event-sourcing';
import { journeyRefusals } from '#libs/lifecycle';
import { providerRefusals } from '#libs/providers';

/** RFC 9457 problem details. `code` is stable; the rest of the data depends on it. */
export type Problem = Readonly<{
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  [datum: string]: unknown;
}>;

type Door = Readonly<Record<string, readonly [status: number, detail: string]>>;

/** Refusals of the door itself: who asks, and in what shape. Nothing was recorded by any of them. */
const doorProblems: Door = {
  'who-is-asking': [401, 'Send a valid token: Authorization: Bearer ….'],
  'form-of-another-session': [
    403,
    'The form was not sent from a page of yours that is still good. Nothing was recorded.',
  ],
  'not-permitted': [403, 'Your role may not do this. Ask somebody whose role may.'],
  restricted: [403, 'This record is restricted to named people.'],
  'broken-body': [400, 'The body is not valid JSON. Nothing was recorded.'],
  'invalid-body': [
    400,
    'The body has not the right shape; `errors` says where. Nothing was recorded.',
  ],
  'invalid-query': [
    400,
    'The address has a parameter that is not understood; `errors` says which.',
  ],
  'invalid-idempotency-key': [400, 'Idempotency-Key takes 1 to 128 letters, digits and . _ : -'],
  'invalid-if-match': [400, 'If-Match takes the ETag of an earlier answer, such as "12".'],
  'address-not-understood': [400, 'The address cannot be decoded: it is no percent-encoded UTF-8.'],
  'unknown-measure': [404, 'There is no such measure. GET /api/measures lists them.'],
  'unknown-dimension': [
    400,
    'The measure cannot be split, filtered or dated so; `known` lists what it knows.',
  ],
  'unknown-word': [400, 'No fact can have this word, so none was looked for; `known` lists them.'],
  'unknown-period': [400, 'There is no such period; `known` lists them.'],
  'unknown-date': [
    400,
    'The parameter takes days that exist, such as 2026-05-07, the first before the last, and not more than 400 of them.',
  ],
  'bad-filter': [
    400,
    'The parameter is not understood. `where` takes need:ASD,SEMH;district:E07000106, and `top` a number.',
  ],
  'unknown-figure': [404, 'No figure was published under this id.'],
  'measure-without-rows': [
    400,
    'This measure is worked out from whole histories: there is no list of facts behind it.',
  ],
  'time-not-said': [
    400,
    'Say of which time: `from` and `to`; or, where something is counted on days, `on`, or `from`, `to` and `period`.',
  ],
  'foreign-position': [400, 'The position or cursor is not one of this service.'],
  'bad-request': [400, 'The request is not understood. Nothing was recorded.'],
  'no-such-address': [404, 'There is nothing at this address.'],
  'not-your-audience': [403, 'You are not named as a consumer of this audience.'],
  'unknown-message-type': [
    404,
    'There is no such type of message. GET /api/feed/asyncapi lists them.',
  ],
  'unknown-journey': [404, 'There is no such record.'],
  'unknown-entry': [404, 'There is no such entry on this record.'],
  'unknown-provider': [404, 'There is no such provider in the register.'],
  'too-slow': [408, 'The request took too long to arrive. Nothing was recorded; send it again.'],
  'already-registered': [409, 'There is a record under this id already.'],
  'idempotency-key-reused': [
    409,
    'This Idempotency-Key was used for another command. Use a new one.',
  ],
  'later-entry-no-longer-holds': [
    409,
    'A later entry could not stand with this: `entry` names it, `refusal` says why. Put that right first, or correct with cascade.',
  ],
  'entry-cannot-be-carried': [
    409,
    'The entry cannot stand on the other record; `refusal` says why.',
  ],
  'record-disposed': [410, 'This record was disposed of: nothing can be recorded on it any more.'],
  'merged-into-another-record': [
    410,
    'This record was a duplicate and is closed. Use the other one.',
  ],
  stale: [412, 'Somebody recorded something since you looked. Read it again, then decide.'],
  'body-too-large': [413, 'The body is too large. Nothing was recorded.'],
  'address-too-long': [414, 'The address is too long.'],
  'unsupported-media-type': [415, 'Send application/json.'],
  'head-too-large': [431, 'The address and the headers together are too large.'],
  irregular: [
    422,
    'This breaks rules that may be broken knowingly. If it really is so, send it again with `acknowledge`: a code and a reason for each.',
  ],
  'in-the-future': [
    422,
    'It has not happened yet. Record what is planned as planned, or check the date.',
  ],
  'already-annulled': [409, 'The entry was annulled before.'],
  'opening-entry-stays': [
    422,
    'The registration cannot be annulled. Merge or dispose of the record.',
  ],
  'entry-is-about-entries': [
    422,
    'A correction is not corrected itself: correct what it recorded.',
  ],
  'entry-still-stands': [
    422,
    'Only what was taken back can be made unreadable. Annul the entry first.',
  ],
  'guards-the-record': [
    403,
    'This entry guards the record. Somebody who may restrict records can correct it.',
  ],
  'never-a-replacement': [
    422,
    'This cannot stand in the place of another entry. Record it by itself.',
  ],
  'recorded-meanwhile': [
    409,
    'Others were recording on the duplicate all the while. Send it again.',
  ],
  'same-record': [422, 'It is that record already.'],
  'our-fault': [
    500,
    'Something went wrong here, and has been noted. Retry with the same Idempotency-Key.',
  ],
  contended: [
    503,
    'Too many were recording on this record at once. Retry with the same Idempotency-Key.',
  ],
  'outcome-unknown': [
    503,
    'It is not known whether it was recorded. Retry with the same Idempotency-Key.',
  ],
  'tables-being-built': [
    503,
    'The lists are being built from the log for the first time. Records can be read; ask again soon.',
  ],
  'access-log-stuck': [
    503,
    'It cannot be noted who looks, so nothing is shown. What was sent may have been recorded: retry with the same Idempotency-Key once this is mended.',
  ],
  stopping: [
    503,
    'The service is stopping. Nothing was recorded; retry with the same Idempotency-Key.',
  ],
};

const UNPROCESSABLE = 422;
const explanations: Readonly<Record<string, string>> = { ...journeyRefusals, ...providerRefusals };

/** Every code this service can answer with, its status and its explanation. */
export const allProblems = (): ReadonlyMap<string, readonly [number, string]> =>
  new Map([
    ...Object.entries(explanations).map(
      ([code, detail]) => [code, [UNPROCESSABLE, detail] as const] as const,
    ),
    ...Object.entries(doorProblems),
  ]);

const problems = allProblems();

/** The answer to a refusal, with its data. A code without an explanation is our own bug. */
export const problemOf = ({ because, ...data }: Refusal): Problem => {
  const [status, detail] = problems.get(because) ?? [UNPROCESSABLE, because];
  return {
    ...data,
    type: `/api/problems#${because}`,
    title: titleOf(because),
    status,
    detail,
    code: because,
    ...explained(data),
  };
};

const titleOf = (code: string): string => {
  const words = code.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** Irregularities come with their explanations, so that a person can say knowingly yes. */
const explained = (data: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => {
  const { irregularities, refusal } = data;
  return {
    ...(Array.isArray(irregularities)
      ? { irregularities: irregularities.map((one: { code: string }) => withDetail(one)) }
      : {}),
    ...(isRefusal(refusal) ? { refusal: problemOf(refusal) } : {}),
  };
};

const withDetail = (irregularity: Readonly<{ code: string }>) => ({
  ...irregularity,
  detail: explanations[irregularity.code] ?? irregularity.code,
});

const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && 'because' in value;
