import { z } from 'zod';
import {
  didNotStart,
  endingOf,
  placementsOf,
  plannedStartOf,
  startOf,
  termsOn,
  type JourneyState,
  type Placement,
  type Start,
} from '#libs/lifecycle';
import type { LocalDate } from '#libs/event-sourcing';
import type { JourneyContract, JourneySoFar, Shown } from '../contract.js';
import { withoutAbsent } from '../without-absent.js';
import { day, reference, school } from './shapes.js';

const journeys = z.strictObject({
  placementId: reference,
  school,
  siteId: reference.optional(),
  pattern: z.string().optional(),
  daysPerWeekTenths: z.int().optional().describe('Tenths: 2.5 days a week are 25.'),
  nightsPerWeek: z.int().optional(),
  residential: z.boolean(),
  expectedFrom: day.optional().describe('The first day as last planned, while it has not begun.'),
  from: day.optional().describe('The first day attended.'),
  until: day.optional().describe('The last day attended.'),
});

const addressChanged = z.strictObject({
  from: day.describe('The day from which there is another address; ask for it where you may.'),
});

const TRAVEL = 'placements.transport.travel.v1';
const ADDRESS = 'placements.transport.address-changed.v1';
const END_OF_TIME = '2199-12-31' as LocalDate;

const travels = (state: JourneyState, { placementId, fellThrough }: Placement): boolean =>
  !fellThrough && !didNotStart(state, placementId);

const attendance = ({ startedOn, pattern, daysPerWeekTenths, nightsPerWeek }: Start) => ({
  ...{ pattern, daysPerWeekTenths, nightsPerWeek },
  from: startedOn.from,
});

const expectedFrom = (state: JourneyState, { placementId, expectedStartOn }: Placement) =>
  plannedStartOf(state, placementId) ?? expectedStartOn;

const shown = (state: JourneyState, agreed: Placement): Shown => {
  const { placementId, school: at } = agreed;
  const start = startOf(state, placementId);
  const terms = termsOn(state, placementId, END_OF_TIME);
  const data: z.infer<typeof journeys> = withoutAbsent({
    placementId,
    school: withoutAbsent({ providerId: at.providerId, urn: at.urn, name: at.name }),
    siteId: terms?.siteId,
    residential: terms?.residential ?? agreed.residential,
    ...(start ? attendance(start) : { expectedFrom: expectedFrom(state, agreed) }),
    until: endingOf(state, placementId)?.endedOn.to,
  });
  return { type: TRAVEL, data };
};

const addresses = ({ standing }: JourneySoFar): readonly (readonly [string, Shown])[] =>
  standing.flatMap(({ type, data, eventId, occurredOn }) =>
    type === 'AddressChanged'
      ? [[eventId, { type: ADDRESS, data: { from: data.effectiveFrom ?? occurredOn.from } }]]
      : [],
  );

export const transport: JourneyContract = {
  of: 'journeys',
  audience: 'transport',
  topic: 'placements.transport.v1',
  meaning: 'Where a learner travels to, on which days, from when until when.',
  types: [
    {
      name: TRAVEL,
      meaning: 'The way to one placement, in full; it takes the place of any before.',
      data: journeys,
      example: {
        ...{ placementId: 'placement-1', siteId: 'site-1', pattern: 'fullTime' },
        school: { providerId: 'provider-1', urn: '999999', name: 'Example School' },
        ...{ residential: false, from: '2026-09-03' },
      },
    },
    {
      name: ADDRESS,
      meaning: 'The learner has another address. It is not said here.',
      data: addressChanged,
      example: { from: '2026-11-02' },
    },
  ],
  view: (soFar) =>
    new Map([
      ...placementsOf(soFar.state)
        .filter((one) => travels(soFar.state, one))
        .map((one) => [one.placementId, shown(soFar.state, one)] as const),
      ...addresses(soFar),
    ]),
};
