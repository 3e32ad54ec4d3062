import type { LocalDate } from '#libs/event-sourcing';
import { addDays, type EndingReason } from '#libs/lifecycle';
import { earlierOf, schoolDayFrom, workdayUpTo } from '../machinery/calendar.js';
import { until, type Process } from '../machinery/process.js';
import type { Life, Stay } from './life.js';
import { soon } from './pace.js';
import type { Agreed } from './search.js';
import { tell } from './telling.js';

/** What it takes the place of, where the learner moves straight over. */
export type Replacing = Readonly<{
  stay: Stay;
  transitionId?: string;
  reasonCode: EndingReason;
  lastAttendedOn?: LocalDate;
}>;

/** From the agreement on paper to the first day; some begin late, a few never. */
export function* begin(
  life: Life,
  agreed: Agreed,
  replacing?: Replacing,
): Process<Stay | undefined> {
  const papersLate = agreed.route !== 'none' && life.chance.happens(0.04);
  const ready =
    agreed.route === 'none' || papersLate ? agreed.on : yield* papers(life, agreed, agreed.on);
  const startOn = schoolDayFrom(
    ready < agreed.startOn ? agreed.startOn : soon(life, ready, [3, 12]),
  );
  if (life.chance.happens(0.02)) return yield* fallsThrough(life, agreed, ready);
  yield* tell(life, 'PlanStart', {
    ...{ on: ready, late: 0 },
    body: { placementId: agreed.placementId, startOn, arrangements: 'Two visits beforehand.' },
  });
  const first = yield* postponed(life, agreed, startOn);
  if (life.chance.happens(0.02)) return yield* neverCame(life, agreed, first);
  const stay = yield* starts(life, agreed, { on: first, replacing });
  if (papersLate) life.strands.start(asLast(papers(life, agreed, soon(life, first, [5, 30]))));
  return stay;
}

function* asLast(process: Process<LocalDate>): Process {
  yield* process;
}

function* papers(life: Life, { placementId }: Agreed, on: LocalDate): Process<LocalDate> {
  const issued = yield* tell(life, 'IssueAgreement', {
    ...{ on: soon(life, on, [0, 5]), late: 0 },
    body: { placementId, reference: `IPA-${placementId.slice(0, 8)}` },
  });
  const together = life.chance.happens(0.7);
  const signed = yield* tell(life, 'SignAgreement', {
    ...{ on: soon(life, issued.today, [2, 14]), late: 0 },
    body: { placementId, by: together ? ['authority', 'provider'] : ['provider'] },
  });
  if (together) return signed.today;
  const by = { placementId, by: ['authority'] as ['authority'] };
  const last = yield* tell(life, 'SignAgreement', {
    ...{ on: soon(life, signed.today, [1, 7]), late: 0 },
    body: by,
  });
  return last.today;
}

const DELAYS = [
  ['staffing', 'provider'],
  ['notReady', 'provider'],
  ['transport', 'travel'],
  ['illness', 'health'],
  ['familyRequest', 'family'],
  ['agreementOutstanding', 'authority'],
] as const;

/** About one in six begins later than planned, some twice. */
function* postponed(life: Life, { placementId }: Agreed, planned: LocalDate): Process<LocalDate> {
  let startOn = planned;
  for (let share = 0.16; life.chance.happens(share); share = 0.2) {
    const told = yield* until(workdayUpTo(addDays(startOn, -life.chance.between(1, 6))));
    const to = schoolDayFrom(soon(life, startOn < told ? told : startOn, [4, 21]));
    const [reasonCode, causedBy] = life.chance.pick(DELAYS);
    yield* tell(life, 'RescheduleStart', {
      ...{ on: told, late: 0 },
      body: { placementId, to, reasonCode, causedBy },
    });
    startOn = to;
  }
  return startOn;
}

function* fallsThrough(life: Life, agreed: Agreed, ready: LocalDate): Process<undefined> {
  const { placementId, on } = agreed;
  const told = yield* tell(life, 'RecordFallThrough', {
    on: soon(life, ready < on ? on : ready, [2, 12]),
    body: {
      placementId,
      ...life.chance.pick([
        { by: 'family', reasonCode: 'familyDeclined' },
        { by: 'school', reasonCode: 'placeWithdrawn' },
      ] as const),
    },
  });
  if (agreed.approvalId !== undefined)
    yield* tell(life, 'WithdrawApproval', {
      on: soon(life, told.today, [0, 10]),
      body: { approvalId: agreed.approvalId, reasonCode: 'noLongerNeeded' },
    });
  return undefined;
}

function* neverCame(life: Life, { placementId }: Agreed, first: LocalDate): Process<undefined> {
  yield* tell(life, 'RecordNonStart', {
    on: soon(life, first, [3, 15]),
    body: {
      placementId,
      reasonCode: life.chance.pick(['learnerRefused', 'health', 'familyRefused'] as const),
    },
  });
  return undefined;
}

type First = Readonly<{ on: LocalDate; replacing: Replacing | undefined }>;

function* starts(life: Life, agreed: Agreed, { on, replacing }: First): Process<Stay> {
  const { placementId } = agreed;
  const today = yield* until(on);
  const from = schoolDayFrom(on < today && !life.chance.happens(0.5) ? today : on);
  const pattern = patternOf(agreed);
  if (replacing && !replacing.stay.ended) {
    const { stay, transitionId, reasonCode } = replacing;
    const last = workdayUpTo(earlierOf(replacing.lastAttendedOn ?? from, addDays(from, -1)));
    const lastAttendedOn = last < stay.startedOn ? stay.startedOn : last;
    stay.ended = true;
    yield* tell(life, 'MakeTransition', {
      ...{ on: from, surely: true },
      body: {
        ...{ endedPlacementId: stay.placementId, startedPlacementId: placementId, pattern },
        ...{ lastAttendedOn, reasonCode, placeEndedOn: addDays(from, -1) },
        ...(transitionId === undefined ? {} : { transitionId }),
      },
    });
  } else yield* tell(life, 'StartPlacement', { on: from, body: { placementId, pattern } });
  return settles(life, agreed, from);
}

const patternOf = ({ boarding }: Agreed) =>
  (({ day: 'fullTime', termly: 'termlyBoarding', fiftyTwoWeek: 'fiftyTwoWeeks' }) as const)[
    boarding
  ];

/** From now on this is where the learner is; what follows from it takes its course. */
export const settles = (life: Life, agreed: Agreed, startedOn: LocalDate): Stay => {
  const { placementId, school, category, boarding, lines, weeksPerYear } = agreed;
  const stay: Stay = {
    ...{ placementId, school, category, boarding, lines, weeksPerYear, startedOn },
    ...{ fate: { day: startedOn, kind: 'none' }, ended: false },
  };
  life.stay = stay;
  life.world.follow(life, stay);
  return stay;
};
