import type { Instant, LocalDate } from '#libs/event-sourcing';
import { asked, openDesk, register, ticket, type Desk } from '#libs/recording/testing';
import { asKnown } from './replay.js';

const at = { now: '2026-06-01T09:00:00.000000Z' as Instant };

let desk: Desk;
beforeEach(() => {
  desk = openDesk({}, undefined, (ports) => ({ ...ports, now: () => at.now }));
});
afterEach(async () => {
  await desk.close();
  desk.remove();
});

const note = (text: string) => asked('RecordNote', { kind: 'call', about: ['learner'], text });

const say = async (journey: string, text: string, instant: string): Promise<string> => {
  at.now = instant as Instant;
  const written = await desk.journeys.record(journey, note(text), ticket(text));
  if (written.outcome !== 'recorded') throw new Error(JSON.stringify(written));
  return written.entryIds[0] ?? '';
};

const notesToldBy = async (journey: string, toldBy: string): Promise<readonly unknown[]> => {
  const { events } = await desk.journeys.history(journey);
  return asKnown(events, { toldBy: toldBy as LocalDate }).flatMap(({ type, data }) =>
    type === 'NoteRecorded' ? [data.text] : [],
  );
};

describe('what the authority had been told by a day', () => {
  it('counts by the day it was in England, where nothing else is said', async () => {
    const robin = await register(desk, 'robin', 'Robin');
    await say(robin, 'Just before midnight.', '2026-06-15T22:59:59.000000Z');
    await say(robin, 'Just after midnight.', '2026-06-15T23:00:00.000000Z');
    expect(await notesToldBy(robin, '2026-06-15')).toEqual(['Just before midnight.']);
    expect(await notesToldBy(robin, '2026-06-16')).toHaveLength(2);
  });

  it('has what was carried here from the day it was recorded on the other record', async () => {
    const robin = await register(desk, 'robin', 'Robin');
    const kit = await register(desk, 'kit', 'Kit');
    const wrong = await say(robin, 'About Kit.', '2026-06-15T12:00:00.000000Z');
    at.now = '2026-07-01T12:00:00.000000Z' as Instant;
    const carried = await desk.carrying.carry(robin, { entryId: wrong, to: kit }, ticket('carry'));
    expect(carried.outcome).toBe('carried');
    expect(await notesToldBy(kit, '2026-06-14')).toEqual([]);
    expect(await notesToldBy(kit, '2026-06-15')).toEqual(['About Kit.']);
  });
});
