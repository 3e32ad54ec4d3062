type Staffed = readonly Readonly<{
  actor: Readonly<{ id: string }>;
  decision?: Readonly<{ by: string }> | undefined;
  data: object;
}>[];

/** Everybody of the authority whose name a page about these events may have to say. */
export const staffIn = (events: Staffed): readonly string[] =>
  events.flatMap(({ actor, decision, data }) => [
    actor.id,
    ...(decision ? [decision.by] : []),
    ...('officer' in data && typeof data.officer === 'string' ? [data.officer] : []),
    ...('firstActor' in data ? [(data.firstActor as { id: string }).id] : []),
  ]);
