import { CompiledQuery, type Compilable, type Kysely } from 'kysely';
import { createCodec, type LocalDate } from '#libs/event-sourcing';
import type { JourneyEvent } from '#libs/lifecycle';
import { journeyCatalogue } from '#libs/lifecycle';
import { openProjection } from '#libs/projections';
import { journeyTables, type JourneyTables } from '../journey-tables.js';
import {
  agreed,
  assigned,
  chased,
  consulted,
  day,
  offered,
  on,
  openWorld,
  planMade,
  registered,
  requested,
  stayed,
  type Told,
  type World,
} from '../testing/index.js';
import { approvalsQuery } from './approvals-sought.js';
import { chasingQuery } from './consultations-to-chase.js';

const viewer = { id: 'staff-9', seesRestricted: false };
const page = { viewer, limit: 20 };

const sought = (at: number, pence: number, by = 'staff-1'): Told => ({
  ...{ type: 'ApprovalSought', on: on(at), actorId: by },
  data: { approvalId: `approval-${at}`, for: { kind: 'placement' }, pencePerYear: pence },
});
const approved = (at: number): Told => ({
  ...{ type: 'Approved', on: on(at) },
  data: { approvalId: 'approval-2', ceilingPence: 1_000_000 },
});
const transfer = (year: number): Told => ({
  ...{ type: 'PhaseTransferIdentified', on: on(10) },
  data: {
    ...{ transferId: 'transfer-1', transferYear: year, from: 'primary', to: 'secondary' },
    ...{ rule: 'before15February', identifiedBy: 'yearGroup', learner: { cohort: 2016 } },
  },
});
const forPhase = (told: Told): Told =>
  told.type === 'PlacementRequested'
    ? { ...told, data: { ...told.data, reasonCode: 'phase' } }
    : told;

let world: World;
beforeEach(() => {
  world = openWorld();
});
afterEach(() => world.close());
const boards = async () => {
  await world.settled();
  return world.readModels.boards;
};

describe('approvals that await somebody', () => {
  it('are those within the limit that others seek, until they are decided', async () => {
    await world.tell('1', registered(), sought(2, 1_000_000), sought(3, 9_000_000));
    await world.tell('2', registered(), sought(1, 500_000, 'staff-9'));
    const mine = async (upToPence: number) =>
      (await (await boards()).approvalsSought({ ...page, upToPence })).rows.map((row) => [
        ...[row.journeyId, row.approvalId],
      ]);
    expect(await mine(2_000_000)).toEqual([['1', 'approval-2']]);
    expect(await mine(9_000_000)).toEqual([
      ['1', 'approval-2'],
      ['1', 'approval-3'],
    ]);
    await world.tell('1', approved(5));
    expect(await mine(9_000_000)).toEqual([['1', 'approval-3']]);
  });
});

describe('consultations to chase', () => {
  it('are those whose fifteen days are over, the longest waiting first', async () => {
    await world.tell('1', registered(), assigned(1, 'officer-1'), requested(5));
    await world.tell('1', consulted(8, 2), consulted(6, 1), consulted(20, 3));
    await world.tell('1', chased(23, 'request-1-c1', 'staff-4'));
    const toChase = async (today: LocalDate, more: object = {}) =>
      (await (await boards()).consultationsToChase({ ...page, today, ...more })).rows;
    expect(await toChase(day(21))).toEqual([]);
    expect(await toChase(day(30), { whose: { officer: 'officer-1' } })).toEqual([
      {
        ...{ journeyId: '1', consultationId: 'request-1-c1', providerId: 'provider-1' },
        ...{ school: 'School 1', sentOn: day(6), dueOn: day(21), daysOverdue: 9 },
        ...{ chases: 1, lastChasedOn: day(23), lastChasedBy: 'staff-4', stale: false },
      },
      expect.objectContaining({ consultationId: 'request-1-c2', daysOverdue: 7, chases: 0 }),
    ]);
    expect(await toChase(day(30), { whose: { officer: 'officer-2' } })).toEqual([]);
    expect(await toChase(day(30), { whose: { unassigned: true } })).toEqual([]);
    expect(await toChase(day(30), { whose: { team: 'team-west' } })).toHaveLength(2);
  });
});

describe('the phase transfers of a year', () => {
  const milestones = async (today = day(20), year = 2023) => {
    const board = await (await boards()).phaseTransfers({ ...page, today, year });
    return [board.counts, board.rows.map(({ milestone, daysLate }) => [milestone, daysLate])];
  };

  it('go from milestone to milestone, with the day by which the plan names what is next', async () => {
    await world.tell('1', registered(), planMade(1), transfer(2023));
    const at = (milestone: string) => [{ clock: 'C18', dueOn: '2023-02-14', milestone, n: 1 }];
    expect(await milestones()).toEqual([at('identified'), [['identified', 0]]]);
    await world.tell('1', forPhase(requested(12)));
    expect((await milestones())[0]).toEqual(at('requested'));
    await world.tell('1', consulted(13, 1));
    expect((await milestones())[0]).toEqual(at('consulted'));
    await world.tell('1', offered(20, 1));
    expect((await milestones())[0]).toEqual(at('offered'));
    await world.tell('1', agreed(30, 1));
    expect((await milestones('2023-02-16' as LocalDate))[1]).toEqual([['agreed', 2]]);
    expect(await milestones(day(20), 2024)).toEqual([[], []]);
  });
});

describe('learners without provision', () => {
  it('are those whose place ended, and those who never had one', async () => {
    await world.tell('1', registered(), planMade(1));
    await world.tell('2', registered(), planMade(1), ...stayed('a', { school: 1, from: 10 }));
    await world.tell(
      '3',
      ...[registered(), planMade(1)],
      ...stayed('a', { school: 1, from: 10, to: 30, reason: 'PRVNEED' }),
    );
    await world.tell('4', registered());
    const without = async (at: number) =>
      (await (await boards()).withoutProvision({ ...page, today: day(at) })).rows.map((row) => [
        ...[row.journeyId, row.because],
      ]);
    expect(await without(20)).toEqual([['1', 'notPlaced']]);
    expect(await without(50)).toEqual([
      ['1', 'notPlaced'],
      ['3', 'ended'],
    ]);
  });
});

describe('read by an index', () => {
  it('are what awaits and what is to be chased', async () => {
    await world.tell('1', registered());
    await world.settled();
    const source = {
      store: { readAll: () => Promise.reject(new Error('Nothing is to be read.')) } as never,
      codec: createCodec<JourneyEvent>(journeyCatalogue),
    };
    const tables = openProjection({ folder: world.folder, source, projection: journeyTables });
    const db = await tables.reader<JourneyTables>();
    const chasing = chasingQuery(db, { ...page, today: day(20) });
    const awaiting = approvalsQuery(db, { ...page, upToPence: 1 });
    expect(await planOf(db, chasing)).toMatch(
      /SEARCH clocks USING INDEX clocks_clock_open_due_on_stream_row_key_current/,
    );
    expect(await planOf(db, awaiting)).toMatch(
      /USING INDEX approvals_sought_sought_on_stream_row_key_current/,
    );
    await tables.close();
  });
});

const planOf = async (on_: Kysely<JourneyTables>, query: Compilable): Promise<string> => {
  const { sql, parameters } = query.compile();
  const explain = CompiledQuery.raw(`EXPLAIN QUERY PLAN ${sql}`, [...parameters]);
  const { rows } = await on_.executeQuery<{ detail: string }>(explain);
  return rows.map(({ detail }) => detail).join('\n');
};
