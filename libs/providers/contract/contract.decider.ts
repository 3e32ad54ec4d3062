import { accept, refuse, unchanged, type LocalDate, type Refusal } from '#libs/event-sourcing';
import { academicYearOf } from '#libs/lifecycle';
import { overlaps, sameData } from '../effective.js';
import type { ProviderContext, ProviderTables } from '../provider-rules.js';
import type { ProviderState } from '../provider-state.js';
import { endsBeforeItBegins, scopeUnclear } from '../standing/standing.decider.js';
import type { ContractCommand } from './contract.commands.js';
import type { ContractEvent } from './contract.events.js';
import {
  membershipOf,
  membershipsOf,
  priceOn,
  upliftOf,
  type Membership,
  type Uplift,
} from './contract.state.js';

type Tables = ProviderTables<ContractCommand, ContractEvent>;
type Decide = Extract<ContractCommand, { type: 'DecideUplift' }>;
type Decided = Extract<ContractEvent, { type: 'UpliftDecided' }>['data'];

const unknownUplift = (upliftId: string) => ({ because: 'unknown-uplift', upliftId });

const decide: Tables['decide'] = {
  JoinFramework: ({ data }, state, { newId }) =>
    membershipsOf(state).some((told) => sameMembership(told, data))
      ? unchanged
      : accept({ type: 'FrameworkJoined', data: { ...data, membershipId: newId('membership') } }),

  LeaveFramework: ({ data }, state) => {
    const told = membershipOf(state, data.membershipId);
    return told?.to === data.to && told.left === data.reasonCode
      ? unchanged
      : accept({ type: 'FrameworkLeft', data });
  },

  RecordPrices: ({ data: asked }, state) => {
    const { academicYear } = asked;
    const effectiveFrom = asked.effectiveFrom ?? (`${academicYear}-09-01` as LocalDate);
    const outside = outsideAcademicYear(academicYear, effectiveFrom);
    if (outside) return refuse(outside);
    const { placementType, lines, vat, upliftId } = asked;
    const price = { academicYear, placementType, lines, vat, upliftId };
    if (sameData(priceOn(state, placementType, effectiveFrom), { ...price, from: effectiveFrom }))
      return unchanged;
    return accept({ type: 'PricesRecorded', data: { ...price, effectiveFrom } });
  },

  RequestUplift: ({ data }, _state, { newId }) => {
    const wrong = scopeUnclear(data) ?? outsideAcademicYear(data.academicYear, data.effectiveFrom);
    if (wrong) return refuse(wrong);
    return accept({ type: 'UpliftRequested', data: { ...data, upliftId: newId('uplift') } });
  },

  DecideUplift: (command, state, context) => {
    const { upliftId } = command.data;
    const uplift = upliftOf(state, upliftId);
    if (!uplift) return refuse(unknownUplift(upliftId));
    const data = decisionOn(uplift, command);
    if (sameData(uplift.decided && { upliftId, ...uplift.decided }, data)) return unchanged;
    const wrong = samePerson(uplift, command, context) ?? figuresDisagree(uplift, data);
    return wrong ? refuse(wrong) : accept({ type: 'UpliftDecided', data });
  },
};

type Asked = Readonly<Pick<Membership, 'framework' | 'lot' | 'from'> & { to?: LocalDate }>;

const sameMembership = (told: Membership, { framework, lot, from, to }: Asked): boolean =>
  told.framework === framework && told.lot === lot && told.from === from && told.to === to;

const outsideAcademicYear = (academicYear: number, day: LocalDate): Refusal | undefined =>
  academicYearOf(day) === academicYear
    ? undefined
    : { because: 'outside-academic-year', academicYear, day };

const GRANTED = { agreed: 'all', partly: 'some', refused: 'none' } as const;

const decisionOn = (uplift: Uplift, { data }: Decide): Decided => {
  const { upliftId, outcome, effectiveFrom = uplift.effectiveFrom } = data;
  const asked = outcome === 'agreed' ? uplift.basisPoints : 0;
  return { upliftId, outcome, effectiveFrom, basisPoints: data.basisPoints ?? asked };
};

const samePerson = (
  { upliftId, proposedBy }: Uplift,
  { details: { decision } }: Decide,
  { actor }: ProviderContext,
): Refusal | undefined =>
  (decision?.by ?? actor.id) === proposedBy
    ? { because: 'decided-by-who-proposed', upliftId }
    : undefined;

const granted = (asked: number, given: number) => {
  if (given === 0) return 'none';
  return given === asked ? 'all' : given < asked ? 'some' : 'more';
};

const figuresDisagree = (
  { basisPoints: askedFor }: Uplift,
  { outcome, basisPoints }: Decided,
): Refusal | undefined =>
  granted(askedFor, basisPoints) === GRANTED[outcome]
    ? undefined
    : { because: 'uplift-figures-disagree', outcome, askedFor, basisPoints };

const admits: Tables['admits'] = {
  FrameworkJoined: (state, { data }) => endsBeforeItBegins(data) ?? alreadyOn(state, data),

  FrameworkLeft: (state, { data: { membershipId, to } }) => {
    const told = membershipOf(state, membershipId);
    if (!told) return { because: 'unknown-membership', membershipId };
    if (told.left !== undefined) return { because: 'already-left', membershipId, to: told.to };
    return endsBeforeItBegins({ from: told.from, to });
  },

  PricesRecorded: (state, { data: { upliftId } }) =>
    upliftId === undefined || upliftOf(state, upliftId) ? undefined : unknownUplift(upliftId),

  UpliftDecided: (state, { data: { upliftId } }) => {
    const uplift = upliftOf(state, upliftId);
    if (!uplift) return unknownUplift(upliftId);
    return uplift.decided && { because: 'uplift-already-decided', upliftId };
  },
};

const alreadyOn = (
  state: ProviderState,
  joined: Pick<Membership, 'framework' | 'from'> & Readonly<{ to?: LocalDate | undefined }>,
): Refusal | undefined => {
  const { framework } = joined;
  const other = membershipsOf(state).find(
    (told) => told.framework === framework && overlaps(told, joined),
  );
  return other && { because: 'already-on-framework', framework, membershipId: other.membershipId };
};

export const contractRules: Tables = { decide, admits };
