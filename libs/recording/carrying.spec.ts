import { annulledEntries, isErased } from '#libs/event-sourcing';
import { verifyLog } from '#libs/audit';
import type { JourneyCommand } from '#libs/lifecycle';
import {
  asked,
  manager,
  openDesk,
  proposalIdIn,
  register,
  ticket,
  type Desk,
} from './testing/index.js';

let desk: Desk;
beforeEach(() => {
  desk = openDesk();
});
afterEach(async () => {
  await desk.close();
  desk.remove();
});

const note = (text: string) => asked('RecordNote', { kind: 'call', about: ['learner'], text });

const say = async (journey: string, id: string, command: JourneyCommand): Promise<string> => {
  const written = await desk.journeys.record(journey, command, ticket(id));
  if (written.outcome !== 'recorded') throw new Error(JSON.stringify(written));
  return written.entryIds[0] ?? '';
};

const textsOn = async (journey: string): Promise<readonly string[]> => {
  const { events } = await desk.journeys.history(journey);
  const annulled = annulledEntries(events);
  return events.flatMap(({ type, data, entryId }) => {
    if (type !== 'NoteRecorded' || annulled.has(entryId)) return [];
    return [isErased(data.text) ? '[erased]' : data.text];
  });
};

/** Twins, and a note about Kit on the record of Robin. */
const mixedUp = async () => {
  const robin = await register(desk, 'robin', 'Robin');
  const kit = await register(desk, 'kit', 'Kit');
  await say(robin, 'own', note('About Robin.'));
  const wrong = await say(robin, 'wrong', note('About Kit.'));
  return { robin, kit, wrong };
};

describe('carrying an entry to the right learner', () => {
  it('records it where it belongs, with who recorded it first, and takes it out where it was', async () => {
    const { robin, kit, wrong } = await mixedUp();
    const carried = await desk.carrying.carry(robin, { entryId: wrong, to: kit }, ticket('carry'));
    expect(carried.outcome).toBe('carried');
    expect(await textsOn(robin)).toEqual(['About Robin.']);
    expect(await textsOn(kit)).toEqual(['About Kit.']);
    const { events } = await desk.journeys.history(kit);
    expect(events.find(({ type }) => type === 'EntryCarriedHere')?.data).toMatchObject({
      firstActor: { id: 'staff-1' },
      originalEntry: wrong,
      fromJourney: robin,
    });
  });

  it('makes it unreadable where it was, and nothing else', async () => {
    const { robin, kit, wrong } = await mixedUp();
    await desk.carrying.carry(robin, { entryId: wrong, to: kit }, ticket('carry'));
    const { events } = await desk.journeys.history(robin);
    const texts = events.flatMap(({ type, data }) => (type === 'NoteRecorded' ? [data.text] : []));
    expect(texts).toEqual(['About Robin.', { erased: true }]);
    const [registration] = events;
    expect(registration?.data).toMatchObject({ name: { given: 'Robin' } });
    expect(await verifyLog(desk.store)).toMatchObject({ findings: [] });
  });

  it('leaves nothing readable of a twin whose record is disposed of', async () => {
    const { robin, kit, wrong } = await mixedUp();
    await desk.carrying.carry(robin, { entryId: wrong, to: kit }, ticket('carry'));
    const proposed = await desk.journeys.record(
      kit,
      asked('ProposeDisposal', { rule: 'dob+31' }),
      ticket('p'),
    );
    const proposalId = proposed.outcome === 'recorded' ? proposalIdIn(proposed.events[0]) : '';
    await desk.journeys.record(kit, asked('DisposeOfRecord', { proposalId }), ticket('d', manager));
    const read = JSON.stringify([
      (await desk.journeys.history(robin)).events,
      (await desk.journeys.history(kit)).events,
    ]);
    expect(read).not.toContain('About Kit.');
    expect(read).not.toContain('"Kit"');
    expect(read).toContain('About Robin.');
    expect(await verifyLog(desk.store)).toMatchObject({ findings: [] });
  });

  it('goes on where it stopped between the two records', async () => {
    const { robin, kit, wrong } = await mixedUp();
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
    const carry = { entryId: wrong, to: kit };
    await expect(stopping.carrying.carry(robin, carry, ticket('carry'))).rejects.toThrow();
    await stopping.close();
    expect(await textsOn(kit)).toEqual(['About Kit.']);
    expect(await textsOn(robin)).toEqual(['About Robin.', 'About Kit.']);
    expect((await desk.carrying.carry(robin, carry, ticket('carry'))).outcome).toBe('carried');
    expect(await textsOn(kit)).toEqual(['About Kit.']);
    expect(await textsOn(robin)).toEqual(['About Robin.']);
  });

  it('is recorded once, however often it is sent', async () => {
    const { robin, kit, wrong } = await mixedUp();
    const carry = { entryId: wrong, to: kit };
    await desk.carrying.carry(robin, carry, ticket('carry'));
    expect((await desk.carrying.carry(robin, carry, ticket('carry'))).outcome).toBe('carried');
    expect(await textsOn(kit)).toEqual(['About Kit.']);
  });

  it.each([
    ['to the same record', (robin: string) => robin, 'same-record'],
    ['to a record that is not there', () => 'nobody', 'unknown-journey'],
  ])('is refused %s', async (_, to, because) => {
    const { robin, wrong } = await mixedUp();
    const carried = await desk.carrying.carry(
      robin,
      { entryId: wrong, to: to(robin) },
      ticket('c'),
    );
    expect(carried).toMatchObject({ outcome: 'not-carried', written: { refusal: { because } } });
    expect(await textsOn(robin)).toEqual(['About Robin.', 'About Kit.']);
  });
});

