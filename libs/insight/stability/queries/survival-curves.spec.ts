import type { EndingReason } from '#libs/lifecycle';
import {
  day,
  openWorld,
  planMade,
  registered,
  stayed,
  takenOver,
  type World,
} from '../../testing/index.js';

/** The ten placements of the worked example, by days and cause; each is told twice. */
const TEN: readonly (readonly [days: number, reason: EndingReason | undefined])[] = [
  ...([
    [30, 'PRVNEED'],
    [60, 'PEX'],
    [60, 'CEASE'],
    [120, 'STEPDN'],
    [180, 'LANEED'],
    [200, 'XFER'],
    [365, 'PREF'],
    [365, 'CEASE'],
    [400, 'CYPREF'],
  ] as const),
  [500, undefined],
];

describe('survival curves of placements', () => {
  let world: World;
  beforeAll(async () => {
    world = openWorld();
    for (const [at, [days, reason]] of [...TEN, ...TEN].entries()) {
      const stay = { school: at % 3, from: 0 };
      const ended = reason && { to: days, reason, decided: days - 10 };
      await world.tell(
        String(at),
        registered(),
        planMade(-5),
        ...stayed('a', { ...stay, ...ended }),
      );
    }
    await world.settled();
  }, 60_000);
  afterAll(() => world.close());

  const span = { from: day(-10), to: day(10), asOf: day(500) };
  const ask = async (more: object = {}) => {
    const answer = await world.readModels.stability.survival({ ...span, ...more });
    return { ...answer, curve: answer.curves[0] };
  };

  it('have the worked values, by the causes that compete', async () => {
    const { curve } = await ask();
    expect(
      curve?.points.map(({ time, atRisk, ended, survival, incidence }) => [
        ...[time, atRisk / 2, ended / 2, survival.toFixed(6)],
        ...[incidence['unplanned'], incidence['planned']].map((one) => one?.probability.toFixed(6)),
      ]),
    ).toEqual([
      [30, 10, 1, '0.900000', '0.100000', '0.000000'],
      [60, 9, 1, '0.800000', '0.200000', '0.000000'],
      [120, 7, 1, '0.685714', '0.200000', '0.114286'],
      [180, 6, 1, '0.571429', '0.314286', '0.114286'],
      [365, 4, 1, '0.428571', '0.314286', '0.257143'],
      [400, 2, 1, '0.214286', '0.528571', '0.257143'],
    ]);
    expect(curve).toMatchObject({ value: 'all', n: 20, ended: 12, unseen: 0, medianDays: 365 });
  });

  it('can be asked of one cause alone', async () => {
    const { curve } = await ask({ cause: 'unplanned' });
    expect(
      curve?.points.every(({ incidence }) => Object.keys(incidence).join() === 'unplanned'),
    ).toBe(true);
  });

  it('are kept back for fewer than twenty, each by itself', async () => {
    const { curves } = await ask({ by: 'urn' });
    expect(
      curves.map(({ value, n, suppressed, points }) => [value, n, suppressed, points.length]),
    ).toEqual([
      ['140000', 7, true, 0],
      ['140001', 7, true, 0],
      ['140002', 6, true, 0],
    ]);
  });

  it('see no further than they are asked to', async () => {
    const { curve } = await ask({ asOf: day(100) });
    expect(curve?.points.map(({ time }) => time)).toEqual([30, 60]);
  });

  it('say of how many placements nothing was seen', async () => {
    await world.tell('old', registered());
    await world.tell('old', planMade(-5), takenOver(300, 300));
    await world.tell('old', ...stayed('a', { school: 1, from: 0, to: 200 }));
    await world.settled();
    expect((await ask()).curve).toMatchObject({ n: 20, unseen: 1 });
  });
});
