import type { LocalDate } from '#libs/event-sourcing';
import { put, type Evolve } from '#libs/lifecycle';
import { inForce } from '../effective.js';
import type { PlacementType } from '../placement-types.js';
import type { ProvisionEvent, Term } from './provision.events.js';

export type Capability = Readonly<{
  from: LocalDate;
  needs: readonly string[];
  ageFrom: number;
  ageTo: number;
  gender: string;
  placementTypes: readonly PlacementType[];
  placesOffered?: number | undefined;
}>;

export type TermDates = Readonly<{
  academicYear: number;
  terms: readonly Term[];
  closedDays: readonly LocalDate[];
}>;

export type ProvisionPart = Readonly<{
  capabilities: readonly Capability[];
  termDates: Readonly<Record<string, TermDates>>;
}>;

export const initialProvision: ProvisionPart = { capabilities: [], termDates: {} };

export const evolveProvision: Evolve<ProvisionPart, ProvisionEvent> = {
  CapabilityRecorded: (part, { data: { effectiveFrom, ...told } }) => ({
    ...part,
    capabilities: [...part.capabilities, { from: effectiveFrom, ...told }],
  }),
  TermDatesRecorded: (part, { data }) => ({
    ...part,
    termDates: put(part.termDates, String(data.academicYear), data),
  }),
};

type Has = Readonly<{ provision: ProvisionPart }>;

export const capabilityOn = ({ provision }: Has, day: LocalDate): Capability | undefined =>
  inForce(provision.capabilities, day);

export const termDatesOf = ({ provision }: Has, academicYear: number): TermDates | undefined =>
  provision.termDates[String(academicYear)];

const RESIDENTIAL: readonly string[] = ['weekly', 'termly', 'fiftyTwoWeek'];

/** Whether it takes boarders, as far as it said. */
export const takesBoardersOn = (state: Has, day: LocalDate): boolean | undefined =>
  capabilityOn(state, day)?.placementTypes.some((type) => RESIDENTIAL.includes(type));
