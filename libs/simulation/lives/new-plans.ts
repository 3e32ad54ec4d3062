import type { LocalDate } from '#libs/event-sourcing';
import { addDays, addMonths } from '#libs/lifecycle';
import { laterOf } from '../machinery/calendar.js';
import { idIn, until, type Process } from '../machinery/process.js';
import { begin } from './beginning.js';
import { follows } from './cases.js';
import type { Life } from './life.js';
import { kindsFor } from './matching.js';
import { soon } from './pace.js';
import { issuePlan } from './planning.js';
import { register, takeOn } from './registering.js';
import { findPlace } from './searching.js';
import { tell } from './telling.js';

/** A new plan: the request for an assessment, the assessment, a school, the final plan. */
export function* newPlan(life: Life): Process {
  const { beginsOn, chance } = life;
  yield* until(beginsOn);
  yield* register(life, { on: beginsOn });
  yield* takeOn(life, beginsOn);
  const recorded = yield* tell(life, 'RecordPlan', {
    ...{ on: beginsOn, late: 0 },
    body: { requestReceivedOn: beginsOn },
  });
  const planId = idIn(recorded, 'planId');
  const assessmentAgreedOn = soon(life, beginsOn, [25, 50]);
  yield* tell(life, 'AmendPlanDates', {
    on: assessmentAgreedOn,
    body: { planId, assessmentAgreedOn, adviceRequestedOn: assessmentAgreedOn },
  });
  // A third of all plans are issued within twenty weeks, as in Kent.
  const quick = chance.happens(0.33);
  const draftServedOn = soon(life, beginsOn, [quick ? 90 : 130, quick ? 112 : 270]);
  const drafted = yield* tell(life, 'AmendPlanDates', {
    on: draftServedOn,
    body: { planId, draftServedOn },
  });
  if (chance.happens(0.12)) yield* delayExplained(life, recorded.entryId, drafted.today);
  yield* placedFirst(life, planId, addDays(draftServedOn, chance.between(1, 7)));
  follows(life);
}

const delayExplained = (life: Life, startedBy: string, on: LocalDate) =>
  tell(life, 'ExplainDelay', {
    on,
    body: {
      ...{ clock: 'C04', startedBy, expectedOn: addMonths(on, 2) },
      reasonCode: life.chance.pick(['adviceLate', 'noPlaceFound', 'staffing'] as const),
      note: 'The family was told by letter.',
    },
  });

function* placedFirst(life: Life, planId: string, from: LocalDate): Process {
  const kinds = kindsFor(life, from);
  const startOn = addDays(from, life.chance.between(45, 100));
  const residential = life.chance.happens(0.06);
  const agreed = yield* findPlace(life, { reason: 'newPlan', kinds, residential, from, startOn });
  const on = agreed ? soon(life, agreed.on, [0, 8]) : soon(life, from, [30, 60]);
  const issued = yield* issuePlan(life, { on, because: 'newPlan', school: agreed?.school });
  life.hasPlan = true;
  life.reviewedOn = issued.on;
  yield* tell(life, 'AmendPlanDates', {
    ...{ on: issued.on, late: 0 },
    body: { planId, planMadeOn: laterOf(issued.on, from) },
  });
  if (agreed) yield* begin(life, agreed);
}
