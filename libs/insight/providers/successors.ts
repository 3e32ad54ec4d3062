import type { LocalDate } from '#libs/event-sourcing';

/** A school carried on from another; known by URN, and by id where it is in the register. */
export type Succession = Readonly<{
  predecessorUrn: string;
  predecessorId: string | undefined;
  successorId: string;
  /** The first day on which it may have taken over. */
  on: LocalDate;
}>;

/** A school as a journey names it: by its id in the register, by its URN, or by both. */
export type NamedSchool = Readonly<{ providerId?: string | null; urn?: string | null }>;

/** Which schools are one and the same over time. */
export type Successors = Readonly<{
  /** The URN of the school that carries on today, through any number of steps; its own where none does. */
  successorOf: (urn: string) => string;
  /** What all schools that carry on one another have in common; undefined for a setting without a name. */
  schoolOf: (school: NamedSchool) => string | undefined;
  /** Whether the second is the first, or carries on from it: to go from one to the other is no move. */
  carriesOn: (before: NamedSchool, after: NamedSchool) => boolean;
}>;

/** `urns`: every URN that a provider in the register ever had, the present one last. */
export const successorsIn = (
  successions: readonly Succession[],
  urns: ReadonlyMap<string, readonly string[]>,
): Successors => {
  const idByUrn = new Map(
    [...urns].flatMap(([id, own]) => own.map((urn): [string, string] => [urn, id])),
  );
  const idOf = (urn: string): string => idByUrn.get(urn) ?? `urn/${urn}`;
  const ordered = successions.toSorted((a, b) =>
    a.on + a.successorId < b.on + b.successorId ? -1 : 1,
  );
  const after = Map.groupBy(ordered, ({ predecessorId, predecessorUrn }) =>
    idByUrn.has(predecessorUrn) ? idOf(predecessorUrn) : (predecessorId ?? idOf(predecessorUrn)),
  );

  // Two that carry on from each other are wrong in the register; neither may hang an answer.
  const following = (id: string, passed: ReadonlySet<string>): string => {
    const next = after.get(id)?.find(({ successorId }) => !passed.has(successorId))?.successorId;
    return next === undefined ? id : following(next, new Set([...passed, next]));
  };

  const reaches = (from: string, to: string, passed = new Set<string>()): boolean => {
    if (from === to) return true;
    passed.add(from);
    const next = after.get(from) ?? [];
    return next.some(
      ({ successorId }) => !passed.has(successorId) && reaches(successorId, to, passed),
    );
  };

  const named = ({ providerId, urn }: NamedSchool): string | undefined =>
    providerId ?? (urn === undefined || urn === null ? undefined : idOf(urn));

  return {
    successorOf: (urn) => {
      const id = following(idOf(urn), new Set([idOf(urn)]));
      return urns.get(id)?.at(-1) ?? urn;
    },
    schoolOf: (school) => {
      const id = named(school);
      return id === undefined ? undefined : following(id, new Set([id]));
    },
    carriesOn: (before, later) => {
      const [from, to] = [named(before), named(later)];
      return from !== undefined && to !== undefined && reaches(from, to);
    },
  };
};