describe('carrying asks the source first', () => {
  it('records nothing on the other record when the source insists on another revision', async () => {
    const { robin, kit, wrong } = await mixedUp();
    const insisting = { ...ticket('carry'), ifRevision: 0 };
    const carried = await desk.carrying.carry(robin, { entryId: wrong, to: kit }, insisting);
    expect(carried).toMatchObject({ at: 'source', written: { outcome: 'stale' } });
    expect(await textsOn(kit)).toEqual([]);
  });

  it('records nothing on the other record when the key was used for something else', async () => {
    const { robin, kit, wrong } = await mixedUp();
    const reused = { ...ticket('own'), body: { of: 'carry' } };
    const carried = await desk.carrying.carry(robin, { entryId: wrong, to: kit }, reused);
    expect(carried).toMatchObject({ at: 'source', written: { outcome: 'key-reused' } });
    expect(await textsOn(kit)).toEqual([]);
  });

  it('lets only one of two carries of the same entry go through', async () => {
    const { robin, kit, wrong } = await mixedUp();
    const sam = await register(desk, 'sam', 'Sam');
    await Promise.all([
      desk.carrying.carry(robin, { entryId: wrong, to: kit }, ticket('one')),
      desk.carrying.carry(robin, { entryId: wrong, to: sam }, ticket('two')),
    ]);
    expect([...(await textsOn(kit)), ...(await textsOn(sam))]).toEqual(['About Kit.']);
  });

  it('keeps who said it first when it is carried on', async () => {
    const { robin, kit, wrong } = await mixedUp();
    const sam = await register(desk, 'sam', 'Sam');
    await desk.carrying.carry(robin, { entryId: wrong, to: kit }, ticket('there', manager));
    const there = (await desk.journeys.history(kit)).events.at(-1)?.entryId ?? '';
    await desk.carrying.carry(kit, { entryId: there, to: sam }, ticket('on', manager));
    const { events } = await desk.journeys.history(sam);
    expect(events.filter(({ type }) => type === 'EntryCarriedHere')).toHaveLength(1);
    expect(events.find(({ type }) => type === 'EntryCarriedHere')?.data).toMatchObject({
      firstActor: { id: 'staff-1' },
    });
  });
});

