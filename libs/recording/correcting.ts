import {
  annulledEntries,
  decideAtItsPlace,
  folded,
  idsOf,
  isErased,
  onDay,
  planFacts,
  recheck,
  type Acknowledgement,
  type Ids,
  type Placed,
  type Refusal,
} from '#libs/event-sourcing';
import {
  closedBy,
  journeyCatalogue,
  journeyRules,
  type JourneyCommand,
  type JourneyEvent,
} from '#libs/lifecycle';
import { notOpenTo } from './carried.js';
import { contextFor } from './context.js';
import type { Journeys } from './journeys.js';
import type {
  JourneyFolded,
  JourneyHistory,
  JourneyPlan,
  JourneyTicket,
  JourneyWritten,
} from './planned.js';
import { streamOf } from './ports.js';

/** Puts an entry right: takes it out, and puts in its place what should have been recorded, if anything. */
export type Correction = Readonly<{
  entryId: string;
  reasonCode: string;
  note?: string | undefined;
  /** What should have been recorded; entities it opens keep their ids. */
  replacement?: JourneyCommand | undefined;
  /** Also annul the later entries that cannot stand without it. */
  cascade?: boolean | undefined;
}>;

export type CorrectionPreview =
  | Readonly<{ outcome: 'holds'; annuls: readonly string[] }>
  | Readonly<{ outcome: 'refused'; refusal: Refusal }>;

export const createCorrecting = (journeys: Journeys) => {
  const correct = (
    journeyId: string,
    correction: Correction,
    ticket: JourneyTicket,
  ): Promise<JourneyWritten> =>
    journeys.write(journeyId, ticket, async (history, before) =>
      planned(await drafted(journeys, { journeyId, correction, ticket, history, before })),
    );

  /** What the correction would do, with nothing recorded: which entries a cascade would take along. */
  const preview = async (
    journeyId: string,
    correction: Correction,
    ticket: JourneyTicket,
  ): Promise<CorrectionPreview> => {
    const history = await journeys.history(journeyId);
    const closed = notOpenTo(history, ticket);
    if (closed) return { outcome: 'refused', refusal: closed };
    const before = folded(journeyRules, history.events);
    const cascading = { ...correction, cascade: true };
    const draft = await drafted(journeys, {
      journeyId,
      correction: cascading,
      ticket,
      history,
      before,
    });
    if ('because' in draft) return { outcome: 'refused', refusal: draft };
    const plan = planned(draft);
    if (plan.outcome === 'refused') return plan;
    return { outcome: 'holds', annuls: draft.annulled };
  };

  return { correct, preview };
};

type Asked = Readonly<{
  journeyId: string;
  correction: Correction;
  ticket: JourneyTicket;
  history: JourneyHistory;
  before: JourneyFolded;
}>;

type Draft = Readonly<{
  before: JourneyFolded;
  pending: readonly Placed<JourneyEvent>[];
  annulled: readonly string[];
  acknowledge: readonly Acknowledgement[];
}>;

const planned = (draft: Draft | Refusal): JourneyPlan =>
  'because' in draft
    ? { outcome: 'refused', refusal: draft }
    : planFacts(journeyRules, draft.before, draft);

const drafted = async (journeys: Journeys, asked: Asked): Promise<Draft | Refusal> => {
  const { correction, history, before } = asked;
  const refusal =
    notCorrectable(history, correction.entryId) ?? closedBy(before.state) ?? notTheirs(asked);
  if (refusal) return refusal;
  let annulled: readonly string[] = [correction.entryId];
  for (;;) {
    const draft = await draftWith(journeys, asked, annulled);
    if ('because' in draft) return draft;
    const result = recheck(journeyRules, before, draft.pending);
    if (result.holds) return draft;
    const { entryId } = result.event;
    if (draft.pending.includes(result.event)) return result.refusal;
    annulled = [...annulled, entryId];
    if (!correction.cascade) return cascadeNeeded(result, await cascadeOf(journeys, asked));
  }
};

const cascadeNeeded = (
  failed: Readonly<{ event: Placed<JourneyEvent>; refusal: Refusal }>,
  cascade: readonly string[],
): Refusal => ({
  because: 'later-entry-no-longer-holds',
  entry: failed.event.entryId,
  event: failed.event.type,
  refusal: failed.refusal,
  /** The later entries that a cascade would annul with it. */
  cascade,
});

const cascadeOf = async (journeys: Journeys, asked: Asked): Promise<readonly string[]> => {
  const correction = { ...asked.correction, cascade: true };
  const draft = await drafted(journeys, { ...asked, correction });
  return 'because' in draft
    ? []
    : draft.annulled.filter((entryId) => entryId !== asked.correction.entryId);
};

const KEEPING: readonly string[] = [
  ...['RecordRestricted', 'RecordUnrestricted', 'LegalHoldPlaced', 'LegalHoldLifted'],
  ...['ErasureRequested', 'ErasureDecided', 'DisposalProposed'],
];
// A disposal goes with its keys and two people; a registration opens a stream.
const NEVER_A_REPLACEMENT: readonly string[] = ['RegisterLearner', 'DisposeOfRecord'];

