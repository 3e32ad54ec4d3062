#!/usr/bin/env bash
# (a) A parent asks for an independent school that has no duty to admit. Six schools are consulted, two
# offer, one withdraws; panel, approval, agreed; the start is postponed twice; the first day.
source "$(dirname "$0")/speak.sh"

for name in 'Harbour House' 'Oakfield School' 'Meadow School' 'Mill Lane School' 'St Brannoc' 'The Rookery'; do
  school "$name" independent
  SCHOOLS="${SCHOOLS:-}${SCHOOLS:+ }$SCHOOL"
done
read -r HARBOUR OAKFIELD MEADOW MILL BRANNOC ROOKERY <<< "$SCHOOLS"

learner Robin 2014-05-09
J=/api/journeys/$JOURNEY

post "$J/requests/request-placement" '{"reasonCode": "familyRequest", "settingTypes": ["independentOrNonMaintained"],
  "boarding": "day", "startBy": "2026-01-05", "occurredOn": "2025-09-08"}'
REQUEST=$(value events.0.requestId)

# The parent may only make a representation: section 38 does not reach a school without approval.
refused no-s38-request-for-this-school "$J/requests/express-preference" "{\"requestId\": \"$REQUEST\", \"by\": \"parent\",
  \"basis\": \"s38\", \"providerId\": \"$HARBOUR\", \"occurredOn\": \"2025-09-08\"}"
post "$J/requests/express-preference" "{\"requestId\": \"$REQUEST\", \"by\": \"parent\", \"basis\": \"s9\",
  \"providerId\": \"$HARBOUR\", \"occurredOn\": \"2025-09-08\"}"

post "$J/requests/send-consultations" "{\"requestId\": \"$REQUEST\", \"papers\": [\"draftPlan\", \"appendices\"],
  \"providerIds\": [\"$HARBOUR\", \"$OAKFIELD\", \"$MEADOW\", \"$MILL\", \"$BRANNOC\", \"$ROOKERY\"], \"occurredOn\": \"2025-09-10\"}"
for n in 0 1 2 3 4 5; do CONSULTED[n]=$(value "events.$n.consultationId"); done

post "$J/requests/chase-consultations" "{\"consultationIds\": [\"${CONSULTED[5]}\"], \"way\": \"phone\", \"occurredOn\": \"2025-09-26\"}"
post "$J/requests/answer-consultations" "{\"occurredOn\": \"2025-09-29\", \"answers\": [
  {\"consultationId\": \"${CONSULTED[0]}\", \"outcome\": \"canMeet\"},
  {\"consultationId\": \"${CONSULTED[1]}\", \"outcome\": \"canMeet\"},
  {\"consultationId\": \"${CONSULTED[2]}\", \"outcome\": \"cannot\", \"grounds\": [\"unsuitable\"]},
  {\"consultationId\": \"${CONSULTED[3]}\", \"outcome\": \"noPlace\"},
  {\"consultationId\": \"${CONSULTED[4]}\", \"outcome\": \"cannot\", \"grounds\": [\"ageRange\"]}]}"

post "$J/offers/receive-offer" "{\"requestId\": \"$REQUEST\", \"providerId\": \"$OAKFIELD\", \"lines\": $(tuition 6150000),
  \"vat\": \"exempt\", \"stage\": \"firstAsked\", \"validUntil\": \"2025-10-31\", \"occurredOn\": \"2025-10-02\"}"
WITHDRAWN=$(value events.0.offerId)
post "$J/offers/receive-offer" "{\"requestId\": \"$REQUEST\", \"providerId\": \"$HARBOUR\", \"lines\": $(tuition 5800000),
  \"vat\": \"exempt\", \"stage\": \"firstAsked\", \"validUntil\": \"2025-11-14\", \"startFrom\": \"2026-01-05\", \"occurredOn\": \"2025-10-06\"}"
OFFER=$(value events.0.offerId)
post "$J/offers/withdraw-offer" "{\"offerId\": \"$WITHDRAWN\", \"reasonCode\": \"staffing\", \"occurredOn\": \"2025-10-13\"}"

post "$J/requests/refer-to-panel" "{\"requestId\": \"$REQUEST\", \"panel\": \"funding\", \"meetingOn\": \"2025-10-22\", \"occurredOn\": \"2025-10-14\"}"
REFERRAL=$(value events.0.referralId)
as panel-clerk
post "$J/requests/record-panel-advice" "{\"referralId\": \"$REFERRAL\", \"recommendation\": \"agree\", \"minuteRef\": \"panel/2025-10-22/7\", \"occurredOn\": \"2025-10-22\"}"

as caseworker
AGREE="\"offerId\": \"$OFFER\", \"basis\": \"offer\", \"route\": \"spot\", \"rank\": \"main\", \"weeksPerYear\": 38, \"residential\": false,
  \"expectedStartOn\": \"2026-01-05\", \"occurredOn\": \"2025-10-24\""
refused approval-needed "$J/offers/agree-placement" "{$AGREE}"
post "$J/record/seek-approval" "{\"for\": {\"kind\": \"placement\", \"id\": \"$OFFER\"}, \"pencePerYear\": 5800000, \"occurredOn\": \"2025-10-22\"}"
APPROVAL=$(value events.0.approvalId)
as service-manager
post "$J/record/approve" "{\"approvalId\": \"$APPROVAL\", \"occurredOn\": \"2025-10-23\"}"
as caseworker
post "$J/offers/agree-placement" "{$AGREE, \"approvalId\": \"$APPROVAL\"}"
PLACEMENT=$(value events.0.placementId)

post "$J/starts/issue-agreement" "{\"placementId\": \"$PLACEMENT\", \"occurredOn\": \"2025-10-27\"}"
post "$J/starts/sign-agreement" "{\"placementId\": \"$PLACEMENT\", \"by\": [\"authority\", \"provider\"], \"occurredOn\": \"2025-11-07\"}"
post "$J/starts/plan-start" "{\"placementId\": \"$PLACEMENT\", \"startOn\": \"2026-01-05\", \"occurredOn\": \"2025-11-10\"}"
post "$J/starts/reschedule-start" "{\"placementId\": \"$PLACEMENT\", \"to\": \"2026-01-12\", \"reasonCode\": \"staffing\", \"causedBy\": \"provider\", \"occurredOn\": \"2025-12-15\"}"
post "$J/starts/reschedule-start" "{\"placementId\": \"$PLACEMENT\", \"to\": \"2026-01-19\", \"reasonCode\": \"transport\", \"causedBy\": \"travel\", \"occurredOn\": \"2026-01-09\"}"
post "$J/starts/start-placement" "{\"placementId\": \"$PLACEMENT\", \"pattern\": \"fullTime\", \"occurredOn\": \"2026-01-19\"}"
START=$(value entryIds.0)

BEFORE=$(moment)
post "$J/entries/$START/correction" "{\"reasonCode\": \"wrongDate\", \"note\": \"The register says Tuesday.\", \"replacement\":
  {\"command\": \"StartPlacement\", \"body\": {\"placementId\": \"$PLACEMENT\", \"pattern\": \"fullTime\", \"occurredOn\": \"2026-01-20\"}}}"

echo 'From the request to the first day'
timeline "$JOURNEY"
echo
echo 'As it was known before the first day was corrected'
timeline "$JOURNEY" "knownAt=$BEFORE"
