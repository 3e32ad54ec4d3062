import type { OccurredOn } from '#libs/event-sourcing';
import { addMonths, daysBetween } from '#libs/lifecycle';
import {
  add,
  categoryOn,
  needIn,
  placementsIn,
  type Tally,
  type ToldLife,
  type ToldPlacement,
} from './told-lives.js';

type Lives = readonly ToldLife[];

const SPECIAL = [
  'maintainedSpecial',
  'nonMaintainedSpecial',
  'independentSection41',
  'independent',
];
const NO_SCHOOL = 'alternativeProvision hospital tuition eotas elective unplaced other'.split(' ');
const INDEPENDENT = ['independentSection41', 'independent'];

const exact = (on: OccurredOn | undefined): on is OccurredOn => on?.precision === 'day';

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/** `n`, mean, median and 90th percentile, worked out on the whole list. */
export const spread = (numbers: readonly number[]) => {
  const list = numbers.toSorted((a, b) => a - b);
  const n = list.length;
  if (n === 0) return { n, mean: null, median: null, p90: null };
  const half = n / 2;
  const median =
    n % 2 === 1 ? (list[Math.floor(half)] ?? 0) : ((list[half - 1] ?? 0) + (list[half] ?? 0)) / 2;
  return { n, mean: sum(list) / n, median, p90: list[Math.ceil(n * 0.9) - 1] ?? null };
};

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

/** Devon: children with a plan who wait for a school place on a day. */
export const waitingOn = (lives: Lives, day: string): number => {
  let waiting = 0;
  for (const life of lives) {
    if (!hasPlanOn(life, day)) continue;
    const placements = placementsIn(life);
    const attends = placements.some(
      ({ startedOn, endedOn, agreed }) =>
        startedOn !== undefined &&
        startedOn.from <= day &&
        (endedOn === undefined || endedOn.to >= day) &&
        !NO_SCHOOL.includes(agreed.data.school.category),
    );
    if (attends) continue;
    const open = life.of('PlacementRequested').some(({ data, occurredOn }) => {
      const withdrawn = life
        .of('PlacementRequestWithdrawn')
        .some((one) => one.data.requestId === data.requestId && one.occurredOn.from <= day);
      const started = placements.some(
        (one) =>
          one.agreed.data.requestId === data.requestId &&
          one.startedOn !== undefined &&
          one.startedOn.from <= day,
      );
      return occurredOn.from <= day && !withdrawn && !started;
    });
    if (open) waiting += 1;
  }
  return waiting;
};

/** Devon: consultations that special schools turned down, by calendar year and ground. */
export const turnedDown = (lives: Lives, years: readonly string[]): Tally => {
  const tally: Tally = {};
  for (const life of lives)
    for (const { data } of life.of('ConsultationSent')) {
      if (!SPECIAL.includes(data.school.category)) continue;
      const answer = life
        .of('ConsultationAnswered')
        .filter((one) => one.data.consultationId === data.consultationId)
        .at(-1);
      const year = answer?.occurredOn.from.slice(0, 4) ?? '';
      if (!answer || !years.includes(year)) continue;
      if (answer.data.outcome !== 'cannot' && answer.data.outcome !== 'noPlace') continue;
      const { grounds } = answer.data;
      for (const ground of grounds.length > 0 ? grounds : ['unknown'])
        add(tally, `${year} ${ground}`);
      add(tally, year);
    }
  return tally;
};

const startedUnder = (life: ToldLife, requestId: string): ToldPlacement | undefined =>
  placementsIn(life).find(
    ({ agreed, neverBegan }) =>
      agreed.data.requestId === requestId && agreed.data.rank === 'main' && !neverBegan,
  );

/** Devon: from panel to a start at a special school, for those who came from mainstream. */
export const fromMainstream = (lives: Lives, from: string, to: string) => {
  const [days, considered, moved]: [number[], string[], string[]] = [[], [], []];
  for (const life of lives)
    for (const { data, occurredOn } of life.of('PlacementRequested')) {
      if (categoryOn(life, occurredOn.from) !== 'mainstream') continue;
      const referrals = life
        .of('PanelReferred')
        .filter((one) => one.data.requestId === data.requestId && one.data.panel === 'setting')
        .map((one) => one.data.referralId);
      const panel = referrals
        .flatMap((id) => {
          const last = life
            .of('PanelAdvised')
            .filter((one) => one.data.referralId === id)
            .at(-1);
          return last && /^(agree|decline)/.test(last.data.recommendation) ? [last.occurredOn] : [];
        })
        .toSorted((a, b) => (a.from < b.from ? -1 : 1))[0];
      if (!panel || panel.from < from || panel.to > to) continue;
      considered.push(data.requestId);
      const placement = startedUnder(life, data.requestId);
      if (!placement?.startedOn || !SPECIAL.includes(placement.agreed.data.school.category))
        continue;
      moved.push(data.requestId);
      if (exact(panel) && exact(placement.startedOn))
        days.push(daysBetween(panel.from, placement.startedOn.from));
    }
  return { days: spread(days), considered: considered.length, moved: moved.length };
};

