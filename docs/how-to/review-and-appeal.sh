#!/usr/bin/env bash
# (b) The annual review is held late, the plan is amended, the family appeals, and the tribunal orders
# another school.
source "$(dirname "$0")/speak.sh"

school 'Oakfield School' maintainedSpecial
OAKFIELD=$SCHOOL
school 'Meadow School' nonMaintainedSpecial
MEADOW=$SCHOOL

learner Robin 2014-05-09 2024-09-02
J=/api/journeys/$JOURNEY
post "$J/record/record-plan" '{"planMadeOn": "2024-09-02", "lastReviewedOn": "2024-11-12", "occurredOn": "2024-11-12"}'
post "$J/offers/agree-placement" "{\"providerId\": \"$OAKFIELD\", \"basis\": \"dutyToAdmit\", \"route\": \"none\", \"rank\": \"main\",
  \"lines\": [], \"weeksPerYear\": 38, \"residential\": false, \"occurredOn\": \"2024-09-02\"}"
PLACEMENT=$(value events.0.placementId)
WITHOUT_PAPER='"acknowledge": [{"code": "start-without-signed-agreement", "reason": "A maintained school signs none."}]'
post "$J/starts/start-placement" "{\"placementId\": \"$PLACEMENT\", \"pattern\": \"fullTime\", $WITHOUT_PAPER, \"occurredOn\": \"2024-09-05\"}"

# Due within twelve months of 12 November 2024; the meeting is on 14 January 2026.
post "$J/reviews/arrange-review" "{\"kind\": \"annual\", \"statutory\": true, \"arrangedBy\": \"school\",
  \"meetingOn\": \"2026-01-14\", \"placementId\": \"$PLACEMENT\", \"occurredOn\": \"2025-12-10\"}"
REVIEW=$(value events.0.reviewId)
post "$J/reviews/circulate-review-papers" "{\"reviewId\": \"$REVIEW\", \"occurredOn\": \"2025-12-19\"}"
post "$J/reviews/hold-review-meeting" "{\"reviewId\": \"$REVIEW\", \"attended\": [\"learner\", \"parent\", \"school\"],
  \"childViewsHeard\": true, \"parentViewsHeard\": true, \"parentalConfidence\": 2, \"occurredOn\": \"2026-01-14\"}"
post "$J/reviews/receive-review-report" "{\"reviewId\": \"$REVIEW\", \"occurredOn\": \"2026-02-20\"}"
post "$J/reviews/notify-review-decision" "{\"reviewId\": \"$REVIEW\", \"outcome\": \"amend\", \"occurredOn\": \"2026-02-27\"}"
DECISION=$(value entryIds.0)
post "$J/reviews/send-amendment-notice" "{\"reviewId\": \"$REVIEW\", \"sections\": [\"F\", \"I\"], \"occurredOn\": \"2026-02-27\"}"
AMENDMENT=$(value events.0.amendmentId)
post "$J/reviews/receive-representations" "{\"amendmentId\": \"$AMENDMENT\", \"requestedProviderId\": \"$MEADOW\",
  \"asksForMeeting\": true, \"occurredOn\": \"2026-03-10\"}"
post "$J/reviews/issue-final-plan" "{\"because\": \"review\", \"amendmentId\": \"$AMENDMENT\", \"schoolsNamed\": [\"$OAKFIELD\"],
  \"appealRightSentOn\": \"2026-04-20\", \"occurredOn\": \"2026-04-20\"}"
PLAN=$(value events.0.finalPlanId)
post "$J/reviews/record-mediation-certificate" "{\"mediation\": \"notPursued\", \"against\": \"contents\", \"finalPlanId\": \"$PLAN\", \"occurredOn\": \"2026-05-11\"}"
post "$J/reviews/register-appeal" "{\"against\": \"contents\", \"finalPlanId\": \"$PLAN\", \"sections\": [\"F\", \"I\"], \"occurredOn\": \"2026-05-29\"}"
APPEAL=$(value events.0.appealId)
post "$J/reviews/record-tribunal-decision" "{\"appealId\": \"$APPEAL\", \"outcome\": \"allowed\", \"orders\":
  [{\"kind\": \"amendNamedSchool\", \"providerId\": \"$MEADOW\"}], \"receivedOn\": \"2026-09-15\", \"occurredOn\": \"2026-09-11\"}"
post "$J/reviews/issue-final-plan" "{\"because\": \"tribunal\", \"appealId\": \"$APPEAL\", \"schoolsNamed\": [\"$MEADOW\"],
  \"appealRightSentOn\": \"2026-09-22\", \"occurredOn\": \"2026-09-22\"}"
post "$J/offers/agree-placement" "{\"providerId\": \"$MEADOW\", \"basis\": \"tribunalOrder\", \"route\": \"lotB\", \"rank\": \"main\",
  \"lines\": [], \"weeksPerYear\": 38, \"residential\": false, \"occurredOn\": \"2026-09-22\",
  \"acknowledge\": [{\"code\": \"second-main-placement\", \"reason\": \"Oakfield ends when the new school begins.\"}]}"
NEXT=$(value events.0.placementId)
post "$J/transitions/make-transition" "{\"endedPlacementId\": \"$PLACEMENT\", \"startedPlacementId\": \"$NEXT\",
  \"lastAttendedOn\": \"2026-10-02\", \"placeEndedOn\": \"2026-10-02\", \"reasonCode\": \"TRIB\", \"pattern\": \"fullTime\",
  \"occurredOn\": \"2026-10-05\",
  \"acknowledge\": [{\"code\": \"start-without-signed-agreement\", \"reason\": \"The tribunal ordered it.\"}]}"

BEFORE=$(moment)
post "$J/entries/$DECISION/correction" "{\"reasonCode\": \"wrongDate\", \"replacement\": {\"command\": \"NotifyReviewDecision\",
  \"body\": {\"reviewId\": \"$REVIEW\", \"outcome\": \"amend\", \"occurredOn\": \"2026-02-26\"}}}"

echo 'From the review to the school that the tribunal ordered'
timeline "$JOURNEY"
echo
echo 'As it was known before the date of the decision was corrected'
timeline "$JOURNEY" "knownAt=$BEFORE"
