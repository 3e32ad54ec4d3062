import { createCodec, type LocalDate, type Recorded } from '#libs/event-sourcing';
import { addDays, daysBetween, journeyCatalogue, type JourneyEvent } from '#libs/lifecycle';
import { journeysIn, simulated, until, type Simulated } from '#libs/simulation/testing';
import {
  isAnswerable,
  measureNamed,
  readQuestion,
  type RawQuestion,
} from '../../measures/index.js';
import { openReadModels, type ReadModels } from '../../read-models.js';

// A recount from the raw events, by other means than the measures: plain loops, day by day.

type Told = Recorded<JourneyEvent>;
type Of<T extends JourneyEvent['type']> = Extract<Told, { type: T }>;
type Stay = {
  id: string;
  school: string;
  miles: number | undefined;
  from: LocalDate;
  to: LocalDate | undefined;
  kind: 'U' | 'P' | 'S' | 'C' | 'awaited' | undefined;
  reason: string | undefined;
};
type Case = { stays: Stay[]; planOn: (day: LocalDate) => boolean; seenFrom: LocalDate };

const UNPLANNED = 'REGRM STAND ALLEG PRVBEH PRVNEED PRVOTH PEX CYPREF LANEED OTHER'.split(' ');
const PLANNED = 'STEPDN STEPUP BETFIT PREF TRIB'.split(' ');
const STRUCTURAL = 'PHASE FAMMOV CLOSE CUST'.split(' ');

const recounted = (history: readonly Told[]): Case => {
  const gone = new Set(
    history.flatMap((one) => (one.type === 'EntryAnnulled' ? [one.data.entry] : [])),
  );
  const standing = history.filter(({ entryId }) => !gone.has(entryId));
  const of = <T extends JourneyEvent['type']>(type: T): Of<T>[] =>
    standing.filter((one): one is Of<T> => one.type === type);
  const stays = of('PlacementAgreed')
    .filter(({ data }) => data.rank === 'main' && data.school.category !== 'unplaced')
    .flatMap(({ data: { placementId: id, school, distanceMiles } }): Stay[] => {
      const start = of('PlacementStarted').find(({ data }) => data.placementId === id);
      if (!start) return [];
      const from = start.occurredOn.from;
      const end = of('PlacementEnded').find(({ data }) => data.placementId === id);
      const last = end && (end.occurredOn.from < from ? from : end.occurredOn.from);
      const stay = { id, school: school.providerId ?? school.name, miles: distanceMiles, from };
      return [{ ...stay, to: last, ...endingOf(id, of, end) }];
    })
    .sort((a, b) => (a.from + a.id < b.from + b.id ? -1 : 1));
  return { stays: reopened(stays), ...planOf(of) };
};

type Finds = <T extends JourneyEvent['type']>(type: T) => Of<T>[];

type Ended = Readonly<{ id: string; of: Finds; end: Of<'PlacementEnded'> }>;

const endingOf = (id: string, of: Finds, end: Of<'PlacementEnded'> | undefined) => {
  if (!end) return { kind: undefined, reason: undefined };
  const settled = of('EndingReasonSettled').findLast(({ data }) => data.placementId === id)?.data;
  const { reasonCode: reason, decisionRef } = { ...end.data, ...settled };
  const decided = settled?.decidedOn ?? end.data.decidedOn ?? end.decision?.on;
  const first = firstDecision({ id, of, end }, decided);
  const inTime = first === undefined ? decisionRef !== undefined : first < end.occurredOn.from;
  const noticed = underNotice({ id, of, end }, first);
  return { kind: kindOf(reason, inTime && !noticed, noticed), reason };
};

const kindOf = (reason: string, planned: boolean, noticed: boolean): NonNullable<Stay['kind']> => {
  if (UNPLANNED.includes(reason)) return 'U';
  if (PLANNED.includes(reason)) return planned ? 'P' : 'U';
  if (STRUCTURAL.includes(reason)) return 'S';
  if (reason === 'AWAITED') return noticed ? 'U' : 'awaited';
  return 'C';
};

const firstDecision = ({ id, of }: Ended, told: LocalDate | undefined) => {
  const planned = of('TransitionPlanned').filter(({ data }) => data.placementId === id);
  const days = [...planned.map(({ occurredOn }) => occurredOn.to), told];
  return days.filter((day) => day !== undefined).sort()[0];
};

