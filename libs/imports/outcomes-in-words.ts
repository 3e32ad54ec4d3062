import { OutcomeUnknown } from '#libs/event-sourcing';
import type { JourneyWritten, Rehearsed } from '#libs/recording';
import { refusalInWords } from './refusals-in-words.js';

const DIFFERS =
  'is different from what was imported under this reference: correct it in the service';
const BUSY = 'somebody else was recording on it: run the import again';
const NOT_CERTAIN = 'it is not known whether it was recorded: run the import again';

/** Why it was not recorded, or would not be; undefined where it was, or is so already. */
export const outcomeInWords = (outcome: JourneyWritten | Rehearsed): string | undefined => {
  switch (outcome.outcome) {
    case 'recorded':
    case 'unchanged':
      return undefined;
    case 'refused':
      return refusalInWords(outcome.refusal);
    case 'key-reused':
      return DIFFERS;
    case 'stale':
    case 'contended':
      return BUSY;
  }
};

/** Records; says in words why it was not, or whether something is in the log that was not before. */
export const recordedOrWhyNot = async (
  record: () => Promise<JourneyWritten>,
): Promise<string | Readonly<{ isNew: boolean }>> => {
  try {
    const written = await record();
    const why = outcomeInWords(written);
    return why ?? { isNew: written.outcome === 'recorded' && !written.repeated };
  } catch (error) {
    if (error instanceof OutcomeUnknown) return NOT_CERTAIN;
    throw error;
  }
};
