import { scenario, type GivenEvent } from '#libs/event-sourcing/testing';
import { providerRules, providerSentences, type ProviderEvent } from './index.js';
import { day, oakHouse, registeredProvider } from './testing/provider.examples.js';

/** What the timeline says of the last of these events. */
const told = (...events: readonly GivenEvent<ProviderEvent>[]): string => {
  const { history } = scenario(providerRules).given(...events);
  const before = scenario(providerRules).given(...events.slice(0, -1)).state;
  const event = history.at(-1);
  if (!event) throw new Error('Nothing was told.');
  return providerSentences[event.type](event as never, before);
};

const status = {
  type: 'ProviderStatusChanged',
  data: {
    ...({ status: 'embargo', scope: 'school', reasonCode: 'contractBreach' } as const),
    effectiveFrom: day('2026-02-01'),
  },
} as const;
const joined = {
  type: 'FrameworkJoined',
  data: {
    ...({ membershipId: 'm', framework: 'inmss-2026', lot: 'lotA' } as const),
    ...({ from: day('2026-09-01'), to: day('2030-08-31') } as const),
  },
} as const;
const uplift = {
  type: 'UpliftRequested',
  data: {
    ...({ upliftId: 'u', academicYear: 2026, scope: 'all' } as const),
    ...({ effectiveFrom: day('2026-09-01'), basisPoints: 525 } as const),
  },
} as const;
const decided = {
  type: 'UpliftDecided',
  data: {
    ...({ upliftId: 'u', outcome: 'partly' } as const),
    ...({ effectiveFrom: day('2026-09-01'), basisPoints: 300 } as const),
  },
} as const;
const visit = {
  type: 'QualityVisitRecorded',
  data: {
    ...({
      visitId: 'v',
      kind: 'prePlacement',
      ratings: [{ area: 'care', rating: 'good' }],
    } as const),
    actions: [{ actionRef: 'a', owner: 'provider', dueOn: day('2026-05-01') }],
  },
  occurredOn: '2026-03-05',
} as const;
const figures = {
  type: 'KpiReturnReceived',
  data: {
    ...({ from: day('2026-01-01'), to: day('2026-03-31'), complete: true } as const),
    values: [{ kpi: 'K1', numerator: 9, denominator: 10 }],
  },
  occurredOn: '2026-04-10',
} as const;

type Case = readonly [sentence: string, ...events: GivenEvent<ProviderEvent>[]];

