import type { LocalDate, OccurredOn } from '#libs/event-sourcing';

/** What an ending was, for counting: derived, never stored. */
export type EndingGroup =
  'planned' | 'unplanned' | 'structural' | 'censoring' | 'statusOnly' | 'awaited';

/** Why placements end (after SSDA903), each with its group where nothing else is known, and in words. */
const REASONS = {
  PHASE: ['structural', 'phase transfer, or the end of the school’s age range'],
  STEPDN: ['planned', 'a planned move to less specialist or nearer provision'],
  STEPUP: ['planned', 'a planned move to more specialist provision'],
  FAMMOV: ['structural', 'the family moved'],
  PREF: ['planned', 'the family preferred another school'],
  TRIB: ['planned', 'a tribunal ordered another school'],
  CLOSE: ['structural', 'the school closed or stopped this provision'],
  REGRM: ['unplanned', 'the school lost its registration or approval'],
  STAND: ['unplanned', 'the authority withdrew the learner over quality or standards'],
  ALLEG: ['unplanned', 'a safeguarding allegation'],
  PRVBEH: ['unplanned', 'the school gave notice because of behaviour or risk'],
  PRVNEED: ['unplanned', 'the school gave notice because it cannot meet need'],
  PRVOTH: ['unplanned', 'the school gave notice for commercial or other reasons'],
  PEX: ['unplanned', 'permanent exclusion'],
  CYPREF: ['unplanned', 'the learner or family refuses attendance'],
  LANEED: ['unplanned', 'the authority found that it no longer meets need'],
  CUST: ['structural', 'custody, a secure setting or a long stay in hospital'],
  CEASE: ['censoring', 'the plan ceased'],
  XFER: ['censoring', 'the plan went to another authority'],
  DECEASED: ['censoring', 'the learner died'],
  STATUS: ['statusOnly', 'only the terms changed'],
  OTHER: ['unplanned', 'another reason'],
  BETFIT: ['planned', 'a planned move to a school of the same kind that fits better'],
} as const satisfies Readonly<Record<string, readonly [EndingGroup, string]>>;

export type EndingReason = keyof typeof REASONS;

/** A placement can be ended before its reason is known; it is settled later. */
export const AWAITED = 'AWAITED';

export const endingReasons = [
  ...['PHASE', 'STEPDN', 'STEPUP', 'FAMMOV', 'PREF', 'TRIB', 'CLOSE', 'REGRM', 'STAND', 'ALLEG'],
  ...['PRVBEH', 'PRVNEED', 'PRVOTH', 'PEX', 'CYPREF', 'LANEED', 'CUST', 'CEASE', 'XFER'],
  ...['DECEASED', 'STATUS', 'OTHER'],
  // Since 2026-2: before it, such a move was PREF or awaited its reason.
  ...['BETFIT'],
] as const satisfies readonly EndingReason[];

/** The version of the list above: a new one when a reason is added, dropped or comes to mean another thing. */
export const endingReasonsVersion = '2026-2';

/** When it ended, and what is known of the decision behind it. */
export type EndingBasis = Readonly<{
  /** The last day attended. */
  endedOn: OccurredOn;
  /** The earliest day on which the ending was decided, where that is known. */
  decidedOn?: LocalDate | undefined;
  /** The decision it rests on; believed where its day is not known. */
  decisionRef?: string | undefined;
}>;

/**
 * Planned, unplanned (a breakdown), structural, or none of these. A reason that is planned by its
 * name counts as planned only when it was decided before the last day attended, and certainly so:
 * some planning around a move that happens anyway does not make it a planned one (SSDA903).
 */
export const endingGroup = (reasonCode: string, basis: EndingBasis): EndingGroup => {
  if (reasonCode === AWAITED) return 'awaited';
  const [group] = reasonOf(reasonCode);
  return group === 'planned' && !decidedBefore(basis) ? 'unplanned' : group;
};

const decidedBefore = ({ endedOn, decidedOn, decisionRef }: EndingBasis): boolean =>
  decidedOn === undefined ? decisionRef !== undefined : decidedOn < endedOn.from;

export const endingReasonInWords = (reasonCode: string): string =>
  reasonCode === AWAITED ? 'the reason is awaited' : reasonOf(reasonCode)[1];

const reasonOf = (code: string): readonly [EndingGroup, string] => {
  const reason = Object.hasOwn(REASONS, code) ? REASONS[code as EndingReason] : undefined;
  if (!reason) throw new Error(`No ending reason ${code} in the list.`);
  return reason;
};
