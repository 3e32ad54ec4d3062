import type { LocalDate } from '#libs/event-sourcing';
import { pencePerYear } from '#libs/lifecycle';
import { laterOf } from '../machinery/calendar.js';
import { idIn, type Process } from '../machinery/process.js';
import { WEEKS } from '../schools/school-years.js';
import type { SimulatedSchool } from '../schools/schools.js';
import { approvedSpend } from './approving.js';
import type { Life } from './life.js';
import { categoryOfKind, milesTo } from './matching.js';
import { soon } from './pace.js';
import type { Agreed, Found, Wanted, Willing } from './search.js';
import { tell } from './telling.js';

/** Of those that would, the wished for one or the nearest; the others hear that it is not them. */
export function* agree(life: Life, search: Wanted, found: Found): Process<Agreed | undefined> {
  const [first] = found.willing.toSorted(
    (a, b) => milesTo(life, a.school) - milesTo(life, b.school),
  );
  const wished = found.willing.find(({ school }) => school === found.preferred?.school);
  const chosen = wished ?? first;
  if (!chosen) return undefined;
  const decidedOn = yield* preferenceDecided(life, found, wished !== undefined);
  const agreed = yield* agreeWith(life, search, { chosen, on: decidedOn });
  const others = found.willing.filter((one) => one !== chosen);
  yield* partWith(life, agreed.on, { others, unanswered: found.unanswered });
  return agreed;
}

function* preferenceDecided(
  life: Life,
  { preferred, on }: Found,
  wished: boolean,
): Process<LocalDate> {
  if (!preferred) return soon(life, on, [0, 6]);
  const { preferenceId, basis } = preferred;
  const grounds = basis === 's38' ? (['resources'] as const) : (['s9Expense', 'noOffer'] as const);
  const refused = { outcome: 'refused', grounds: [life.chance.pick(grounds)] } as const;
  const decided = yield* tell(life, 'DecidePreference', {
    ...{ on: soon(life, on, [0, 10]), late: 0 },
    body: {
      preferenceId,
      ...(wished ? { outcome: 'agreed' } : refused),
      reasons: 'As told by letter.',
    },
  });
  return decided.today;
}

type Chosen = Readonly<{ chosen: Willing; on: LocalDate }>;

function* agreeWith(life: Life, search: Wanted, { chosen, on }: Chosen): Process<Agreed> {
  const { school, boarding, offerId, lines } = chosen;
  const asked = pencePerYear(lines);
  const leave =
    offerId === undefined
      ? { on }
      : yield* approvedSpend(life, {
          kind: 'placement',
          id: offerId,
          // Now and then the price has risen since approval was asked for.
          pence: life.chance.happens(0.015) ? Math.floor(asked * 0.97) : asked,
          on,
        });
  const agreedOn = yield* offerStillOpen(life, chosen, soon(life, leave.on, [0, 5]));
  const startOn = search.startOn > agreedOn ? search.startOn : soon(life, agreedOn, [7, 40]);
  const route = routeTo(school, agreedOn);
  const weeksPerYear = WEEKS[boarding];
  const told = yield* tell(life, 'AgreePlacement', {
    ...{ on: agreedOn, late: 0 },
    body: {
      ...({ requestId: search.requestId, route, rank: 'main', weeksPerYear } as const),
      ...{ residential: boarding !== 'day', daysPerWeekTenths: 50, expectedStartOn: startOn },
      ...(offerId === undefined
        ? { basis: 'dutyToAdmit', providerId: school.providerId, lines: [], vat: 'outsideScope' }
        : {
            basis: 'offer',
            offerId,
            ...('approvalId' in leave ? { approvalId: leave.approvalId } : {}),
          }),
    },
  });
  const placementId = idIn(told, 'placementId');
  const category = categoryOfKind(school.kind);
  return {
    ...{ placementId, school, category, boarding, lines, weeksPerYear, route, startOn },
    ...('approvalId' in leave ? { approvalId: leave.approvalId } : {}),
    on: told.today,
  };
}

/** An offer that would lapse is mostly extended in time; else it is honoured all the same. */
function* offerStillOpen(
  life: Life,
  { offerId, validUntil }: Willing,
  on: LocalDate,
): Process<LocalDate> {
  if (offerId === undefined || validUntil === undefined || validUntil >= on) return on;
  if (!life.chance.happens(0.7)) return on;
  const extended = yield* tell(life, 'ExtendOffer', {
    ...{ on, late: 0 },
    body: { offerId, validUntil: soon(life, on, [14, 30]) },
  });
  return extended.today;
}

const NEW_FRAMEWORK = '2026-09-01';

export const routeTo = (school: SimulatedSchool, day: LocalDate): Agreed['route'] => {
  if (school.dayPence === 0) return 'none';
  if (!school.onFramework) return 'spot';
  if (day < NEW_FRAMEWORK) return 'dps';
  return school.number % 2 === 0 ? 'lotA' : 'lotB';
};

type Rest = Readonly<{ others: readonly Willing[]; unanswered: readonly string[] }>;

function* partWith(life: Life, on: LocalDate, { others, unanswered }: Rest): Process {
  for (const { offerId, validUntil } of others)
    if (offerId !== undefined && validUntil !== undefined && life.chance.happens(0.85))
      yield* tell(life, 'DeclineOffer', {
        on,
        body: { offerId, reasonCode: life.chance.pick(['otherOffer', 'tooFar', 'price'] as const) },
      });
  if (unanswered.length > 0 && life.chance.happens(0.8))
    yield* tell(life, 'WithdrawConsultations', {
      on,
      body: { consultationIds: [...unanswered], reasonCode: 'placedElsewhere' },
    });
}

const HOURS_A_WEEK = 15;
const TUITION_WEEKS = 38;

/** No school was found: a package at home for now, or a mainstream school that has to admit. */
export function* agreeWithoutSchool(life: Life, search: Wanted, from: LocalDate): Process<Agreed> {
  const line = { code: 'tuition', unit: 'hour', ratePence: 55_00 } as const;
  const lines = [{ ...line, quantityThousandths: HOURS_A_WEEK * 1000, weeks: TUITION_WEEKS }];
  const pence = pencePerYear(lines);
  const { approvalId, on } = yield* approvedSpend(life, {
    kind: 'placement',
    pence,
    on: soon(life, from, [2, 10]),
  });
  const startOn = laterOf(search.startOn, soon(life, on, [7, 21]));
  const told = yield* tell(life, 'AgreePlacement', {
    ...{ on, late: 0 },
    body: {
      ...({ requestId: search.requestId, approvalId, basis: 'emergency', route: 'none' } as const),
      ...({ rank: 'main', settingName: 'Package at home', settingCategory: 'eotas' } as const),
      ...({ lines, vat: 'exempt', weeksPerYear: TUITION_WEEKS, residential: false } as const),
      expectedStartOn: startOn,
    },
  });
  return {
    ...({ placementId: idIn(told, 'placementId'), school: undefined, category: 'eotas' } as const),
    ...({ boarding: 'day', lines, weeksPerYear: TUITION_WEEKS, route: 'none', startOn } as const),
    on: told.today,
  };
}
