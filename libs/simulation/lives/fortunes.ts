import type { LocalDate } from '#libs/event-sourcing';
import { academicYearOf, addDays, type JourneyCommand } from '#libs/lifecycle';
import { dayIn } from '../machinery/calendar.js';
import { idIn, until, type Process } from '../machinery/process.js';
import { officers } from '../world/staff.js';
import { aHome } from '../world/places.js';
import { yearGroupIn, type Life } from './life.js';
import { upnFor } from './learner.js';
import { dies, movesOut } from './leaving.js';
import { soon } from './pace.js';
import { tell } from './telling.js';

const MOVES_OUT_A_YEAR = 0.018;
const DIES_A_YEAR = 0.0008;
const MOVES_HOUSE_A_YEAR = 0.05;

/** What befalls a family, whatever the school. */
export const fortunes = (life: Life): void => {
  const { chance, strands, beginsOn } = life;
  const after = (perYear: number): LocalDate => addDays(beginsOn, chance.daysUntil(perYear) + 30);
  strands.start(movesOut(life, after(MOVES_OUT_A_YEAR)), { goesOn: true });
  strands.start(dies(life, after(DIES_A_YEAR)), { goesOn: true });
  strands.start(movesHouse(life, after(MOVES_HOUSE_A_YEAR)));
  strands.start(decidesForThemselves(life));
  strands.start(needsAmended(life, after(0.06)));
  if (chance.happens(0.07)) strands.start(inCare(life, after(0.5)));
  if (life.learner.upn === undefined) strands.start(numberFound(life, after(1)));
  if (chance.happens(0.02)) strands.start(erasureAsked(life, after(0.5)));
};

function* movesHouse(life: Life, on: LocalDate): Process {
  yield* until(on);
  const { address, district } = aHome(life.chance);
  yield* tell(life, 'ChangeAddress', {
    on,
    body: {
      address: { lines: [...address.lines], postcode: address.postcode },
      kind: 'home',
      district,
    },
  });
}

const LAST_COMPULSORY_YEAR_GROUP = 11;

/** After compulsory school age the young person decides; mostly that is noticed in the autumn. */
function* decidesForThemselves(life: Life): Process {
  const year = life.learner.cohort + LAST_COMPULSORY_YEAR_GROUP + 1;
  if (dayIn(year, '09-01') < life.beginsOn || yearGroupIn(life, academicYearOf(life.beginsOn)) > 11)
    return;
  const today = yield* until(soon(life, dayIn(year, '09-10'), [0, 120]));
  if (!life.chance.happens(0.7)) return;
  yield* tell(life, 'ChangeDecisionHolder', {
    ...{ on: today, late: 0 },
    body: life.chance.happens(0.8)
      ? { holder: 'youngPerson', basis: 'overSchoolAge', effectiveFrom: dayIn(year, '06-30') }
      : { holder: 'representative', basis: 'lacksCapacity' },
  });
}

function* needsAmended(life: Life, on: LocalDate): Process {
  yield* until(on);
  const { primaryNeed } = life.learner;
  const further = life.chance.pick(['SLCN', 'SEMH', 'OTH'] as const);
  const furtherNeeds = further === primaryNeed ? {} : { furtherNeeds: [further] };
  yield* tell(life, 'AmendNeeds', { on, body: { primaryNeed, ...furtherNeeds } });
}

function* inCare(life: Life, on: LocalDate): Process {
  yield* until(on);
  const kind = life.chance.weighted([
    ['lookedAfter', 5],
    ['childInNeed', 4],
    ['childProtection', 1],
  ] as const);
  const recorded = yield* tell(life, 'RecordLearnerStatus', {
    on,
    body: { kind, authority: '886' },
  });
  if (!life.chance.happens(0.5)) return;
  yield* tell(life, 'EndLearnerStatus', {
    on: soon(life, recorded.today, [90, 500]),
    body: { statusId: idIn(recorded, 'statusId') },
  });
}

function* numberFound(life: Life, on: LocalDate): Process {
  yield* until(on);
  yield* tell(life, 'AmendLearnerDetails', {
    ...{ on, late: 0 },
    body: { upn: upnFor(life.number, life.learner.cohort) },
  });
  yield* tell(life, 'LinkIdentifier', {
    ...{ on, late: 0 },
    body: { system: 'education-system', value: `E${80_000 + life.number}` },
  });
}

type Ground = Extract<JourneyCommand, { type: 'DecideErasure' }>['data']['ground'];

function* erasureAsked(life: Life, on: LocalDate): Process {
  yield* until(on);
  const asked = yield* tell(life, 'RequestErasure', {
    ...{ on, receivedOn: addDays(on, 1), late: 1 },
    body: { by: 'parent', request: 'Please delete the notes of the visit.' },
  });
  const ground: Ground = 'statutoryTask';
  yield* tell(life, 'DecideErasure', {
    ...{ on: soon(life, asked.today, [10, 25]), by: officers.dataProtection, late: 0 },
    body: { erasureId: idIn(asked, 'erasureId'), outcome: 'refused', ground },
  });
}
