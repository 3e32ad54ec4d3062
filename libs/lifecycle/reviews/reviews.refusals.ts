/** What each code of this stage's rules means to a person, and what to do next. */
export const reviewsRefusals = {
  'unknown-review':
    'There is no such review on this record. Check the id, or record first that the review was arranged.',
  'unknown-amendment':
    'There is no such amendment on this record. Check the id, or record first that the notice was sent.',
  'unknown-appeal':
    'There is no such appeal on this record. Check the id, or record first that it was registered.',
  'unknown-final-plan':
    'There is no such final plan on this record. Check the id, or record first that the plan was issued.',
  'unknown-concern':
    'There is no such concern on this record. Check the id, or record first that it was raised.',
  'unknown-placement':
    'There is no such placement on this record. Check the id, or record first that the placement was agreed.',
  'unknown-school':
    'There is no such school in the register. Check the id, or add the school to the register first.',
  'meeting-before-invitation':
    'The meeting would have been before anyone was told of it. Check both dates; if it is not known when people were told, say between which days.',
  'meeting-already-held':
    'The meeting of this review is recorded with another date or content. If that is wrong, correct that entry; for a further meeting arrange a further review.',
  'already-called-off':
    'This review is recorded as called off on another day or for another cause. If that is wrong, correct that entry; if it was to be held after all, record first the day that was set.',
  'papers-already-circulated':
    'The papers of this review are recorded as sent on another day. If that is wrong, correct that entry.',
  'report-before-meeting':
    'The report would have come before the meeting it reports. Check both dates; if the other entry is dated wrongly, correct it first.',
  'report-already-received':
    'The report of this review is recorded as received on another day. If that is wrong, correct that entry.',
  'decision-already-notified':
    'Another decision, or another day, is recorded for this review. If that is wrong, correct that entry; a new decision needs a new review.',
  'answer-before-notice':
    'The family would have answered before the amendments were sent. Check both dates; if the notice is dated wrongly, correct it first.',
  'amendment-concluded':
    'This amendment was concluded: the plan was issued, or it was decided not to amend. If that was wrong, correct that entry; to amend again, send a new notice.',
  'conclusion-before-notice':
    'The amendment would have been concluded before it was proposed. Check both dates; if the notice is dated wrongly, correct it first.',
  'appeal-right-before-plan':
    'The family would have been told of its right of appeal before the plan was issued. Check both dates.',
  'appeal-before-plan':
    'The appeal would have been registered before the plan was issued that it is against. Check both dates, or name the plan it is against.',
  'appeal-before-decision':
    'The appeal would have been registered before the decision was sent that it is against. Check both dates, or name the review it is about.',
  'appeal-concluded':
    'This appeal was conceded, withdrawn or decided before. If that is wrong, correct that entry.',
  'conclusion-before-appeal':
    'The appeal would have been concluded before it was registered. Check both dates; if the appeal is dated wrongly, correct it first.',
  'certificate-already-issued':
    'There is a mediation certificate for this appeal. If it is wrong, correct that entry.',
  'attendance-code-twice':
    'The return gives one attendance code twice. Nothing was recorded: add the sessions of each code up.',
  'attended-more-than-possible':
    'The learner would have attended more sessions than there were. Check the figures with the school.',
  'notified-more-than-notifiable':
    'More incidents would have been notified in time than there were to notify. Check the figures with the school.',
  'answered-more-than-asked': 'More would have answered than were asked. Check the figures.',
  'satisfied-more-than-answered':
    'More would be satisfied than answered. Check the figures with the school.',
  'already-returned':
    'There is a return of the same day or a later one for this period. If it is wrong, correct that entry; for a new return say the later day it was sent.',
  'concern-already-cleared':
    'This concern is recorded as settled on another day. If that is wrong, correct that entry; if it came up again, raise it again.',
  'cleared-before-raised':
    'The concern would have been settled before it was raised. Check both dates; if the concern is dated wrongly, correct it first.',

  'short-notice':
    'Those invited were told less than two weeks before the meeting. Choose a later day, or say why.',
  'held-though-called-off':
    'This review had been called off. Record first the day that was set for it after that, or say why it was held.',
  'meeting-not-recorded':
    'No meeting of this review is recorded. Record the meeting first, or say why there was none.',
  'decision-before-meeting':
    'The decision was sent before the meeting was held. Check both dates, or say why.',
  'no-decision-to-amend':
    'The decision after this review was not to amend, or is not recorded. Record the decision first, or say why the notice was sent.',
  'answer-after-conclusion':
    'The amendment had been concluded by then. Check the dates, or say what was done with the answer.',
  'named-without-an-offer':
    'This school has no duty to admit, and no offer of a place from it is open. Record its offer first, or say why it is named without one.',
  'school-under-embargo':
    'No new placements are to be made at this school at present. Choose another, or say why it is chosen.',
  'no-order-to-follow':
    'The appeal that this plan is said to follow is not decided, or was withdrawn. Record its outcome first, or say why the plan was issued.',
} as const;
