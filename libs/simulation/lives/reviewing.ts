import type { LocalDate } from '#libs/event-sourcing';
import { academicYearOf, addDays, addMonths, addWeeks } from '#libs/lifecycle';
import { laterOf, schoolDayFrom, workdayFrom } from '../machinery/calendar.js';
import { idIn, until, type Process } from '../machinery/process.js';
import { CHILD_VIEWS, PARENT_VIEWS } from '../world/texts.js';
import { yearGroupIn, type Life } from './life.js';
import { ageOn } from './matching.js';
import { soon } from './pace.js';
import { issuePlan } from './planning.js';
import { tell, type Recorded } from './telling.js';

/** The plan is reviewed year after year, more or less in time. */
export function* reviews(life: Life): Process {
  while (life.hasPlan) {
    const due = addMonths(life.reviewedOn, 12);
    const late = life.chance.happens(0.22);
    const target = late ? soon(life, due, [5, 90]) : addDays(due, -life.chance.between(30, 80));
    const invited = addDays(target, -40);
    const today = yield* until(workdayFrom(invited));
    if (!life.hasPlan) return;
    const kind = kindOf(life, today);
    const decidedOn = yield* review(life, { kind, invitedOn: today });
    life.reviewedOn = laterOf(life.reviewedOn, decidedOn);
  }
}

const LAST_YEAR_OF_PRIMARY = 6;
const LAST_YEAR_OF_SECONDARY = 11;

const kindOf = (life: Life, on: LocalDate): ReviewKind => {
  const group = yearGroupIn(life, academicYearOf(on));
  const lastOfPhase = group === LAST_YEAR_OF_PRIMARY || group === LAST_YEAR_OF_SECONDARY;
  if (lastOfPhase && on.slice(5) >= '09-01') return 'phase';
  return ageOn(life, on) < 5 && life.chance.happens(0.3) ? 'under5' : 'annual';
};

type ReviewKind = 'annual' | 'early' | 'phase' | 'under5' | 'settlingIn';
type Called = Readonly<{ kind: ReviewKind; invitedOn: LocalDate }>;

const NOTICE_DAYS = 14;

/** One review, from the invitation to the decision; returns the day it was decided. */
export function* review(life: Life, { kind, invitedOn }: Called): Process<LocalDate> {
  const { chance } = life;
  const shortNotice = chance.happens(0.03);
  const meetingOn = schoolDayFrom(
    addDays(invitedOn, shortNotice ? chance.between(5, 12) : chance.between(16, 40)),
  );
  const stay = life.stay && !life.stay.ended ? life.stay : undefined;
  const arranged = yield* tell(life, 'ArrangeReview', {
    ...{ on: invitedOn, late: 0 },
    body: {
      ...{ kind, meetingOn, statutory: kind !== 'settlingIn' },
      arrangedBy: chance.happens(0.8) ? 'school' : 'authority',
      ...(stay ? { placementId: stay.placementId } : {}),
    },
  });
  const reviewId = idIn(arranged, 'reviewId');
  if (chance.happens(0.03)) {
    const calledOff = yield* called(life, reviewId, meetingOn);
    return yield* review(life, { kind, invitedOn: workdayFrom(soon(life, calledOff, [5, 20])) });
  }
  const moved = chance.happens(0.12) ? yield* rearranged(life, reviewId, meetingOn) : meetingOn;
  const papersOn = addDays(moved, -NOTICE_DAYS);
  if (papersOn >= arranged.today && chance.happens(0.6))
    yield* tell(life, 'CirculateReviewPapers', { on: workdayFrom(papersOn), body: { reviewId } });
  const held = yield* meeting(life, reviewId, moved);
  return yield* decision(life, { reviewId, kind, heldOn: moved, held });
}

/** Called off; another one is arranged in its place. */
function* called(life: Life, reviewId: string, meetingOn: LocalDate): Process<LocalDate> {
  const on = yield* until(addDays(meetingOn, -life.chance.between(1, 8)));
  const cause = life.chance.pick(['family', 'school', 'authority', 'illness'] as const);
  yield* tell(life, 'CallOffReview', { ...{ on, late: 0 }, body: { reviewId, cause } });
  return on;
}

function* rearranged(life: Life, reviewId: string, from: LocalDate): Process<LocalDate> {
  const on = yield* until(addDays(from, -life.chance.between(1, 8)));
  const meetingOn = schoolDayFrom(soon(life, from > on ? from : on, [15, 35]));
  yield* tell(life, 'RearrangeReview', {
    ...{ on, late: 0 },
    body: {
      reviewId,
      meetingOn,
      cause: life.chance.pick(['family', 'school', 'illness', 'professional'] as const),
    },
  });
  return meetingOn;
}