/** What guards a record is not undone by correcting it, unless one may restrict records. */
const notTheirs = ({ correction, history, ticket }: Asked): Refusal | undefined => {
  const { entryId, replacement } = correction;
  if (replacement && NEVER_A_REPLACEMENT.includes(replacement.type))
    return { because: 'never-a-replacement', command: replacement.type };
  const guards = history.events.some(
    (event) => event.entryId === entryId && KEEPING.includes(event.type),
  );
  return guards && !ticket.opensRestricted
    ? { because: 'guards-the-record', entry: entryId }
    : undefined;
};

/** Only what stands can be taken out; the registration itself cannot (merge or dispose instead). */
export const notCorrectable = (
  { events }: JourneyHistory,
  entryId: string,
): Refusal | undefined => {
  if (events.length === 0) return { because: 'unknown-journey' };
  const own = events.filter((event) => event.entryId === entryId);
  if (own.length === 0) return { because: 'unknown-entry', entry: entryId };
  if (annulledEntries(events).has(entryId)) return { because: 'already-annulled', entry: entryId };
  if (own.some(({ type }) => journeyCatalogue[type].opening))
    return { because: 'opening-entry-stays', entry: entryId };
  if (own.every(({ type }) => journeyCatalogue[type].aboutEntries))
    return { because: 'entry-is-about-entries', entry: entryId };
  return undefined;
};

const draftWith = async (
  journeys: Journeys,
  asked: Asked,
  annulled: readonly string[],
): Promise<Draft | Refusal> => {
  const { correction, ticket, history, before, journeyId } = asked;
  const ids = idsOf(streamOf(journeyId), ticket);
  const act = actOf(journeys, asked, ids);
  const annulments = annulled.map((entry, index) =>
    act(index, 'EntryAnnulled', {
      entry,
      reasonCode: correction.reasonCode,
      note: correction.note,
    }),
  );
  if (!correction.replacement) return { before, pending: annulments, annulled, acknowledge: [] };
  const by = ids.entry(1);
  const replaced = act(annulled.length, 'EntryReplaced', { entry: correction.entryId, by });
  const removed = folded(journeyRules, [...before.history, ...annulments, replaced]);
  const decided = await replacementIn(journeys, { ...asked, ids, removed });
  if ('because' in decided) return decided;
  const acknowledge = acknowledgedFor(history, correction);
  return { before, pending: [...annulments, replaced, ...decided], annulled, acknowledge };
};

/** Builds the events of the correcting entry itself: they happen on the day of recording. */
const actOf =
  (journeys: Journeys, { ticket, before }: Asked, ids: Ids) =>
  (index: number, type: 'EntryAnnulled' | 'EntryReplaced', data: object): Placed<JourneyEvent> =>
    ({
      type,
      data,
      eventId: ids.event(index),
      entryId: ids.entry(0),
      occurredOn: onDay(journeys.ports.dayOf(journeys.ports.now())),
      actor: ticket.actor,
      irregularities: [],
      revision: before.history.length + index,
    }) as Placed<JourneyEvent>;

const replacementIn = async (
  journeys: Journeys,
  asked: Asked & Readonly<{ ids: Ids; removed: JourneyFolded }>,
): Promise<readonly Placed<JourneyEvent>[] | Refusal> => {
  const { journeyId, correction, ticket, history, ids, removed, before } = asked;
  const { replacement: command } = correction;
  if (!command) return [];
  const keep = openedBy(history, correction.entryId);
  const asking = { journeyId, command, actor: ticket.actor, ids, keep };
  const context = await contextFor(journeys.ports, before.state, asking);
  const events = removed.history.length - before.history.length;
  const after = { entries: 1, events };
  const decided = decideAtItsPlace(journeyRules, removed, { ...asking, context, after });
  return decided.outcome === 'refused' ? decided.refusal : decided.pending;
};

/**
 * The id that an entry opened: derived from the command that recorded it, or, where it replaced
 * another entry, from the command that recorded that one.
 */
const openedBy =
  ({ events, stream }: JourneyHistory, entryId: string) =>
  (kind: string, index: number): string | undefined => {
    const own = events.filter((event) => event.entryId === entryId);
    const there = new Set(own.flatMap(({ data }) => Object.values(data)));
    return linesOf(events, entryId)
      .map(({ command: { id: commandId, caller } }) =>
        idsOf(stream, { caller, commandId }).entity(kind, index),
      )
      .find((id) => there.has(id));
  };

/** The first events of an entry, of the one it replaced, and so on back. */
const linesOf = (events: JourneyHistory['events'], entryId: string): JourneyHistory['events'] => {
  const line: JourneyHistory['events'][number][] = [];
  for (let entry: string | undefined = entryId; entry !== undefined;) {
    const current: string = entry;
    const first = events.find((event) => event.entryId === current);
    if (first) line.push(first);
    entry = events.flatMap(({ type, data }) =>
      type === 'EntryReplaced' && data.by === current ? [data.entry] : [],
    )[0];
  }
  return line;
};

/** What was acknowledged of the entry stays acknowledged of what stands in its place. */
const acknowledgedFor = (
  { events }: JourneyHistory,
  { entryId, replacement }: Correction,
): readonly Acknowledgement[] => [
  ...(replacement?.details.acknowledge ?? []),
  ...events
    .filter((event) => event.entryId === entryId)
    .flatMap(({ irregularities }) =>
      irregularities.flatMap(({ code, reason }) => (isErased(reason) ? [] : [{ code, reason }])),
    ),
];
