import { verifyLog } from '#libs/audit';
import { isErased, type Recorded } from '#libs/event-sourcing';
import { daysBetween, isInmss, moduleOf, type JourneyEvent } from '#libs/lifecycle';
import { journeysIn, simulated, storedIn, until, type Simulated } from './testing/index.js';

type Told = Recorded<JourneyEvent>;
type Of<T extends JourneyEvent['type']> = Extract<Told, { type: T }>;

describe('a simulated authority of 130 learners over four years', () => {
  let authority: Simulated;
  let journeys: readonly (readonly Told[])[];
  let all: readonly Told[];

  beforeAll(async () => {
    authority = await simulated({ learners: 130, years: 4, seed: 20 });
    journeys = [...(await journeysIn(authority)).values()];
    all = journeys.flat();
  }, 300_000);
  afterAll(() => authority.close());

  const told = <T extends JourneyEvent['type']>(type: T): readonly Of<T>[] =>
    all.filter((event): event is Of<T> => event.type === type);
  const share = (part: number, whole: number): number => part / whole;

  it('is hardly ever refused anything', () => {
    const { refused, commands } = authority.result;
    const refusals = Object.values(refused).reduce((sum, count) => sum + count, 0);
    expect(commands).toBeGreaterThan(5_000);
    expect(share(refusals, commands)).toBeLessThan(0.005);
  });

  it('has a log in which every hash and chain holds', async () => {
    const { findings, events } = await verifyLog(authority.store);
    expect(findings).toEqual([]);
    expect(events).toBe(authority.result.events);
  });

  it('shows no name, pupil number or street outside of what is encrypted', async () => {
    const secret = new Set(told('LearnerRegistered').flatMap(({ data }) => identifying(data)));
    expect(secret.size).toBeGreaterThan(250);
    const shown = (await storedIn(authority.store)).flatMap(({ body }) => wordsShownIn(body));
    expect(shown.length).toBeGreaterThan(10_000);
    expect(shown.filter((word) => secret.has(word))).toEqual([]);
  });

  it('gives each pupil number to one learner', () => {
    const twins = new Set(told('JourneyMergedInto').map(({ stream }) => stream));
    const upns = told('LearnerRegistered').flatMap(({ data: { upn }, stream }) =>
      typeof upn === 'string' && !twins.has(stream) ? [upn] : [],
    );
    expect(upns.length).toBeGreaterThan(100);
    expect(new Set(upns).size).toBe(upns.length);
  });

  it.each(['record', 'requests', 'offers', 'starts', 'reviews', 'transitions', 'breakdowns'])(
    'tells of %s',
    (module) => {
      const own = all.filter((event) => moduleOf(event) === module).map(({ type }) => type);
      expect(own.length).toBeGreaterThan(60);
      expect(new Set(own).size).toBeGreaterThanOrEqual(6);
    },
  );

  it('records later and later, and what happened at times long after', () => {
    // A carried entry is two appends of one moment; the second is known a microsecond later.
    const toMillisecond = 'yyyy-mm-ddThh:mm:ss.mmm'.length;
    const apart = all.filter(
      ({ recordedAt, knownAt }) =>
        recordedAt.slice(0, toMillisecond) !== knownAt.slice(0, toMillisecond),
    );
    expect(apart).toEqual([]);
    const days = all.map(({ recordedAt }) => recordedAt.slice(0, 10));
    expect(new Set(days).size).toBeGreaterThan(600);
    const sinceGoLive = all.filter(({ source }) => source !== 'import');
    const late = sinceGoLive.filter(
      ({ occurredOn, recordedAt }) => recordedAt.slice(0, 10) > occurredOn.to,
    );
    expect(share(late.length, sinceGoLive.length)).toBeGreaterThan(0.1);
    expect(share(late.length, sinceGoLive.length)).toBeLessThan(0.4);
  });

  it('puts about two in a hundred entries right', () => {
    const annulled = share(told('EntryAnnulled').length, authority.result.commands);
    expect(annulled).toBeGreaterThan(0.008);
    expect(annulled).toBeLessThan(0.03);
    expect(told('EntryReplaced').length).toBeGreaterThan(20);
  });

  it('breaks rules knowingly, and says why', () => {
    const broken = all.flatMap(({ irregularities }) => irregularities);
    expect(broken.length).toBeGreaterThan(10);
    expect(broken.filter(({ reason }) => !isErased(reason) && reason === '')).toEqual([]);
    expect(share(broken.length, all.length)).toBeLessThan(0.02);
  });

  it('notifies about a third of its review decisions within four weeks', () => {
    const inTime = journeys.flatMap((events) => decisionDays(events));
    expect(inTime.length).toBeGreaterThan(150);
    const share28 = share(inTime.filter((days) => days <= 28).length, inTime.length);
    expect(share28).toBeGreaterThan(0.22);
    expect(share28).toBeLessThan(0.48);
  });

  it('sees placements in schools with fees break down at a likely rate', () => {
    const years = journeys.reduce((sum, events) => sum + inmssYears(events), 0);
    const broken = journeys.reduce((sum, events) => sum + breakdowns(events), 0);
    expect(years).toBeGreaterThan(100);
    expect(broken / years).toBeGreaterThan(0.03);
    expect(broken / years).toBeLessThan(0.16);
  });

  it('has about ten events a year of a plan, and more where somebody is placed', () => {
    const perYear = journeys
      .filter((events) => events.length > 20)
      .map((events) => events.length / yearsOf(events));
    const mean = perYear.reduce((sum, rate) => sum + rate, 0) / perYear.length;
    expect(mean).toBeGreaterThan(9);
    expect(mean).toBeLessThan(35);
  });
});

