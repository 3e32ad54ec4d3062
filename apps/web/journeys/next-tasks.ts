import {
  approvalsOf,
  asksWhyNotConsulted,
  consultationsOf,
  didNotStart,
  endingOf,
  interimsOf,
  isAwaited,
  offersOf,
  openNoticeOf,
  openWithholdingOf,
  pendingAppeals,
  placementsOf,
  plannedStartOf,
  requestsOf,
  reviewsOf,
  startOf,
  type JourneyState,
  type Placement,
  type Request,
  type Review,
} from '#libs/lifecycle';

/** Something that is likely to be recorded next, with the ids it is about. */
export type NextTask = Readonly<{
  command: string;
  text: string;
  about?: Readonly<Record<string, string>>;
}>;

/** What is likely to happen next on a record: links to forms, nothing that binds anybody. */
export const nextTasks = (state: JourneyState): readonly NextTask[] => {
  const requests = requestsOf(state).filter((one) => isLookedFor(state, one));
  const placements = placementsOf(state).filter((one) => isCurrent(state, one));
  return [
    ...requests.flatMap((one) => forRequest(state, one)),
    ...approvalsOf(state)
      .filter(({ status }) => status === 'sought')
      .map(({ approvalId }) => task('Approve', 'Approve what was asked for', { approvalId })),
    ...forReviews(state),
    ...placements.flatMap((one) => forPlacement(state, one)),
    ...forGaps(state, { requests, placements }),
  ];
};

const task = (command: string, text: string, about: NextTask['about'] = {}): NextTask => ({
  ...{ command, text, about },
});

/** The request is open, and no placement came of it yet. */
export const isLookedFor = (state: JourneyState, request: Request): boolean =>
  request.status === 'open' && !isMet(state, request);

/** A placement came of it that neither fell through nor failed to start. */
const isMet = (state: JourneyState, { requestId }: Request): boolean =>
  placementsOf(state).some(
    (one) =>
      one.requestId === requestId && !one.fellThrough && !didNotStart(state, one.placementId),
  );

/** Agreed or going on. */
export const isCurrent = (state: JourneyState, { placementId, fellThrough }: Placement): boolean =>
  !fellThrough && !didNotStart(state, placementId) && !endingOf(state, placementId);

const forRequest = (state: JourneyState, { requestId }: Request): readonly NextTask[] => {
  const consulted = consultationsOf(state, requestId);
  const awaited = consulted.filter(isAwaited);
  const offers = offersOf(state).filter(
    (one) => one.requestId === requestId && one.status === 'open',
  );
  const about = { requestId };
  return [
    ...(offers.length > 0
      ? [task('AgreePlacement', `Decide on ${counted(offers.length, 'offer')}`, about)]
      : []),
    ...(awaited.length > 0
      ? [
          task('AnswerConsultations', `Record answers (${awaited.length} awaited)`, about),
          task('ChaseConsultations', 'Remind schools', about),
        ]
      : []),
    ...(consulted.some(({ outcome }) => outcome === 'canMeet')
      ? [task('ReceiveOffer', 'Record an offer', about)]
      : []),
    task(
      'SendConsultations',
      consulted.length > 0 ? 'Consult more schools' : 'Consult schools',
      about,
    ),
    ...(asksWhyNotConsulted(state, requestId)
      ? [task('RecordNotConsulted', 'Say why others were not consulted', about)]
      : []),
  ];
};

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

const forPlacement = (state: JourneyState, { placementId }: Placement): readonly NextTask[] => {
  const about = { placementId };
  if (!startOf(state, placementId))
    return [
      task('StartPlacement', 'Record the first day', about),
      plannedStartOf(state, placementId)
        ? task('RescheduleStart', 'Move the first day', about)
        : task('PlanStart', 'Plan the first day', about),
    ];
  const notice = openNoticeOf(state, placementId);
  const withheld = openWithholdingOf(state, placementId);
  return [
    task('ReportSuspension', 'Record a suspension', about),
    ...(notice
      ? [task('SettleNotice', 'Settle the notice', { noticeId: notice.noticeId })]
      : [task('RecordNotice', 'Record a notice', about)]),
    ...(withheld
      ? [
          task('RecordPlaceRestored', 'The place is open again', {
            withholdingId: withheld.withholdingId,
          }),
        ]
      : []),
    task('EndPlacement', 'End the placement', about),
    ...(openReview(state) ? [] : [task('ArrangeReview', 'Arrange a review', about)]),
  ];
};

const openReview = (state: JourneyState): Review | undefined =>
  reviewsOf(state).find(({ outcome }) => outcome === undefined);

const forReviews = (state: JourneyState): readonly NextTask[] => {
  const review = openReview(state);
  const about = review && { reviewId: review.reviewId };
  return [
    ...(review ? [reviewStep(review, about)] : []),
    ...Object.values(state.reviews.amendments)
      .filter(({ status }) => status === 'proposed')
      .map(({ amendmentId }) => task('IssueFinalPlan', 'Issue the amended plan', { amendmentId })),
    ...pendingAppeals(state).map(({ appealId }) =>
      task('RecordTribunalDecision', 'Record what the tribunal decided', { appealId }),
    ),
  ];
};

const reviewStep = ({ heldOn, reportOn }: Review, about: NextTask['about']): NextTask => {
  if (!heldOn) return task('HoldReviewMeeting', 'Record the review meeting', about);
  return reportOn
    ? task('NotifyReviewDecision', 'Record the decision after the review', about)
    : task('ReceiveReviewReport', 'Record the report of the review', about);
};

type Going = Readonly<{ requests: readonly Request[]; placements: readonly Placement[] }>;

const forGaps = (state: JourneyState, { requests, placements }: Going): readonly NextTask[] => {
  const interim = interimsOf(state).find(({ endedOn }) => endedOn === undefined);
  return [
    ...(interim
      ? [task('EndInterimProvision', 'End interim provision', { interimId: interim.interimId })]
      : []),
    ...(placements.length === 0 && requests.length === 0
      ? [task('RequestPlacement', 'Ask for a placement')]
      : []),
    ...(placements.length === 0 && !interim && placementsOf(state).length > 0
      ? [task('StartInterimProvision', 'Start interim provision')]
      : []),
    task('RecordNote', 'Add a note'),
  ];
};
