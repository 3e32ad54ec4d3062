import type { Instant } from '#libs/event-sourcing';
import {
  day,
  on,
  openWorld,
  planMade,
  registered,
  stayed,
  type Told,
  type World,
} from '../../testing/index.js';

const notice = (at: number): Told => ({
  ...{ type: 'NoticeGiven', on: on(at) },
  data: { noticeId: `n-${at}`, placementId: 'a', by: 'provider', expiresOn: day(at + 60) },
});
const restricted: Told = {
  ...{ type: 'RecordRestricted', on: on(1) },
  data: { level: 'limited', reasonCode: 'atRisk', people: ['staff-1'] },
};

const viewer = { id: 'staff-9', seesRestricted: false };

describe('the cases behind stability', () => {
  let world: World;
  beforeAll(async () => {
    world = openWorld();
    for (const at of [1, 2, 3]) {
      const stay = stayed('a', { school: at, from: 0, to: 100 + at });
      await world.tell(
        String(at),
        registered('Featherstonehaugh'),
        planMade(-5),
        ...stay,
        notice(50 + at),
      );
    }
    await world.tell('4', registered(), ...stayed('a', { school: 4, from: 0, to: 90 }), notice(60));
    await world.tell('4', restricted);
    await world.settled();
  }, 60_000);
  afterAll(() => world.close());

  const span = { from: day(0), to: day(365), asOf: day(150) };
  const gaps = (more: object = {}) =>
    world.readModels.stability.gaps({ ...span, viewer, limit: 10, ...more });
  const flags = (more: object = {}) =>
    world.readModels.stability.atRisk({ viewer, on: day(80), limit: 10, ...more });
  const ids = ({ rows }: { rows: readonly { journeyId: string }[] }) =>
    rows.map(({ journeyId }) => journeyId);

  it('show a restricted record to those it names, and to those who may see all', async () => {
    const named = { viewer: { id: 'staff-1', seesRestricted: false } };
    const all = { viewer: { id: 'staff-9', seesRestricted: true } };
    expect([ids(await gaps()), ids(await flags())]).toEqual([
      ['1', '2', '3'],
      ['3', '2', '1'],
    ]);
    expect(ids(await gaps(named))).toEqual(['4', '1', '2', '3']);
    expect(ids(await flags(all))).toEqual(['4', '3', '2', '1']);
  });

  it('come page by page', async () => {
    const first = await gaps({ limit: 2 });
    const second = await gaps({ limit: 2, cursor: first.next });
    expect([ids(first), ids(second), second.next]).toEqual([['1', '2'], ['3'], undefined]);
    const latest = await flags({ limit: 1 });
    expect(ids(await flags({ limit: 5, cursor: latest.next }))).toEqual(['2', '1']);
  });

  it('count the school days within the span, up to the day that can have happened', async () => {
    const { rows } = await gaps({ to: day(108) });
    // Days 102 to 108 are Monday 12 to Sunday 18 December 2022: five school days, all by default.
    expect(rows[0]).toMatchObject({ from: day(102), to: null, schoolDays: 5, byDefault: 5 });
    const later = await gaps({ to: day(365), asOf: day(104) });
    expect(later.rows[0]).toMatchObject({ schoolDays: 3 });
  });

  it('show flags only of placements that go on, and only those asked for', async () => {
    expect(ids(await flags({ on: day(102) }))).toEqual(['3', '2']);
    expect(ids(await flags({ since: day(53) }))).toEqual(['3']);
    expect(ids(await flags({ kind: 'complaint' }))).toEqual([]);
    expect((await flags()).rows[0]).toMatchObject({
      ...{ kind: 'notice', placementId: 'a', raisedOn: day(53), urn: '140003', stale: false },
      evidence: [{ entry: '3/0', on: day(53) }],
    });
  });

  it('answer as it was known', async () => {
    const knownAt = '2025-09-01T09:00:02.000000Z' as Instant;
    expect([ids(await gaps({ knownAt })), ids(await flags({ knownAt }))]).toEqual([
      ['1', '2'],
      ['2', '1'],
    ]);
  });

  it('name nobody', async () => {
    const told = JSON.stringify([await gaps(), await flags()]);
    expect(told).not.toContain('Featherstonehaugh');
  });
});