const meeting = (life: Life, reviewId: string, on: LocalDate) => {
  const { chance } = life;
  const heard = chance.happens(0.9);
  return tell(life, 'HoldReviewMeeting', {
    on,
    body: {
      ...{ reviewId, childViewsHeard: heard, parentViewsHeard: chance.happens(0.95) },
      attended: ['parent', 'school', ...(chance.happens(0.4) ? (['authority'] as const) : [])],
      ...(heard ? { childViews: chance.pick(CHILD_VIEWS) } : {}),
      parentViews: chance.pick(PARENT_VIEWS),
      ...(chance.happens(0.7)
        ? {
            parentalConfidence: chance.weighted([
              [2, 1],
              [3, 2],
              [4, 4],
              [5, 3],
            ]),
          }
        : {}),
      outcomes: ['O1', 'O2', 'O3'].map((outcomeId) => ({
        outcomeId,
        rating: chance.weighted([
          ['achieved', 2],
          ['onTrack', 5],
          ['notOnTrack', 3],
        ] as const),
      })),
    },
  });
};

type Held = Readonly<{ reviewId: string; kind: ReviewKind; heldOn: LocalDate; held: Recorded }>;

function* decision(life: Life, { reviewId, kind, heldOn, held }: Held): Process<LocalDate> {
  const { chance } = life;
  const report = yield* tell(life, 'ReceiveReviewReport', {
    on: laterOf(
      soon(life, heldOn, [2, 14]),
      chance.happens(0.75) ? heldOn : soon(life, heldOn, [15, 40]),
    ),
    body: { reviewId },
  });
  if (kind === 'settlingIn') return heldOn;
  if (chance.happens(0.05)) {
    life.strands.start(forgotten(life, reviewId, report.today));
    return heldOn;
  }
  // A third of decisions are sent within four weeks of the meeting, as in Kent.
  const inTime = chance.happens(0.36);
  const planned = inTime ? soon(life, heldOn, [14, 26]) : soon(life, heldOn, [29, 110]);
  const on = laterOf(planned, report.today);
  if (!inTime && chance.happens(0.1)) yield* explained(life, held.entryId, addWeeks(heldOn, 4));
  const amend = chance.happens(0.62);
  const told = yield* tell(life, 'NotifyReviewDecision', {
    ...{ on, late: 0 },
    body: { reviewId, outcome: amend ? 'amend' : 'maintain' },
  });
  if (amend) yield* amendment(life, reviewId, told.today);
  return on;
}

/** The decision is overlooked for half a year or much longer; some are never made. */
function* forgotten(life: Life, reviewId: string, since: LocalDate): Process {
  if (life.chance.happens(0.3)) return;
  yield* tell(life, 'NotifyReviewDecision', {
    ...{ on: yield* until(soon(life, since, [190, 900])), late: 0 },
    body: { reviewId, outcome: 'maintain' },
  });
}

const explained = (life: Life, startedBy: string, on: LocalDate) =>
  tell(life, 'ExplainDelay', {
    on: workdayFrom(on),
    body: {
      ...{ clock: 'C14', startedBy, expectedOn: addWeeks(on, 4) },
      reasonCode: life.chance.pick(['staffing', 'awaitingSchool', 'adviceLate'] as const),
    },
  });

function* amendment(life: Life, reviewId: string, on: LocalDate): Process {
  const { chance } = life;
  const noticed = yield* tell(life, 'SendAmendmentNotice', {
    ...{ on: chance.happens(0.8) ? on : soon(life, on, [7, 40]), late: 0 },
    body: { reviewId, sections: chance.happens(0.5) ? ['B', 'F'] : ['F', 'I'] },
  });
  const amendmentId = idIn(noticed, 'amendmentId');
  if (chance.happens(0.35))
    yield* tell(life, 'ReceiveRepresentations', {
      on: soon(life, noticed.today, [5, 18]),
      body: {
        amendmentId,
        asksForMeeting: chance.happens(0.2),
        representations: chance.pick(PARENT_VIEWS),
      },
    });
  const concluded = soon(life, noticed.today, [20, chance.happens(0.6) ? 55 : 120]);
  if (chance.happens(0.05)) {
    yield* tell(life, 'DecideNotToAmend', { on: concluded, body: { amendmentId } });
    return;
  }
  const today = yield* until(concluded);
  const school = life.stay?.school;
  yield* issuePlan(life, { on: today, because: 'review', school, amendmentId });
}
