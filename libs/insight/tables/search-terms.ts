import { isErased, type Placed, type Recorded } from '#libs/event-sourcing';
import type { JourneyEvent, PersonName } from '#libs/lifecycle';

/** What a learner can be found by. A name gives one term a word; an identifier is one term. */
export type SearchTerm = Readonly<{ kind: 'name' | 'identifier'; term: string }>;

/** Lower case, without accents, one term a word: `Zoë O’Neill-Smith` → zoe, o, neill, oneill, smith. */
export const nameTerms = (text: string): readonly string[] => {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = (apart: string): readonly string[] =>
    apart.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  return [...new Set([...words(plain), ...words(plain.replace(/['’`´]/g, ''))])];
};

/** Capitals, and nothing but letters and digits. */
export const identifierTerm = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

const wordsOf = ({ given, family, known }: PersonName): readonly SearchTerm[] =>
  [given, family, known ?? ''].flatMap(nameTerms).map((term) => ({ kind: 'name' as const, term }));

const ofName = (name: unknown): readonly SearchTerm[] =>
  name === undefined || isErased(name) ? [] : wordsOf(name as PersonName);

const ofIdentifiers = (...values: readonly unknown[]): readonly SearchTerm[] =>
  values.flatMap((value) =>
    typeof value === 'string' ? [{ kind: 'identifier' as const, term: identifierTerm(value) }] : [],
  );

/** The terms that one event makes a learner findable by; erased values make none. */
export const termsIn = (
  event: Placed<JourneyEvent> | Recorded<JourneyEvent>,
): readonly SearchTerm[] => {
  switch (event.type) {
    case 'LearnerRegistered': {
      const { name, upn, uln, otherIds } = event.data;
      const others = otherIds === undefined || isErased(otherIds) ? [] : otherIds;
      return [...ofName(name), ...ofIdentifiers(upn, uln, ...others.map(({ value }) => value))];
    }
    case 'LearnerDetailsAmended':
      return [...ofName(event.data.name), ...ofIdentifiers(event.data.upn, event.data.uln)];
    case 'IdentifierLinked':
      return ofIdentifiers(event.data.value);
    default:
      return [];
  }
};
