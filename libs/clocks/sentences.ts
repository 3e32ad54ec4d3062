import type { LocalDate } from '#libs/event-sourcing';
import { dayInWords } from '#libs/lifecycle';
import { clockRule } from './catalogue.js';
import type { Clock, Due, EndedBecause } from './clock.js';
import { clocksOf } from './clocks-of.js';
import { standingOn, type Standing } from './standing.js';

const days = (count: number): string => (count === 1 ? '1 day' : `${count} days`);

const dueInWords = ({ from, to }: Due): string =>
  from === to ? `on ${dayInWords(to)}` : `between ${dayInWords(from)} and ${dayInWords(to)}`;

const BECAUSE: Readonly<Record<EndedBecause, string>> = {
  withdrawn: 'withdrawn',
  overtaken: 'overtaken by what came next',
  placeFound: 'no longer needed once a place was agreed',
  planCeased: 'the plan ceased',
  transferredAway: 'the plan went to another authority',
  concluded: 'concluded',
  noLongerOutOfSchool: 'the learner is no longer out of school',
};

const EXCEPTIONS: Readonly<Record<string, string>> = {
  schoolClosure: 'a school closed for four weeks or more',
  exceptionalCircumstances: 'exceptional circumstances',
  absentFromArea: 'absence from the area for four weeks or more',
  missedAppointments: 'appointments that were missed',
};

type Sentence<As extends Standing['as']> = (
  standing: Extract<Standing, { as: As }>,
  clock: Clock,
  done: string,
) => string;

const ended = ({ ended: end }: Clock): string =>
  end ? BECAUSE[end.because] : 'no longer to be done';

const OUTCOMES: { readonly [As in Standing['as']]: Sentence<As> } = {
  running: ({ daysLeft }) => (daysLeft === 0 ? 'that is today' : `${days(daysLeft)} are left`),
  perhapsOverdue: () => 'the day may have passed',
  overdue: ({ daysLate }, _clock, done) => `not ${done} ${days(daysLate)} after`,
  met: (_standing, _clock, done) => `${done} in time`,
  perhapsMetLate: (_standing, _clock, done) => `${done}, perhaps late`,
  metLate: ({ daysLate }, _clock, done) => `${done} ${days(daysLate)} late`,
  ended: (_standing, clock) => ended(clock),
  endedLate: ({ daysLate }, clock, done) =>
    `not ${done} ${days(daysLate)} after, then ${ended(clock)}`,
  excepted: (_standing, { excepted = [] }) =>
    `the limit does not bind because of ${excepted.map((one) => EXCEPTIONS[one] ?? one).join(', ')}`,
  open: ({ daysLeft }) => (daysLeft === 0 ? 'that is today' : `${days(daysLeft)} are left`),
  closed: () => 'the time is over',
  cutShort: ({ days: count }) => `cut short by ${days(count)}`,
};

/** One sentence: `Decision on the review of 14 January 2026 was due on 11 February 2026 (…); notified 9 days late.` */
export const clockInWords = (clock: Clock, today: LocalDate): string => {
  const { source, done, kind } = clockRule(clock.clock);
  const standing = standingOn(clock, today);
  // The table pairs each standing with a sentence for it.
  const say = OUTCOMES[standing.as] as Sentence<Standing['as']>;
  const past = clock.due.to < today || 'daysLate' in standing;
  const due =
    kind === 'window'
      ? `${past ? 'could be made' : 'can be made'} until ${dayInWords(clock.due.to)}`
      : `${past ? 'was' : 'is'} due ${dueInWords(clock.due)}`;
  return `${clock.what} ${due} (${source}); ${say(standing, clock, done)}.`;
};

const DELAYS = {
  adviceLate: 'advice came late',
  familyRequest: 'the family asked for it',
  schoolClosure: 'a school was closed',
  exceptionalCircumstances: 'exceptional circumstances',
  absentFromArea: 'the family was away',
  noPlaceFound: 'no place was found',
  awaitingSchool: 'the school’s answer is awaited',
  awaitingPartner: 'a partner’s answer is awaited',
  awaitingTribunal: 'the tribunal’s decision is awaited',
  staffing: 'too few staff',
  other: 'another reason',
} as const;

/** `Explained on 3 March 2026: advice came late; expected on 8 April 2026.` */
export const delayInWords = ({ explained }: Pick<Clock, 'explained'>): string | undefined => {
  if (explained === undefined) return undefined;
  const { on, reasonCode, expectedOn } = explained;
  const expected = expectedOn === undefined ? '' : `; expected on ${dayInWords(expectedOn)}`;
  return `Explained on ${dayInWords(on.from)}: ${DELAYS[reasonCode]}${expected}.`;
};

/** A clock as a page shows it on a day. */
export type ShownClock = Clock &
  Readonly<{
    title: string;
    source: string;
    quote: string;
    force: string;
    owedBy: string;
    step: string;
    standing: Standing;
    sentence: string;
    delay: string | undefined;
  }>;

/** The clocks of one journey on a day, each explained: what is to be done first, then what is over. */
export const clocksShownOn = (
  standing: Parameters<typeof clocksOf>[0],
  today: LocalDate,
): readonly ShownClock[] =>
  clocksOf(standing)
    .map((clock): ShownClock => {
      const { title, source, quote, force, owedBy, step } = clockRule(clock.clock);
      return {
        ...clock,
        ...{ title, source, quote, force, owedBy, step },
        standing: standingOn(clock, today),
        sentence: clockInWords(clock, today),
        delay: delayInWords(clock),
      };
    })
    .sort((a, b) => Number(isOver(a)) - Number(isOver(b)) || (a.due.to < b.due.to ? -1 : 1));

const OPEN: readonly Standing['as'][] = [
  'running',
  'perhapsOverdue',
  'overdue',
  'excepted',
  'open',
];

const isOver = ({ standing: { as } }: ShownClock): boolean => !OPEN.includes(as);
