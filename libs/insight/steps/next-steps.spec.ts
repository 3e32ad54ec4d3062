import type { LocalDate } from '#libs/event-sourcing';
import {
  agreed,
  annulled,
  answered,
  arranged,
  assigned,
  consulted,
  day,
  ended,
  held,
  offered,
  on,
  openWorld,
  registered,
  requested,
  started,
  type Told,
  type World,
} from '../testing/index.js';

const viewer = { id: 'staff-9', seesRestricted: false };

const planned = (at: number): Told => ({
  ...{ type: 'PlanRecorded', on: on(at) },
  data: { planId: 'plan-1', planMadeOn: day(at) },
});
const decided = (at: number, reviewId: string): Told => ({
  ...{ type: 'ReviewDecisionNotified', on: on(at) },
  data: { reviewId, outcome: 'maintain' },
});
const explained = (at: number, startedBy: string): Told => ({
  ...{ type: 'DelayExplained', on: on(at) },
  data: { clock: 'C14', startedBy, reasonCode: 'staffing', expectedOn: day(at + 9) },
});
const signed: Told = {
  ...{ type: 'AgreementSigned', on: on(31) },
  data: { agreementId: 'a', placementId: 'placement-1', by: ['authority', 'provider'] },
};

describe('the next step of a case', () => {
  let world: World;
  beforeEach(async () => {
    world = openWorld();
    await world.tell('1', registered(), assigned(1, 'officer-1'));
  });
  afterEach(() => world.close());

  const ask = async (more: object = {}, today: LocalDate = day(20)) => {
    await world.settled();
    const whose = { officer: 'officer-1' };
    return (await world.readModels.worklistPage({ viewer, limit: 20, whose, today, ...more })).rows;
  };
  const next = async (today?: LocalDate) => {
    const [row] = await ask({}, today);
    const { code, dueOn, daysOverdue } = row?.next ?? {};
    return [code, dueOn, daysOverdue];
  };

  it('is none where nothing is open', async () => {
    expect(await next()).toEqual([undefined, undefined, undefined]);
  });

  it('goes from the request to the first day', async () => {
    await world.tell('1', requested(5));
    expect(await next()).toEqual(['consult', day(95), 0]);
    await world.tell('1', consulted(6, 1));
    expect(await next(day(25))).toEqual(['C06', day(21), 4]);
    await world.tell('1', answered(8, 'request-1-c1'), offered(9, 1));
    expect(await next()).toEqual(['decideOffer', day(39), 0]);
    await world.tell('1', agreed(30, 1));
    expect(await next()).toEqual(['fixStart', null, 0]);
    await world.tell('1', started(on(45)));
    expect(await next()).toEqual(['signAgreement', day(45), 0]);
    await world.tell('1', signed);
    expect(await next()).toEqual([undefined, undefined, undefined]);
  });

  it('follows the clocks of a review, and says why there is a delay', async () => {
    await world.tell('1', planned(2));
    expect(await next()).toEqual(['C10', day(366), 0]);
    await world.tell('1', arranged(200, 'r', 230));
    await world.tell('1', held(230, 'r'));
    expect(await next(day(260))).toEqual(['C13', day(244), 16]);
    await world.tell('1', {
      ...{ type: 'ReviewReportReceived', on: on(240) },
      data: { reviewId: 'r' },
    });
    await world.tell('1', explained(259, '1/4'));
    expect(await ask({}, day(260))).toMatchObject([
      {
        next: {
          ...{ code: 'C14', dueOn: day(258), daysOverdue: 2, startedBy: '1/4' },
          step: 'Decide on the review, and tell the family',
          source: 'SEND Regulations 2014, reg 20(10)',
          about: { kind: 'review', id: 'r' },
          explanation: { on: day(259), reason: 'staffing', expectedOn: day(268) },
        },
      },
    ]);
    await world.tell('1', decided(262, 'r'));
    expect(await next()).toEqual(['C10', '2024-05-20', 0]);
    expect((await ask()).map((row) => row.next?.openSteps)).toEqual([2]);
  });

  it('is back when what did it is annulled', async () => {
    await world.tell('1', requested(5), consulted(6, 1));
    await world.tell('1', answered(8, 'request-1-c1'));
    expect(await next()).toEqual([undefined, undefined, undefined]);
    await world.tell('1', annulled(9, '1/4'));
    expect(await next()).toEqual(['C06', day(21), 0]);
  });

  it('is to settle why a placement ended, and to look for another', async () => {
    await world.tell('1', planned(2), agreed(30, 1), signed, started(on(45)));
    await world.tell('1', ended(60, 'AWAITED'));
    expect((await ask()).map((row) => row.next?.openSteps)).toEqual([3]);
    expect((await ask()).map((row) => row.next?.code)).toEqual(['C10']);
  });

  it('orders a worklist, the first due first, and those without a day last', async () => {
    for (const [id, at] of [
      ['2', 30],
      ['3', 10],
    ] as const)
      await world.tell(id, registered(), assigned(1, 'officer-1'), planned(at));
    expect((await ask()).map(({ journeyId }) => journeyId)).toEqual(['3', '2', '1']);
    const first = await world.readModels.worklistPage({
      ...{ viewer, limit: 2, whose: { team: 'team-west' }, today: day(20) },
    });
    const second = await world.readModels.worklistPage({
      ...{ viewer, limit: 2, whose: { team: 'team-west' }, today: day(20), cursor: first.next },
    });
    const ids = [first, second].map(({ rows }) => rows.map(({ journeyId }) => journeyId));
    expect(ids).toEqual([['3', '2'], ['1']]);
  });

  it('can be asked for by its kind, and by the day it is due', async () => {
    await world.tell('2', registered(), assigned(1, 'officer-1'), planned(10));
    await world.tell('1', requested(5), consulted(6, 1));
    const ids = async (more: object) => (await ask(more)).map(({ journeyId }) => journeyId);
    expect(await ids({ step: 'C10' })).toEqual(['2']);
    expect(await ids({ step: 'C06' })).toEqual(['1']);
    expect(await ids({ dueBy: day(20) })).toEqual([]);
    expect(await ids({ dueBy: day(21) })).toEqual(['1']);
  });
});

describe('the table of clocks', () => {
  it('is the same when built anew from long lives, and compares with the log', async () => {
    const world = openWorld();
    await world.tell('1', registered(), planned(2));
    await world.tell('1', requested(5), consulted(6, 1), consulted(7, 2));
    await world.tell('1', answered(8, 'request-1-c1'));
    await world.tell('1', arranged(200, 'r', 230));
    await world.tell('1', held(230, 'r'));
    await world.tell('1', annulled(231, '1/6'));
    await world.settled();
    const before = await world.readModels.check();
    await world.readModels.rebuild();
    const after = await world.readModels.check();
    expect([before.journeys.differences, after.journeys.differences]).toEqual([[], []]);
    expect(after.journeys.rows).toBe(before.journeys.rows);
    await world.close();
  });
});
