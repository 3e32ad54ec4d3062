import { rehearse, type Journeys, type JourneyWritten, type Rehearsable } from '#libs/recording';
import type { RowProblem } from '../file/bad-rows.js';
import { outcomeInWords, recordedOrWhyNot } from '../outcomes-in-words.js';

/** What became of a row, or would in earnest. */
export type Outcome =
  Readonly<{ row: 'recorded' | 'unchanged' }> | Readonly<{ problems: readonly RowProblem[] }>;
export type Count = (line: number, outcome: Outcome) => void;

/** A row that has found its journey. */
export type PlacedRow = Rehearsable & Readonly<{ line: number; journeyId: string }>;

export type Recording = Readonly<{
  take: (one: PlacedRow, count: Count) => Promise<void>;
  finish: (count: Count) => Promise<void>;
}>;

/** Records at once; what is about one journey waits for what came before it. */
const inEarnest = (journeys: Journeys): Recording => {
  const last = new Map<string, Promise<void>>();
  const take = async (one: PlacedRow, count: Count): Promise<void> => {
    const { journeyId, line, command, ticket } = one;
    const before = last.get(journeyId) ?? Promise.resolve();
    const mine = before.then(async () =>
      count(line, await recorded(() => journeys.record(journeyId, command, ticket))),
    );
    const settled = mine.catch(() => undefined);
    last.set(journeyId, settled);
    await mine.finally(() => last.get(journeyId) === settled && last.delete(journeyId));
  };
  return { take, finish: async () => undefined };
};

const recorded = async (record: () => Promise<JourneyWritten>): Promise<Outcome> => {
  const outcome = await recordedOrWhyNot(record);
  return typeof outcome === 'string'
    ? { problems: [{ column: '', reason: outcome }] }
    : { row: outcome.isNew ? 'recorded' : 'unchanged' };
};

/** Gathers what is about each journey, and rehearses it in the end. */
const inRehearsal = (journeys: Journeys): Recording => {
  const gathered = new Map<string, PlacedRow[]>();
  const take = async (one: PlacedRow): Promise<void> => {
    const there = gathered.get(one.journeyId);
    if (there) there.push(one);
    else gathered.set(one.journeyId, [one]);
  };
  const finish = async (count: Count): Promise<void> => {
    for (const [journeyId, entries] of gathered) {
      const rehearsed = await rehearse(journeys, journeyId, entries);
      rehearsed.forEach((one, at) => {
        const why = outcomeInWords(one);
        const row = one.outcome === 'recorded' && !one.repeated ? 'recorded' : 'unchanged';
        count(entries[at]?.line ?? 0, why ? { problems: [{ column: '', reason: why }] } : { row });
      });
    }
  };
  return { take, finish };
};

/** Records rows, or decides by the same rules and records nothing. */
export const recordingRows = (journeys: Journeys, dryRun: boolean): Recording =>
  dryRun ? inRehearsal(journeys) : inEarnest(journeys);
