import type { LocalDate } from '#libs/event-sourcing';
import { academicYearOf, addDays, pencePerYear } from '#libs/lifecycle';
import { idIn, type Process } from '../machinery/process.js';
import { linesFor, WEEKS } from '../schools/school-years.js';
import type { SimulatedSchool } from '../schools/schools.js';
import { officers } from '../world/staff.js';
import { routeTo } from './agreeing.js';
import { approvedSpend } from './approving.js';
import { begin } from './beginning.js';
import type { Life, Stay } from './life.js';
import { categoryOfKind, INMSS, schoolsFor } from './matching.js';
import { soon } from './pace.js';
import type { Agreed } from './search.js';
import { tell } from './telling.js';

type Appealed = Readonly<{ appealId: string; finalPlanId: string; on: LocalDate }>;

/** An appeal to the tribunal: most never come to a hearing. */
export function* appeal(life: Life, finalPlanId: string, issued: LocalDate): Process {
  const { chance } = life;
  if (chance.happens(0.6))
    yield* tell(life, 'RecordMediationCertificate', {
      on: soon(life, issued, [12, 40]),
      body: {
        mediation: chance.happens(0.4) ? 'held' : 'notPursued',
        against: 'contents',
        finalPlanId,
      },
    });
  const sections = chance.weighted([
    [['I'], 5],
    [['B', 'F', 'I'], 5],
  ] as const);
  const registered = yield* tell(life, 'RegisterAppeal', {
    ...{ on: soon(life, issued, [41, 60]), receivedOn: soon(life, issued, [61, 64]), late: 4 },
    body: {
      against: 'contents',
      finalPlanId,
      sections: [...sections],
      ref: `EH886/${life.number}/${issued.slice(2, 4)}`,
    },
  });
  const appealed = { appealId: idIn(registered, 'appealId'), finalPlanId };
  if (chance.happens(0.15)) life.strands.start(held(life, registered.today), { goesOn: true });
  const on = soon(life, registered.today, [120, 330]);
  yield* chance.weighted([
    [withdrawn, 25],
    [conceded, 40],
    [decided, 35],
  ] as const)(life, { ...appealed, on });
}

function* withdrawn(life: Life, { appealId, on }: Appealed): Process {
  yield* tell(life, 'WithdrawAppeal', {
    on,
    body: { appealId, explanation: 'Settled with the school.' },
  });
}

function* conceded(life: Life, { appealId, on }: Appealed): Process {
  const told = yield* tell(life, 'ConcedeAppeal', {
    ...{ on, by: officers.headOfSend, late: 0 },
    body: { appealId, explanation: 'The evidence has changed.' },
  });
  const school = life.stay?.school;
  if (!school) return;
  yield* amendedPlan(life, { appealId, on: soon(life, told.today, [5, 30]), school });
}

type Named = Readonly<{ appealId: string; on: LocalDate; school: SimulatedSchool }>;

const amendedPlan = (life: Life, { appealId, on, school }: Named) =>
  tell(life, 'IssueFinalPlan', {
    ...{ on, late: 0 },
    body: {
      because: 'tribunal',
      appealId,
      schoolsNamed: [school.providerId],
      appealRightSentOn: on,
    },
  });

function* decided(life: Life, { appealId, on }: Appealed): Process {
  const { chance } = life;
  const [other] = chance.some(schoolsFor(life, INMSS, on).slice(0, 6), 1);
  const allowed = other !== undefined && chance.happens(0.8);
  const told = yield* tell(life, 'RecordTribunalDecision', {
    ...{ on, receivedOn: addDays(on, 2), late: 2 },
    body: allowed
      ? {
          appealId,
          outcome: 'allowed',
          orders: [{ kind: 'amendNamedSchool', providerId: other.providerId }],
        }
      : { appealId, outcome: 'dismissed', orders: [] },
  });
  if (!allowed) return;
  yield* amendedPlan(life, { appealId, on: soon(life, told.today, [3, 14]), school: other });
  const { stay } = life;
  if (stay && !stay.ended && !life.seeking)
    yield* moveAsOrdered(life, stay, { school: other, on: told.today });
}

type Ordered = Readonly<{ school: SimulatedSchool; on: LocalDate }>;

function* moveAsOrdered(life: Life, stay: Stay, { school, on }: Ordered): Process {
  life.seeking = true;
  const startOn = soon(life, on, [30, 70]);
  stay.fate = { day: startOn, kind: 'tribunal' };
  const { providerId } = school;
  const planned = yield* tell(life, 'PlanTransition', {
    ...{ on: soon(life, on, [1, 10]), late: 0 },
    body: {
      placementId: stay.placementId,
      kind: 'other',
      toProviderId: providerId,
      plannedFor: startOn,
    },
  });
  const lines = [...linesFor(school, 'day', academicYearOf(startOn))];
  const leave = yield* approvedSpend(life, {
    kind: 'placement',
    pence: pencePerYear(lines),
    on: planned.today,
  });
  const route = routeTo(school, leave.on);
  const terms = {
    route,
    rank: 'main',
    lines,
    vat: 'exempt',
    weeksPerYear: WEEKS.day,
    residential: false,
  } as const;
  const told = yield* tell(life, 'AgreePlacement', {
    ...{ on: leave.on, late: 0 },
    body: { providerId, basis: 'tribunalOrder', approvalId: leave.approvalId, ...terms, lines },
  });
  const agreed: Agreed = {
    ...{ placementId: idIn(told, 'placementId'), school, category: categoryOfKind(school.kind) },
    ...{ boarding: 'day', lines, weeksPerYear: WEEKS.day, route, startOn, on: told.today },
  };
  life.seeking = false;
  const transitionId = idIn(planned, 'transitionId');
  yield* begin(life, agreed, { stay, transitionId, reasonCode: 'TRIB' });
}

/** While a matter is before the tribunal the record is barred from disposal. */
function* held(life: Life, on: LocalDate): Process {
  const { serviceManager } = officers;
  const placed = yield* tell(life, 'PlaceLegalHold', {
    ...{ on, late: 0, by: serviceManager },
    body: { reasonCode: 'tribunal', matter: `EH886-${life.number}` },
  });
  yield* tell(life, 'LiftLegalHold', {
    ...{ on: soon(life, placed.today, [300, 420]), by: serviceManager },
    body: { holdId: idIn(placed, 'holdId'), explanation: 'The appeal is over.' },
  });
}
