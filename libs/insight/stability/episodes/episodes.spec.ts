import {
  day,
  journeyOf,
  month,
  on,
  planMade,
  stayed,
  takenOver,
  termsChanged,
} from '../../testing/index.js';
import { ceased, cameIn, wentAway, type ToldJourney } from '../../testing/index.js';
import type { Told } from '../../testing/index.js';
import { asOf, isSameByName, joined } from './episode.js';
import { episodesOf } from './episodes.js';
import { isMidYear, movesOf } from './moves.js';
import { planSpellsOf } from './plan-spells.js';

const spellsOf = ({ state, noted }: ToldJourney) => planSpellsOf(state, noted);
const episodesIn = (...told: readonly Told[]) => {
  const journey = journeyOf(...told);
  return episodesOf(journey.state, spellsOf(journey));
};
const movesIn = (...told: readonly Told[]) => {
  const journey = journeyOf(...told);
  const spells = spellsOf(journey);
  const main = episodesOf(journey.state, spells).filter(({ rank }) => rank === 'main');
  return movesOf(main, { spells, isSame: isSameByName }).map((move) => ({
    ...move,
    from: move.from.episodeId,
    to: move.to?.episodeId,
  }));
};
const notice = (at: number, by: 'provider' | 'family' = 'provider'): Told => ({
  type: 'NoticeGiven',
  on: on(at),
  data: { noticeId: 'notice-1', placementId: 'a', by, expiresOn: day(at + 40) },
});

describe('the spells of a plan', () => {
  const spells = (...told: readonly Told[]) =>
    spellsOf(journeyOf(...told)).map(({ from, to, startedBy, endedBy }) => [
      ...[from, startedBy, to, endedBy],
    ]);

  it('begin when the plan is made and end on its last day', () => {
    expect(spells(planMade(10), ceased(300))).toEqual([[day(10), 'plan', day(300), 'ceased']]);
  });

  it('begin with a transfer here, not when another authority made the plan', () => {
    expect(spells(planMade(-400), cameIn(20, -400))).toEqual([
      [day(20), 'transferIn', undefined, undefined],
    ]);
  });

  it('end on the day before the plan went to another authority, and may begin again', () => {
    expect(spells(planMade(0), wentAway(100), planMade(500))).toEqual([
      [day(0), 'plan', day(99), 'transferOut'],
      [day(500), 'plan', undefined, undefined],
    ]);
  });

  it('have no known beginning where none is recorded', () => {
    expect(spells(...stayed('a', { school: 1, from: 5 }))).toEqual([
      [undefined, 'unknown', undefined, undefined],
    ]);
    expect(spells(ceased(50))).toEqual([[undefined, 'unknown', day(50), 'ceased']]);
    expect(spells()).toEqual([]);
  });
});

