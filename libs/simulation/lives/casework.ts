import type { LocalDate } from '#libs/event-sourcing';
import { addDays } from '#libs/lifecycle';
import { newJourneyId } from '#libs/recording';
import { until, type Deed, type Process } from '../machinery/process.js';
import { officers } from '../world/staff.js';
import { aNote } from '../world/texts.js';
import type { Life } from './life.js';
import { soon } from './pace.js';
import { registrationOf, teamOf } from './registering.js';
import { managerOn, officerOf, takenOut, tell } from './telling.js';

/** What working on cases brings with it: changes of hands, notes, mistakes of every kind. */
export const casework = (life: Life): void => {
  const { chance, telling, strands, beginsOn } = life;
  const after = (perYear: number): LocalDate => addDays(beginsOn, telling.daysUntil(perYear) + 5);
  strands.start(handedOver(life));
  strands.start(notes(life));
  strands.start(falseEntries(life, after));
  strands.start(onTheWrongRecord(life, after));
  if (chance.happens(0.006)) strands.start(registeredTwice(life, after(1)));
  if (chance.happens(0.008)) strands.start(restricted(life, after(1)));
};

function* handedOver(life: Life): Process {
  for (const { officer, manager, from, until: last, reasonCode } of life.assignments.slice(1)) {
    yield* until(from);
    if (life.restricted) yield* restrict(life, from);
    yield* tell(life, 'AssignCase', {
      ...{ on: from, late: 0, by: manager },
      body: {
        ...{ officer: officer.id, team: teamOf(officer), reasonCode },
        ...(last === undefined ? {} : { until: last }),
      },
    });
  }
}

function* notes(life: Life): Process {
  for (let day = life.beginsOn; ;) {
    day = addDays(day, life.chance.daysUntil(1.3));
    yield* tell(life, 'RecordNote', { on: yield* until(day), body: note(life) });
  }
}

const note = ({ chance, learner }: Life) => ({
  kind: chance.pick(['call', 'email', 'visit', 'meeting'] as const),
  text: aNote(chance, learner.name.given),
  about: ['learner' as const, ...(chance.happens(0.4) ? (['parent'] as const) : [])],
});

type After = (perYear: number) => LocalDate;

/** What is told though it never happened, or a second time; and taken out when that is noticed. */
function* falseEntries(life: Life, after: After): Process {
  for (let day = after(0.07); ; day = addDays(day, life.telling.daysUntil(0.07))) {
    const today = yield* until(day);
    const stay =
      life.stay && !life.stay.ended && life.stay.startedOn < addDays(today, -20)
        ? life.stay
        : undefined;
    const told = stay
      ? yield* tell(life, 'ReportSuspension', {
          ...{ on: today, late: 0, surely: true },
          body: {
            placementId: stay.placementId,
            sessions: 2,
            basis: 'contractual',
            reasons: ['DB'],
          },
        })
      : yield* tell(life, 'RecordNote', {
          ...{ on: today, late: 0, surely: true },
          body: note(life),
        });
    const reasonCode = life.telling.happens(0.6) ? 'neverHappened' : 'duplicate';
    takenOut(life, told, { type: 'RecordNote', reasonCode });
  }
}

const isOpen = ({ registered, over, restricted: closed }: Life): boolean =>
  registered && !over && !closed;

/** A note goes to another learner's record; whoever notices has it carried to where it belongs. */
function* onTheWrongRecord(life: Life, after: After): Process {
  for (let day = after(0.006); ; day = addDays(day, life.telling.daysUntil(0.006))) {
    const today = yield* until(day);
    const others = life.world.lives.filter((other) => other !== life && isOpen(other));
    if (others.length === 0) continue;
    const other = life.telling.pick(others);
    const by = officerOf(life, today);
    const body = { ...note(life), occurredOn: today };
    const deed: Deed = {
      kind: 'record',
      type: 'RecordNote',
      body,
      by,
      source: 'user',
      journeyId: other.recordId,
    };
    const told = yield { day: today, deed };
    if (!told.ok) return;
    const noticed = yield* until(soon(life, today, [3, 60]));
    if (!isOpen(other)) continue;
    const { entryId } = told;
    yield {
      day: noticed,
      deed: { kind: 'carry', from: other.recordId, entryId, by: managerOn(life, noticed) },
    };
  }
}

/** Registered a second time by mistake; the second record is merged into the first. */
function* registeredTwice(life: Life, day: LocalDate): Process {
  const today = yield* until(day);
  const by = officerOf(life, today);
  const commandId = `${life.nextCommandId()}-twin`;
  const twin = newJourneyId({ caller: by.id, commandId });
  const told = (type: 'RegisterLearner' | 'RecordNote', body: object): Deed => ({
    ...{
      kind: 'record',
      type,
      by,
      source: 'user',
      journeyId: twin,
      body: { ...body, occurredOn: today },
    },
    ...(type === 'RegisterLearner' ? { commandId } : {}),
  });
  const registered = yield { day: today, deed: told('RegisterLearner', registrationOf(life)) };
  if (!registered.ok) return;
  yield { day: today, deed: told('RecordNote', note(life)) };
  const noticed = yield* until(soon(life, today, [10, 120]));
  yield { day: noticed, deed: { kind: 'merge', from: twin, by: managerOn(life, noticed) } };
}

/** Only those named may see it: a colleague's child, say. */
function* restricted(life: Life, day: LocalDate): Process {
  const today = yield* until(day);
  life.restricted = true;
  yield* restrict(life, today);
  if (!life.telling.happens(0.5)) return;
  const later = yield* until(soon(life, today, [120, 400]));
  yield* tell(life, 'UnrestrictRecord', {
    ...{ on: later, late: 0, by: managerOn(life, later) },
    body: { reasonCode: 'reasonGone' },
  });
  life.restricted = false;
}

const restrict = (life: Life, on: LocalDate) => {
  const { serviceManager, headOfSend, director, panelClerk, returns, dataProtection } = officers;
  const here = [managerOn(life, on), ...life.assignments.map(({ officer }) => officer)];
  const people = [
    ...here,
    serviceManager,
    headOfSend,
    director,
    panelClerk,
    returns,
    dataProtection,
  ];
  return tell(life, 'RestrictRecord', {
    ...{ on, late: 0, by: managerOn(life, on) },
    body: {
      ...{ level: 'limited', reasonCode: 'staffFamily', reviewOn: addDays(on, 365) },
      people: [...new Set(people.map(({ id }) => id))],
      explanation: 'A parent works in the service.',
    },
  });
};