describe('the timeline of a provider says', () => {
  const cases: readonly Case[] = [
    ['Oak House School (URN 118953) was put in the register.', registeredProvider],
    [
      'Particulars of Oak Court changed from 1 March 2026: name, town, in area.',
      registeredProvider,
      {
        type: 'ProviderAmended',
        data: { profile: { ...oakHouse, name: 'Oak Court', town: 'Ashford' } },
        occurredOn: '2026-03-01',
      },
    ],
    [
      'Oak House School carried on from the school with URN 118999 on 1 March 2026 (change of proprietor).',
      registeredProvider,
      {
        type: 'ProviderSucceeded',
        data: { predecessorUrn: '118999', kind: 'changeOfProprietor' },
        occurredOn: '2026-03-01',
      },
    ],
    [
      'Oak House School closed on 31 August 2026: financial.',
      registeredProvider,
      { type: 'SchoolClosed', data: { reasonCode: 'financial' }, occurredOn: '2026-08-31' },
    ],
    [
      'Oak House School is approved under section 41.',
      registeredProvider,
      { type: 'Section41Recorded', data: {} },
    ],
    [
      'Oak House School is approved under section 41 from 1 January 2026 until 2 January 2026.',
      registeredProvider,
      {
        type: 'Section41Recorded',
        data: { from: day('2026-01-01'), to: day('2026-01-02') },
      },
    ],
    [
      'Oak House School is under an embargo for new placements from 1 February 2026: contract breach.',
      registeredProvider,
      status,
    ],
    [
      'Oak House School is suspended with all schools of its proprietor from 1 February 2026: contract breach, to be reviewed on 1 May 2026.',
      registeredProvider,
      {
        ...status,
        data: {
          ...status.data,
          ...({ status: 'suspended', scope: 'proprietor', reviewOn: day('2026-05-01') } as const),
        },
      },
    ],
    [
      'Oak House School is removed from use at site north from 1 February 2026: contract breach.',
      registeredProvider,
      { ...status, data: { ...status.data, status: 'removed', scope: 'site', siteRef: 'north' } },
    ],
    [
      'Oak House School is open to new placements and monitored for fifty two week placements from 1 February 2026: contract breach.',
      registeredProvider,
      {
        ...status,
        data: {
          ...status.data,
          ...({ status: 'monitored', scope: 'type', placementType: 'fiftyTwoWeek' } as const),
        },
      },
    ],
    [
      'Oak House School joined the framework inmss-2026 in Lot A from 1 September 2026 until 31 August 2030.',
      registeredProvider,
      joined,
    ],
    [
      'Oak House School leaves the framework inmss-2026 after 31 December 2026: withdrew.',
      registeredProvider,
      joined,
      {
        type: 'FrameworkLeft',
        data: { membershipId: 'm', to: day('2026-12-31'), reasonCode: 'withdrew' },
      },
    ],
    [
      'Oak House School charges £64,000 a year for day placements from 1 September 2026 (2026/27).',
      registeredProvider,
      {
        type: 'PricesRecorded',
        data: {
          ...({ academicYear: 2026, placementType: 'day', vat: 'exempt' } as const),
          effectiveFrom: day('2026-09-01'),
          lines: [
            { code: 'tuition', unit: 'year', ratePence: 6_400_000, quantityThousandths: 1000 },
          ],
        },
      },
    ],
    [
      'Oak House School asked for 5.25 % more from 1 September 2026, for all placements.',
      registeredProvider,
      uplift,
    ],
    [
      'Oak House School asked for 5.25 % more from 1 September 2026, for weekly placements.',
      registeredProvider,
      { ...uplift, data: { ...uplift.data, scope: 'type', placementType: 'weekly' } },
    ],
    [
      'Of the 5.25 % more that Oak House School asked for, 3 % were agreed from 1 September 2026.',
      registeredProvider,
      uplift,
      decided,
    ],
    [
      'The 5.25 % more that Oak House School asked for were refused.',
      registeredProvider,
      uplift,
      { ...decided, data: { ...decided.data, outcome: 'refused', basisPoints: 0 } },
    ],
    [
      'Oak House School takes learners from 1 March 2026: ASD, SEMH, aged 7 to 16, mixed, day, part time, 60 places.',
      registeredProvider,
      {
        type: 'CapabilityRecorded',
        data: {
          ...({
            effectiveFrom: day('2026-03-01'),
            needs: ['ASD', 'SEMH'],
            ageFrom: 7,
            ageTo: 16,
          } as const),
          ...({ gender: 'mixed', placementTypes: ['day', 'partTime'], placesOffered: 60 } as const),
        },
      },
    ],
    [
      'Oak House School published its term dates for 2026/27: autumn 2 September 2026 to 18 December 2026.',
      registeredProvider,
      {
        type: 'TermDatesRecorded',
        data: {
          academicYear: 2026,
          terms: [{ term: 'autumn', firstDay: day('2026-09-02'), lastDay: day('2026-12-18') }],
          closedDays: [],
        },
      },
    ],
    [
      'Oak House School was inspected by Ofsted on 5 March 2026: safeguarding not met, leadership strong standard.',
      registeredProvider,
      {
        type: 'InspectionRecorded',
        data: {
          ...({ inspectionId: 'i', scheme: 'ofstedReportCard' } as const),
          judgements: [
            { area: 'safeguarding', value: 'notMet' },
            { area: 'leadership', value: 'strongStandard' },
          ],
        },
        occurredOn: '2026-03-05',
      },
    ],
    [
      'The authority visited Oak House School on 5 March 2026 (pre placement): care good, 1 action open.',
      registeredProvider,
      visit,
    ],
    [
      'The authority visited Oak House School on 5 March 2026 (pre placement).',
      registeredProvider,
      { ...visit, data: { ...visit.data, ratings: [], actions: [] } },
    ],
    [
      'Oak House School returned 1 figure for 1 January 2026 to 31 March 2026 on 10 April 2026.',
      registeredProvider,
      figures,
    ],
    [
      'Oak House School returned 0 figures for 1 January 2026 to 31 March 2026 on 10 April 2026, not complete.',
      registeredProvider,
      { ...figures, data: { ...figures.data, complete: false, values: [] } },
    ],
    [
      'An entry about Oak House School was taken back on 1 May 2026.',
      registeredProvider,
      {
        type: 'EntryAnnulled',
        data: { entry: 'entry-9', reasonCode: 'duplicate' },
        occurredOn: '2026-05-01',
      },
    ],
  ];

  it.each(cases.map(([sentence, ...events]) => ({ sentence, events })))(
    '$sentence',
    ({ sentence, events }) => expect(told(...events)).toBe(sentence),
  );

  it('something of every event', () =>
    expect(new Set(cases.map((events) => (events.at(-1) as { type: string }).type))).toEqual(
      new Set(Object.keys(providerSentences)),
    ));
});
