import type { EventStore, Instant, Position, StoredEvent } from '#libs/event-sourcing';
import { finishDestructions } from './finish-destructions.js';
import type { KeyStore } from './key-store.js';
import { openSqliteKeyStore } from './sqlite-key-store.js';
import { aMasterKey, temporaryKeyStore } from './testing/index.js';

const because = { stream: 'journey-1', eventId: 'disposal-1' };

const logged = (stream: string, id: string): StoredEvent => ({
  ...{ stream, id, revision: 0, body: '{}', hash: '' },
  ...{ position: '1' as Position, knownAt: '2026-03-02T09:00:00.000000Z' as Instant },
});

const logOf = (...events: readonly StoredEvent[]): Pick<EventStore, 'readStream'> => ({
  readStream: async (stream) => events.filter((event) => event.stream === stream),
});

describe('what was interrupted between intending to destroy keys and destroying them', () => {
  let at: ReturnType<typeof temporaryKeyStore>;
  let restarted: KeyStore;
  let kid: string;

  beforeEach(async () => {
    at = temporaryKeyStore();
    ({ kid } = await at.keyStore.create('learner-1'));
    await at.keyStore.intendDestruction({ subject: 'learner-1', kids: [kid], because });
    restarted = openSqliteKeyStore({ file: at.file, masterKey: aMasterKey() });
  });
  afterEach(async () => {
    await restarted.close();
    await at.remove();
  });

  const keyLeft = async (): Promise<string | undefined> =>
    (await restarted.keysOf('learner-1')).open(kid)?.kid;

  it('is destroyed when the disposal had been recorded', async () => {
    const log = logOf(logged('journey-1', 'noted'), logged('journey-1', 'disposal-1'));
    const { destroyed, abandoned } = await finishDestructions(restarted, log);
    expect(await keyLeft()).toBeUndefined();
    expect(destroyed).toEqual([{ subject: 'learner-1', kids: [kid], because }]);
    expect(abandoned).toEqual([]);
  });

  it('is abandoned when the disposal never came to be recorded', async () => {
    const { destroyed, abandoned } = await finishDestructions(restarted, logOf());
    expect(await keyLeft()).toBe(kid);
    expect(abandoned).toEqual([{ subject: 'learner-1', kids: [kid], because }]);
    expect(destroyed).toEqual([]);
  });

  it('is abandoned when an event of that id is in another stream only', async () => {
    await finishDestructions(restarted, logOf(logged('journey-2', 'disposal-1')));
    expect(await keyLeft()).toBe(kid);
  });

  it.each([true, false])('is not looked at again (recorded: %s)', async (recorded) => {
    const log = recorded ? logOf(logged('journey-1', 'disposal-1')) : logOf();
    await finishDestructions(restarted, log);
    expect(await finishDestructions(restarted, log)).toEqual({ destroyed: [], abandoned: [] });
  });

  it('is left for the next start when the log cannot be read', async () => {
    const broken = {
      readStream: async (): Promise<never> => Promise.reject(new Error('disk gone')),
    };
    await expect(finishDestructions(restarted, broken)).rejects.toThrow('disk gone');
    expect(await restarted.pendingDestructions()).toHaveLength(1);
    expect(await keyLeft()).toBe(kid);
  });
});
