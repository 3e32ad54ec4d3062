import type { JourneyState } from '#libs/lifecycle';
import type { RowOf, TableDefinition } from '#libs/projections';
import {
  episodesOf,
  isCessation,
  isSameByName,
  movesOf,
  planSpellsOf,
  type Episode,
  type Move,
  type PlanSpell,
} from '../stability/episodes/index.js';
import { flag, orNull, type JourneyRows } from './columns.js';

/** The times during which the authority maintains the plan; `key` is the number of the spell. */
export const planSpellsTable = {
  name: 'plan_spells',
  columns: {
    /** Null where no beginning of the plan is recorded. */
    started_on: 'text or null',
    started_by: 'text',
    /** The last day of it. */
    ended_on: 'text or null',
    ended_by: 'text or null',
    observed_from: 'text or null',
  },
  indexes: [],
} as const satisfies TableDefinition;

/**
 * One learner at one establishment, from the first day attended to the last; `key` is the id of its
 * first placement. By what the journey says alone: schools that succeeded one another are put
 * together when the rows are read.
 */
export const episodesTable = {
  name: 'episodes',
  columns: {
    /** The ids of its placements, `|` between them. */
    placements: 'text',
    provider_id: 'text or null',
    urn: 'text or null',
    school: 'text',
    category: 'text',
    rank: 'text',
    started_on: 'text',
    ended_on: 'text or null',
    /** How many of the two days are known in part only. */
    vague: 'integer',
    spell: 'integer or null',
    observed_from: 'text',
    setting_from: 'text',
    setting_to: 'text',
    residential: 'integer',
    in_area: 'integer or null',
    basis: 'text',
    route: 'text',
    reason: 'text or null',
    ending_group: 'text or null',
    withheld_from: 'text or null',
    distance_tenths: 'integer or null',
  },
  indexes: [],
} as const satisfies TableDefinition;

/** Episodes of rank main that ended, with where the learner went; `key` is the episode's. */
export const movesTable = {
  name: 'moves',
  columns: {
    to_episode: 'text or null',
    ended_on: 'text',
    started_on: 'text or null',
    from_type: 'text',
    to_type: 'text',
    move_group: 'text',
    reason: 'text or null',
    mid_year: 'integer',
    gap_days: 'integer or null',
    from_provider: 'text or null',
    to_provider: 'text or null',
  },
  indexes: [{ columns: ['ended_on', 'stream', 'row_key'], current: true }],
} as const satisfies TableDefinition;

export type EpisodeRow = RowOf<typeof episodesTable>;

const spellRow = (one: PlanSpell): RowOf<typeof planSpellsTable> => ({
  key: String(one.spell),
  started_on: orNull(one.from),
  started_by: one.startedBy,
  ended_on: orNull(one.to),
  ended_by: orNull(one.endedBy),
  observed_from: orNull(one.observedFrom),
});

const episodeRow = ({ establishment, ...one }: Episode): EpisodeRow => ({
  key: one.episodeId,
  placements: one.placementIds.join('|'),
  provider_id: orNull(establishment.providerId),
  urn: orNull(establishment.urn),
  school: establishment.name,
  category: establishment.category,
  rank: one.rank,
  started_on: one.from,
  ended_on: orNull(one.to),
  vague: one.vague,
  spell: orNull(one.spell),
  observed_from: one.observedFrom,
  setting_from: one.settingFrom,
  setting_to: one.settingTo,
  residential: Number(one.residential),
  in_area: flag(one.inArea),
  basis: one.basis,
  route: one.route,
  reason: orNull(one.reason),
  ending_group: orNull(one.group),
  withheld_from: orNull(one.withheldFrom),
  distance_tenths: orNull(one.distanceTenths),
});

const moveRow = ({ from, to, ...move }: Move): RowOf<typeof movesTable> => ({
  key: from.episodeId,
  to_episode: orNull(to?.episodeId),
  ended_on: move.endedOn,
  started_on: orNull(move.startedOn),
  from_type: move.fromType,
  to_type: move.toType,
  move_group: move.group,
  reason: orNull(from.reason),
  mid_year: Number(move.midYear),
  gap_days: orNull(move.gapDays),
  from_provider: orNull(from.establishment.providerId),
  to_provider: orNull(to?.establishment.providerId),
});

/** What the spells of a plan rest on. */
export const spellsDependOn = ({ record, reviews, transitions, starts }: JourneyState) => [
  ...[record.plans, record.broughtForward, reviews.plans, starts.started],
  ...[transitions.transfersIn, transitions.transfersOut],
];

export const episodeRows: JourneyRows = {
  tables: [planSpellsTable, episodesTable, movesTable],
  notes: isCessation,
  dependsOn: ({ noted, state }) => [
    ...[noted, ...spellsDependOn(state), state.offers.placements, state.starts.changes],
    ...[state.breakdowns.endings, state.breakdowns.notices, state.breakdowns.withholdings],
    state.transitions.planned,
  ],
  rows: ({ noted, state }) => {
    const spells = planSpellsOf(state, noted);
    const episodes = episodesOf(state, spells);
    const main = episodes.filter(({ rank }) => rank === 'main');
    return {
      plan_spells: spells.map(spellRow),
      episodes: episodes.map(episodeRow),
      moves: movesOf(main, { spells, isSame: isSameByName }).map(moveRow),
    };
  },
};