const underNotice = ({ id, of, end }: Ended, first: LocalDate | undefined): boolean => {
  const withdrawn = of('NoticeWithdrawn').map(({ data }) => data.noticeId);
  return of('NoticeGiven').some(
    ({ data, occurredOn }) =>
      data.placementId === id &&
      data.by === 'provider' &&
      !withdrawn.includes(data.noticeId) &&
      occurredOn.from <= end.occurredOn.from &&
      (first === undefined || occurredOn.from < first),
  );
};

/** The same school again within sixty days, and nothing else between. */
const reopened = (stays: readonly Stay[]): Stay[] => {
  const all: Stay[] = [];
  for (const stay of stays) {
    const last = all.at(-1);
    const again =
      last?.school === stay.school &&
      (last.to === undefined || daysBetween(last.to, stay.from) <= 60);
    if (!last || !again) all.push({ ...stay });
    else if (last.to !== undefined)
      Object.assign(last, { to: stay.to, kind: stay.kind, reason: stay.reason, miles: stay.miles });
  }
  return all;
};

const planOf = (of: Finds) => {
  const came = of('TransferInReceived');
  const elsewhere = came.map(({ data }) => data.planMadeOn);
  const made = [...of('PlanRecorded'), ...of('PlanDatesAmended')].flatMap(({ data }) =>
    data.planMadeOn === undefined || elsewhere.includes(data.planMadeOn) ? [] : [data.planMadeOn],
  );
  const begins = [
    ...made,
    ...came.map(({ occurredOn }) => occurredOn.from),
    ...of('FinalPlanIssued')
      .filter(({ data }) => data.because === 'newPlan')
      .map(({ occurredOn }) => occurredOn.from),
  ].sort();
  const ends = [
    ...of('PlanCeased').map(({ data }) => data.endsOn),
    ...of('TransferOutSent').map(({ occurredOn }) => addDays(occurredOn.from, -1)),
  ].sort();
  const clocks = of('BroughtForward').at(-1)?.data.clocksFrom;
  const first = begins[0] ?? ('0000' as LocalDate);
  return {
    seenFrom: clocks !== undefined && clocks > first ? clocks : first,
    planOn: (day: LocalDate) => {
      const lastEnd = ends.findLast((one) => one < day);
      const lastBegin = begins.findLast((one) => one <= day);
      if (begins.length === 0) return lastEnd === undefined;
      return lastBegin !== undefined && (lastEnd === undefined || lastBegin > lastEnd);
    },
  };
};