/** Devon, Barnet: annual reviews completed or not, and incomplete so many months after, by year. */
export const reviewsByYear = (lives: Lives, years: readonly string[], asOf: string) => {
  const tally: Tally = {};
  for (const life of lives)
    for (const { data } of life.of('ReviewArranged')) {
      if (data.kind !== 'annual' && data.kind !== 'phase') continue;
      const { reviewId } = data;
      const held = life
        .of('ReviewMeetingHeld')
        .filter((one) => one.data.reviewId === reviewId)
        .at(-1);
      const year = held?.occurredOn.from.slice(0, 4) ?? '';
      if (!held || !years.includes(year)) continue;
      const notified = life
        .of('ReviewDecisionNotified')
        .filter((one) => one.data.reviewId === reviewId)
        .at(-1)?.occurredOn;
      add(tally, `${year} ${notified && notified.to <= asOf ? 'completed' : 'not completed'}`);
      for (const months of [6, 12, 24]) {
        const due = addMonths(held.occurredOn.to, months);
        if (due >= asOf) continue;
        add(tally, `${year} held ${months} months ago`);
        if (!notified || notified.from > due) add(tally, `${year} incomplete after ${months}`);
      }
    }
  return tally;
};

const typeOf = (category: string): string => {
  if (INDEPENDENT.includes(category)) return 'independent special';
  if (category === 'nonMaintainedSpecial') return 'non-maintained special';
  return category === 'maintainedSpecial' ? 'maintained special' : category;
};

const areaOf = ({ agreed }: ToldPlacement): string => {
  const { inArea } = agreed.data.school;
  if (inArea === undefined) return 'unknown';
  return inArea ? 'in area' : 'out of area';
};

const commissioned = (lives: Lives, from: string, to: string) =>
  lives.flatMap((life) =>
    placementsIn(life)
      .filter(
        ({ agreed, startedOn }) =>
          agreed.data.rank === 'main' &&
          agreed.data.basis !== 'existing' &&
          agreed.data.basis !== 'transferIn' &&
          startedOn !== undefined &&
          startedOn.from >= from &&
          startedOn.to <= to,
      )
      .map((placement) => ({ life, placement })),
  );

/** What the lines come to in a year: 38 weeks of what is paid by the week, day, hour or night. */
const yearly = (lines: ToldPlacement['agreed']['data']['lines']): number =>
  sum(
    lines.map(({ ratePence, quantityThousandths, unit, weeks = 38 }) => {
      const times = {
        year: 1,
        once: 1,
        term: 3,
        week: weeks,
        day: weeks,
        hour: weeks,
        night: weeks,
      };
      return Math.round((ratePence * quantityThousandths * times[unit]) / 1000);
    }),
  );

const feeOf = (life: ToldLife, { id, agreed, startedOn }: ToldPlacement): number => {
  const changed = life
    .of('TermsChanged')
    .filter(({ data }) => data.placementId === id && data.effectiveFrom <= (startedOn?.to ?? ''))
    .toSorted((a, b) => (a.data.effectiveFrom < b.data.effectiveFrom ? -1 : 1));
  return yearly(changed.at(-1)?.data.lines ?? agreed.data.lines);
};

/** Wokingham: new placements by type and area, with fees and days, of one span. */
export const newPlacements = (lives: Lives, from: string, to: string) => {
  const counts: Tally = {};
  const fees: Record<string, number[]> = {};
  const [panelToOffer, offerToStart]: [number[], number[]] = [[], []];
  for (const { life, placement } of commissioned(lives, from, to)) {
    const { agreed, startedOn } = placement;
    const type = typeOf(agreed.data.school.category);
    add(counts, `${type} ${areaOf(placement)}`);
    const fee = feeOf(life, placement);
    if (fee > 0) (fees[type] ??= []).push(fee);
    const offer = life.of('OfferReceived').find((one) => one.data.offerId === agreed.data.offerId);
    if (!offer) continue;
    if (exact(offer.occurredOn) && exact(startedOn))
      offerToStart.push(daysBetween(offer.occurredOn.from, startedOn.from));
    const panel = goAheadOn(life, agreed.data.requestId);
    if (exact(panel) && exact(offer.occurredOn))
      panelToOffer.push(daysBetween(panel.from, offer.occurredOn.from));
  }
  const feesByType = Object.fromEntries(
    Object.entries(fees).map(([type, list]) => [type, spread(list)]),
  );
  return {
    counts,
    fees: feesByType,
    panelToOffer: spread(panelToOffer),
    offerToStart: spread(offerToStart),
  };
};

