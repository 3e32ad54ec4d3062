import { onDay, type LocalDate } from '#libs/event-sourcing';
import { scenario, type GivenEvent, type Wish } from '#libs/event-sourcing/testing';
import type { JourneyEvent } from '../journey/journey-events.js';
import { journeyRules, type JourneyCommand } from '../journey/journey.decider.js';
import { context, registered } from '../journey/testing/record.examples.js';
import {
  attendanceReturned,
  concernCleared,
  concernId,
  concernRaised,
} from '../journey/testing/reviews.examples.js';
import { agreedAtOakfield, placementId } from '../journey/testing/starts.examples.js';
import { concernOf, returnOf, type Returned } from './reviews.state.js';

const journey = scenario(journeyRules, { context });
const before = [registered, agreedAtOakfield] as const;
const on = (text: string) => onDay(text as LocalDate);
const term = { placementId, schoolYear: 2025, term: 'autumn' } as const;
const unknownPlacement = { because: 'unknown-placement', placementId };

type Sent<T extends JourneyCommand['type']> = Extract<Wish<JourneyCommand>, { type: T }>;
type Return = Extract<GivenEvent<JourneyEvent>, { type: Returned['type'] }>;

const attended: Sent<'ReturnAttendance'>['data'] = {
  placementId,
  schoolYear: 2025,
  halfTerm: 'autumn2',
  possible: 70,
  attended: 63,
  byCode: [
    { code: '/', sessions: 32 },
    { code: '\\', sessions: 31 },
    { code: 'I', sessions: 7 },
  ],
};
const outcomes: Sent<'ReturnOutcomes'>['data'] = {
  ...term,
  outcomes: [{ outcomeId: 'outcome-1', rating: 'achieved' }],
};
const incidents: Sent<'ReturnIncidents'>['data'] = {
  ...{ ...term, notifiable: 2, notifiedInTime: 2, restraints: 1, complaints: 0 },
};
const satisfaction: Sent<'ReturnSatisfaction'>['data'] = {
  ...{ ...term, asked: 2, respondents: 2, satisfied: 2 },
};

type Example = Readonly<{ wish: Wish<JourneyCommand>; event: Return }>;
const details = { occurredOn: '2026-01-12' };
const occurredOn = '2026-01-05';
const all: readonly Example[] = [
  { wish: { type: 'ReturnAttendance', data: attended, details }, event: attendanceReturned },
  {
    wish: { type: 'ReturnOutcomes', data: outcomes, details },
    event: { type: 'OutcomesReturned', data: outcomes, occurredOn },
  },
  {
    wish: { type: 'ReturnIncidents', data: incidents, details },
    event: { type: 'IncidentsReturned', data: incidents, occurredOn },
  },
  {
    wish: { type: 'ReturnSatisfaction', data: satisfaction, details },
    event: { type: 'SatisfactionReturned', data: satisfaction, occurredOn },
  },
];

describe.each(all)('a return: $event.type', ({ wish, event }) => {
  it('is kept for its placement and period', () => {
    journey
      .given(...before)
      .when(wish)
      .thenState((state) => {
        expect(Object.keys(state.reviews.returns)).toHaveLength(1);
        expect(returnOf(state, event as Returned)).toEqual({
          returnedOn: on('2026-01-12'),
          data: event.data,
        });
      });
  });

  it('changes nothing when sent again', () => {
    journey
      .given(...before, event)
      .when(wish)
      .thenNothing();
  });

  it('is of a placement that is there', () => {
    journey.given(registered).when(wish).thenRefused(unknownPlacement);
  });
});

describe('a return that differs', () => {
  const revised = (occurredOn: string, more: object = { attended: 64 }) =>
    ({
      type: 'ReturnAttendance',
      data: { ...attended, ...more },
      details: { occurredOn },
    }) as const;

  it('replaces an earlier one', () => {
    journey
      .given(...before, attendanceReturned)
      .when(revised('2026-01-06'))
      .thenState((state) =>
        expect(returnOf(state, attendanceReturned)?.data).toMatchObject({ attended: 64 }),
      );
  });

  it('does not replace a later one', () => {
    journey
      .given(...before, attendanceReturned)
      .when(revised('2026-01-04'))
      .thenState((state) =>
        expect(returnOf(state, attendanceReturned)?.data).toMatchObject({ attended: 63 }),
      );
  });

  it('is refused on the same day', () => {
    journey
      .given(...before, attendanceReturned)
      .when(revised('2026-01-05'))
      .thenRefused({
        because: 'already-returned',
        placementId,
        returnedOn: on('2026-01-05'),
      });
  });

  it.each([{ halfTerm: 'spring1' }, { schoolYear: 2026 }])(
    'stands beside the one of another period: %o',
    (period) => {
      journey
        .given(...before, attendanceReturned)
        .when(revised('2026-01-05', period))
        .thenState((state) => expect(Object.keys(state.reviews.returns)).toHaveLength(2));
    },
  );
});

