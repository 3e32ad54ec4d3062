import type { LocalDate } from '#libs/event-sourcing';
import type { SchoolSnapshot } from '#libs/lifecycle';
import type { ProviderProfile } from './identity/identity.events.js';
import { profileOn } from './identity/identity.state.js';
import type { Indexed, RegisterIndex } from './register-index.js';
import { snapshotAsOf } from './snapshot.js';

/** Which providers; all that is said must hold. */
export type ProviderQuery = Readonly<{
  /** A URN that it has, or once had. */
  urn?: string | undefined;
  /** The beginning of its name, or of a word in it, in capitals or not. */
  name?: string | undefined;
  category?: string | undefined;
  localAuthority?: string | undefined;
  inArea?: boolean | undefined;
  section41?: boolean | undefined;
  residential?: boolean | undefined;
  status?: string | undefined;
  lot?: string | undefined;
}>;

export type ProviderSummary = Readonly<{
  providerId: string;
  revision: number;
  snapshot: SchoolSnapshot;
  profile: ProviderProfile;
}>;

export type ProviderPage = Readonly<{
  providers: readonly ProviderSummary[];
  /** Where the next page begins; absent on the last. */
  next?: string;
}>;

export type PageAsked = Readonly<{ limit: number; cursor?: string | undefined }>;

type Row = Readonly<{ key: string; provider: Indexed }>;

/** Lists in the order of names. The order is kept until something changes. */
export const createRegisterSearch = (index: RegisterIndex) => {
  let rows: readonly Row[] = [];
  let asOfChange = -1;

  const sorted = (): readonly Row[] => {
    if (asOfChange === index.changes()) return rows;
    asOfChange = index.changes();
    rows = [...index.all()]
      .map((provider) => ({ key: keyOf(provider), provider }))
      .sort((one, other) => (one.key < other.key ? -1 : 1));
    return rows;
  };

  return (query: ProviderQuery, day: LocalDate, { limit, cursor }: PageAsked): ProviderPage => {
    const after = cursor === undefined ? '' : keyIn(cursor);
    const found: ProviderSummary[] = [];
    let last = '';
    for (const { key, provider } of candidates(index, query, sorted)) {
      if (key <= after) continue;
      const summary = summaryOf(provider, day);
      if (!summary || !fits(query, summary)) continue;
      if (found.length === limit) return { providers: found, next: cursorOf(last) };
      found.push(summary);
      last = key;
    }
    return { providers: found };
  };
};

const candidates = (
  index: RegisterIndex,
  { urn }: ProviderQuery,
  sorted: () => readonly Row[],
): readonly Row[] => {
  if (urn === undefined) return sorted();
  const provider = index.known(index.onceBorneBy(urn) ?? '');
  return provider ? [{ key: keyOf(provider), provider }] : [];
};

const keyOf = ({ providerId, state }: Indexed): string =>
  `${plain(state.identity.profiles.at(-1)?.profile.name ?? '')}\n${providerId}`;

const cursorOf = (key: string): string => Buffer.from(key).toString('base64url');
const keyIn = (cursor: string): string => Buffer.from(cursor, 'base64url').toString();

/** Whether a text is a cursor that a page gave out. */
export const isProviderCursor = (text: string): boolean =>
  keyIn(text).includes('\n') && cursorOf(keyIn(text)) === text;

export const summaryOf = (
  { providerId, revision, state }: Indexed,
  day: LocalDate,
): ProviderSummary | undefined => {
  const profile = profileOn(state, day);
  const snapshot = snapshotAsOf(state, providerId, day);
  return profile && snapshot && { providerId, revision, snapshot, profile };
};

const FACETS = ['category', 'inArea', 'section41', 'residential', 'status', 'lot'] as const;

const fits = (query: ProviderQuery, { snapshot, profile }: ProviderSummary): boolean =>
  FACETS.every((facet) => query[facet] === undefined || query[facet] === snapshot[facet]) &&
  (query.localAuthority === undefined || query.localAuthority === profile.localAuthority) &&
  (query.name === undefined || begins(profile.name, query.name));

const WORD_STARTS = /[^\p{L}\p{N}]+/u;

const begins = (name: string, asked: string): boolean => {
  const [wanted, whole] = [plain(asked), plain(name)];
  return whole === wanted || ` ${whole}`.includes(` ${wanted}`);
};

const plain = (text: string): string =>
  text.toLowerCase().replaceAll(/['’]/g, '').split(WORD_STARTS).filter(Boolean).join(' ');