const goAheadOn = (life: ToldLife, requestId: string | undefined): OccurredOn | undefined =>
  life
    .of('PanelReferred')
    .filter(({ data }) => requestId !== undefined && data.requestId === requestId)
    .flatMap(({ data }) => {
      const last = life
        .of('PanelAdvised')
        .filter((one) => one.data.referralId === data.referralId)
        .at(-1);
      return last?.data.recommendation.startsWith('agree') ? [last.occurredOn] : [];
    })
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))[0];

/** Richmond: due to go to secondary school in September, and without one on a day. */
export const withoutSecondary = (lives: Lives, day: string) => {
  const year = Number(day.slice(0, 4));
  let [due, without] = [0, 0];
  for (const life of lives)
    for (const { data, occurredOn } of life.of('PhaseTransferIdentified')) {
      const { transferId, transferYear, from, to } = data;
      if (transferYear !== year || from !== 'primary' || to !== 'secondary') continue;
      if (occurredOn.to > day) continue;
      if (life.of('PhaseTransferNotApplicable').some((one) => one.data.transferId === transferId))
        continue;
      due += 1;
      const now = schoolOn(life, occurredOn.from);
      const named = life
        .of('FinalPlanIssued')
        .filter((plan) => plan.occurredOn.from >= occurredOn.from && plan.occurredOn.from <= day)
        .some((plan) => plan.data.sectionI.schools.some(({ providerId }) => providerId !== now));
      if (!named) without += 1;
    }
  return { due, without };
};

const schoolOn = (life: ToldLife, day: string): string | undefined => {
  let best: ToldPlacement | undefined;
  for (const one of placementsIn(life))
    if (
      one.agreed.data.rank === 'main' &&
      one.startedOn !== undefined &&
      one.startedOn.from <= day &&
      (one.endedOn === undefined || one.endedOn.from >= day) &&
      (best?.startedOn?.from ?? '') <= one.startedOn.from
    )
      best = one;
  return best?.agreed.data.school.providerId;
};

const boardingOn = (life: ToldLife, { id, agreed }: ToldPlacement, day: string): string => {
  const last = life
    .of('TermsChanged')
    .filter(({ data }) => data.placementId === id && data.effectiveFrom <= day)
    .toSorted((a, b) => (a.data.effectiveFrom < b.data.effectiveFrom ? -1 : 1))
    .at(-1);
  const { residential, weeksPerYear } = last?.data ?? agreed.data;
  if (!residential) return 'day';
  return weeksPerYear <= 38 ? '38 weeks' : '52 weeks';
};

/** Barnet: children in independent special schools on a day, by need, weeks and area. */
export const inIndependent = (lives: Lives, day: string): Tally => {
  const tally: Tally = {};
  for (const life of lives) {
    const seen = new Set<string>();
    for (const one of placementsIn(life)) {
      const { agreed, startedOn, endedOn } = one;
      if (agreed.data.rank !== 'main' || !INDEPENDENT.includes(agreed.data.school.category))
        continue;
      if (!startedOn || startedOn.to > day || (endedOn && endedOn.from < day)) continue;
      seen.add(`${needIn(life)} ${boardingOn(life, one, day)} ${areaOf(one)}`);
    }
    for (const name of seen) add(tally, name);
  }
  return tally;
};

const NOTICES = [
  [14, 'under 2 weeks'],
  [42, '2 to under 6 weeks'],
  [91, '6 to under 13 weeks'],
] as const;

/** Wokingham: placements that schools ended, by academic year, reason and notice. */
export const endedBySchools = (lives: Lives, from: string, to: string): Tally => {
  const tally: Tally = {};
  for (const life of lives)
    for (const { id, agreed, ended, reason } of placementsIn(life)) {
      if (agreed.data.rank !== 'main' || !ended || reason === undefined || reason === 'STATUS')
        continue;
      const { occurredOn, data } = ended;
      if (occurredOn.from < from || occurredOn.to > to) continue;
      const notice = life
        .of('NoticeGiven')
        .filter((one) => one.data.placementId === id)
        .filter(
          (one) =>
            !life.of('NoticeWithdrawn').some((back) => back.data.noticeId === one.data.noticeId),
        )
        .at(-1);
      const gaveUp = ['PRVBEH', 'PRVNEED', 'PRVOTH', 'PEX'].includes(reason);
      if (!gaveUp && notice?.data.by !== 'provider') continue;
      const begins =
        Number(occurredOn.from.slice(0, 4)) - (occurredOn.from.slice(5, 7) < '09' ? 1 : 0);
      const days = notice && daysBetween(notice.occurredOn.from, data.placeEndedOn);
      const band =
        days === undefined
          ? 'none'
          : (NOTICES.find(([below]) => days < below)?.[1] ?? '13 weeks and more');
      add(tally, `${begins}/${String((begins + 1) % 100).padStart(2, '0')} ${reason} ${band}`);
    }
  return tally;
};
