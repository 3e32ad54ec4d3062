import type { LocalDate, Placed } from '#libs/event-sourcing';
import {
  addDays,
  interimsOf,
  pencePerYear,
  placementsOf,
  termsChangesOf,
  termsOn,
  type Interim,
  type JourneyEvent,
  type JourneyState,
  type Placement,
  type PriceLine,
  type SchoolSnapshot,
  type Terms,
} from '#libs/lifecycle';
import type { RowOf, TableDefinition } from '#libs/projections';
import {
  paidTimesOf,
  settlementsOf,
  type PaidTime,
  type Settlement,
} from '../commitments/paid-times.js';
import { STILL } from '../providers/provider-columns.js';
import { orNull, type JourneyRows, type JourneySoFar } from './columns.js';

/**
 * What is paid for each placement and each interim provision, and on which days: one row for every
 * version of the terms in every time of one kind (`agreed`, `notice`, `forecast`). Pence net of VAT.
 */
export const termsTable = {
  name: 'terms',
  columns: {
    /** `placement`, `interim` or `settlement`; `about` is its id. */
    subject: 'text',
    about: 'text',
    /** The change of terms that these follow from; null as first agreed. */
    change_id: 'text or null',
    kind: 'text',
    from_day: 'text',
    to_day: 'text',
    /** JSON, as stored in events. A sum paid once stands only in the row that it falls in. */
    lines: 'text',
    /** For a settlement: its sum, for all its days. */
    sum_pence: 'integer or null',
    /** What all lines come to in a year: what contributions are shares of. */
    pence_per_year: 'integer',
    /** JSON: `[{"party":"health","pence":1600000}]`, a year. Education bears the rest. */
    contributions: 'text',
    vat: 'text',
    weeks: 'integer or null',
    residential: 'integer or null',
    route: 'text or null',
    provider_id: 'text or null',
    urn: 'text or null',
    category: 'text or null',
  },
  indexes: [{ columns: ['to_day', 'from_day'], current: true }],
} as const satisfies TableDefinition;

type TermsRow = RowOf<typeof termsTable>;
type Agreed = Placed<JourneyEvent> & Extract<JourneyEvent, { type: 'PlacementAgreed' }>;
type InterimTold = Placed<JourneyEvent> &
  Extract<JourneyEvent, { type: 'InterimProvisionStarted' | 'InterimProvisionChanged' }>;

const isAgreed = (event: Placed<JourneyEvent>): event is Agreed => event.type === 'PlacementAgreed';
const isInterim = (event: Placed<JourneyEvent>): event is InterimTold =>
  event.type === 'InterimProvisionStarted' || event.type === 'InterimProvisionChanged';

const schoolColumns = (school: SchoolSnapshot | undefined) => ({
  provider_id: orNull(school?.providerId),
  urn: orNull(school?.urn),
  category: orNull(school?.category),
});

/** The first day of each version of the terms that applies within a time. */
const turnsWithin = (
  journey: JourneyState,
  { placementId }: Placement,
  { from, to }: PaidTime,
): readonly LocalDate[] => {
  const later = termsChangesOf(journey, placementId)
    .map(({ effectiveFrom }) => effectiveFrom)
    .filter((day) => from < day && day <= to);
  return [...new Set([from, ...later])].sort();
};

/** The terms as they apply, once for each of their versions. */
type Version = Readonly<{ time: PaidTime; terms: Terms }>;

const versionsOf = (journey: JourneyState, placement: Placement): readonly Version[] =>
  paidTimesOf(journey, placement).flatMap((paid) => {
    const days = turnsWithin(journey, placement, paid);
    return days.flatMap((from, at) => {
      const terms = termsOn(journey, placement.placementId, from);
      const next = days[at + 1];
      const to = next === undefined ? paid.to : addDays(next, -1);
      return terms ? [{ terms, time: { kind: paid.kind, from, to } }] : [];
    });
  });

const sameLine = (one: PriceLine, other: PriceLine): boolean =>
  one.code === other.code &&
  one.ratePence === other.ratePence &&
  one.quantityThousandths === other.quantityThousandths;

/** Terms stand in full, so a sum that is paid once is said again by each later version. */
const chargedIn = (version: Version, before: Version | undefined): readonly PriceLine[] =>
  version.terms.lines.filter(
    (line) =>
      line.unit !== 'once' ||
      !before?.terms.lines.some((other) => other.unit === 'once' && sameLine(line, other)),
  );

