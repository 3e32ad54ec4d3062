#!/usr/bin/env bash
# (d) An entry is recorded on the wrong twin and carried to the right one; then one twin's record is
# disposed of. Nothing of it is readable in the other's.
source "$(dirname "$0")/speak.sh"

learner Robin 2014-05-09
ROBIN=$JOURNEY
learner Kit 2014-05-09
KIT=$JOURNEY

post "/api/journeys/$ROBIN/record/record-note" '{"kind": "call", "about": ["learner"], "text": "Robin likes the new school.", "occurredOn": "2026-02-02"}'
post "/api/journeys/$ROBIN/record/record-note" '{"kind": "visit", "about": ["learner"], "text": "Kit was frightened on the bus.", "occurredOn": "2026-02-03"}'
WRONG=$(value entryIds.0)

as team-manager
post "/api/journeys/$ROBIN/entries/$WRONG/carry" "{\"to\": \"$KIT\"}"

echo "Robin's record after the entry was carried"
timeline "$ROBIN"
echo
echo "Kit's record"
timeline "$KIT"

# Two people decide on a disposal.
as data-protection
post "/api/journeys/$KIT/record/propose-disposal" '{"rule": "dob-31"}'
PROPOSAL=$(value events.0.proposalId)
refused same-person "/api/journeys/$KIT/record/dispose-of-record" "{\"proposalId\": \"$PROPOSAL\"}"
as service-manager
post "/api/journeys/$KIT/record/dispose-of-record" "{\"proposalId\": \"$PROPOSAL\"}"

echo
echo "Kit's record after it was disposed of"
timeline "$KIT"
echo
echo "Robin's record"
timeline "$ROBIN"

as auditor
for journey in "$ROBIN" "$KIT"; do
  get "/api/journeys/$journey/events"
  case "$ANSWER" in *frightened*) echo 'It is still readable!' >&2; exit 1 ;; esac
  get "/api/journeys/$journey/verification"
  echo "$(value events) events, $(value findings.length) findings"
done
