import type { LocalDate, OccurredOn } from '#libs/event-sourcing';
import { addDays, dayInWords } from '#libs/lifecycle';
import type { ClockRule, Instance, Mark, Told } from '../clock.js';
import { dueAfter, workingDaysBeginningWith } from '../counting.js';
import { firstMark, markOf, markOn, type Facts } from '../facts.js';

const SESSIONS_A_DAY = 2;
const SIXTH_DAY = 6;
const FIFTEENTH_DAY = 15;

/** Interim provision that began then or later, or was there already. */
const provided = (facts: Facts, since: OccurredOn): Mark | undefined => {
  const over = new Set(
    facts
      .of('InterimProvisionEnded')
      .filter(({ occurredOn }) => occurredOn.to < since.from)
      .map(({ data }) => data.interimId),
  );
  const running = facts
    .of('InterimProvisionStarted')
    .filter(({ data }) => !over.has(data.interimId));
  return firstMark(running.map(markOf));
};

const endedOf = (facts: Facts, placementId: string): readonly Mark[] =>
  facts
    .of('PlacementEnded')
    .filter(({ data }) => data.placementId === placementId)
    .map(markOf);

type Away = Readonly<{ event: Told<'SuspensionReported' | 'PlaceWithheld'>; what: string }> &
  Readonly<{ day: number; back: readonly (Mark | undefined)[] }>;

const awayFrom = (facts: Facts, { event, what, day, back }: Away): Instance => {
  const { placementId } = event.data;
  const met = provided(facts, event.occurredOn);
  const mark = firstMark([...back, ...endedOf(facts, placementId)]);
  return {
    what: `Provision during ${what} from ${dayInWords(event.occurredOn.from)}`,
    started: markOf(event),
    due: dueAfter(event.occurredOn, workingDaysBeginningWith(day)),
    met,
    ended: !met && mark ? { mark, because: 'noLongerOutOfSchool' } : undefined,
    about: { kind: 'placement', id: placementId },
  };
};

const suspended = (facts: Facts, event: Told<'SuspensionReported'>): readonly Instance[] => {
  const { basis, sessions, to } = event.data;
  if (basis !== 'statutory' || sessions < SIXTH_DAY * SESSIONS_A_DAY) return [];
  const back = to === undefined ? undefined : markOn(event, addDays(to, 1));
  return [awayFrom(facts, { event, what: 'the suspension', day: SIXTH_DAY, back: [back] })];
};

const withheld = (facts: Facts, event: Told<'PlaceWithheld'>): Instance => {
  const back = facts
    .of('PlaceRestored')
    .filter(({ data }) => data.withholdingId === event.data.withholdingId)
    .map(markOf);
  return awayFrom(facts, { event, what: 'the place being withheld', day: FIFTEENTH_DAY, back });
};

export const outOfSchool: ClockRule = {
  id: 'C38',
  title: 'Provision for a learner who is out of school',
  source: 'Education Act 1996, s.19; SI 2007/1870 (sixth day of a suspension)',
  quote:
    'Suitable education must be arranged for a child who may not receive it otherwise: from the ' +
    'sixth school day of a suspension; where it is clear that the child will be away for 15 days or ' +
    'more.',
  ...{ kind: 'deadline', force: 'advice', owedBy: 'authority' },
  from: '2014-09-01' as LocalDate,
  trigger: 'SuspensionReported (statutory, six days or more); PlaceWithheld',
  counting:
    'the sixth, or fifteenth, day beginning with the first. School days are counted as working days: ' +
    'the holidays of the school are not known to the rule, so the day may fall later',
  exceptions:
    'as the day is approximate, never reported as missed. Absence through illness is not recorded by day',
  ...{ step: 'Arrange provision: the learner is out of school', done: 'arranged' },
  instances: (facts) => [
    ...facts.of('SuspensionReported').flatMap((event) => suspended(facts, event)),
    ...facts.of('PlaceWithheld').map((event) => withheld(facts, event)),
  ],
};
