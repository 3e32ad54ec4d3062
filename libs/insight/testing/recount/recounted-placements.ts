import type { OccurredOn } from '#libs/event-sourcing';
import { daysBetween } from '#libs/lifecycle';
import {
  add,
  INDEPENDENT,
  isExact,
  lastFor,
  needIn,
  placementsIn,
  spread,
  sum,
  type Tally,
  type ToldLife,
  type ToldPlacement,
} from './told-lives.js';

type Lives = readonly ToldLife[];

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
    if (isExact(offer.occurredOn) && isExact(startedOn))
      offerToStart.push(daysBetween(offer.occurredOn.from, startedOn.from));
    const panel = goAheadOn(life, agreed.data.requestId);
    if (isExact(panel) && isExact(offer.occurredOn))
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
      const last = lastFor(life.of('PanelAdvised'), 'referralId', data.referralId);
      return last?.data.recommendation.startsWith('agree') ? [last.occurredOn] : [];
    })
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))[0];

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

const bandOf = (days: number | undefined): string =>
  days === undefined
    ? 'none'
    : (NOTICES.find(([below]) => days < below)?.[1] ?? '13 weeks and more');

const schoolYearOf = ({ from }: OccurredOn): string => {
  const begins = Number(from.slice(0, 4)) - (from.slice(5, 7) < '09' ? 1 : 0);
  return `${begins}/${String((begins + 1) % 100).padStart(2, '0')}`;
};

const lastNotice = (life: ToldLife, placementId: string) =>
  life
    .of('NoticeGiven')
    .filter(({ data }) => data.placementId === placementId)
    .filter(({ data }) => !lastFor(life.of('NoticeWithdrawn'), 'noticeId', data.noticeId))
    .at(-1);

const GAVE_UP = ['PRVBEH', 'PRVNEED', 'PRVOTH', 'PEX'];

const ifBySchool = (life: ToldLife, placement: ToldPlacement) => {
  const { id, agreed, ended, reason = 'STATUS' } = placement;
  if (agreed.data.rank !== 'main' || !ended || reason === 'STATUS') return [];
  const notice = lastNotice(life, id);
  if (!GAVE_UP.includes(reason) && notice?.data.by !== 'provider') return [];
  const days = notice && daysBetween(notice.occurredOn.from, ended.data.placeEndedOn);
  return [{ on: ended.occurredOn, name: `${reason} ${bandOf(days)}` }];
};

/** Wokingham: placements that schools ended, by academic year, reason and notice. */
export const endedBySchools = (lives: Lives, from: string, to: string): Tally => {
  const tally: Tally = {};
  for (const life of lives)
    for (const { on, name } of placementsIn(life).flatMap((one) => ifBySchool(life, one)))
      if (on.from >= from && on.to <= to) add(tally, `${schoolYearOf(on)} ${name}`);
  return tally;
};