describe('making an entry unreadable', () => {
  it('is refused while it stands, and under a legal hold', async () => {
    const { robin, wrong } = await mixedUp();
    expect(await desk.carrying.makeUnreadable(robin, wrong, ticket('x'))).toMatchObject({
      refusal: { because: 'entry-still-stands' },
    });
    await desk.correcting.correct(
      robin,
      { entryId: wrong, reasonCode: 'neverHappened' },
      ticket('a'),
    );
    await say(robin, 'hold', asked('PlaceLegalHold', { reasonCode: 'tribunal' }));
    expect(await desk.carrying.makeUnreadable(robin, wrong, ticket('y'))).toMatchObject({
      refusal: { because: 'legal-hold' },
    });
  });

  it('takes what was taken back, and nothing else', async () => {
    const { robin, wrong } = await mixedUp();
    await desk.correcting.correct(
      robin,
      { entryId: wrong, reasonCode: 'neverHappened' },
      ticket('a'),
    );
    const gone = await desk.carrying.makeUnreadable(robin, wrong, ticket('x'));
    expect(gone.outcome).toBe('recorded');
    const read = JSON.stringify((await desk.journeys.history(robin)).events);
    expect(read).not.toContain('About Kit.');
    expect(read).toContain('About Robin.');
  });
});

describe('merging a duplicate record', () => {
  it('is refused into itself, and from a record that is closed', async () => {
    const { robin, kit } = await mixedUp();
    const sam = await register(desk, 'sam', 'Sam');
    expect(await desk.carrying.merge(robin, robin, ticket('self'))).toMatchObject({
      written: { refusal: { because: 'same-record' } },
    });
    await desk.carrying.merge(robin, kit, ticket('first'));
    expect(await desk.carrying.merge(robin, sam, ticket('second'))).toMatchObject({
      written: { refusal: { because: 'merged-into-another-record' } },
    });
    expect(await textsOn(sam)).toEqual([]);
  });

  it('carries what was recorded between its two appends', async () => {
    const { robin, kit } = await mixedUp();
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
    await expect(stopping.carrying.merge(robin, kit, ticket('merge'))).rejects.toThrow();
    await stopping.close();
    await say(robin, 'meanwhile', note('Said meanwhile.'));
    expect((await desk.carrying.merge(robin, kit, ticket('merge'))).outcome).toBe('carried');
    expect(await textsOn(kit)).toEqual(['About Robin.', 'About Kit.', 'Said meanwhile.']);
  });

  it('leaves a duplicate that can still be disposed of', async () => {
    const { robin, kit } = await mixedUp();
    await desk.carrying.merge(robin, kit, ticket('merge'));
    const proposed = await desk.journeys.record(
      robin,
      asked('ProposeDisposal', { rule: 'dob-31' }),
      ticket('p'),
    );
    const proposalId = proposed.outcome === 'recorded' ? proposalIdIn(proposed.events[0]) : '';
    const dispose = asked('DisposeOfRecord', { proposalId });
    expect((await desk.journeys.record(robin, dispose, ticket('d', manager))).outcome).toBe(
      'recorded',
    );
    const read = JSON.stringify((await desk.journeys.history(robin)).events);
    expect(read).not.toContain('About Robin.');
  });

  it('carries all that stands to the survivor, closes the duplicate and keeps it readable', async () => {
    const { robin, kit, wrong } = await mixedUp();
    await desk.correcting.correct(
      robin,
      { entryId: wrong, reasonCode: 'duplicate' },
      ticket('annul'),
    );
    expect((await desk.carrying.merge(robin, kit, ticket('merge'))).outcome).toBe('carried');
    expect(await textsOn(kit)).toEqual(['About Robin.']);
    expect(await textsOn(robin)).toEqual(['About Robin.']);
    expect(await desk.journeys.record(robin, note('Late.'), ticket('late'))).toMatchObject({
      refusal: { because: 'merged-into-another-record' },
    });
  });

  it('is recorded once, however often it is sent', async () => {
    const { robin, kit } = await mixedUp();
    await desk.carrying.merge(robin, kit, ticket('merge'));
    await desk.carrying.merge(robin, kit, ticket('merge'));
    expect(await textsOn(kit)).toEqual(['About Robin.', 'About Kit.']);
  });
});