/** Words that would tell who somebody is. */
const identifying = (data: Of<'LearnerRegistered'>['data']): readonly string[] => {
  const { name, upn, address } = data;
  const known = typeof upn === 'string' ? [upn] : [];
  const street = !isErased(address) && address ? address.lines.slice(0, 1) : [];
  return [...(isErased(name) ? [] : [name.given, name.family]), ...street, ...known];
};

const wordsShownIn = (body: string): readonly string[] => {
  const { personal: _sealed, ...shown } = JSON.parse(body) as Record<string, unknown>;
  const strings: string[] = [];
  JSON.stringify(shown, (_key, value: unknown) => {
    if (typeof value === 'string') strings.push(value, ...value.split(/[\s,.:/]+/));
    return value;
  });
  return strings;
};

const decisionDays = (events: readonly Told[]): readonly number[] =>
  events.flatMap((event) => {
    if (event.type !== 'ReviewDecisionNotified') return [];
    const held = events.find(
      (one): one is Of<'ReviewMeetingHeld'> =>
        one.type === 'ReviewMeetingHeld' && one.data.reviewId === event.data.reviewId,
    );
    return held ? [daysBetween(held.occurredOn.to, event.occurredOn.from)] : [];
  });

const UNPLANNED = ['STAND', 'ALLEG', 'PRVBEH', 'PRVNEED', 'PRVOTH', 'PEX', 'CYPREF', 'LANEED'];

const endingsOf = (events: readonly Told[]) =>
  events.filter((event): event is Of<'PlacementEnded'> => event.type === 'PlacementEnded');

const breakdowns = (events: readonly Told[]): number => {
  const settled = events.flatMap((event) =>
    event.type === 'EndingReasonSettled' ? [event.data.reasonCode] : [],
  );
  const inmss = new Set(inmssPlacements(events));
  const reasons = endingsOf(events)
    .filter(({ data }) => inmss.has(data.placementId))
    .map(({ data }) => data.reasonCode);
  return [...reasons, ...settled].filter((reason) => UNPLANNED.includes(reason)).length;
};

const inmssPlacements = (events: readonly Told[]): readonly string[] =>
  events.flatMap((event) =>
    event.type === 'PlacementAgreed' && isInmss(event.data.school) ? [event.data.placementId] : [],
  );

const DAYS_A_YEAR = 365.25;
const BEGAN = '2022-08-31';

const inmssYears = (events: readonly Told[]): number =>
  inmssPlacements(events).reduce((sum, placementId) => {
    const started = events.find(
      (event): event is Of<'PlacementStarted'> =>
        event.type === 'PlacementStarted' && event.data.placementId === placementId,
    );
    if (!started) return sum;
    const ended = endingsOf(events).find(({ data }) => data.placementId === placementId);
    const { from } = started.occurredOn;
    const first = from > BEGAN ? from : (BEGAN as typeof from);
    return sum + Math.max(0, daysBetween(first, ended?.occurredOn.to ?? until)) / DAYS_A_YEAR;
  }, 0);

const yearsOf = (events: readonly Told[]): number => {
  const first = events[0]?.recordedAt.slice(0, 10) ?? until;
  const last = events.at(-1)?.recordedAt.slice(0, 10) ?? until;
  return Math.max(0.5, daysBetween(first as typeof until, last as typeof until) / DAYS_A_YEAR);
};
