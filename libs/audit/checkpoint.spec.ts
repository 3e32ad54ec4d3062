import { hash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  canonical,
  derivedId,
  FIRST_PREVIOUS,
  type EventStore,
  type Instant,
} from '#libs/event-sourcing';
import { openSqliteEventStore } from '#libs/event-store-sqlite';
import {
  checkpointOf,
  openedCheckpoint,
  signedCheckpoint,
  type Checkpoint,
  type CheckpointKept,
} from './checkpoint.js';
import { createMerkleTree } from './merkle-tree.js';
import { noteSigner } from './signed-note.js';
import { loadSigningKey, SigningKeyError } from './signing-key.js';
import { verifyLog } from './verify.js';

const ORIGIN = 'placements/886';
const signer = noteSigner(ORIGIN, Buffer.alloc(32, 7));

let folder: string;
let logs = 0;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'checkpoint-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** A log in which each stream says its words in turn, one event each; every chain is whole. */
const withLog = async <T>(told: Told, ask: (store: EventStore) => Promise<T>): Promise<T> => {
  const store = openSqliteEventStore({ path: join(folder, `log-${(logs += 1)}.sqlite`) });
  const heads = new Map<string, Readonly<{ revision: number; hash: string }>>();
  for (const [second, [stream, word]] of told.entries()) {
    const head = heads.get(stream) ?? { revision: -1, hash: FIRST_PREVIOUS };
    const revision = head.revision + 1;
    const recordedAt = `2026-03-02T09:00:${String(second).padStart(2, '0')}.000000Z` as Instant;
    const id = derivedId(stream, revision, word);
    const body = canonical({
      ...{ format: 1, stream, revision, id, recordedAt, previous: head.hash, data: { word } },
    });
    const event = { id, body, hash: hash('sha256', body) };
    const expected = revision === 0 ? ('no-stream' as const) : head.revision;
    await store.append({ stream, expected, events: [event], recordedAt });
    heads.set(stream, { revision, hash: event.hash });
  }
  const answer = await ask(store);
  await store.close();
  return answer;
};

type Told = readonly (readonly [stream: string, word: string])[];

const TOLD: Told = [
  ['a', 'one'],
  ['b', 'two'],
  ['a', 'three'],
  ['b', 'four'],
  ['a', 'five'],
];
const checkpointed = (told = TOLD): Promise<Checkpoint> =>
  withLog(told, (store) => checkpointOf(store, ORIGIN));

const held = (
  told: Told,
  ...checkpoints: readonly Checkpoint[]
): Promise<readonly CheckpointKept[] | undefined> =>
  withLog(told, async (store) => {
    const { findings, checkpoints: kept } = await verifyLog(store, { checkpoints });
    expect(findings).toEqual([]);
    return kept;
  });

describe('a checkpoint of a log', () => {
  it('is the Merkle tree hash over the hashes of its events, in their order', async () => {
    const tree = createMerkleTree();
    const hashes = await withLog(TOLD, async (store) =>
      (await store.readAll({ after: 'start', limit: 10 })).events.map((event) => event.hash),
    );
    for (const one of hashes) tree.add(Buffer.from(one, 'hex'));
    expect(await checkpointed()).toEqual({ origin: ORIGIN, size: 5, root: tree.root() });
  });

  it('is kept by the log itself, by a copy elsewhere, and by what goes on after it', async () => {
    const [first, whole] = [await checkpointed(TOLD.slice(0, 2)), await checkpointed()];
    expect(await held(TOLD, whole, first)).toEqual([
      { size: 2, kept: 'kept' },
      { size: 5, kept: 'kept' },
    ]);
    expect(await held([...TOLD, ['c', 'six']], whole)).toEqual([{ size: 5, kept: 'kept' }]);
    expect(await held(TOLD, await checkpointed([]))).toEqual([{ size: 0, kept: 'kept' }]);
  });

  it('shows that the end of a stream was cut off, which no chain does', async () => {
    const whole = await checkpointed();
    expect(await held(TOLD.slice(0, 4), whole)).toEqual([{ size: 5, kept: 'shorter' }]);
    const filledUp = [...TOLD.slice(0, 4), ['b', 'other'] as const];
    expect(await held(filledUp, whole)).toEqual([{ size: 5, kept: 'different' }]);
  });

  it('shows that a stream was rewritten to its end, or told in another order', async () => {
    const whole = await checkpointed();
    const rewritten = TOLD.map(([stream, word]) => [stream, stream === 'b' ? 'x' : word] as const);
    expect(await held(rewritten, whole)).toEqual([{ size: 5, kept: 'different' }]);
    const swapped = [...TOLD.slice(1, 2), ...TOLD.slice(0, 1), ...TOLD.slice(2)];
    expect(await held(swapped, whole)).toEqual([{ size: 5, kept: 'different' }]);
  });

  it('is written as transparency logs write theirs, and read again', async () => {
    const whole = await checkpointed();
    const note = signedCheckpoint(whole, signer);
    expect(note.split('\n').slice(0, 4)).toEqual([ORIGIN, '5', whole.root.toString('base64'), '']);
    expect(openedCheckpoint(note, signer.verifier)).toEqual(whole);
  });

  it.each([
    ['of another log', (note: string) => note.replaceAll('886', '887')],
    ['whose size was altered', (note: string) => note.replace('\n5\n', '\n4\n')],
    ['without its signature', (note: string) => note.slice(0, note.indexOf('—'))],
  ])('is not believed: one %s', async (_, altered) => {
    const note = signedCheckpoint(await checkpointed(), signer);
    expect(openedCheckpoint(altered(note), signer.verifier)).toBeUndefined();
  });
});

describe('the key that signs checkpoints', () => {
  it('is made once, for nobody else to read', () => {
    const file = join(folder, 'signing.key');
    const made = loadSigningKey(file, ORIGIN);
    expect(loadSigningKey(file, ORIGIN).verifier.text).toBe(made.verifier.text);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(made.verifier.text).not.toContain(readFileSync(file, 'utf8').trim());
  });

  it('is refused when it is none', () => {
    const file = join(folder, 'signing.key');
    writeFileSync(file, 'secret\n');
    expect(() => loadSigningKey(file, ORIGIN)).toThrow(SigningKeyError);
  });
});
