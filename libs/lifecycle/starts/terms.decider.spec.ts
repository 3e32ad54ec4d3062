import type { LocalDate } from '#libs/event-sourcing';
import { knowingly, scenario } from '#libs/event-sourcing/testing';
import { journeyRules } from '../journey/journey.decider.js';
import {
  approvalId,
  approvalSought,
  approved,
  caseworker,
  context,
  decidedBy,
  director,
  manager,
  registered,
} from '../journey/testing/record.examples.js';
import type { WishOf } from '../journey/testing/requests.examples.js';
import {
  agreedAtOakfield,
  issued,
  placementId,
  signed,
  started,
  termsChanged,
} from '../journey/testing/starts.examples.js';
import { startOf } from './starts.state.js';

const day = (text: string) => text as LocalDate;
const price = (pence: number) => [
  {
    ...{ code: 'tuition' as const, unit: 'year' as const },
    ...{ ratePence: pence, quantityThousandths: 1000 },
  },
];

const journey = scenario(journeyRules, { context });
const untilStart = [registered, agreedAtOakfield, issued, signed] as const;
const running = journey.given(...untilStart, started);

const told = {
  ...{ placementId, reasonCode: 'uplift' as const, lines: price(66_000_00) },
  ...{ effectiveFrom: day('2026-01-01'), weeksPerYear: 38, residential: false },
};
const change: WishOf<'ChangeTerms'> = { type: 'ChangeTerms', data: told };
const changed = {
  type: 'TermsChanged' as const,
  data: { ...told, changeId: 'terms-1', contributions: [] },
};
const asDirector = { actor: director };

const approvedForTerms = [
  {
    ...approvalSought,
    data: { ...approvalSought.data, for: { kind: 'terms' as const, id: placementId } },
  },
  { ...approved, data: { ...approved.data, ceilingPence: 66_000_00 } },
] as const;

