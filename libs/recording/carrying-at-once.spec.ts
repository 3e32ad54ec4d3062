import { annulledEntries } from '#libs/event-sourcing';
import { verifyLog } from '#libs/audit';
import { asked, openDesk, register, ticket, type Desk } from './testing/index.js';

// Two desks on one folder are two processes: what one does, the other finds in the log only.

let [here, there]: Desk[] = [];
let release: () => void;
let held: Promise<void>;

beforeEach(() => {
  held = new Promise((go) => (release = go));
});
afterEach(async () => {
  await there?.close();
  await here?.close();
  here?.remove();
});

/** A desk that stops after the first half of a carry, until it is let go on. */
const slowDesk = (folder: string, source: string): Desk =>
  openDesk({}, folder, (ports) => ({
    ...ports,
    store: {
      ...ports.store,
      append: async (append) => {
        if (append.stream === `journey-${source}`) await held;
        return ports.store.append(append);
      },
    },
  }));

const note = (text: string) => asked('RecordNote', { kind: 'call', about: ['learner'], text });

const standing = async (desk: Desk, journey: string): Promise<readonly unknown[]> => {
  const { events } = await desk.journeys.history(journey);
  const annulled = annulledEntries(events);
  return events.flatMap(({ type, data, entryId }) =>
    type === 'NoteRecorded' && !annulled.has(entryId) ? [data.text] : [],
  );
};

const texts = async (desk: Desk, journey: string): Promise<string> =>
  JSON.stringify((await desk.journeys.history(journey)).events);

const arrives = async (desk: Desk, journey: string): Promise<void> => {
  while ((await standing(desk, journey)).length === 0) await new Promise(setImmediate);
};

/** A note about Kit on the record of Robin, and two processes. */
const mixedUp = async () => {
  const desk = (here = openDesk());
  const robin = await register(desk, 'robin', 'Robin');
  const kit = await register(desk, 'kit', 'Kit');
  const sam = await register(desk, 'sam', 'Sam');
  const written = await desk.journeys.record(robin, note('About Kit.'), ticket('wrong'));
  if (written.outcome !== 'recorded') throw new Error(JSON.stringify(written));
  const other = (there = slowDesk(desk.folder, robin));
  return { ...{ desk, other, robin, kit, sam }, wrong: written.entryIds[0] ?? '' };
};

describe('two processes that carry one entry at the same time', () => {
  it('to the same record leave it there once', async () => {
    const { desk, other, robin, kit, wrong } = await mixedUp();
    const slow = other.carrying.carry(robin, { entryId: wrong, to: kit }, ticket('slow'));
    await arrives(desk, kit);
    const fast = await desk.carrying.carry(robin, { entryId: wrong, to: kit }, ticket('fast'));
    release();
    expect(fast.outcome).toBe('carried');
    expect(await slow).toMatchObject({ outcome: 'not-carried', at: 'source' });
    expect(await standing(desk, kit)).toEqual(['About Kit.']);
    expect(await standing(desk, robin)).toEqual([]);
    expect(await verifyLog(desk.store)).toMatchObject({ findings: [] });
  });

  it('to two records leave it on one, and unreadable on the other', async () => {
    const { desk, other, robin, kit, sam, wrong } = await mixedUp();
    const slow = other.carrying.carry(robin, { entryId: wrong, to: sam }, ticket('slow'));
    await arrives(desk, sam);
    const fast = await desk.carrying.carry(robin, { entryId: wrong, to: kit }, ticket('fast'));
    release();
    expect(fast.outcome).toBe('carried');
    expect(await slow).toMatchObject({ outcome: 'not-carried', at: 'source' });
    expect(await standing(desk, kit)).toEqual(['About Kit.']);
    expect([...(await standing(desk, robin)), ...(await standing(desk, sam))]).toEqual([]);
    expect(await texts(desk, sam)).not.toContain('About Kit.');
    expect(await verifyLog(desk.store)).toMatchObject({ findings: [] });
  });

  it('to two records leave it on one, although the slower stopped half way', async () => {
    const { desk, robin, kit, sam, wrong } = await mixedUp();
    const stopping = openDesk({}, desk.folder, (ports) => ({
      ...ports,
      store: {
        ...ports.store,
        append: (append) =>
          append.stream === `journey-${robin}`
            ? Promise.reject(new Error('The power went.'))
            : ports.store.append(append),
      },
    }));
    const carry = { entryId: wrong, to: sam };
    await expect(stopping.carrying.carry(robin, carry, ticket('slow'))).rejects.toThrow();
    await stopping.close();
    await desk.carrying.carry(robin, { entryId: wrong, to: kit }, ticket('fast'));
    expect(await standing(desk, sam)).toEqual(['About Kit.']);
    expect(await desk.carrying.carry(robin, carry, ticket('slow'))).toMatchObject({
      outcome: 'not-carried',
      at: 'source',
    });
    expect(await standing(desk, sam)).toEqual([]);
    expect(await standing(desk, kit)).toEqual(['About Kit.']);
  });
});

describe('an entry that was carried, and taken back where it arrived', () => {
  it('can be carried there again while it still stands where it was', async () => {
    const { desk, robin, kit, wrong } = await mixedUp();
    const slow = there?.carrying.carry(robin, { entryId: wrong, to: kit }, ticket('slow'));
    await arrives(desk, kit);
    const arrived = (await desk.journeys.history(kit)).events.at(-1)?.entryId ?? '';
    const correction = { entryId: arrived, reasonCode: 'neverHappened' } as const;
    await desk.correcting.correct(kit, correction, ticket('taken back'));
    const again = await desk.carrying.carry(robin, { entryId: wrong, to: kit }, ticket('again'));
    release();
    await slow;
    expect(again.outcome).toBe('carried');
    expect(await standing(desk, kit)).toEqual(['About Kit.']);
  });
});
