import type { Role } from '#libs/access';
import type { Actor, LocalDate } from '#libs/event-sourcing';
import { addDays, daysBetween } from '#libs/lifecycle';
import { workdayFrom, workdayUpTo } from '../machinery/calendar.js';
import type { Span } from './options.js';

/** Somebody who works for the authority; entirely made up. */
export type Person = Actor & Readonly<{ role: Role; name: string }>;

export const teams = ['north', 'east', 'south'] as const;
export type Team = (typeof teams)[number];

const person = (id: string, name: string, role: Role): Person => ({ id, name, role });

const caseworker = (number: number, name: string, team: Team): Person => ({
  ...person(`staff-1${String(number).padStart(2, '0')}`, name, 'caseworker'),
  team,
});

const [worksNorth, leavesNorth, joinsNorth, isAwayEast, coversEast] = [
  caseworker(1, 'Tamsin Oakley', 'north'),
  caseworker(2, 'Piers Langton', 'north'),
  caseworker(13, 'Anneke Brouwer', 'north'),
  caseworker(5, 'Delroy Anderson', 'east'),
  caseworker(14, 'Morag Sinclair', 'east'),
];

const caseworkersOf: Readonly<Record<Team, readonly Person[]>> = {
  north: [
    ...[worksNorth, leavesNorth],
    ...[caseworker(3, 'Ruth Akintola', 'north'), caseworker(4, 'Callum Frost', 'north')],
  ],
  east: [
    ...[isAwayEast, caseworker(6, 'Hester Quayle', 'east')],
    ...[caseworker(7, 'Imran Sadiq', 'east'), caseworker(8, 'Judith Penhale', 'east')],
  ],
  south: [
    ...[caseworker(9, 'Gwilym Rees', 'south'), caseworker(10, 'Nadia Rahman', 'south')],
    ...[caseworker(11, 'Owen Tranter', 'south'), caseworker(12, 'Bridget Mallory', 'south')],
  ],
};

const managerOf: Readonly<Record<Team, Person>> = {
  north: { ...person('staff-201', 'Marian Holt', 'team-manager'), team: 'north' },
  east: { ...person('staff-202', 'Vikram Desai', 'team-manager'), team: 'east' },
  south: { ...person('staff-203', 'Elspeth Crane', 'team-manager'), team: 'south' },
};

/** Those there is one of, or who belong to no team. */
export const officers = {
  serviceManager: person('staff-301', 'Joanna Whitlock', 'service-manager'),
  headOfSend: person('staff-302', 'Adebayo Cole', 'head-of-send'),
  director: person('staff-303', 'Philippa Warne', 'director'),
  panelClerk: person('staff-304', 'Graham Tully', 'panel-clerk'),
  commissioner: person('staff-401', 'Leonie Marsh', 'commissioner'),
  secondCommissioner: person('staff-402', 'Conrad Vale', 'commissioner'),
  finance: person('staff-403', 'Sunita Kapoor', 'finance'),
  auditor: person('staff-501', 'Edmund Pryce', 'auditor'),
  dataProtection: person('staff-502', 'Carys Bowen', 'data-protection'),
  administrator: person('staff-503', 'Tobias Klein', 'administrator'),
  /** What schools send by themselves, and what was taken over from files. */
  returns: person('system-school-returns', 'School returns', 'integration'),
} as const;

/** When the one leaves, and when the other is away. */
export type Absences = Readonly<{
  leaving: LocalDate;
  awayFrom: LocalDate;
  awayTo: LocalDate;
}>;

const DAYS_AWAY = 150;

export const absencesIn = ({ from, until }: Span): Absences => {
  const days = daysBetween(from, until);
  const awayFrom = workdayFrom(addDays(from, Math.round(days * 0.25)));
  return {
    leaving: workdayUpTo(addDays(from, Math.round(days * 0.55))),
    awayFrom,
    awayTo: addDays(awayFrom, Math.min(DAYS_AWAY, Math.round(days * 0.2))),
  };
};

export type Assignment = Readonly<{
  officer: Person;
  manager: Person;
  from: LocalDate;
  until?: LocalDate;
  reasonCode: 'new' | 'leaver' | 'cover';
}>;

/** Whose case it is over time: the first row, then what becomes of it when somebody goes. */
export const assignmentsFor = (
  caseNumber: number,
  first: LocalDate,
  { leaving, awayFrom, awayTo }: Absences,
): readonly Assignment[] => {
  const team = teams[caseNumber % teams.length] ?? 'north';
  const officers4 = caseworkersOf[team];
  const given = officers4[Math.floor(caseNumber / teams.length) % officers4.length] ?? worksNorth;
  const officer = given === leavesNorth && first >= leaving ? joinsNorth : given;
  const manager = managerOf[team];
  const assigned = { officer, manager, from: first, reasonCode: 'new' } as const;
  if (officer === leavesNorth)
    return [assigned, { officer: joinsNorth, manager, from: leaving, reasonCode: 'leaver' }];
  if (officer === isAwayEast && first < awayFrom)
    return [
      assigned,
      { officer: coversEast, manager, from: awayFrom, until: awayTo, reasonCode: 'cover' },
    ];
  return [assigned];
};

/** Who has the case on a day. */
export const officerOn = (assignments: readonly Assignment[], day: LocalDate): Assignment => {
  const held = assignments.filter(
    ({ from, until }) => from <= day && (until === undefined || day <= until),
  );
  const [first] = assignments;
  const last = held.at(-1) ?? first;
  if (!last) throw new Error('A case is assigned when it begins.');
  return last;
};

/** Who may approve an amount, in pence a year, by the limits that hold: the lowest rank that can. */
export const approverOf = (
  pence: number,
  manager: Person,
  limitPence: (role: string) => number,
): Person => {
  const ranks = [manager, officers.serviceManager, officers.headOfSend, officers.director];
  return ranks.find(({ role }) => pence <= limitPence(role)) ?? officers.director;
};

export const allPeople: readonly Person[] = [
  ...teams.flatMap((team) => caseworkersOf[team]),
  ...[joinsNorth, coversEast],
  ...teams.map((team) => managerOf[team]),
  ...Object.values(officers),
];

export const leaver = leavesNorth;
