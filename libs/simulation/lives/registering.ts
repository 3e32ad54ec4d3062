import type { LocalDate } from '#libs/event-sourcing';
import { addDays, daysBetween } from '#libs/lifecycle';
import { idIn, until, type BodyOf, type Process } from '../machinery/process.js';
import { parentNames } from '../world/names.js';
import type { Life } from './life.js';
import { tell } from './telling.js';

type Registration = Readonly<{ on: LocalDate; told?: LocalDate; source?: 'user' | 'import' }>;

/** The record is opened. */
export function* register(
  life: Life,
  { on, told = on, source = 'user' }: Registration,
): Process<LocalDate> {
  const { today } = yield* tell(life, 'RegisterLearner', {
    ...{ on, source, by: life.registrar, surely: true, late: Math.max(0, daysBetween(on, told)) },
    body: registrationOf(life),
  });
  life.registered = true;
  return today;
}

export const registrationOf = ({ learner, number }: Life) => {
  const { name, dateOfBirth, sex, upn, upnUnknownReason, home, primaryNeed, furtherNeeds } =
    learner;
  return {
    ...{ name, dateOfBirth, sex, primaryNeed },
    address: { lines: [...home.address.lines], postcode: home.address.postcode },
    district: home.district,
    ...(furtherNeeds.length > 0 ? { furtherNeeds } : {}),
    ...(upn === undefined ? {} : { upn }),
    ...(upnUnknownReason === undefined ? {} : { upnUnknownReason }),
    responsibleAuthority: '886',
    ...(number % 3 === 0
      ? { otherIds: [{ system: 'education-system', value: `E${70_000 + number}` }] }
      : {}),
  };
};

/** Somebody gets the case, and the family becomes known. */
export function* takeOn(life: Life, on: LocalDate): Process {
  const [first] = life.assignments;
  if (first)
    yield* tell(life, 'AssignCase', {
      ...{ on, late: 0, by: first.manager },
      body: { officer: first.officer.id, team: teamOf(first.officer), reasonCode: 'new' },
    });
  const contact = {
    name: { given: life.chance.pick(parentNames), family: life.learner.name.family },
    relation: life.chance.weighted([
      ['mother', 7],
      ['father', 2],
      ['grandparent', 1],
    ] as const),
    parentalResponsibility: true,
    phone: aPhone(life),
  };
  const recorded = yield* tell(life, 'RecordContact', {
    ...{ on, late: life.telling.between(0, 3) },
    body: contact,
  });
  life.strands.start(contactAmended(life, idIn(recorded, 'contactId'), contact));
}

/** A number kept free for made-up people. */
const aPhone = ({ chance }: Life): string =>
  `01632 96${String(chance.between(0, 9_999)).padStart(4, '0')}`;

function* contactAmended(life: Life, contactId: string, contact: BodyOf<'RecordContact'>): Process {
  const on = yield* until(addDays(life.beginsOn, life.chance.daysUntil(0.06) + 30));
  const body = { ...contact, contactId, phone: aPhone(life) };
  yield* tell(life, 'AmendContact', { ...{ on, late: 0 }, body });
}

export const teamOf = ({ team }: Readonly<{ team?: string | undefined }>): string =>
  team ?? 'north';
