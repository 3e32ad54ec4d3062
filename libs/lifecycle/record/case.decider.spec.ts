import type { LocalDate } from '#libs/event-sourcing';
import { scenario } from '#libs/event-sourcing/testing';
import { journeyRules } from '../journey/journey.decider.js';
import {
  assigned,
  context,
  planId,
  planRecorded,
  registered,
} from '../journey/testing/record.examples.js';
import type { PlanDate } from './case.events.js';

const journey = scenario(journeyRules, { context });
const day = (text: string) => text as LocalDate;

describe('bringing a case forward', () => {
  const data = {
    ...{ asOf: day('2025-08-31'), fileDigest: 'a'.repeat(64), row: 12 },
    clocksFrom: day('2025-09-01'),
  };
  const brought = { type: 'BroughtForward' as const, data };
  const bring = { type: 'BringForward' as const, data };

  it('says from which line of which file, and from when clocks count', () => {
    journey
      .given(registered)
      .when(bring)
      .thenRecorded(brought)
      .thenState(({ record }) => expect(record.broughtForward?.clocksFrom).toBe('2025-09-01'));
  });

  it('happens once', () => {
    journey.given(registered, brought).when(bring).thenNothing();
    for (const other of [
      { row: 13 },
      { fileDigest: 'b'.repeat(64) },
      { clocksFrom: day('2025-10-01') },
    ])
      journey
        .given(registered, brought)
        .when({ ...bring, data: { ...data, ...other } })
        .thenRefused({ because: 'already-brought-forward' });
  });
});

describe('a plan', () => {
  const dates = { planMadeOn: day('2024-11-12'), lastReviewedOn: day('2024-11-12') };

  it('is recorded with the dates that are known', () => {
    journey
      .given(registered)
      .when({ type: 'RecordPlan', data: dates })
      .thenRecorded({ type: 'PlanRecorded', data: { planId, ...dates } })
      .thenState(({ record }) =>
        expect(record.plans).toEqual({ [planId]: { planId, exceptions: [], ...dates } }),
      );
  });

  it('is recorded once', () => {
    journey.given(registered, planRecorded).when({ type: 'RecordPlan', data: dates }).thenNothing();
  });

  it('is another plan with another date', () => {
    journey
      .given(registered, planRecorded)
      .when(
        { type: 'RecordPlan', data: { planMadeOn: day('2024-11-12') } },
        { newId: () => 'plan-2' },
      )
      .thenState(({ record }) => expect(Object.keys(record.plans)).toEqual([planId, 'plan-2']));
  });

  it('needs a date, or an exception at least', () => {
    const given = journey.given(registered);
    given.when({ type: 'RecordPlan', data: {} }).thenRefused({ because: 'plan-without-a-date' });
    given
      .when({ type: 'RecordPlan', data: { exceptions: ['schoolClosure'] } })
      .thenRecorded({ type: 'PlanRecorded', data: { planId, exceptions: ['schoolClosure'] } });
  });

  it('is known better later', () => {
    const told = { requestReceivedOn: day('2024-06-03'), exceptions: ['absentFromArea' as const] };
    journey
      .given(registered, planRecorded)
      .when({ type: 'AmendPlanDates', data: { planId, ...told } })
      .thenRecorded({ type: 'PlanDatesAmended', data: { planId, ...told } })
      .thenState(({ record }) =>
        expect(record.plans[planId]).toEqual({ planId, ...dates, ...told }),
      );
  });

  it('keeps its exceptions when only dates are amended', () => {
    journey
      .given(registered, {
        ...planRecorded,
        data: { ...planRecorded.data, exceptions: ['schoolClosure'] },
      })
      .when({ type: 'AmendPlanDates', data: { planId, draftServedOn: day('2024-10-01') } })
      .thenState(({ record }) =>
        expect(record.plans[planId]?.exceptions).toEqual(['schoolClosure']),
      );
  });

  it('stays as it is when nothing new is told', () => {
    journey
      .given(registered, planRecorded)
      .when({ type: 'AmendPlanDates', data: { planId, planMadeOn: dates.planMadeOn } })
      .thenNothing();
  });

  it('cannot be amended before it is recorded', () => {
    journey
      .given(registered)
      .when({ type: 'AmendPlanDates', data: { planId, ...dates } })
      .thenRefused({ because: 'unknown-plan', planId });
  });

  it.each<[PlanDate, PlanDate]>([
    ['requestReceivedOn', 'assessmentAgreedOn'],
    ['assessmentAgreedOn', 'draftServedOn'],
    ['draftServedOn', 'planMadeOn'],
    ['planMadeOn', 'lastReviewedOn'],
    ['requestReceivedOn', 'lastReviewedOn'],
  ])('has its dates in order: %s before %s', (earlier, later) => {
    const on = (first: string, second: string) => ({
      type: 'RecordPlan' as const,
      data: { [earlier]: day(first), [later]: day(second) },
    });
    journey
      .given(registered)
      .when(on('2025-01-08', '2025-01-07'))
      .thenRefused({ because: 'dates-out-of-order', earlier, later });
    journey
      .given(registered)
      .when(on('2025-01-07', '2025-01-07'))
      .thenState(({ record }) => expect(record.plans[planId]).toBeDefined());
  });

  it('names the first two dates that are out of order', () => {
    journey
      .given(registered)
      .when({
        type: 'RecordPlan',
        data: {
          ...{ requestReceivedOn: day('2024-01-01'), draftServedOn: day('2024-06-01') },
          ...{ planMadeOn: day('2024-05-31'), lastReviewedOn: day('2024-05-30') },
        },
      })
      .thenRefused({
        ...{ because: 'dates-out-of-order', earlier: 'draftServedOn', later: 'planMadeOn' },
      });
  });

  it('may have had its advice asked for at any time', () => {
    journey
      .given(registered)
      .when({
        type: 'RecordPlan',
        data: { adviceRequestedOn: day('2024-12-01'), planMadeOn: day('2024-11-12') },
      })
      .thenState(({ record }) => expect(record.plans[planId]).toBeDefined());
  });

  it('has an amended date in order with those known before', () => {
    journey
      .given(registered, planRecorded)
      .when({ type: 'AmendPlanDates', data: { planId, draftServedOn: day('2024-11-13') } })
      .thenRefused({
        ...{ because: 'dates-out-of-order', earlier: 'draftServedOn', later: 'planMadeOn' },
      });
  });
});

