import type { Permission } from '#libs/access';
import { fold, type LocalDate } from '#libs/event-sourcing';
import { commandsByModule, journeyRules, type JourneyState } from '#libs/lifecycle';
import { stateFrom, timelineOf } from '#libs/reading';
import { routeName } from '../../api/index.js';
import type { OpenJourney } from '../door/reading.js';
import { commandTitle, mayRecord, taskAddress } from '../tasks/tasks.js';
import { dueDates } from './due-dates.js';
import { nextTasks } from './next-tasks.js';
import { learnerName, recordFacts } from './record-head.js';
import { tabs, type Tab } from './tabs.js';
import { byYear, entryView, type NameOf } from './timeline-view.js';
import type { AskedViewpoint } from './viewpoint.js';

export type RecordAsked = Readonly<{
  journeyId: string;
  journey: OpenJourney;
  asked: AskedViewpoint;
  tab: Tab;
  /** The entry that was just recorded. */
  recorded: string | undefined;
  today: LocalDate;
  nameOf: NameOf;
  permissions: ReadonlySet<Permission>;
}>;

const LATEST = 6;

/** A record as a page: who, where placed, what is next, and what happened. */
export const recordView = (record: RecordAsked) => {
  const { journeyId, journey, asked, tab, today, nameOf } = record;
  const state = asked.isPast
    ? stateFrom(journey.events, asked.viewpoint)
    : fold(journeyRules, journey.events);
  const entries = timelineOf(journey.events, asked.viewpoint).map((one) => entryView(one, nameOf));
  const shown = entriesFor(tab, entries);
  const on = asked.viewpoint.effectiveOn ?? today;
  return {
    // A title stands in the history of the browser: no name in it.
    title: tab === 'overview' ? 'Learner’s record' : `Learner’s record: ${tabs[tab]}`,
    name: learnerName(state),
    ...{ journeyId, asked, tab },
    tabs: Object.entries(tabs).map(([id, text]) => ({
      ...{ id, text },
      href: addressOf(journeyId, id, asked),
    })),
    facts: recordFacts(state, on, nameOf),
    due: tab === 'overview' ? dueDates(journey.events, asked.viewpoint, today) : [],
    years: byYear(shown),
    total: shown.length,
    all: entries.length,
    closed: state.record.closed?.because,
    ...(asked.isPast ? {} : recording(record, state)),
    justRecorded: record.recorded
      ? entries.find(({ entryId }) => entryId === record.recorded)
      : undefined,
    unchanged: record.recorded === 'nothing',
  };
};

type Entries = readonly ReturnType<typeof entryView>[];

const entriesFor = (tab: Tab, entries: Entries): Entries => {
  if (tab === 'timeline') return entries;
  if (tab === 'overview') return entries.filter(({ annulled }) => !annulled).slice(-LATEST);
  return entries.filter(({ stage }) => stage === tab);
};

const addressOf = (journeyId: string, tab: string, { knownAt, effectiveOn }: AskedViewpoint) => {
  const query = new URLSearchParams({
    ...(tab === 'overview' ? {} : { tab }),
    ...(knownAt ? { knownAt } : {}),
    ...(effectiveOn ? { effectiveOn } : {}),
  }).toString();
  return `/journeys/${journeyId}${query ? `?${query}` : ''}`;
};

/** What may be recorded here by whom asks; nothing on a record that is closed, or in the past. */
const recording = ({ journeyId, tab, permissions }: RecordAsked, state: JourneyState) => {
  if (state.record.closed) return {};
  const may = (command: string): boolean => mayRecord(command, permissions);
  const next = nextTasks(state)
    .filter(({ command }) => may(command))
    .map(({ command, text, about }) => ({
      text,
      href: taskAddress(journeyId, routeName(command), about),
    }));
  const table =
    tab in commandsByModule ? commandsByModule[tab as keyof typeof commandsByModule] : {};
  const tasks = Object.keys(table)
    .filter((command) => command !== 'RegisterLearner' && may(command))
    .map((command) => ({
      text: commandTitle(command),
      href: taskAddress(journeyId, routeName(command)),
    }));
  return { next, tasks, mayCorrect: permissions.has('journeys:correct') };
};