describe('an episode', () => {
  it('lasts from the first day attended to the last, at one school', () => {
    expect(episodesIn(planMade(0), ...stayed('a', { school: 1, from: 10, to: 200 }))).toMatchObject(
      [
        {
          ...{ episodeId: 'a', from: day(10), to: day(200), spell: 1, vague: 0, rank: 'main' },
          ...{ observedFrom: day(10), reason: 'PRVNEED', group: 'unplanned' },
          ...{ settingFrom: 'inmssDay', settingTo: 'inmssDay' },
        },
      ],
    );
  });

  it('is none where the placement never started, or where the learner is unplaced', () => {
    const [agreed] = stayed('a', { school: 1, from: 10 });
    expect(episodesIn(...(agreed ? [agreed] : []))).toEqual([]);
    expect(episodesIn(...stayed('a', { school: 1, from: 10, category: 'unplaced' }))).toEqual([]);
  });

  it('goes on when only the terms change, and then leads from another kind of setting', () => {
    const changed = termsChanged(100, 100);
    const boarding = {
      ...changed,
      data: { ...changed.data, placementId: 'a', residential: true, weeksPerYear: 52 },
    } as Told;
    expect(episodesIn(...stayed('a', { school: 1, from: 10 }), boarding)).toMatchObject([
      { settingFrom: 'inmssDay', settingTo: 'inmss52', to: undefined },
    ]);
  });

  it('is one where the place is taken up again at the same school within 60 days', () => {
    const told = (back: number) =>
      episodesIn(
        ...stayed('a', { school: 1, from: 0, to: 100 }),
        ...stayed('b', { school: 1, from: back }),
      ).map(({ placementIds, to }) => [placementIds.join(), to]);
    expect(told(160)).toEqual([['a,b', undefined]]);
    expect(told(161)).toEqual([
      ['a', day(100)],
      ['b', undefined],
    ]);
  });

  it('is one across an ending that only changed the terms, however long ago', () => {
    const told = episodesIn(
      ...stayed('a', { school: 1, from: 0, to: 100, reason: 'STATUS' }),
      ...stayed('b', { school: 1, from: 300, to: 400, reason: 'PHASE' }),
    );
    expect(told).toMatchObject([{ placementIds: ['a', 'b'], to: day(400), group: 'structural' }]);
  });

  it('goes on as long as the longer of two that overlap at one school', () => {
    const told = episodesIn(
      ...stayed('a', { school: 1, from: 0 }),
      ...stayed('b', { school: 1, from: 50, to: 90 }),
    );
    expect(told).toMatchObject([{ placementIds: ['a', 'b'], to: undefined, group: undefined }]);
  });

  it('counts a vague day from its first, and says how many of its days are vague', () => {
    const told = episodesIn(
      ...stayed('a', { school: 1, from: month('2022-10'), to: month('2023-02') }),
    );
    expect(told).toMatchObject([{ from: '2022-10-01', to: '2023-02-01', vague: 2 }]);
  });

  it('never ends before it began', () => {
    const told = episodesIn(...stayed('a', { school: 1, from: on(50), to: month('2022-10') }));
    expect(told).toMatchObject([{ from: day(50), to: day(50) }]);
  });

  it('is observed from the takeover of the case, and from the transfer here, with its true start', () => {
    const brought = episodesIn(
      ...[planMade(-900), takenOver(300, 280), ...stayed('a', { school: 1, from: -800 })],
    );
    expect(brought).toMatchObject([{ from: day(-800), observedFrom: day(280) }]);
    const came = episodesIn(cameIn(40, -900), ...stayed('a', { school: 1, from: -500 }));
    expect(came).toMatchObject([{ from: day(-500), observedFrom: day(40), spell: 1 }]);
  });

  it('keeps a second school beside the main one apart', () => {
    const told = episodesIn(
      ...stayed('a', { school: 1, from: 0 }),
      ...stayed('b', { school: 2, from: 10, rank: 'dual' }),
    );
    expect(told.map(({ episodeId, rank }) => [episodeId, rank])).toEqual([
      ['a', 'main'],
      ['b', 'dual'],
    ]);
  });

  it('breaks down by the school’s notice before a decision, whatever the reason given', () => {
    const groups = (...more: readonly Told[]) =>
      episodesIn(
        ...stayed('a', { school: 1, from: 0, to: 200, reason: 'STEPDN', decided: 150 }),
        ...more,
      ).map(({ group }) => group);
    expect(groups()).toEqual(['planned']);
    expect(groups(notice(140))).toEqual(['unplanned']);
    expect(groups(notice(160))).toEqual(['planned']);
    expect(groups(notice(140, 'family'))).toEqual(['planned']);
  });

  it('says since when the place was withheld, if it was on the last day', () => {
    const withheld: Told = {
      ...{ type: 'PlaceWithheld', on: on(150) },
      data: { withholdingId: 'w', placementId: 'a', formal: false },
    };
    const ended = stayed('a', { school: 1, from: 0, to: 200, reason: 'PHASE' });
    expect(episodesIn(...ended, withheld)).toMatchObject([{ withheldFrom: day(150) }]);
  });

  it('is as it stood on a day', () => {
    const told = episodesIn(...stayed('a', { school: 1, from: 10, to: 50 }));
    expect(asOf(told, day(9))).toEqual([]);
    expect(asOf(told, day(49))).toMatchObject([{ to: undefined, group: undefined }]);
    expect(asOf(told, day(50))).toEqual(told);
  });

  it('is one with that at the school’s successor, when the register says so', () => {
    const told = episodesIn(
      ...stayed('a', { school: 1, from: 0, to: 100, reason: 'CLOSE' }),
      ...stayed('b', { school: 2, from: 101 }),
    );
    expect(told).toHaveLength(2);
    expect(joined(told, () => true)).toMatchObject([
      { placementIds: ['a', 'b'], to: undefined, establishment: { urn: '140002' } },
    ]);
  });
});

describe('a move', () => {
  const first = stayed('a', { school: 1, from: 0, to: 100 });

  it('is not the first placement of a spell, nor coming back to the same school', () => {
    expect(movesIn(planMade(0), ...stayed('a', { school: 1, from: 0 }))).toEqual([]);
    expect(movesIn(...first, ...stayed('b', { school: 1, from: 300 }))).toEqual([]);
    const spells = [planMade(0), ...first, ceased(120), planMade(400)];
    expect(movesIn(...spells, ...stayed('b', { school: 2, from: 410 }))).toMatchObject([
      { from: 'a', to: undefined, toType: 'exit' },
    ]);
  });

  it.each([
    [100, 0],
    [101, 0],
    [102, 1],
    [130, 29],
  ])('to a school that starts on day %d after the 100th leaves %d days between', (start, gap) => {
    const next = stayed('b', { school: 2, from: start, category: 'maintainedSpecial' });
    expect(movesIn(...first, ...next)).toMatchObject([
      {
        ...{ from: 'a', to: 'b', gapDays: gap, group: 'unplanned', endedOn: day(100) },
        ...{ fromType: 'inmssDay', toType: 'maintainedSpecial', startedOn: day(start) },
      },
    ]);
  });

  it('leads nowhere while no other placement has started', () => {
    expect(movesIn(planMade(0), ...first)).toMatchObject([
      { to: undefined, toType: 'unplaced', gapDays: undefined },
    ]);
  });

  it('leads to what went on already when two placements overlap', () => {
    const next = stayed('b', { school: 2, from: 60 });
    expect(movesIn(...first, ...next)).toMatchObject([
      { to: 'b', gapDays: 0, startedOn: day(100) },
    ]);
    const short = stayed('b', { school: 2, from: 20, to: 40 });
    expect(movesIn(...first, ...short)).toMatchObject([
      { from: 'a', to: undefined },
      { from: 'b', to: 'a', gapDays: 0 },
    ]);
  });

  it('leaves out second placements', () => {
    expect(movesIn(...first, ...stayed('b', { school: 2, from: 101, rank: 'dual' }))).toMatchObject(
      [{ to: undefined }],
    );
  });

  it('is within the school year but in August and the 30 days about the first of September', () => {
    const days = ['2024-07-31', '2024-08-01', '2024-09-01', '2024-10-01', '2024-10-02'];
    expect(days.map((one) => isMidYear(one as never))).toEqual([true, false, false, false, true]);
  });
});