describe('the figures of a return', () => {
  it('count no session attended that was not possible', () => {
    const attending = (sessions: number) =>
      ({ type: 'ReturnAttendance', data: { ...attended, attended: sessions } }) as const;
    const given = journey.given(...before);
    given.when(attending(71)).thenRefused({
      because: 'attended-more-than-possible',
      attended: 71,
      possible: 70,
    });
    given.when(attending(70)).thenRecorded({
      type: 'AttendanceReturned',
      data: { ...attendanceReturned.data, attended: 70 },
    });
  });

  it('give each attendance code once, or none', () => {
    const { byCode = [], ...figures } = attended;
    const given = journey.given(...before);
    given
      .when({
        type: 'ReturnAttendance',
        data: { ...figures, byCode: [...byCode, { code: 'I', sessions: 1 }] },
      })
      .thenRefused({ because: 'attendance-code-twice', code: 'I' });
    given
      .when({ type: 'ReturnAttendance', data: figures })
      .thenRecorded({ type: 'AttendanceReturned', data: { ...figures, byCode: [] } });
  });

  it('count no incident notified in time that was not notifiable', () => {
    journey
      .given(...before)
      .when({ type: 'ReturnIncidents', data: { ...incidents, notifiedInTime: 3 } })
      .thenRefused({
        because: 'notified-more-than-notifiable',
        notifiedInTime: 3,
        notifiable: 2,
      });
  });

  it('count nobody satisfied who did not answer, and no answer nobody asked for', () => {
    const answered = (figures: object) =>
      ({
        type: 'ReturnSatisfaction',
        data: { ...term, respondents: 2, satisfied: 2, ...figures },
      }) as const;
    const given = journey.given(...before);
    given
      .when(answered({ satisfied: 3 }))
      .thenRefused({ because: 'satisfied-more-than-answered', satisfied: 3, respondents: 2 });
    given
      .when(answered({ asked: 1 }))
      .thenRefused({ because: 'answered-more-than-asked', respondents: 2, asked: 1 });
    given.when(answered({})).thenRecorded({
      type: 'SatisfactionReturned',
      data: { ...term, respondents: 2, satisfied: 2 },
    });
  });
});

describe('a concern', () => {
  const raised: Sent<'RaiseConcern'>['data'] = {
    ...{ placementId, kind: 'incident', severity: 'high', raisedBy: 'family' },
  };
  const clear = (occurredOn: string, more: object = {}) => ({
    type: 'ClearConcern' as const,
    data: { concernId, ...more },
    details: { occurredOn },
  });
  const open = [...before, concernRaised] as const;

  it('is raised about a placement, or none', () => {
    journey
      .given(...before)
      .when({ type: 'RaiseConcern', data: raised, details: { occurredOn: '2026-03-02' } })
      .thenRecorded({ type: 'ConcernRaised', data: concernRaised.data })
      .thenState((state) =>
        expect(concernOf(state, concernId)).toEqual({
          concernId,
          placementId,
          kind: 'incident',
          severity: 'high',
          raisedOn: on('2026-03-02'),
        }),
      );
    const { placementId: _placement, ...general } = raised;
    journey
      .given(registered)
      .when({ type: 'RaiseConcern', data: general })
      .thenRecorded({ type: 'ConcernRaised', data: { ...general, concernId } });
  });

  it('refuses a placement that is not there', () => {
    journey
      .given(registered)
      .when({ type: 'RaiseConcern', data: raised })
      .thenRefused(unknownPlacement);
  });

  it('is cleared, on the day it was raised at the earliest', () => {
    journey
      .given(...open)
      .when(clear('2026-03-02', { explanation: 'talked it over' }))
      .thenRecorded({
        type: 'ConcernCleared',
        data: { concernId, explanation: 'talked it over' },
      })
      .thenState((state) =>
        expect(concernOf(state, concernId)?.clearedOn).toEqual(on('2026-03-02')),
      );
    journey
      .given(...open)
      .when(clear('2026-03-01'))
      .thenRefused({ because: 'cleared-before-raised', concernId, raisedOn: on('2026-03-02') });
  });

  it('is cleared once', () => {
    journey
      .given(...open, concernCleared)
      .when(clear('2026-03-23'))
      .thenNothing();
    const again = [clear('2026-03-24'), clear('2026-03-23', { explanation: 'talked it over' })];
    for (const wish of again)
      journey
        .given(...open, concernCleared)
        .when(wish)
        .thenRefused({
          because: 'concern-already-cleared',
          concernId,
          clearedOn: on('2026-03-23'),
        });
  });

  it('is cleared only where it was raised', () => {
    journey
      .given(...before)
      .when(clear('2026-03-23'))
      .thenRefused({ because: 'unknown-concern', concernId });
  });
});
