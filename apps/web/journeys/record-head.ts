import { isErased, type LocalDate } from '#libs/event-sourcing';
import {
  assignmentOn,
  consultationsOf,
  dayInWords,
  inWords,
  interimsOf,
  isAwaited,
  learnerOf,
  needNames,
  offersOf,
  openNoticeOf,
  pencePerYear,
  placementsOf,
  plannedStartOf,
  poundsInWords,
  requestsOf,
  reviewsOf,
  startOf,
  whenInWords,
  type JourneyState,
  type Placement,
} from '#libs/lifecycle';
import { isCurrent, isLookedFor } from './next-tasks.js';

/** One fact of the strip on top of a record. */
export type Fact = Readonly<{ term: string; value: string; more?: string | undefined }>;

export const learnerName = (state: JourneyState): string => {
  const name = learnerOf(state)?.name;
  if (name === undefined) return 'Name not recorded';
  return isErased(name) ? '[erased]' : `${name.given} ${name.family}`;
};

const yearsOld = (born: LocalDate, on: LocalDate): number =>
  Number(on.slice(0, 4)) - Number(born.slice(0, 4)) - (on.slice(5) < born.slice(5) ? 1 : 0);

const bornInWords = (state: JourneyState, today: LocalDate): Fact => {
  const born = learnerOf(state)?.dateOfBirth;
  if (born === undefined || isErased(born))
    return { term: 'Born', value: born === undefined ? 'Not recorded' : '[erased]' };
  return { term: 'Born', value: dayInWords(born), more: `${yearsOld(born, today)} years old` };
};

const placementFact = (state: JourneyState, placement: Placement): Fact => {
  const { placementId, school, lines, rank, agreedOn } = placement;
  const started = startOf(state, placementId);
  const planned = plannedStartOf(state, placementId) ?? placement.expectedStartOn;
  const since = started
    ? `since ${whenInWords(started.startedOn).replace(/^on /, '')}`
    : `agreed ${whenInWords(agreedOn)}${planned ? `, to start on ${dayInWords(planned)}` : ''}`;
  const notice = openNoticeOf(state, placementId);
  const price = pencePerYear(lines);
  return {
    term: rank === 'main' ? 'Placed at' : 'Also at',
    value: school.name,
    more: [
      since,
      price > 0 ? `${poundsInWords(price)} a year` : undefined,
      notice && `notice expires on ${dayInWords(notice.expiresOn)}`,
    ]
      .filter(Boolean)
      .join(', '),
  };
};

const placedFacts = (state: JourneyState): readonly Fact[] => {
  const current = placementsOf(state).filter((one) => isCurrent(state, one));
  const interims = interimsOf(state).filter(({ endedOn }) => endedOn === undefined);
  if (current.length + interims.length === 0) return [{ term: 'Placed at', value: 'No placement' }];
  return [
    ...current.map((one) => placementFact(state, one)),
    ...interims.map((one): Fact => ({
      term: 'Interim',
      value: capital(inWords(one.kind)),
      more: `${one.hoursPerWeekTenths / 10} hours a week, since ${whenInWords(one.startedOn).replace(/^on /, '')}`,
    })),
  ];
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Days that are coming, the next first. */
const comingFacts = (state: JourneyState, today: LocalDate): readonly Fact[] => {
  const review = reviewsOf(state)
    .filter(({ heldOn, meetingOn }) => heldOn === undefined && meetingOn >= today)
    .sort((one, other) => (one.meetingOn < other.meetingOn ? -1 : 1))[0];
  const requests = requestsOf(state).filter((one) => isLookedFor(state, one));
  const awaited = requests.flatMap(({ requestId }) =>
    consultationsOf(state, requestId).filter(isAwaited),
  );
  const open = offersOf(state).filter(
    ({ status, requestId }) =>
      status === 'open' && requests.some((one) => one.requestId === requestId),
  );
  const until = open.flatMap(({ validUntil }) => validUntil ?? []).sort()[0];
  return [
    ...(review
      ? [{ term: 'Next review', value: dayInWords(review.meetingOn), more: inWords(review.kind) }]
      : []),
    ...(awaited.length > 0
      ? [{ term: 'Answers awaited', value: String(awaited.length), more: 'from schools consulted' }]
      : []),
    ...(open.length > 0
      ? [
          {
            term: 'Open offers',
            value: String(open.length),
            more: until ? `the first runs out on ${dayInWords(until)}` : undefined,
          },
        ]
      : []),
  ];
};

/** Who it is, where placed since when, and what is coming. */
export const recordFacts = (
  state: JourneyState,
  today: LocalDate,
  staffName: (id: string) => string,
): readonly Fact[] => {
  const assignment = assignmentOn(state, today);
  const need = learnerOf(state)?.primaryNeed;
  return [
    ...placedFacts(state),
    bornInWords(state, today),
    { term: 'Need', value: need ? capital(needNames[need]) : 'Not recorded' },
    {
      term: 'Case officer',
      value: assignment?.officer ? staffName(assignment.officer) : 'Nobody',
      more: assignment && `${assignment.team} team`,
    },
    ...comingFacts(state, today),
  ];
};
