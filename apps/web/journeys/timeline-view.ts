import { isErased, type Instant } from '#libs/event-sourcing';
import { dayInWords, dayOf, inWords, journeyRefusals, timeOf } from '#libs/lifecycle';
import type { TimelineEntry } from '#libs/reading';

export type NameOf = (actorId: string) => string;

/** `7 May 2026 at 14:02`, by the clocks in England. */
export const momentInWords = (instant: Instant): string =>
  `${dayInWords(dayOf(instant))} at ${timeOf(instant)}`;

/** One entry as the page shows it, newest facts of its making in small print. */
export const entryView = (entry: TimelineEntry, nameOf: NameOf) => {
  const { entryId, stage, sentences, when, occurredOn, standing, irregularities } = entry;
  return {
    entryId,
    stage,
    when: when.charAt(0).toUpperCase() + when.slice(1),
    from: occurredOn.from,
    sentences,
    by: madeBy(entry, nameOf),
    decided: decidedBy(entry, nameOf),
    evidence: entry.evidence.map(({ kind, ref }) => `${kind}: ${ref}`),
    irregularities: irregularities.map(({ code, reason }) => ({
      text: journeyRefusals[code] ?? inWords(code),
      reason: isErased(reason) ? '[erased]' : reason,
    })),
    annulled: standing.as === 'annulled' ? annulledView(standing) : undefined,
    replaces: standing.as === 'standing' ? standing.replaces : undefined,
    carried:
      entry.carriedFrom &&
      `Recorded first on another record, on ${momentInWords(entry.carriedFrom.firstRecordedAt)} by ${nameOf(entry.carriedFrom.firstActor.id)}.`,
  };
};

const madeBy = ({ actor, recordedAt, receivedOn, source }: TimelineEntry, nameOf: NameOf) =>
  [
    `Recorded on ${momentInWords(recordedAt)} by ${nameOf(actor.id)} (${actor.role.replaceAll('-', ' ')})`,
    receivedOn && `told on ${dayInWords(receivedOn)}`,
    source !== 'user' && `by way of ${source}`,
  ]
    .filter(Boolean)
    .join('; ');

const decidedBy = ({ decision }: TimelineEntry, nameOf: NameOf): string | undefined =>
  decision &&
  `Decided on ${dayInWords(decision.on)} by ${nameOf(decision.by)} (${decision.role})` +
    (decision.meeting ? ` at ${decision.meeting}` : '');

type Annulled = Extract<TimelineEntry['standing'], { as: 'annulled' }>;

const annulledView = ({ reasonCode, note, by, replacedBy }: Annulled) => ({
  reason: inWords(reasonCode),
  note: note === undefined ? undefined : isErased(note) ? '[erased]' : note,
  by,
  replacedBy,
});

export type EntryView = ReturnType<typeof entryView>;

/** The newest first, under the years in which they took effect. */
export const byYear = (entries: readonly EntryView[]) => {
  const years = new Map<string, EntryView[]>();
  for (const entry of [...entries].reverse()) {
    const year = entry.from.slice(0, 4);
    years.set(year, [...(years.get(year) ?? []), entry]);
  }
  return [...years].map(([year, of]) => ({ year, entries: of }));
};
