import type { LocalDate } from '#libs/event-sourcing';
import { addDays, addMonths } from '#libs/lifecycle';
import { schoolDayFrom } from '../machinery/calendar.js';
import { idIn, until, type Process, type Told } from '../machinery/process.js';
import { tellOf } from './school-deeds.js';
import { boardingsAt, type SchoolLife } from './school-years.js';
import type { SimulatedSchool } from './schools.js';

const GIAS_TYPE = {
  ...{ section41: 10, independent: 10, nonMaintained: 8, maintained: 44, mainstream: 34 },
  post16: 32,
} as const;

const OLD_FRAMEWORK_ENDS = '2026-08-31' as LocalDate;
const NEW_FRAMEWORK_BEGINS = '2026-09-01' as LocalDate;

/** A school enters the register; what it is and whom it can take is told at once. */
export function* entersRegister({ school, span, chance }: SchoolLife): Process {
  const from = school.succeeds?.on ?? span.from;
  const openedOn = school.succeeds?.on ?? addDays(from, -chance.between(2_000, 9_000));
  yield* tellOf(school, 'RegisterProvider', { on: from, body: profileOf(school, openedOn) });
  if (school.kind === 'section41' || (school.kind === 'post16' && chance.happens(0.6)))
    yield* tellOf(school, 'RecordSection41', { on: from, body: { from: addMonths(from, -30) } });
  yield* tellOf(school, 'RecordCapability', { on: from, body: capabilityOf(school) });
  if (!school.onFramework) return;
  yield* onFrameworks(school, from, span.until);
}

const profileOf = (school: SimulatedSchool, openedOn: LocalDate) => {
  const { name, urn, town, postcode, easting, northing, localAuthority, ages, boards } = school;
  return {
    ...{ name, urn, town, postcode, easting, northing, localAuthority, openedOn },
    ...{ giasType: GIAS_TYPE[school.kind], ageFrom: ages.from, ageTo: ages.to, gender: 'mixed' },
    boarding: boards.length > 0 ? 'boarding' : 'none',
  };
};

const capabilityOf = (school: SimulatedSchool) => ({
  ...{ needs: school.needs, ageFrom: school.ages.from, ageTo: school.ages.to, gender: 'mixed' },
  ...{ placementTypes: boardingsAt(school), placesOffered: 40 + (school.number % 7) * 15 },
});

function* onFrameworks(school: SimulatedSchool, from: LocalDate, last: LocalDate): Process {
  const dps = {
    framework: 'inmss-dps',
    lot: 'dps',
    from: addMonths(from, -12),
    to: OLD_FRAMEWORK_ENDS,
  };
  if (from < OLD_FRAMEWORK_ENDS) {
    const joined = yield* tellOf(school, 'JoinFramework', { on: from, body: dps });
    if (school.closes) return yield* leavesFramework(school, school.closes.on, joined);
  }
  const to = from > NEW_FRAMEWORK_BEGINS ? from : NEW_FRAMEWORK_BEGINS;
  if (to > last) return;
  const lot = school.number % 2 === 0 ? 'lotA' : 'lotB';
  const body = { framework: 'inmss-open-framework', lot, from: to };
  yield* tellOf(school, 'JoinFramework', { on: to, body });
}

function* leavesFramework(school: SimulatedSchool, to: LocalDate, joined: Told): Process {
  const body = { membershipId: idIn(joined, 'membershipId'), to, reasonCode: 'closed' };
  yield* tellOf(school, 'LeaveFramework', { on: to, body });
}

/** Now and then a school comes to take older learners. */
export function* grows({ school, span, chance }: SchoolLife): Process {
  if (school.number % 9 !== 4) return;
  const on = addDays(school.succeeds?.on ?? span.from, chance.between(100, 500));
  yield* tellOf(school, 'AmendProvider', { on, body: { ageTo: school.ages.to + 1 } });
}

/** Inspections every third year or so; after a bad one the school takes nobody for a time. */
export function* inspections({ school, span, chance }: SchoolLife): Process {
  const scheme =
    school.kind === 'independent' && school.number % 2 === 0 ? 'isi' : 'ofstedReportCard';
  let day = schoolDayFrom(addDays(school.succeeds?.on ?? span.from, chance.between(60, 900)));
  while (day <= span.until) {
    const good = chance.happens(0.85);
    const value =
      scheme === 'isi' ? (good ? 'met' : 'notMet') : good ? 'expectedStandard' : 'needsAttention';
    const judgements = [
      { area: scheme === 'isi' ? 'standards' : 'leadership', value },
      { area: 'safeguarding', value: 'met' },
    ];
    const publishedOn = addDays(day, chance.between(25, 50));
    const body = { scheme, judgements, publishedOn };
    yield* tellOf(school, 'RecordInspection', { on: day, told: publishedOn, body });
    day = schoolDayFrom(addDays(day, chance.between(800, 1_200)));
  }
}

