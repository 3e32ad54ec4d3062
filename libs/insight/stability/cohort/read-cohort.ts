import type { Kysely } from 'kysely';
import type { LocalDate } from '#libs/event-sourcing';
import type { EndingGroup } from '#libs/lifecycle';
import { asKnownAt } from '#libs/projections';
import type { JourneyTables } from '../../journey-tables.js';
import type { ProviderFacts } from '../../providers/provider-facts.js';
import {
  inOrderOfStart,
  isSameByName,
  joined,
  type Episode,
  type FlagKind,
  type PlanSpell,
  type Sameness,
  type SettingType,
} from '../episodes/index.js';
import { childOn, type Child, type Flag, type Gap, type Transfer } from './child.js';
import { withLateOutcome } from './late-outcome.js';

export type CohortReading = Readonly<{
  db: Kysely<JourneyTables>;
  knownAt: number | undefined;
  asOf: LocalDate;
  providerFacts: () => Promise<ProviderFacts>;
}>;

/** What is read beside episodes and spells, where it is asked for. */
export type Beside = 'at_risk_flags' | 'without_provision' | 'phase_transfers';

export type Cohort = Readonly<{
  children: readonly Child[];
  facts: ProviderFacts;
  isSame: Sameness;
}>;

/** Every learner who was ever placed or had a plan, as known at a moment and as of a day. */
export const readCohort = async (
  reading: CohortReading,
  beside: readonly Beside[] = [],
): Promise<Cohort> => {
  const facts = await reading.providerFacts();
  const isSame = samenessIn(facts);
  const read = await readRows(reading, beside);
  const children = read.journeys.flatMap((row) => {
    const { stream } = row;
    const [own, plans] = [read.episodes.get(stream) ?? [], read.spells.get(stream) ?? []];
    if (own.length === 0 && plans.length === 0) return [];
    const main = joined(own.map(episodeIn).sort(inOrderOfStart), isSame);
    const child: Child = {
      ...learnerIn(row),
      spells: plans.map(spellIn).sort((one, other) => one.spell - other.spell),
      main: main.map((one) => withLateOutcome(one, facts)),
      flags: (read.flags.get(stream) ?? []).map(flagIn),
      gaps: (read.gaps.get(stream) ?? []).map(gapIn),
      transfers: (read.transfers.get(stream) ?? []).map(transferIn),
    };
    return [childOn(child, reading.asOf)];
  });
  return { children, facts, isSame };
};

const readRows = async ({ db, knownAt }: CohortReading, beside: readonly Beside[]) => {
  const known = asKnownAt(knownAt);
  const isMain = db.selectFrom('episodes').selectAll().where(known).where('rank', '=', 'main');
  const flags = db.selectFrom('at_risk_flags').selectAll().where(known);
  const gaps = db.selectFrom('without_provision').selectAll().where(known);
  const transfers = db.selectFrom('phase_transfers').selectAll().where(known);
  return {
    journeys: await db.selectFrom('journeys').selectAll().where(known).execute(),
    episodes: byStream(await isMain.execute()),
    spells: byStream(await db.selectFrom('plan_spells').selectAll().where(known).execute()),
    flags: byStream(beside.includes('at_risk_flags') ? await flags.execute() : []),
    gaps: byStream(beside.includes('without_provision') ? await gaps.execute() : []),
    transfers: byStream(beside.includes('phase_transfers') ? await transfers.execute() : []),
  };
};

const byStream = <R extends Readonly<{ stream: string }>>(rows: readonly R[]) =>
  Map.groupBy(rows, ({ stream }) => stream);

/** Schools in the register by their successions; others by what they are called. */
export const samenessIn =
  ({ successors }: Pick<ProviderFacts, 'successors'>): Sameness =>
  (one, other) =>
    successors.carriesOn(named(one), named(other)) || isSameByName(one, other);

const named = ({
  providerId,
  urn,
}: Readonly<{ providerId?: string | undefined; urn?: string | undefined }>) => ({
  providerId: providerId ?? null,
  urn: urn ?? null,
});

type Row<T extends keyof JourneyTables> = JourneyTables[T];

const learnerIn = (row: Row<'journeys'>) => ({
  stream: row.stream,
  need: row.need ?? undefined,
  cohort: row.cohort ?? undefined,
  district: row.district ?? undefined,
});

const day = (text: string | null): LocalDate | undefined =>
  text === null ? undefined : (text as LocalDate);

const episodeIn = (row: Row<'episodes'>): Episode => ({
  episodeId: row.row_key,
  placementIds: row.placements.split('|'),
  establishment: {
    providerId: row.provider_id ?? undefined,
    urn: row.urn ?? undefined,
    name: row.school,
    category: row.category,
  },
  rank: 'main',
  from: row.started_on as LocalDate,
  to: day(row.ended_on),
  vague: row.vague,
  spell: row.spell ?? undefined,
  observedFrom: row.observed_from as LocalDate,
  settingFrom: row.setting_from as SettingType,
  settingTo: row.setting_to as SettingType,
  residential: row.residential === 1,
  inArea: row.in_area === null ? undefined : row.in_area === 1,
  basis: row.basis,
  route: row.route,
  reason: row.reason ?? undefined,
  group: (row.ending_group ?? undefined) as EndingGroup | undefined,
  withheldFrom: day(row.withheld_from),
  distanceTenths: row.distance_tenths ?? undefined,
});

const spellIn = (row: Row<'plan_spells'>): PlanSpell => ({
  spell: Number(row.row_key),
  from: day(row.started_on),
  startedBy: row.started_by as PlanSpell['startedBy'],
  to: day(row.ended_on),
  endedBy: (row.ended_by ?? undefined) as PlanSpell['endedBy'],
  observedFrom: day(row.observed_from),
});

const flagIn = (row: Row<'at_risk_flags'>): Flag => ({
  kind: row.kind as FlagKind,
  placementId: row.placement ?? undefined,
  raisedOn: row.raised_on as LocalDate,
  clearedOn: day(row.cleared_on),
  evidence: row.evidence.split('|'),
});

const gapIn = (row: Row<'without_provision'>): Gap => ({
  from: row.from_day as LocalDate,
  to: day(row.to_day),
  because: row.because,
  placementId: row.placement,
  providerId: row.provider_id ?? undefined,
});

const transferIn = (row: Row<'phase_transfers'>): Transfer => ({
  year: row.transfer_year,
  rule: row.rule,
  applies: row.not_applicable === null,
  namedOn: day(row.named_from),
  named:
    row.named_school === null
      ? undefined
      : {
          ...{ providerId: row.named_provider ?? undefined, urn: undefined },
          ...{ name: row.named_school, category: row.named_category ?? '' },
        },
});
