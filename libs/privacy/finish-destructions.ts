import type { EventStore } from '#libs/event-sourcing';
import type { Destruction, KeyStore } from './key-store.js';

export type FinishedDestructions = Readonly<{
  /** Their event is in the log: the keys are gone now. */
  destroyed: readonly Destruction[];
  /** Their event never came to be: the keys were kept. */
  abandoned: readonly Destruction[];
}>;

/**
 * Ends what was interrupted between the intention to destroy keys and their destruction. To be
 * called at start-up, before commands are taken.
 */
export const finishDestructions = async (
  keyStore: KeyStore,
  eventStore: Pick<EventStore, 'readStream'>,
): Promise<FinishedDestructions> => {
  const destroyed: Destruction[] = [];
  const abandoned: Destruction[] = [];
  for (const destruction of await keyStore.pendingDestructions()) {
    if (await happened(eventStore, destruction)) {
      await keyStore.destroy(destruction.kids);
      destroyed.push(destruction);
    } else {
      await keyStore.abandonDestruction(destruction.because);
      abandoned.push(destruction);
    }
  }
  return { destroyed, abandoned };
};

const happened = async (
  store: Pick<EventStore, 'readStream'>,
  { because: { stream, eventId } }: Destruction,
): Promise<boolean> => (await store.readStream(stream)).some(({ id }) => id === eventId);