const termsColumns = ({ contributions, weeksPerYear, residential, route, lines }: Terms) => ({
  pence_per_year: pencePerYear(lines),
  contributions: JSON.stringify(contributions),
  weeks: weeksPerYear,
  residential: Number(residential),
  route,
});

const versionRow = (
  { placementId, school }: Placement,
  { terms, time }: Version,
  told: Readonly<{ lines: readonly PriceLine[]; vat: string }>,
): TermsRow => ({
  key: `${placementId}/${time.kind}/${time.from}`,
  ...{ subject: 'placement', about: placementId, change_id: orNull(terms.changeId) },
  ...{ kind: time.kind, from_day: time.from, to_day: time.to, sum_pence: null },
  lines: JSON.stringify(told.lines),
  vat: terms.vat ?? told.vat,
  ...termsColumns(terms),
  ...schoolColumns(school),
});

const settlementRow = (
  { placementId, school }: Placement,
  { noticeId, from, to, pence }: Settlement,
  { terms, vat }: Readonly<{ terms: Terms; vat: string }>,
): TermsRow => ({
  key: `${placementId}/settlement/${noticeId}`,
  ...{ subject: 'settlement', about: placementId, change_id: orNull(terms.changeId) },
  ...{ kind: 'notice', from_day: from, to_day: to, sum_pence: pence, lines: '[]' },
  vat: terms.vat ?? vat,
  ...termsColumns(terms),
  ...schoolColumns(school),
});

const UNKNOWN_VAT = 'unknown';

const placementRows = ({ state, noted }: JourneySoFar): readonly TermsRow[] =>
  placementsOf(state).flatMap((placement) => {
    const { placementId } = placement;
    const agreed = noted.filter(isAgreed).find(({ data }) => data.placementId === placementId);
    const vat = agreed?.data.vat ?? UNKNOWN_VAT;
    const versions = versionsOf(state, placement);
    const rows = versions.map((version, at) =>
      versionRow(placement, version, { vat, lines: chargedIn(version, versions[at - 1]) }),
    );
    const settlements = settlementsOf(state, placement).flatMap((settlement) => {
      const terms = termsOn(state, placementId, settlement.from);
      return terms ? [settlementRow(placement, settlement, { terms, vat })] : [];
    });
    return [...rows, ...settlements];
  });

/** Of two told from one day the one recorded later stands. */
const interimVersions = (
  told: readonly InterimTold[],
  { interimId }: Interim,
): readonly InterimTold[] => {
  const own = told.filter(({ data }) => data.interimId === interimId);
  const standing = new Map(own.map((event) => [event.occurredOn.from, event]));
  return [...standing.values()].sort((a, b) => (a.occurredOn.from < b.occurredOn.from ? -1 : 1));
};

const interimRows = (interim: Interim, told: readonly InterimTold[]): readonly TermsRow[] => {
  const versions = interimVersions(told, interim);
  const lastDay = interim.endedOn?.to ?? (STILL as LocalDate);
  return versions.flatMap(({ occurredOn: { from }, data: { lines } }, at) => {
    const next = versions[at + 1]?.occurredOn.from;
    const to = next === undefined || lastDay < next ? lastDay : addDays(next, -1);
    if (to < from) return [];
    return [
      {
        key: `${interim.interimId}/agreed/${from}`,
        ...{ subject: 'interim', about: interim.interimId, change_id: null },
        ...{ kind: 'agreed', from_day: from, to_day: to, sum_pence: null },
        ...{ lines: JSON.stringify(lines), pence_per_year: pencePerYear(lines) },
        ...{ contributions: '[]', vat: UNKNOWN_VAT, weeks: null, residential: null, route: null },
        ...schoolColumns(interim.provider),
      },
    ];
  });
};

export const termsRows: JourneyRows = {
  tables: [termsTable],
  // The state keeps the last word on interim provision only, and not the VAT that was agreed.
  notes: (event) => isAgreed(event) || isInterim(event),
  dependsOn: ({ noted, state: { offers, starts, breakdowns } }) => [
    ...[noted, offers.placements, starts.started, starts.planned, starts.notStarted],
    ...[starts.changes, breakdowns.endings, breakdowns.notices, breakdowns.interims],
  ],
  rows: (soFar) => {
    const told = soFar.noted.filter(isInterim);
    const interims = interimsOf(soFar.state).flatMap((one) => interimRows(one, told));
    return { terms: [...placementRows(soFar), ...interims] };
  },
};