export function* underEmbargo({ school, span }: SchoolLife): Process {
  if (!school.embargo) return;
  const { from, to } = school.embargo;
  const inspected = addDays(from, -12);
  if (inspected < span.from) return;
  const judgements = [
    { area: 'overall', value: 'inadequate' },
    { area: 'safeguarding', value: 'notMet' },
  ];
  const body = { scheme: 'ofstedGraded', judgements, publishedOn: from };
  yield* tellOf(school, 'RecordInspection', { on: inspected, told: from, body });
  const embargo = { status: 'embargo', scope: 'school', reasonCode: 'inspection', reviewOn: to };
  yield* tellOf(school, 'ChangeProviderStatus', { on: from, body: embargo });
  const monitored = { status: 'monitored', scope: 'school', reasonCode: 'resolved' };
  yield* tellOf(school, 'ChangeProviderStatus', { on: to, body: monitored });
  const active = { status: 'active', scope: 'school', reasonCode: 'resolved' };
  yield* tellOf(school, 'ChangeProviderStatus', { on: addDays(to, 180), body: active });
}

/** A visit a year to schools on the framework, with an action that is closed later. */
export function* visits({ school, span, chance }: SchoolLife): Process {
  if (!school.onFramework) return;
  let day = schoolDayFrom(addDays(span.from, chance.between(20, 360)));
  while (day <= span.until && !(school.closes && day > school.closes.on)) {
    const ratings = [
      {
        area: 'education',
        rating: chance.weighted([
          ['good', 6],
          ['approachingTarget', 3],
          ['requiresImprovement', 1],
        ]),
      },
      { area: 'safeguarding', rating: 'good' },
    ];
    const dueOn = addDays(day, 60);
    const action = { actionRef: `A-${school.number}-${day}`, owner: 'provider', dueOn };
    const visit = { kind: 'annual', plannedOn: addDays(day, -14), ratings };
    const told = yield* tellOf(school, 'RecordQualityVisit', {
      on: day,
      body: { ...visit, actions: [action] },
    });
    const closedOn = addDays(day, chance.between(30, 90));
    const actions = [{ ...action, closedOn }];
    const visitId = idIn(told, 'visitId');
    yield* tellOf(school, 'RecordQualityVisit', {
      on: day,
      told: closedOn,
      body: { ...visit, visitId, actions },
    });
    day = schoolDayFrom(addDays(day, chance.between(330, 420)));
  }
}

/** Figures for a term from schools on the framework, mostly in time. */
export function* figures({ school, span, chance }: SchoolLife): Process {
  if (!school.onFramework || !school.returns) return;
  for (let from = span.from; addMonths(from, 4) <= span.until; from = addMonths(from, 4)) {
    const to = addDays(addMonths(from, 4), -1);
    const learners = chance.between(4, 30);
    const values = [
      { kpi: 'K1', numerator: learners * chance.between(95, 118), denominator: learners * 120 },
      { kpi: 'K15', numerator: chance.between(1, 9), denominator: 40 },
    ];
    const body = {
      from,
      to,
      dueOn: addDays(to, 21),
      complete: chance.happens(0.9),
      learners,
      values,
    };
    yield* tellOf(school, 'ReceiveKpiReturn', {
      on: yield* until(addDays(to, chance.between(5, 40))),
      body,
    });
  }
}

/** One school closes for good; one is carried on by another. */
export function* ends({ school }: SchoolLife): Process {
  if (school.closes)
    yield* tellOf(school, 'CloseSchool', {
      on: school.closes.on,
      body: { reasonCode: 'financial' },
    });
  if (school.succeededOn !== undefined) {
    const on = addDays(school.succeededOn, -1);
    yield* tellOf(school, 'CloseSchool', { on, body: { reasonCode: 'replaced' } });
  }
}

export function* succession({ school }: SchoolLife): Process {
  if (!school.succeeds) return;
  const body = { predecessorUrn: school.succeeds.urn, kind: 'changeOfProprietor' };
  yield* tellOf(school, 'RecordSuccession', { on: school.succeeds.on, body });
}
