import type { LocalDate } from '#libs/event-sourcing';
import { academicYearOf, addDays } from '#libs/lifecycle';
import { laterOf } from '../machinery/calendar.js';
import { idIn, idsIn, type Process } from '../machinery/process.js';
import type { Line } from '../schools/lines.js';
import { linesFor, type Boarding } from '../schools/school-years.js';
import { isInmssKind, type SimulatedSchool } from '../schools/schools.js';
import { ANSWERS } from '../world/texts.js';
import type { Life } from './life.js';
import { soon } from './pace.js';
import type { Consulted, Wanted, Willing } from './search.js';
import { tell } from './telling.js';

type Outcome = 'canMeet' | 'cannot' | 'noPlace' | 'waitingList';
type Reply = Readonly<{
  consultationId: string;
  school: SimulatedSchool;
  outcome: Outcome | 'silence';
  /** Days after it was sent. */
  days: number;
}>;

const FIFTEEN_DAYS = 15;

/** Some schools are asked at once; they answer in time, late, or never. */
export function* consult(
  life: Life,
  search: Wanted & Readonly<{ on: LocalDate }>,
  schools: readonly SimulatedSchool[],
): Process<Consulted> {
  const { chance } = life;
  const providerIds = schools.map(({ providerId }) => providerId);
  const papers = [search.reason === 'newPlan' ? 'draftPlan' : 'amendedPlan', 'appendices'] as const;
  const sent = yield* tell(life, 'SendConsultations', {
    on: search.on,
    body: { requestId: search.requestId, providerIds, papers: [...papers] },
  });
  const ids = idsIn(sent, 'consultationId');
  const replies = schools
    .map((school, at) => replyOf(life, school, ids[at] ?? ''))
    .toSorted((one, other) => one.days - other.days);
  const inTime = yield* answers(life, search, {
    replies: replies.filter(({ days }) => days <= FIFTEEN_DAYS),
    since: sent.today,
  });
  const late = replies.filter(({ days }) => days > FIFTEEN_DAYS);
  if (late.length === 0) return { ...inTime, unanswered: [] };
  const chased = yield* tell(life, 'ChaseConsultations', {
    on: laterOf(inTime.on, soon(life, sent.today, [16, 22])),
    body: {
      consultationIds: late.map(({ consultationId }) => consultationId),
      way: chance.pick(['email', 'phone', 'portal'] as const),
    },
  });
  const answered = late.filter(({ outcome }) => outcome !== 'silence');
  const after = yield* answers(life, search, {
    replies: answered,
    since: addDays(chased.today, -FIFTEEN_DAYS),
  });
  return {
    willing: [...inTime.willing, ...after.willing],
    unanswered: late.filter((one) => !answered.includes(one)).map((one) => one.consultationId),
    on: laterOf(after.on, chased.today),
  };
}

const replyOf = ({ chance }: Life, school: SimulatedSchool, consultationId: string): Reply => {
  const willing = isInmssKind(school) ? 30 : 45;
  const outcome = chance.weighted([
    ...([
      ['canMeet', willing],
      ['cannot', 28],
      ['noPlace', 20],
      ['waitingList', 5],
    ] as const),
    ['silence', 12],
  ] as const);
  const late = outcome === 'silence' || chance.happens(0.3);
  return {
    consultationId,
    school,
    outcome,
    days: late ? chance.between(16, 40) : chance.between(2, 15),
  };
};

type Replies = Readonly<{ replies: readonly Reply[]; since: LocalDate }>;

function* answers(life: Life, search: Wanted, { replies, since }: Replies) {
  const willing: Willing[] = [];
  let on = since;
  for (const reply of replies) {
    on = laterOf(on, soon(life, since, [reply.days, reply.days]));
    on = (yield* answer(life, reply, on)).today;
    if (reply.outcome !== 'canMeet') continue;
    const { school } = reply;
    const boarding = search.residential ? (school.boards.at(-1) ?? 'day') : 'day';
    if (school.dayPence === 0) willing.push({ school, boarding, lines: [] });
    else willing.push(...(yield* offer(life, search, { school, boarding, on })));
  }
  return { willing, on };
}

const answer = (life: Life, { consultationId, outcome }: Reply, on: LocalDate) => {
  const said = outcome === 'silence' ? 'noPlace' : outcome;
  const grounds = ['unsuitable', 'othersEducation', 'ageRange', 'staffing'] as const;
  return tell(life, 'AnswerConsultations', {
    on,
    body: {
      answers: [
        {
          ...{ consultationId, outcome: said, text: life.chance.pick(ANSWERS[said]) },
          ...(said === 'cannot' ? { grounds: [life.chance.pick(grounds)] } : {}),
        },
      ],
    },
  });
};

type Place = Readonly<{ school: SimulatedSchool; boarding: Boarding; on: LocalDate }>;

function* offer(
  life: Life,
  { requestId, startOn }: Wanted,
  { school, boarding, on }: Place,
): Process<readonly Willing[]> {
  const { chance } = life;
  const lines = [...linesFor(school, boarding, academicYearOf(startOn))];
  const validUntil = addDays(on, chance.between(45, 120));
  const terms = {
    ...({ lines, vat: 'exempt', validUntil } as const),
    ...(startOn > on ? { startFrom: startOn } : {}),
    ...(school.kind === 'nonMaintained' ? { placeFundingPence: 10_000_00 } : {}),
  };
  const received = yield* tell(life, 'ReceiveOffer', {
    on,
    body: { requestId, providerId: school.providerId, stage: 'firstAsked', ...terms },
  });
  const offerId = idIn(received, 'offerId');
  const last = yield* negotiated(life, { on: received.today, offerId, terms });
  if (!chance.happens(0.08)) return [{ school, boarding, offerId, validUntil, lines: last.lines }];
  yield* tell(life, 'WithdrawOffer', {
    on: soon(life, last.on, [3, 20]),
    body: {
      offerId,
      reasonCode: chance.pick(['placeTaken', 'staffing', 'cannotMeetNeed'] as const),
    },
  });
  return [];
}

type Terms = Readonly<{ lines: readonly Line[]; vat: 'exempt'; validUntil: LocalDate }>;
type Offered = Readonly<{ on: LocalDate; offerId: string; terms: Terms }>;

/** One offer in five comes down a little when it is talked about. */
function* negotiated(
  life: Life,
  { on, offerId, terms }: Offered,
): Process<Readonly<{ lines: readonly Line[]; on: LocalDate }>> {
  const amendedOn = soon(life, on, [2, 8]);
  if (!life.chance.happens(0.2) || amendedOn > terms.validUntil) return { lines: terms.lines, on };
  const lines = terms.lines.map((line) => ({
    ...line,
    ratePence: Math.round((line.ratePence * 0.97) / 100) * 100,
  }));
  const told = yield* tell(life, 'AmendOffer', {
    ...{ on: amendedOn, late: 0 },
    body: { offerId, ...terms, lines },
  });
  return { lines, on: told.today };
}
