import { z } from 'zod';
import type { LocalDate } from '#libs/event-sourcing';
import {
  didNotStart,
  endingOf,
  pencePerYear,
  placementsOf,
  startOf,
  termsChangesOf,
  termsOn,
  type JourneyState,
  type Placement,
} from '#libs/lifecycle';
import type { JourneyContract, Shown } from '../contract.js';
import { withoutAbsent } from '../without-absent.js';
import { amount, day, reference, school } from './shapes.js';

const line = z.strictObject({
  code: z.string(),
  unit: z.enum(['year', 'term', 'week', 'day', 'hour', 'night', 'once']),
  ratePence: amount,
  quantityThousandths: z.int().describe('Thousandths: 2.5 hours are 2500.'),
  weeks: z.int().optional(),
});

const terms = z.strictObject({
  from: day.optional().describe('The day from which they apply; absent: from the beginning.'),
  lines: z.array(line),
  pencePerYear: amount,
  weeksPerYear: z.int(),
  residential: z.boolean(),
  route: z.string(),
  vat: z.string().optional(),
  contributions: z.array(z.strictObject({ party: z.string(), pence: amount })),
});

const placement = z.strictObject({
  placementId: reference,
  status: z.enum(['agreed', 'running', 'over', 'cancelled']),
  school,
  rank: z.enum(['main', 'dual']),
  fundedFrom: day.optional(),
  fundedUntil: day.optional().describe('The last day paid for; absent while no end is known.'),
  terms: z.array(terms).describe('As agreed, then each change in the order in which they apply.'),
});

export type FinancePlacement = z.infer<typeof placement>;

const TYPE = 'placements.finance.placement.v1';

const statusOf = (state: JourneyState, { placementId, fellThrough }: Placement) => {
  if (endingOf(state, placementId)) return 'over' as const;
  if (startOf(state, placementId)) return 'running' as const;
  return fellThrough || didNotStart(state, placementId)
    ? ('cancelled' as const)
    : ('agreed' as const);
};

const BEFORE_ALL = '0001-01-01' as LocalDate;

const termsOf = (state: JourneyState, placementId: string): FinancePlacement['terms'] => {
  const days = termsChangesOf(state, placementId).map(({ effectiveFrom }) => effectiveFrom);
  return [BEFORE_ALL, ...new Set(days.toSorted())].flatMap((from) => {
    const found = termsOn(state, placementId, from);
    if (!found) return [];
    const { lines, weeksPerYear, residential, route, vat, contributions } = found;
    return withoutAbsent({
      ...{ lines: [...lines], weeksPerYear, residential, route, vat },
      from: from === BEFORE_ALL ? undefined : from,
      pencePerYear: pencePerYear(lines),
      contributions: [...contributions],
    });
  });
};

const shown = (state: JourneyState, agreed: Placement): Shown => {
  const { placementId, rank, school: at } = agreed;
  const start = startOf(state, placementId);
  const ending = endingOf(state, placementId);
  const data: FinancePlacement = withoutAbsent({
    ...{ placementId, rank, status: statusOf(state, agreed) },
    school: withoutAbsent({ providerId: at.providerId, urn: at.urn, name: at.name }),
    fundedFrom: start && (start.fundedFrom ?? start.startedOn.from),
    fundedUntil: ending && (ending.fundedUntil ?? ending.placeEndedOn),
    terms: termsOf(state, placementId),
  });
  return { type: TYPE, data };
};

export const finance: JourneyContract = {
  of: 'journeys',
  audience: 'finance',
  topic: 'placements.finance.v1',
  meaning: 'What is paid for each placement, to whom, from when until when.',
  types: [
    {
      name: TYPE,
      meaning: 'A placement as it is to be paid for, in full; it takes the place of any before.',
      data: placement,
      example: {
        ...{ placementId: 'placement-1', status: 'running', rank: 'main' },
        school: { providerId: 'provider-1', urn: '999999', name: 'Example School' },
        fundedFrom: '2026-09-03',
        terms: [
          {
            lines: [
              { code: 'tuition', unit: 'year', ratePence: 5_400_000, quantityThousandths: 1000 },
            ],
            ...{ pencePerYear: 5_400_000, weeksPerYear: 38, residential: false, route: 'lotA' },
            contributions: [{ party: 'health', pence: 800_000 }],
          },
        ],
      },
    },
  ],
  view: ({ state }) =>
    new Map(placementsOf(state).map((one) => [one.placementId, shown(state, one)])),
};
