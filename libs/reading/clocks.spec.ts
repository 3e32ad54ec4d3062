import type { Instant, LocalDate, Recorded } from '#libs/event-sourcing';
import { onDay } from '#libs/event-sourcing';
import type { JourneyEvent } from '#libs/lifecycle';
import { clocksOn } from './clocks.js';

const day = (text: string) => text as LocalDate;
const at = (text: string) => `${text}T12:00:00.000000Z` as Instant;

type Sketch = Readonly<{ type: string; data: object; on: string; known: string; entry: string }>;

const recorded = ({ type, data, on, known, entry }: Sketch, revision: number) =>
  ({
    ...{ type, data, revision, entryId: entry, eventId: `event-${revision}` },
    ...{ occurredOn: onDay(day(on)), recordedAt: at(known), knownAt: at(known) },
    ...{ actor: { id: 'staff-1', role: 'caseworker' }, irregularities: [] },
  }) as object as Recorded<JourneyEvent>;

const events = [
  {
    ...{ type: 'ReviewArranged', on: '2025-12-10', known: '2025-12-10', entry: 'a' },
    data: { reviewId: 'r', kind: 'annual', statutory: true, meetingOn: day('2026-01-14') },
  },
  {
    ...{ type: 'ReviewMeetingHeld', on: '2026-01-14', known: '2026-01-15', entry: 'b' },
    data: { reviewId: 'r' },
  },
  {
    ...{ type: 'ReviewDecisionNotified', on: '2026-02-20', known: '2026-03-10', entry: 'c' },
    data: { reviewId: 'r', outcome: 'maintain' },
  },
  {
    ...{ type: 'EntryAnnulled', on: '2026-04-01', known: '2026-04-01', entry: 'd' },
    data: { entry: 'c', reasonCode: 'wrongDate' },
  },
].map(recorded);

const decision = (on: string, knownAt?: string) =>
  clocksOn(events, { on: day(on), knownAt: knownAt === undefined ? undefined : at(knownAt) })
    .filter(({ clock }) => clock === 'C14')
    .map(({ standing }) => standing);

describe('the clocks of a journey', () => {
  it('stand as they stood on a day: what happened later had not', () => {
    expect(decision('2026-01-13')).toEqual([]);
    expect(decision('2026-02-15', '2026-03-20')).toEqual([{ as: 'overdue', daysLate: 4 }]);
  });

  it('stand as they were known then: what was told later was not', () => {
    expect(decision('2026-03-01', '2026-03-01')).toEqual([{ as: 'overdue', daysLate: 18 }]);
    expect(decision('2026-03-01', '2026-03-20')).toEqual([{ as: 'metLate', daysLate: 9 }]);
  });

  it('forget what was annulled', () => {
    expect(decision('2026-03-01')).toEqual([{ as: 'overdue', daysLate: 18 }]);
  });
});
