import type { LocalDate } from '#libs/event-sourcing';
import {
  addDays,
  didNotStart,
  endingOf,
  plannedStartOf,
  startOf,
  type JourneyState,
  type Notice,
  type Placement,
} from '#libs/lifecycle';
import { STILL } from '../providers/provider-columns.js';

/**
 * Why the authority expects to pay: the learner has the place (`agreed`); the place is given up and
 * fees still run (`notice`); the placement is agreed and has not begun (`forecast`).
 */
export type CommitmentKind = 'agreed' | 'notice' | 'forecast';

/** Both days are paid for. `to` is the end of time while no end is known. */
export type PaidTime = Readonly<{ kind: CommitmentKind; from: LocalDate; to: LocalDate }>;

/** A sum that settles a notice, for the days it stands for. */
export type Settlement = Readonly<{
  noticeId: string;
  from: LocalDate;
  to: LocalDate;
  pence: number;
}>;

const FOR_GOOD = STILL as LocalDate;

const noticesOf = (journey: JourneyState, placementId: string): readonly Notice[] =>
  Object.values(journey.breakdowns.notices).filter((one) => one.placementId === placementId);

const earlier = (a: LocalDate, b: LocalDate): LocalDate => (a < b ? a : b);

/** A time that is empty is none. */
const lasting = (times: readonly PaidTime[]): readonly PaidTime[] =>
  times.filter(({ from, to }) => from <= to);

const expected = (journey: JourneyState, placement: Placement): readonly PaidTime[] => {
  const { placementId, fellThrough, expectedStartOn } = placement;
  const gone = fellThrough ?? endingOf(journey, placementId);
  if (gone || didNotStart(journey, placementId)) return [];
  const from = plannedStartOf(journey, placementId) ?? expectedStartOn;
  return from === undefined ? [] : [{ kind: 'forecast', from, to: FOR_GOOD }];
};

/** The last day of fees under notices that are neither settled nor withdrawn. */
const feesUntil = (notices: readonly Notice[]): LocalDate | undefined =>
  notices
    .filter(({ status }) => status === 'given' || status === 'disputed')
    .map(({ feesPayableUntil, expiresOn }) => feesPayableUntil ?? expiresOn)
    .sort()
    .at(-1);

type Ends = Readonly<{ held: LocalDate; paid: LocalDate }>;

const SETTLED_BY_A_SUM = 'settled';

/** Undefined while nothing says that the placement ends. A notice in dispute ends nothing yet. */
const endsOf = (journey: JourneyState, placementId: string): Ends | undefined => {
  const notices = noticesOf(journey, placementId);
  const settled = notices.find(({ status }) => status === SETTLED_BY_A_SUM)?.settled;
  const ending = endingOf(journey, placementId);
  if (ending) {
    const { placeEndedOn, fundedUntil = feesUntil(notices) ?? placeEndedOn } = ending;
    const held = earlier(placeEndedOn, ending.fundedUntil ?? placeEndedOn);
    return { held, paid: settled ? held : fundedUntil };
  }
  if (settled) return { held: settled.lastDay, paid: settled.lastDay };
  const [given] = notices
    .filter(({ status }) => status === 'given')
    .sort((a, b) => (a.expiresOn < b.expiresOn ? -1 : 1));
  return given && { held: given.expiresOn, paid: given.feesPayableUntil ?? given.expiresOn };
};

/** The times for which a placement is, or is expected to be, paid for. */
export const paidTimesOf = (journey: JourneyState, placement: Placement): readonly PaidTime[] => {
  const start = startOf(journey, placement.placementId);
  if (!start) return expected(journey, placement);
  const from = start.fundedFrom ?? start.startedOn.from;
  const ends = endsOf(journey, placement.placementId);
  if (!ends) return [{ kind: 'agreed', from, to: FOR_GOOD }];
  return lasting([
    { kind: 'agreed', from, to: ends.held },
    { kind: 'notice', from: addDays(ends.held, 1), to: ends.paid },
  ]);
};

/** What is paid, in all, for the days after the last one; on the last one where there are none. */
export const settlementsOf = (
  journey: JourneyState,
  { placementId }: Placement,
): readonly Settlement[] =>
  noticesOf(journey, placementId).flatMap(({ noticeId, settled }) => {
    if (!settled || settled.pence === 0) return [];
    const { lastDay, feesPayableUntil, pence } = settled;
    const days =
      lastDay < feesPayableUntil
        ? { from: addDays(lastDay, 1), to: feesPayableUntil }
        : { from: lastDay, to: lastDay };
    return [{ noticeId, pence, ...days }];
  });
