import type { LocalDate } from '#libs/event-sourcing';
import { scenario, type GivenEvent } from '#libs/event-sourcing/testing';
import { journeyRules } from '../journey/journey.decider.js';
import type { JourneyEvent } from '../journey/journey-events.js';
import { context, registered } from '../journey/testing/record.examples.js';
import {
  agreedAtOakfield,
  issued,
  notStarted,
  placementId,
  signed,
  started,
  startPlanned,
  termsChanged,
} from '../journey/testing/starts.examples.js';
import { agreementsOf, notStartedOn, termsChangesOf } from './starts.state.js';
import { termsOn } from './terms.state.js';

const journey = scenario(journeyRules, { context });
const day = (text: string) => text as LocalDate;
const after = (...told: readonly GivenEvent<JourneyEvent>[]) =>
  journey.given(registered, agreedAtOakfield, ...told).state;
const weeksOn = (state: ReturnType<typeof after>, text: string) =>
  termsOn(state, placementId, day(text))?.weeksPerYear;

/** A change told apart by its weeks a year. */
const change = (
  changeId: string,
  [from, decided]: readonly [string, string],
  weeksPerYear: number,
) => ({
  ...termsChanged,
  occurredOn: decided,
  data: { ...termsChanged.data, changeId, effectiveFrom: day(from), weeksPerYear },
});

describe('the terms in force', () => {
  it('are none for an unknown placement', () =>
    expect(termsOn(after(), 'placement-9', day('2026-01-01'))).toBeUndefined());

  it('are those agreed, until something changes', () =>
    expect(termsOn(after(started), placementId, day('2026-01-01'))).toEqual({
      ...{ lines: agreedAtOakfield.data.lines, weeksPerYear: 38, residential: false },
      ...{ contributions: [], vat: undefined, route: 'lotA', siteId: undefined },
      ...{ changeId: undefined, effectiveFrom: undefined },
    }));

  it('change on the day from which a change applies, not on that of the decision', () => {
    const state = after(started, termsChanged);
    expect(weeksOn(state, '2026-01-04')).toBe(38);
    expect(weeksOn(state, '2026-01-05')).toBe(52);
    expect(termsOn(state, placementId, day('2026-01-05'))).toEqual({
      ...{ lines: termsChanged.data.lines, weeksPerYear: 52, residential: true },
      contributions: termsChanged.data.contributions,
      ...{ vat: undefined, route: 'lotA', siteId: undefined },
      ...{ changeId: 'terms-1', effectiveFrom: '2026-01-05' },
    });
  });

  it('keep site, route and VAT treatment where a change is silent', () => {
    const first = change('terms-1', ['2026-01-05', '2026-01-05'], 38);
    const moved = {
      ...first,
      data: { ...first.data, siteId: 'site-2', route: 'spot' as const, vat: 'zero' as const },
    };
    const state = after(started, moved, change('terms-2', ['2026-02-01', '2026-02-01'], 40));
    expect(termsOn(state, placementId, day('2026-03-01'))).toMatchObject({
      ...{ weeksPerYear: 40, siteId: 'site-2', route: 'spot', vat: 'zero' },
    });
  });

  it('begin at the site of the first day', () => {
    const atSite1 = { ...started, data: { ...started.data, siteId: 'site-1' } };
    expect(termsOn(after(atSite1), placementId, day('2026-01-01'))?.siteId).toBe('site-1');
  });

  const january = change('terms-1', ['2026-01-05', '2026-01-05'], 40);
  const autumn = change('terms-2', ['2025-11-10', '2026-03-02'], 39);

  it.each([
    ['as decided', [january, autumn]],
    ['in another order', [autumn, january]],
  ])('hold from their own day to the next, however late they were decided (%s)', (_case, told) => {
    const state = after(started, ...told);
    const days = ['2025-11-09', '2025-11-10', '2026-01-04', '2026-01-05', '2026-04-01'];
    expect(days.map((text) => weeksOn(state, text))).toEqual([38, 39, 39, 40, 40]);
  });

  it.each([
    ['by the day of the decision', change('terms-0', ['2026-01-05', '2026-01-06'], 41), 41],
    [
      'and always alike, when that is the same too',
      change('terms-9', ['2026-01-05', '2026-01-05'], 41),
      41,
    ],
    [
      'and always alike, the other way round',
      change('terms-0', ['2026-01-05', '2026-01-05'], 41),
      40,
    ],
  ])('from one day are told apart %s', (_case, other, weeks) => {
    expect(weeksOn(after(started, january, other), '2026-01-05')).toBe(weeks);
    expect(weeksOn(after(started, other, january), '2026-01-05')).toBe(weeks);
  });

  it('are those of one placement', () => {
    const elsewhere = { ...january, data: { ...january.data, placementId: 'placement-2' } };
    const state = after(started, elsewhere);
    expect(termsChangesOf(state, placementId)).toEqual([]);
    expect(weeksOn(state, '2026-04-01')).toBe(38);
  });
});

it('keeps the papers of each placement apart', () => {
  const state = after(issued);
  expect(agreementsOf(state, placementId)).toHaveLength(1);
  expect(agreementsOf(state, 'placement-2')).toEqual([]);
});

it('knows when it became clear that a learner would not come', () =>
  expect(notStartedOn(after(notStarted), placementId)).toMatchObject({ from: '2025-11-10' }));

it('is the same in whatever order it was recorded', () => {
  const told = [issued, signed, startPlanned, started, termsChanged];
  expect(after(...told.toReversed()).starts).toEqual(after(...told).starts);
});
