import type { LocalDate } from '#libs/event-sourcing';
import { ENGLAND, successorsIn, type Succession } from '../../providers/index.js';
import { day, journeyOf, stayed, type Told } from '../../testing/index.js';
import { episodesOf, joined, planSpellsOf, type Episode } from '../episodes/index.js';
import { childOn, episodeOn, spellOn, type Child } from './child.js';
import { withLateOutcome } from './late-outcome.js';
import { samenessIn } from './read-cohort.js';

const episodesIn = (...told: readonly Told[]): readonly Episode[] => {
  const { state, noted } = journeyOf(...told);
  return episodesOf(state, planSpellsOf(state, noted));
};
const succession = (before: number, after: number): Succession => ({
  ...{ predecessorUrn: String(140_000 + before), predecessorId: `provider-${before}` },
  ...{ successorId: `provider-${after}`, on: day(101) },
});

describe('schools that succeeded one another', () => {
  const urns = new Map([1, 2, 3].map((one) => [`provider-${one}`, [String(140_000 + one)]]));
  const among = (...all: readonly Succession[]) =>
    samenessIn({ successors: successorsIn(all, urns) });
  const moved = (from: number, to: number) =>
    episodesIn(
      ...stayed('a', { school: from, from: 0, to: 100, reason: 'CLOSE' }),
      ...stayed('b', { school: to, from: 101 }),
    );

  it('are one for the learner who stays', () => {
    expect(joined(moved(1, 2), among(succession(1, 2)))).toMatchObject([
      { placementIds: ['a', 'b'], to: undefined, reason: undefined },
    ]);
    expect(joined(moved(1, 3), among(succession(1, 2), succession(2, 3)))).toHaveLength(1);
  });

  it('are two where neither carries on from the other, though both did from a third', () => {
    expect(joined(moved(2, 3), among(succession(1, 2), succession(1, 3)))).toHaveLength(2);
    expect(joined(moved(1, 2), among())).toHaveLength(2);
  });
});

describe('a place withheld to the end', () => {
  const withheldFor = (from: string, reason: 'PHASE' | 'PRVNEED' | 'CEASE' = 'PHASE') => {
    const to = '2024-03-08' as LocalDate;
    const [episode] = episodesIn(...stayed('a', { school: 1, from: 0, to: 600, reason }));
    if (!episode) throw new Error('There is an episode.');
    const told = { ...episode, to, withheldFrom: from as LocalDate };
    return withLateOutcome(told, { calendarOf: () => ENGLAND }).group;
  };

  it('is a breakdown after fifteen school days, weekends and holidays not counted', () => {
    // From Monday 19 February 2024 to Friday 8 March are 15 weekdays; the half-term was the week before.
    expect(
      ENGLAND.schoolDaysBetween('2024-02-19' as LocalDate, '2024-03-08' as LocalDate).days,
    ).toBe(15);
    expect(withheldFor('2024-02-19')).toBe('unplanned');
    expect(withheldFor('2024-02-20')).toBe('structural');
    expect(withheldFor('2024-02-19', 'CEASE')).toBe('censoring');
  });
});

describe('a child on a day', () => {
  const child: Child = {
    ...{ stream: 'journey-1', need: 'ASD', cohort: 2016, district: undefined },
    spells: planSpellsOf(journeyOf(...stayed('a', { school: 1, from: 0 })).state, []),
    main: episodesIn(
      ...stayed('a', { school: 1, from: 0, to: 100 }),
      ...stayed('b', { school: 2, from: 90 }),
    ),
    ...{ flags: [], transfers: [] },
    gaps: [
      {
        ...{ from: day(20), to: day(30), because: 'withheld', placementId: 'a' },
        providerId: undefined,
      },
    ],
  };

  it('knows nothing of what came later', () => {
    const then = childOn(child, day(25));
    expect(then.main).toMatchObject([{ episodeId: 'a', to: undefined, group: undefined }]);
    expect(then.gaps).toMatchObject([{ to: undefined }]);
    expect(childOn(child, day(19)).gaps).toEqual([]);
  });

  it('is where the placement is that began last', () => {
    expect(episodeOn(child, day(95))?.episodeId).toBe('b');
    expect(episodeOn(child, day(89))?.episodeId).toBe('a');
    expect(spellOn(child, day(5))?.spell).toBe(1);
  });
});