describe('the terms of a placement', () => {
  it('change by a decision, from any day since the start, as one placement', () => {
    const data = {
      ...{ placementId, reasonCode: 'residential' as const, effectiveFrom: day('2025-12-01') },
      ...{ lines: price(180_000_00), vat: 'exempt' as const, weeksPerYear: 52, residential: true },
      ...{ route: 'spot' as const, siteId: 'site-2', upliftId: 'uplift-1' },
      contributions: [{ party: 'socialCare' as const, pence: 60_000_00 }],
      explanation: 'The night was hard at home.',
    };
    running
      .when({ type: 'ChangeTerms', data, details: { occurredOn: '2026-02-02' } }, asDirector)
      .thenRecorded({
        type: 'TermsChanged',
        data: { ...data, changeId: 'terms-1' },
        occurredOn: '2026-02-02',
        irregularities: [],
      })
      .thenState((state) => {
        expect(Object.keys(state.offers.placements)).toEqual([placementId]);
        expect(startOf(state, placementId)).toEqual(startOf(running.state, placementId));
      });
  });

  it('may change before the placement starts', () =>
    void journey
      .given(...untilStart)
      .when(change, asDirector)
      .thenRecorded(changed));

  it('are not changed to what they are', () => {
    const asAgreed = { ...told, lines: price(64_000_00) };
    running.when({ ...change, data: asAgreed }).thenNothing();
    running
      .when({ ...change, data: { ...asAgreed, contributions: [], route: 'lotA' } })
      .thenNothing();
    journey
      .given(...untilStart, started, changed)
      .when({ ...change, data: { ...told, effectiveFrom: day('2026-03-01') } })
      .thenNothing();
  });

  it.each([
    { lines: price(63_000_00) },
    { weeksPerYear: 39 },
    { residential: true },
    { vat: 'zero' as const },
    { route: 'spot' as const },
    { siteId: 'site-2' },
    { contributions: [{ party: 'health' as const, pence: 1 }] },
  ])('change by as little as %j, and a price that does not rise needs no approval', (other) => {
    const data = { ...told, lines: price(64_000_00), ...other };
    running.when({ ...change, data }).thenRecorded({
      type: 'TermsChanged',
      data: { contributions: [], ...data, changeId: 'terms-1' },
      irregularities: [],
    });
  });

  it('rise above what one may decide with an approval only', () => {
    running.when(change).thenRefused({
      because: 'approval-needed',
      askedPence: 66_000_00,
      limitPence: 0,
    });
    running.when(change, { actor: manager }).thenRefused({
      because: 'approval-needed',
      askedPence: 66_000_00,
      limitPence: 60_000_00,
    });
    running.when(change, asDirector).thenRecorded(changed);
  });

  it('rise up to the very limit without one', () => {
    const limited = { approvalLimitPence: () => 66_000_00 };
    running.when(change, limited).thenRecorded(changed);
    running
      .when(change, { approvalLimitPence: () => 66_000_00 - 1 })
      .thenRefused('approval-needed');
  });

  it('rise by the limit of who decided, not of who records', () => {
    const details = { decision: decidedBy(director) };
    running.when({ ...change, details }, { actor: caseworker }).thenRecorded(changed);
    running
      .when({ ...change, details: { decision: decidedBy(manager) } }, asDirector)
      .thenRefused('approval-needed');
  });

  it('rise above those in force on that very day, whatever was agreed', () => {
    const cheaper = {
      ...changed,
      data: { ...changed.data, changeId: 'terms-0', lines: price(50_000_00) },
    };
    journey
      .given(...untilStart, started, cheaper)
      .when({ ...change, data: { ...told, lines: price(64_000_00) } })
      .thenRefused({ because: 'approval-needed', askedPence: 64_000_00, limitPence: 0 });
  });

  const approvedRise = { ...change, data: { ...told, approvalId } };

  it('rise up to the ceiling that was approved', () =>
    void journey
      .given(...untilStart, started, ...approvedForTerms)
      .when({ ...approvedRise, details: { occurredOn: '2025-11-10' } })
      .thenRecorded({ ...changed, data: { ...changed.data, approvalId }, irregularities: [] }));

  it('rise above the ceiling knowingly only', () => {
    const [sought, given] = approvedForTerms;
    const lower = { ...given, data: { ...given.data, ceilingPence: 66_000_00 - 1 } };
    const history = journey.given(...untilStart, started, sought, lower);
    const details = { occurredOn: '2025-11-10' };
    expect(history.when({ ...approvedRise, details }).planned).toMatchObject({
      refusal: {
        irregularities: [
          {
            code: 'above-approved-ceiling',
            askedPence: 66_000_00,
            ceilingPence: 66_000_00 - 1,
          },
        ],
      },
    });
    const acknowledge = knowingly('above-approved-ceiling');
    history.when({ ...approvedRise, details: { ...details, acknowledge } }).thenRecorded({
      ...changed,
      data: { ...changed.data, approvalId },
      irregularities: ['above-approved-ceiling'],
    });
  });

  it('rise after the approval has run out knowingly only', () =>
    void journey
      .given(...untilStart, started, ...approvedForTerms)
      .when({ ...approvedRise, details: { occurredOn: '2026-09-01' } })
      .thenIrregular('approval-not-in-force'));

  it('do not rest on what was not approved', () => {
    running.when(approvedRise).thenRefused({ because: 'not-approved', approvalId });
    journey
      .given(...untilStart, started, approvalSought, approved)
      .when(approvedRise)
      .thenRefused({ because: 'approved-for-something-else', approvalId, forKind: 'placement' });
  });

  it('are borne up to the whole of the price', () => {
    const shares = (health: number) => [
      { party: 'health' as const, pence: health },
      { party: 'education' as const, pence: 60_000_00 },
    ];
    running
      .when({ ...change, data: { ...told, contributions: shares(6_000_00) } }, asDirector)
      .thenRecorded({ ...changed, data: { ...changed.data, contributions: shares(6_000_00) } });
    running
      .when({ ...change, data: { ...told, contributions: shares(6_000_01) } }, asDirector)
      .thenRefused({
        because: 'contributions-above-price',
        contributedPence: 66_000_01,
        askedPence: 66_000_00,
      });
  });

  it('are those of a known placement', () =>
    void journey
      .given(registered)
      .when(change, asDirector)
      .thenRefused({ because: 'unknown-placement', placementId }));

  const from = (text: string) => ({ ...change, data: { ...told, effectiveFrom: day(text) } });
  const recordedFrom = (text: string) => ({
    ...changed,
    data: { ...changed.data, effectiveFrom: day(text) },
  });

  it('do not apply the day before the first day attended', () => {
    running.when(from('2025-11-02'), asDirector).thenRefused({
      because: 'terms-before-the-start',
      effectiveFrom: '2025-11-02',
      beginsOn: '2025-11-03',
    });
    running.when(from('2025-11-03'), asDirector).thenRecorded(recordedFrom('2025-11-03'));
  });

  it.each([
    ['2025-11-01', '2025-11-01'],
    ['2025-11-05', '2025-11-03'],
  ])('apply from the first day paid for (%s) where that is earlier', (fundedFrom, beginsOn) => {
    const data = { ...started.data, fundedFrom: day(fundedFrom) };
    const history = journey.given(...untilStart, { ...started, data });
    history.when(from(beginsOn), asDirector).thenRecorded(recordedFrom(beginsOn));
    history
      .when(from('2025-10-31'), asDirector)
      .thenRefused({ because: 'terms-before-the-start', effectiveFrom: '2025-10-31', beginsOn });
  });

  it('change after it came to nothing knowingly only', () =>
    void journey
      .given(...untilStart, {
        type: 'PlacementFellThrough',
        data: { placementId, by: 'family', reasonCode: 'movedAway' },
      })
      .when(change, asDirector)
      .thenIrregular('placement-not-going-ahead'));

  it('apply after the last day attended knowingly only, and up to it freely', () => {
    const ended = {
      type: 'PlacementEnded' as const,
      occurredOn: '2026-02-13',
      data: {
        ...{ placementId, placeEndedOn: day('2026-02-28'), reasonCode: 'STEPDN' as const },
        ...{ codeListVersion: '1', learner: {} },
      },
    };
    const history = journey.given(...untilStart, started, ended);
    history.when(from('2026-02-13'), asDirector).thenRecorded(recordedFrom('2026-02-13'));
    expect(history.when(from('2026-02-14'), asDirector).planned).toMatchObject({
      refusal: {
        irregularities: [
          {
            ...{ code: 'terms-after-the-ending', effectiveFrom: '2026-02-14' },
            endedOn: { from: '2026-02-13' },
          },
        ],
      },
    });
  });

  it('are taken up again as they were recorded', () =>
    expect(
      journey.given(...untilStart, started, termsChanged).state.starts.changes['terms-1'],
    ).toMatchObject({ effectiveFrom: '2026-01-05', decidedOn: { from: '2026-02-02' } }));
});
