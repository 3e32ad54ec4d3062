import type { LocalDate } from '#libs/event-sourcing';
import { academicYearOf } from '#libs/lifecycle';
import type { Value } from '../../measures/answer.js';
import type { Child } from '../cohort/index.js';
import type { Episode } from '../episodes/index.js';

/** What something counted is about, so that it can be split and filtered. */
export type About = Readonly<{
  child: Child;
  /** The episode that ended, began or goes on; undefined where none is spoken of. */
  episode: Episode | undefined;
  /** The day whose school year tells the year group. */
  day: LocalDate;
  /** Values that only this measure has. */
  own?: Readonly<Record<string, Value>>;
}>;

type Dimension = Readonly<{ means: string; of: (about: About) => Value | undefined }>;

const PHASES = [
  ...([
    [0, 'early years'],
    [7, 'primary'],
    [12, 'secondary'],
    [15, 'post-16'],
  ] as const),
];

export const yearGroupOn = ({ cohort }: Child, day: LocalDate): number | undefined =>
  cohort === undefined ? undefined : academicYearOf(day) - cohort;

export const phaseOn = (child: Child, day: LocalDate): string | undefined => {
  const year = yearGroupOn(child, day);
  return year === undefined
    ? undefined
    : (PHASES.find(([below]) => year < below)?.[1] ?? 'post-19');
};

const AREAS = new Map([
  [true, 'in area'],
  [false, 'out of area'],
]);

export const DIMENSIONS: Readonly<Record<string, Dimension>> = {
  need: { means: 'primary need of the learner', of: ({ child }) => child.need },
  yearGroup: {
    means: 'national curriculum year on the day; 0 is reception',
    of: ({ child, day }) => yearGroupOn(child, day),
  },
  phase: {
    means: 'phase by year group on the day: early years, primary, secondary, post-16, post-19',
    of: ({ child, day }) => phaseOn(child, day),
  },
  district: { means: 'district of the home', of: ({ child }) => child.district },
  setting: {
    means: 'type of setting when the episode began',
    of: ({ episode }) => episode?.settingFrom,
  },
  category: {
    means: 'category of the setting as relied on',
    of: ({ episode }) => episode?.establishment.category,
  },
  school: { means: 'name of the school', of: ({ episode }) => episode?.establishment.name },
  urn: { means: 'URN of the school', of: ({ episode }) => episode?.establishment.urn },
  provider: {
    means: 'id of the school in the register',
    of: ({ episode }) => episode?.establishment.providerId,
  },
  area: {
    means: 'inside or outside the authority’s area',
    of: ({ episode }) => (episode?.inArea === undefined ? undefined : AREAS.get(episode.inArea)),
  },
  boarding: {
    means: 'day or residential when the episode began',
    of: ({ episode }) => episode && (episode.residential ? 'residential' : 'day'),
  },
  route: { means: 'route of the contract', of: ({ episode }) => episode?.route },
  reason: { means: 'reason of the ending', of: ({ episode }) => episode?.reason },
  group: {
    means: 'planned, unplanned, structural, or awaited where the reason is not settled',
    of: ({ episode }) => episode?.group,
  },
};

export const valueOf = (about: About, name: string): Value =>
  about.own?.[name] ?? DIMENSIONS[name]?.of(about) ?? null;

export const meanings = (names: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(names.map((name) => [name, DIMENSIONS[name]?.means ?? '']));
