import type { Happened, LocalDate } from '#libs/event-sourcing';
import type { JourneyEvent } from '#libs/lifecycle';
import { clockRules } from './catalogue.js';
import type { Clock, ClockRule, Explained, Instance, Mark } from './clock.js';
import { factsFrom, firstMark, markOf, markOn, type Facts } from './facts.js';

/**
 * Every running of every clock in one journey's history, by what was recorded and stands.
 *
 * @param standing the events that were not annulled, in any order; others than `clockedTypes` are passed over
 * @returns in the order of the catalogue; nothing for a record that was closed or merged away
 */
export const clocksOf = (standing: readonly Happened<JourneyEvent>[]): readonly Clock[] => {
  const facts = factsFrom(standing);
  if (facts.of('RecordDisposed').length > 0 || facts.of('JourneyMergedInto').length > 0) return [];
  const planEnds = planEndsIn(facts);
  const explanations = explanationsIn(facts);
  const from = clocksFromIn(facts);
  return clockRules.flatMap((rule) =>
    rule
      .instances(facts)
      .filter((instance) => isUnder(rule, instance))
      .map((instance) => (rule.outlivesPlan ? instance : endedWithPlan(instance, planEnds)))
      .filter((instance) => isToldOf(instance, from))
      .map((instance) => clockFrom(rule, instance, { from, explanations })),
  );
};

const isUnder = ({ from, to }: ClockRule, { started: { on } }: Instance): boolean =>
  on.from >= from && (to === undefined || on.from < to);

type PlanEnd = NonNullable<Instance['ended']>;

const planEndsIn = (facts: Facts): readonly PlanEnd[] => [
  ...facts
    .of('PlanCeased')
    .map((event): PlanEnd => ({ mark: markOn(event, event.data.endsOn), because: 'planCeased' })),
  ...facts
    .of('TransferOutSent')
    .map((event): PlanEnd => ({ mark: markOf(event), because: 'transferredAway' })),
];

/** What was neither done nor given up when the plan ended is owed no longer. */
const endedWithPlan = (instance: Instance, planEnds: readonly PlanEnd[]): Instance => {
  const after = planEnds.filter(({ mark }) => mark.on.from >= instance.started.on.from);
  const mark = firstMark(after.map((one) => one.mark));
  const end = after.find((one) => one.mark === mark);
  const stopped = instance.met ?? instance.ended?.mark;
  if (end === undefined || (stopped && stopped.on.from <= end.mark.on.to)) return instance;
  return { ...instance, met: undefined, ended: end };
};

const clocksFromIn = (facts: Facts): LocalDate | undefined =>
  facts
    .of('BroughtForward')
    .map(({ data }) => data.clocksFrom)
    .sort()
    .at(-1);

/** Of the time before a case was brought forward only what is still to be done is told. */
const isToldOf = ({ due, met, ended }: Instance, from: LocalDate | undefined): boolean =>
  from === undefined || due.to >= from || (met === undefined && ended === undefined);

type Explanations = ReadonlyMap<string, Explained>;

const startOf = (clock: string, entry: string): string => `${clock} ${entry}`;

/** By clock and starting entry; an explanation of an entry that was put right is one of what replaced it. */
const explanationsIn = (facts: Facts): Explanations => {
  const replacedBy = new Map<string, string[]>();
  for (const { data } of facts.of('EntryReplaced'))
    replacedBy.set(data.entry, [...(replacedBy.get(data.entry) ?? []), data.by]);
  const entriesFor = (entry: string, seen: readonly string[] = []): readonly string[] =>
    seen.includes(entry)
      ? []
      : [
          entry,
          ...(replacedBy.get(entry) ?? []).flatMap((next) => entriesFor(next, [...seen, entry])),
        ];
  return new Map(
    facts.of('DelayExplained').flatMap(({ entryId, occurredOn, data }) => {
      const { clock, startedBy, reasonCode, expectedOn } = data;
      const explained: Explained = { entryId, on: occurredOn, reasonCode, expectedOn };
      return entriesFor(startedBy).map((entry) => [startOf(clock, entry), explained] as const);
    }),
  );
};

type Case = Readonly<{ from: LocalDate | undefined; explanations: Explanations }>;

const clockFrom = (rule: ClockRule, instance: Instance, { from, explanations }: Case): Clock => {
  const { started, part, due, excepted } = instance;
  return {
    ...instance,
    key: [rule.id, started.eventId, ...(part === undefined ? [] : [part])].join('/'),
    clock: rule.id,
    counts:
      rule.kind === 'deadline' &&
      rule.force !== 'advice' &&
      excepted === undefined &&
      (from === undefined || due.to >= from),
    explained: explanations.get(startOf(rule.id, started.entryId)),
  };
};

/** The fact that stopped a clock, whether what was due was done or not. */
export const stoppedBy = ({ met, ended }: Instance): Mark | undefined => met ?? ended?.mark;
