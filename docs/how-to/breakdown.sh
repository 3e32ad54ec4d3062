#!/usr/bin/env bash
# (c) Suspensions, a concern, notice by the provider, a child out of school, interim tuition, and a new
# placement.
source "$(dirname "$0")/speak.sh"

school 'Harbour House' independent
HARBOUR=$SCHOOL
school 'Meadow School' nonMaintainedSpecial
MEADOW=$SCHOOL

learner Robin 2013-02-11 2024-09-02
J=/api/journeys/$JOURNEY
NO_OFFER='{"code": "named-without-an-offer", "reason": "Agreed by telephone; the letter followed."}'
post "$J/offers/agree-placement" "{\"providerId\": \"$HARBOUR\", \"basis\": \"existing\", \"route\": \"spot\", \"rank\": \"main\",
  \"lines\": [], \"weeksPerYear\": 38, \"residential\": false, \"occurredOn\": \"2024-09-02\"}"
PLACEMENT=$(value events.0.placementId)
post "$J/starts/issue-agreement" "{\"placementId\": \"$PLACEMENT\", \"occurredOn\": \"2024-09-02\"}"
post "$J/starts/sign-agreement" "{\"placementId\": \"$PLACEMENT\", \"by\": [\"authority\", \"provider\"], \"occurredOn\": \"2024-09-03\"}"
post "$J/starts/start-placement" "{\"placementId\": \"$PLACEMENT\", \"pattern\": \"fullTime\", \"occurredOn\": \"2024-09-05\"}"

post "$J/breakdowns/report-suspension" "{\"placementId\": \"$PLACEMENT\", \"sessions\": 4, \"reasons\": [\"DB\"], \"basis\": \"contractual\",
  \"to\": \"2025-11-12\", \"occurredOn\": \"2025-11-11\"}"
post "$J/breakdowns/report-suspension" "{\"placementId\": \"$PLACEMENT\", \"sessions\": 6, \"reasons\": [\"DB\", \"PA\"], \"basis\": \"contractual\",
  \"to\": \"2025-12-03\", \"occurredOn\": \"2025-12-01\"}"
SECOND=$(value entryIds.0)
post "$J/reviews/raise-concern" "{\"placementId\": \"$PLACEMENT\", \"kind\": \"staffing\", \"severity\": \"high\", \"raisedBy\": \"authority\", \"occurredOn\": \"2025-12-04\"}"
post "$J/breakdowns/record-notice" "{\"placementId\": \"$PLACEMENT\", \"by\": \"provider\", \"reasonCode\": \"needNotMet\",
  \"period\": {\"value\": 4, \"unit\": \"schoolWeek\"}, \"expiresOn\": \"2026-01-23\", \"feesPayableUntil\": \"2026-01-23\",
  \"receivedOn\": \"2025-12-15\", \"occurredOn\": \"2025-12-12\"}"
post "$J/breakdowns/record-place-withheld" "{\"placementId\": \"$PLACEMENT\", \"formal\": false, \"occurredOn\": \"2026-01-06\"}"
post "$J/breakdowns/start-interim-provision" "{\"placementId\": \"$PLACEMENT\", \"providerName\": \"Sample Tutors\", \"kind\": \"tuition\",
  \"hoursPerWeekTenths\": 150, \"basis\": \"s19\", \"lines\": [], \"occurredOn\": \"2026-01-19\"}"
INTERIM=$(value events.0.interimId)
post "$J/breakdowns/end-placement" "{\"placementId\": \"$PLACEMENT\", \"placeEndedOn\": \"2026-01-23\", \"fundedUntil\": \"2026-01-23\",
  \"reasonCode\": \"AWAITED\", \"occurredOn\": \"2025-12-19\"}"
post "$J/breakdowns/settle-ending-reason" "{\"placementId\": \"$PLACEMENT\", \"reasonCode\": \"PRVNEED\", \"occurredOn\": \"2026-02-02\"}"
post "$J/breakdowns/record-breakdown-review" "{\"placementId\": \"$PLACEMENT\", \"preventable\": \"partly\",
  \"learning\": [\"earlierReview\", \"staffing\"], \"occurredOn\": \"2026-02-12\"}"

post "$J/requests/request-placement" '{"reasonCode": "breakdown", "settingTypes": ["independentOrNonMaintained"], "boarding": "day", "occurredOn": "2026-01-07"}'
REQUEST=$(value events.0.requestId)
post "$J/requests/send-consultations" "{\"requestId\": \"$REQUEST\", \"papers\": [\"finalPlan\"], \"providerIds\": [\"$MEADOW\"], \"occurredOn\": \"2026-01-08\"}"
post "$J/requests/answer-consultations" "{\"answers\": [{\"consultationId\": \"$(value events.0.consultationId)\", \"outcome\": \"canMeet\"}], \"occurredOn\": \"2026-01-22\"}"
post "$J/offers/receive-offer" "{\"requestId\": \"$REQUEST\", \"providerId\": \"$MEADOW\", \"lines\": $(tuition 4800000), \"vat\": \"exempt\",
  \"stage\": \"firstAsked\", \"occurredOn\": \"2026-01-30\"}"
OFFER=$(value events.0.offerId)
post "$J/record/seek-approval" "{\"for\": {\"kind\": \"placement\", \"id\": \"$OFFER\"}, \"pencePerYear\": 4800000, \"occurredOn\": \"2026-02-03\"}"
APPROVAL=$(value events.0.approvalId)
as service-manager
post "$J/record/approve" "{\"approvalId\": \"$APPROVAL\", \"occurredOn\": \"2026-02-05\"}"
as caseworker
post "$J/offers/agree-placement" "{\"offerId\": \"$OFFER\", \"approvalId\": \"$APPROVAL\", \"basis\": \"offer\", \"route\": \"lotB\", \"rank\": \"main\",
  \"weeksPerYear\": 38, \"residential\": false, \"occurredOn\": \"2026-02-06\"}"
NEXT=$(value events.0.placementId)
post "$J/starts/start-placement" "{\"placementId\": \"$NEXT\", \"pattern\": \"phasedEntry\", \"occurredOn\": \"2026-02-23\",
  \"acknowledge\": [{\"code\": \"start-without-signed-agreement\", \"reason\": \"In the post.\"}]}"
post "$J/breakdowns/end-interim-provision" "{\"interimId\": \"$INTERIM\", \"reasonCode\": \"newPlacement\", \"occurredOn\": \"2026-02-20\"}"

BEFORE=$(moment)
post "$J/entries/$SECOND/correction" "{\"reasonCode\": \"wrongValue\", \"note\": \"Half a day less.\", \"replacement\":
  {\"command\": \"ReportSuspension\", \"body\": {\"placementId\": \"$PLACEMENT\", \"sessions\": 5, \"reasons\": [\"DB\", \"PA\"],
   \"basis\": \"contractual\", \"to\": \"2025-12-03\", \"occurredOn\": \"2025-12-01\"}}}"

echo 'From the first suspension to the new school'
timeline "$JOURNEY"
echo
echo 'As it was known before the second suspension was corrected'
timeline "$JOURNEY" "knownAt=$BEFORE"
