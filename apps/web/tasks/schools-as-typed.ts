import type { LocalDate } from '#libs/event-sourcing';
import type { ProviderRegister } from '#libs/providers';

export type FoundSchool = Readonly<{ id: string }> | Readonly<{ problem: string }>;

const SHOWN = 4;

/** `Harbour House (123456)`: how a school is called where its name alone would not do. */
const named = (name: string, urn: string | undefined): string => (urn ? `${name} (${urn})` : name);

/** Finds the one school that is meant by a name, its beginning, a URN, or its id. */
export const schoolMeant =
  (providers: ProviderRegister, day: LocalDate) =>
  async (typed: string): Promise<FoundSchool> => {
    const urn = /^(?:.*\()?(\d{6})\)?$/.exec(typed)?.[1];
    const byUrn = urn === undefined ? undefined : await providers.idOf(urn);
    if (byUrn !== undefined) return { id: byUrn };
    if (await providers.get(typed)) return { id: typed };
    const { providers: found, next } = await providers.find({ name: typed }, { limit: SHOWN }, day);
    const exact = found.filter(({ snapshot }) => same(snapshot.name, typed));
    const [only, ...others] = exact.length > 0 ? exact : found;
    if (!only)
      return { problem: `No school is called “${typed}”: check the spelling, or write its URN` };
    if (others.length === 0 && next === undefined) return { id: only.providerId };
    if (exact.length === 1) return { id: only.providerId };
    const names = found.map(({ snapshot }) => named(snapshot.name, snapshot.urn)).join('; ');
    return {
      problem: `“${typed}” fits several schools: ${names}. Write the whole name, or the URN`,
    };
  };

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** What to type to mean this school again. */
export const typedFor = async (
  providers: ProviderRegister,
  id: string,
  day: LocalDate,
): Promise<string> => {
  const school = (await providers.snapshots([id], day))[id];
  if (!school) return id;
  const typed = named(school.name, school.urn);
  const meant = await schoolMeant(providers, day)(typed);
  // Two may be called alike, and have no number: the id tells them apart.
  return 'id' in meant && meant.id === id ? typed : id;
};
