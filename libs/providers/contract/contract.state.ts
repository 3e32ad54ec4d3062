import type { LocalDate } from '#libs/event-sourcing';
import { change, put, type Evolve, type PriceLine } from '#libs/lifecycle';
import { inForce, within } from '../effective.js';
import type { ContractEvent } from './contract.events.js';

export type Membership = Readonly<{
  membershipId: string;
  framework: string;
  lot: 'lotA' | 'lotB' | 'dps';
  from: LocalDate;
  to: LocalDate | undefined;
  left: string | undefined;
}>;

export type Price = Readonly<{
  from: LocalDate;
  academicYear: number;
  placementType: string;
  lines: readonly PriceLine[];
  vat: string;
  upliftId: string | undefined;
}>;

export type Uplift = Readonly<{
  upliftId: string;
  academicYear: number;
  scope: string;
  placementType: string | undefined;
  effectiveFrom: LocalDate;
  basisPoints: number;
  /** Who recorded the request: somebody else decides. */
  proposedBy: string;
  decided: Readonly<{ outcome: string; effectiveFrom: LocalDate; basisPoints: number }> | undefined;
}>;

export type ContractPart = Readonly<{
  memberships: Readonly<Record<string, Membership>>;
  prices: readonly Price[];
  uplifts: Readonly<Record<string, Uplift>>;
}>;

export const initialContract: ContractPart = { memberships: {}, prices: [], uplifts: {} };

export const evolveContract: Evolve<ContractPart, ContractEvent> = {
  FrameworkJoined: (part, { data }) => ({
    ...part,
    memberships: put(part.memberships, data.membershipId, {
      membershipId: data.membershipId,
      framework: data.framework,
      lot: data.lot,
      from: data.from,
      to: data.to,
      left: undefined,
    }),
  }),
  FrameworkLeft: (part, { data: { membershipId, to, reasonCode } }) => ({
    ...part,
    memberships: change(part.memberships, membershipId, { to, left: reasonCode }),
  }),
  PricesRecorded: (part, { data }) => ({
    ...part,
    prices: [
      ...part.prices,
      {
        from: data.effectiveFrom,
        academicYear: data.academicYear,
        placementType: data.placementType,
        lines: data.lines,
        vat: data.vat,
        upliftId: data.upliftId,
      },
    ],
  }),
  UpliftRequested: (part, { data, actor }) => ({
    ...part,
    uplifts: put(part.uplifts, data.upliftId, {
      upliftId: data.upliftId,
      academicYear: data.academicYear,
      scope: data.scope,
      placementType: data.placementType,
      effectiveFrom: data.effectiveFrom,
      basisPoints: data.basisPoints,
      proposedBy: actor.id,
      decided: undefined,
    }),
  }),
  UpliftDecided: (part, { data: { upliftId, ...decided } }) => ({
    ...part,
    uplifts: change(part.uplifts, upliftId, { decided }),
  }),
};

type Has = Readonly<{ contract: ContractPart }>;

export const membershipOf = ({ contract }: Has, id: string) => contract.memberships[id];
export const membershipsOf = ({ contract }: Has): readonly Membership[] =>
  Object.values(contract.memberships);
export const upliftOf = ({ contract }: Has, id: string) => contract.uplifts[id];
export const upliftsOf = ({ contract }: Has): readonly Uplift[] => Object.values(contract.uplifts);

const BEST_FIRST = ['lotA', 'lotB', 'dps'] as const;

/** The lot on a day; of several frameworks, the one that is trusted most. */
export const lotOn = (state: Has, day: LocalDate): 'lotA' | 'lotB' | 'dps' | 'none' => {
  const lots = membershipsOf(state)
    .filter((membership) => within(membership, day))
    .map(({ lot }) => lot);
  return BEST_FIRST.find((lot) => lots.includes(lot)) ?? 'none';
};

/** What a kind of placement costs on a day, as last agreed for it. */
export const priceOn = (
  { contract }: Has,
  placementType: string,
  day: LocalDate,
): Price | undefined =>
  inForce(
    contract.prices.filter((price) => price.placementType === placementType),
    day,
  );