describe('assigning the case', () => {
  const assign = { officer: 'staff-1', team: 'team-1', reasonCode: 'new' as const };
  const cover = {
    ...{ officer: 'staff-9', team: 'team-1', reasonCode: 'cover' as const },
    until: day('2025-11-30'),
  };
  const covered = { type: 'CaseAssigned' as const, occurredOn: '2025-11-01', data: cover };

  it('gives it to an officer, or to a team', () => {
    const given = journey.given(registered);
    given
      .when({ type: 'AssignCase', data: assign })
      .thenRecorded({ type: 'CaseAssigned', data: assign });
    given
      .when({ type: 'AssignCase', data: { team: 'team-2', reasonCode: 'reorganisation' } })
      .thenRecorded({
        type: 'CaseAssigned',
        data: { team: 'team-2', reasonCode: 'reorganisation' },
      });
  });

  it('changes nothing when it is assigned so already', () => {
    journey.given(registered, assigned).when({ type: 'AssignCase', data: assign }).thenNothing();
  });

  it.each([{ officer: 'staff-4' }, { team: 'team-4' }, { until: day('2026-01-01') }])(
    'is another assignment with %o',
    (other) => {
      journey
        .given(registered, assigned)
        .when({ type: 'AssignCase', data: { ...assign, ...other } })
        .thenRecorded({ type: 'CaseAssigned', data: { ...assign, ...other } });
    },
  );

  it('compares with who has it on the day from which it holds', () => {
    const back = { ...assign, effectiveFrom: day('2025-11-30') };
    journey
      .given(registered, assigned, covered)
      .when({ type: 'AssignCase', data: back })
      .thenRecorded({ type: 'CaseAssigned', data: back });
    journey
      .given(registered, assigned, covered)
      .when({ type: 'AssignCase', data: { ...back, effectiveFrom: day('2025-12-01') } })
      .thenNothing();
  });

  it('needs an end for a cover', () => {
    const { until: _until, ...endless } = cover;
    journey
      .given(registered)
      .when({ type: 'AssignCase', data: endless })
      .thenRefused({ because: 'cover-without-an-end' });
  });

  it('may cover a single day, not less', () => {
    const given = journey.given(registered);
    const details = { occurredOn: '2025-11-30' };
    given
      .when({ type: 'AssignCase', data: cover, details })
      .thenRecorded({ type: 'CaseAssigned', data: cover });
    given
      .when({ type: 'AssignCase', data: cover, details: { occurredOn: '2025-12-01' } })
      .thenRefused({ because: 'ends-before-it-begins', to: '2025-11-30' });
    given
      .when({ type: 'AssignCase', data: { ...cover, effectiveFrom: day('2025-12-01') }, details })
      .thenRefused({ because: 'ends-before-it-begins', to: '2025-11-30' });
  });
});

describe('notes and explanations', () => {
  it('are facts each time, however alike', () => {
    const note = { kind: 'call' as const, text: 'No answer.', about: ['parent' as const] };
    const recorded = { type: 'NoteRecorded' as const, data: { ...note, noteId: 'note-1' } };
    journey.given(registered).when({ type: 'RecordNote', data: note }).thenRecorded(recorded);
    journey
      .given(registered, recorded)
      .when({ type: 'RecordNote', data: note })
      .thenRecorded(recorded);
  });

  it('say why a deadline is missed', () => {
    const data = { clock: 'C16', startedBy: 'entry-7', reasonCode: 'adviceLate' as const };
    journey
      .given(registered)
      .when({ type: 'ExplainDelay', data })
      .thenRecorded({ type: 'DelayExplained', data })
      .thenState(({ record }) => expect(record.learner).toBeDefined());
  });
});