describe('the measures of stability against a recount from the events', () => {
  let authority: Simulated;
  let readModels: ReadModels;
  let cases: readonly Case[];
  const span = { from: '2024-09-01', to: '2026-08-31', asOf: until };
  const days: LocalDate[] = [];

  beforeAll(async () => {
    for (let day = span.from as LocalDate; day <= span.to; day = addDays(day, 1)) days.push(day);
    authority = await simulated({ learners: 70, years: 3, seed: 11 });
    const { store, keys } = authority;
    const path = `${(await import('node:fs')).mkdtempSync(`${(await import('node:os')).tmpdir()}/recount-`)}`;
    readModels = openReadModels({
      ...{ path, store, keys },
      codec: createCodec<JourneyEvent>(journeyCatalogue),
    });
    readModels.start();
    expect(await readModels.waitFor(await store.head(), 120_000)).toBe('reached');
    cases = [...(await journeysIn(authority)).values()].map(recounted);
  }, 300_000);
  afterAll(async () => {
    await readModels.close();
    await authority.close();
  });

  const cellOf = async (name: string, raw: RawQuestion) => {
    const measure = measureNamed(name);
    const question = measure && readQuestion(measure, raw);
    if (!measure || !question || !isAnswerable(question)) throw new Error(name);
    return (await readModels.askMeasure({ measure, question }, until)).cells[0];
  };
  const on = { on: span.to, asOf: until };
  const seen = ({ seenFrom }: Case, { to }: Stay): boolean => to !== undefined && to >= seenFrom;
  const ended = () =>
    cases.flatMap((one) =>
      one.stays.filter(
        (stay) =>
          seen(one, stay) && stay.to !== undefined && stay.to >= span.from && stay.to <= span.to,
      ),
    );

  it('counts the same days at risk and breakdowns', async () => {
    const isThere = (day: LocalDate, seenFrom: LocalDate, { from, to }: Stay): boolean =>
      day >= from && day >= seenFrom && (to === undefined || day <= to);
    const atRisk = cases
      .flatMap(({ stays, seenFrom }) =>
        stays.map((stay) => days.filter((day) => isThere(day, seenFrom, stay)).length),
      )
      .reduce((sum, one) => sum + one);
    const broken = ended().filter(({ kind }) => kind === 'U').length;
    expect(broken).toBeGreaterThan(3);
    expect(await cellOf('breakdown-rate', span)).toMatchObject({ numerator: broken, days: atRisk });
  });

  it('counts the same endings of each kind', async () => {
    const kinds = Map.groupBy(ended(), ({ kind }) => kind);
    const n = (kind: Stay['kind']) => kinds.get(kind)?.length ?? 0;
    expect(await cellOf('breakdown-share', span)).toMatchObject({
      ...{ numerator: n('U'), n: n('U') + n('P') + n('S'), unknown: n('awaited') },
    });
    const down = (kinds.get('P') ?? []).filter(({ reason }) => reason === 'STEPDN').length;
    expect(await cellOf('step-down', span)).toMatchObject({ numerator: down, n: n('P') + n('S') });
  });

  it('counts the same children at three schools', async () => {
    const year = days.slice(-365);
    const placed = cases
      .filter(({ planOn }) => planOn(span.to as LocalDate))
      .map(({ stays }) =>
        stays.filter(({ from, to }) => year.some((day) => from <= day && (to ?? '9') >= day)),
      )
      .filter(({ length }) => length > 0);
    const many = placed.filter((own) => new Set(own.map(({ school }) => school)).size >= 3);
    expect(await cellOf('multiple-moves', on)).toMatchObject({
      ...{ numerator: many.length, n: placed.length },
    });
  });

  it('counts the same early breakdowns, and the same survival', async () => {
    const started = cases.flatMap((one) =>
      one.stays
        .filter(({ from }) => from >= span.from && from <= span.to)
        .map((stay) => ({ ...stay, late: one.seenFrom > stay.from, seenFrom: one.seenFrom })),
    );
    const old = started.filter(({ from, late }) => daysBetween(from, until) >= 90 && !late);
    const early = ({ from, to }: Stay) => to !== undefined && daysBetween(from, to) <= 90;
    const known = old.filter((one) => !(early(one) && one.kind === 'awaited'));
    expect(await cellOf('early-breakdown', span)).toMatchObject({
      ...{
        n: known.length,
        numerator: known.filter((one) => early(one) && one.kind === 'U').length,
      },
    });
    // One day after the other: who is there, and which share of them breaks down on it.
    let [left, broken] = [1, 0];
    for (let day = 0; day <= 365; day += 1) {
      const lasted = (one: Stay) => daysBetween(one.from, one.to ?? until);
      const there = started.filter(
        (one) => lasted(one) >= day && (!one.late || daysBetween(one.from, one.seenFrom) < day),
      );
      const over = there.filter(
        (one) => one.to !== undefined && one.kind !== 'C' && lasted(one) === day,
      );
      if (there.length === 0) continue;
      broken += (left * over.filter(({ kind }) => kind === 'U').length) / there.length;
      left *= 1 - over.length / there.length;
    }
    expect((await cellOf('survival-12-months', span))?.value).toBeCloseTo(1 - broken, 9);
  });

  it('measures the same distances', async () => {
    const miles = cases.flatMap(({ stays }) => {
      const there = stays.findLast(({ from, to }) => from <= span.to && (to ?? '9') >= span.to);
      return there ? [there.miles] : [];
    });
    const known = miles.filter((one) => one !== undefined);
    expect(await cellOf('distance-burden', on)).toMatchObject({
      ...{ n: known.length, unknown: miles.length - known.length },
      numerator: known.filter((one) => Math.round(one * 10) > 200).length,
    });
  });
});
