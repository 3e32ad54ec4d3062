import { daysBetween } from '#libs/lifecycle';
import {
  add,
  earliestOf,
  isExact,
  lastFor,
  placementsIn,
  schoolOn,
  SPECIAL,
  spread,
  type Tally,
  type ToldLife,
  type ToldPlacement,
} from './told-lives.js';

type Lives = readonly ToldLife[];

const NO_SCHOOL = 'alternativeProvision hospital tuition eotas elective unplaced other'.split(' ');

const hasPlanOn = (life: ToldLife, day: string): boolean => {
  const came = life.of('TransferInReceived').map(({ occurredOn }) => occurredOn.from);
  const made = [...life.of('PlanRecorded'), ...life.of('PlanDatesAmended')].flatMap(({ data }) =>
    data.planMadeOn === undefined ? [] : [data.planMadeOn],
  );
  const issued = life
    .of('FinalPlanIssued')
    .filter(({ data }) => data.because === 'newPlan')
    .map(({ occurredOn }) => occurredOn.from);
  const begins = (came.length > 0 ? came : [...made, ...issued]).toSorted()[0];
  if (begins === undefined || begins > day) return false;
  const ceased = life.of('PlanCeased').at(-1);
  if (ceased && ceased.data.endsOn < day) return false;
  return !life.of('TransferOutSent').some(({ occurredOn }) => occurredOn.from <= day);
};

const attendsOn = (placements: readonly ToldPlacement[], day: string): boolean =>
  placements.some(
    ({ startedOn, endedOn, agreed }) =>
      startedOn !== undefined &&
      startedOn.from <= day &&
      (endedOn === undefined || endedOn.to >= day) &&
      !NO_SCHOOL.includes(agreed.data.school.category),
  );

const isLookedForOn = (life: ToldLife, day: string): boolean =>
  life.of('PlacementRequested').some(({ data: { requestId }, occurredOn }) => {
    const withdrawn = lastFor(life.of('PlacementRequestWithdrawn'), 'requestId', requestId);
    const started = placementsIn(life).some(
      (one) =>
        one.agreed.data.requestId === requestId &&
        one.startedOn !== undefined &&
        one.startedOn.from <= day,
    );
    const over = started || (withdrawn !== undefined && withdrawn.occurredOn.from <= day);
    return occurredOn.from <= day && !over;
  });

/** Devon: children with a plan who wait for a school place on a day. */
export const waitingOn = (lives: Lives, day: string): number =>
  lives.filter(
    (life) =>
      hasPlanOn(life, day) && !attendsOn(placementsIn(life), day) && isLookedForOn(life, day),
  ).length;

const refusalsBySpecialSchools = (life: ToldLife) =>
  life
    .of('ConsultationSent')
    .filter(({ data }) => SPECIAL.includes(data.school.category))
    .flatMap(({ data: { consultationId } }) => {
      const answer = lastFor(life.of('ConsultationAnswered'), 'consultationId', consultationId);
      return answer && ['cannot', 'noPlace'].includes(answer.data.outcome) ? [answer] : [];
    });

/** Devon: consultations that special schools turned down, by calendar year and ground. */
export const turnedDown = (lives: Lives, years: readonly string[]): Tally => {
  const tally: Tally = {};
  for (const { data, occurredOn } of lives.flatMap(refusalsBySpecialSchools)) {
    const year = occurredOn.from.slice(0, 4);
    if (!years.includes(year)) continue;
    for (const ground of data.grounds.length > 0 ? data.grounds : ['unknown'])
      add(tally, `${year} ${ground}`);
    add(tally, year);
  }
  return tally;
};

const panelOn = (life: ToldLife, requestId: string) =>
  earliestOf(
    life
      .of('PanelReferred')
      .filter(({ data }) => data.requestId === requestId && data.panel === 'setting')
      .flatMap(({ data: { referralId } }) => {
        const last = lastFor(life.of('PanelAdvised'), 'referralId', referralId);
        return last && /^(agree|decline)/.test(last.data.recommendation) ? [last.occurredOn] : [];
      }),
  );

const startedUnder = (life: ToldLife, requestId: string): ToldPlacement | undefined =>
  placementsIn(life).find(
    ({ agreed, neverBegan }) =>
      agreed.data.requestId === requestId && agreed.data.rank === 'main' && !neverBegan,
  );

const consideredFromMainstream = (life: ToldLife, from: string, to: string) =>
  life.of('PlacementRequested').flatMap(({ data: { requestId }, occurredOn }) => {
    const panel = panelOn(life, requestId);
    const asked = schoolOn(life, occurredOn.from)?.category === 'mainstream';
    if (!asked || !panel || panel.from < from || panel.to > to) return [];
    return [{ panel, placement: startedUnder(life, requestId) }];
  });

/** Devon: from panel to a start at a special school, for those who came from mainstream. */
export const fromMainstream = (lives: Lives, from: string, to: string) => {
  const considered = lives.flatMap((life) => consideredFromMainstream(life, from, to));
  const moved = considered.flatMap(({ panel, placement }) => {
    const category = placement?.agreed.data.school.category ?? '';
    const started = SPECIAL.includes(category) ? placement?.startedOn : undefined;
    return started ? [{ panel, started }] : [];
  });
  const days = moved.flatMap(({ panel, started }) =>
    isExact(panel) && isExact(started) ? [daysBetween(panel.from, started.from)] : [],
  );
  return { days: spread(days), considered: considered.length, moved: moved.length };
};
