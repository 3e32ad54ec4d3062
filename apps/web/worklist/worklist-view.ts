import type { WorklistEntry } from '#libs/insight';
import { isErased } from '#libs/event-sourcing';
import type { Service } from '../../api/index.js';
import { showsOwnWrites } from '../door/freshness.js';
import { namesOfStaff } from '../door/reading.js';
import type { Visit } from '../door/visit.js';
import { stepKinds, stepsOf, type Step, type StepKind } from './next-step.js';

// A caseload is some two hundred; a team's first five hundred are enough to begin with.
const MOST = 500;
const A_PAGE = 50;

export type WorklistAsked = Readonly<{ of: string; step: string; page: string }>;

type Case = Readonly<{ entry: WorklistEntry; steps: readonly Step[] }>;

const whoseFor = (of: string, { identity }: Visit) => {
  if (of === 'unassigned') return { unassigned: true } as const;
  if (of === 'team' && identity?.team) return { team: identity.team };
  return { officer: identity?.actorId ?? '' };
};

/** The cases of one person, a team or nobody, with what is next on each. */
export const worklistView = async (service: Service, visit: Visit, asked: WorklistAsked) => {
  const upToDate = await showsOwnWrites(service, visit);
  const { of, cases, more } = await casesFor(service, visit, asked.of);
  const shown = isKind(asked.step)
    ? cases.filter(({ steps }) => steps.some(({ kind }) => kind === asked.step))
    : cases;
  const page = Math.max(1, Number(asked.page) || 1);
  const rows = shown.slice((page - 1) * A_PAGE, page * A_PAGE);
  return {
    title: titles[of] ?? 'Cases',
    ...{ of, step: isKind(asked.step) ? asked.step : '', upToDate, more, most: MOST },
    whose: whoseTabs(visit),
    counts: countsOf(cases),
    ...{ total: shown.length, page, pages: Math.ceil(shown.length / A_PAGE) },
    rows: await rowsOf(service, rows),
  };
};

const casesFor = async (service: Service, visit: Visit, asked: string) => {
  const { now, dayOf } = service.journeys.ports;
  const of =
    asked || (visit.identity?.role === 'caseworker' || !visit.identity?.team ? 'mine' : 'team');
  const viewer = {
    id: visit.identity?.actorId ?? '',
    seesRestricted: visit.identity?.permissions.has('journeys:restrict') ?? false,
  };
  const query = { viewer, whose: whoseFor(of, visit), today: dayOf(now()), limit: MOST };
  const { rows, next } = await service.readModels.worklistPage(query);
  const names = await namesOfStaff(
    service,
    rows.flatMap((row) => row.last_chased_by ?? []),
  );
  const nameOf = (id: string): string => names.get(id) ?? id;
  const cases = rows
    .map((entry): Case => ({ entry, steps: stepsOf(entry, nameOf) }))
    .sort((one, other) => (pressing(one) < pressing(other) ? -1 : 1));
  return { of, cases, more: next !== undefined };
};

const titles: Readonly<Record<string, string>> = {
  mine: 'My cases',
  team: 'My team’s cases',
  unassigned: 'Cases of nobody',
};

const isKind = (text: string): text is StepKind => Object.hasOwn(stepKinds, text);

/** What is due first comes first; then what is open without a day; then what is quiet. */
const pressing = ({ steps, entry }: Case): string =>
  `${steps.length === 0 ? '9' : '0'}${steps[0]?.due ?? '9999'}${entry.journeyId}`;

const whoseTabs = ({ identity }: Visit) => [
  { of: 'mine', text: titles['mine'] },
  ...(identity?.team ? [{ of: 'team', text: titles['team'] }] : []),
  { of: 'unassigned', text: titles['unassigned'] },
];

const countsOf = (cases: readonly Case[]) =>
  (Object.keys(stepKinds) as StepKind[]).map((kind) => ({
    kind,
    text: stepKinds[kind],
    count: cases.filter(({ steps }) => steps.some((one) => one.kind === kind)).length,
  }));

const rowsOf = async (service: Service, cases: readonly Case[]) => {
  const learners = await service.readModels.namesOf(cases.map(({ entry }) => entry.journeyId));
  const staff = await namesOfStaff(
    service,
    cases.flatMap(({ entry }) => entry.officer ?? []),
  );
  return cases.map(({ entry, steps }) => ({
    href: `/journeys/${entry.journeyId}`,
    name: nameInWords(learners.get(entry.journeyId)),
    steps,
    stale: entry.stale,
    officer: entry.officer ? (staff.get(entry.officer) ?? entry.officer) : 'Nobody',
    team: entry.team,
  }));
};

type Name =
  Awaited<ReturnType<Service['readModels']['namesOf']>> extends ReadonlyMap<string, infer N>
    ? N
    : never;

/** `Robin Example`, or that it is erased. */
export const nameInWords = (name: Name | undefined): string => {
  if (name === undefined) return 'Name not recorded';
  return isErased(name) ? '[erased]' : `${name.given} ${name.family}`;
};

/** Who is found by a name or an identifier. */
export const searchView = async (service: Service, visit: Visit, text: string) => {
  const upToDate = await showsOwnWrites(service, visit, 'people');
  const viewer = {
    id: visit.identity?.actorId ?? '',
    seesRestricted: visit.identity?.permissions.has('journeys:restrict') ?? false,
  };
  const { rows, next } = await service.readModels.findPeople({ text, limit: A_PAGE, viewer });
  const names = await service.readModels.namesOf(rows);
  return {
    title: 'Find a learner',
    ...{ text, upToDate, more: next !== undefined },
    rows: rows.map((id) => ({ href: `/journeys/${id}`, name: nameInWords(names.get(id)) })),
  };
};
