# Speaks to the service with curl. Sourced by the scripts beside it; PLACEMENTS_URL names another address.
set -euo pipefail

URL=${PLACEMENTS_URL:-http://127.0.0.1:3000}
RUN=${RUN:-$(date +%s)-$$}
SENT=0

# Acts in a role of the simulated authority, whose tokens are `demo-<role>-token`.
as() { ROLE=$1; }
as caseworker

# Sends a body that must be recorded; the answer is kept in ANSWER. A key of its own makes a retry safe.
post() {
  SENT=$((SENT + 1))
  ANSWER=$(curl -sS --fail-with-body -X POST "$URL$1" \
    -H "Authorization: Bearer demo-$ROLE-token" -H 'Content-Type: application/json' \
    -H "Idempotency-Key: how-to-$RUN-$SENT" -d "$2") || { echo "$1 was refused: $ANSWER" >&2; exit 1; }
}

# Sends a body that must be refused, with this code.
refused() {
  SENT=$((SENT + 1))
  ANSWER=$(curl -sS -X POST "$URL$2" \
    -H "Authorization: Bearer demo-$ROLE-token" -H 'Content-Type: application/json' \
    -H "Idempotency-Key: how-to-$RUN-$SENT" -d "$3")
  [ "$(value code)" = "$1" ] || { echo "$2 should be refused as $1: $ANSWER" >&2; exit 1; }
}

get() {
  ANSWER=$(curl -sS --fail-with-body "$URL$1" -H "Authorization: Bearer demo-$ROLE-token") ||
    { echo "$1: $ANSWER" >&2; exit 1; }
}

# One value of the last answer: `value events.0.requestId`.
value() {
  node -e '
    const at = process.argv[1].split(".");
    const answer = JSON.parse(process.argv[2]);
    process.stdout.write(String(at.reduce((part, key) => part?.[key], answer) ?? ""));
  ' "$1" "$ANSWER"
}

# The timeline of a journey as plain lines, from any viewpoint: `timeline $JOURNEY knownAt=2026-01-31`.
timeline() {
  get "/api/journeys/$1/timeline?${2:-}"
  node -e '
    for (const entry of JSON.parse(process.argv[1]).entries) {
      const mark = entry.standing.as === "annulled" ? "  [taken back] " : "  ";
      for (const { when, sentence } of entry.events) console.log(`${mark}${when}: ${sentence}`);
      for (const { code, reason } of entry.irregularities)
        console.log(`      knowingly: ${code} (${reason?.erased ? "erased" : reason})`);
    }
  ' "$ANSWER"
}

# An instant after everything recorded so far, and before everything recorded from now on.
moment() {
  sleep 0.05
  node -e 'console.log(new Date().toISOString())'
  sleep 0.05
}

# Registers a learner and keeps the journey: `learner Robin 2014-05-09`.
learner() {
  post /api/journeys "{
    \"name\": {\"given\": \"$1\", \"family\": \"Example\"}, \"dateOfBirth\": \"$2\", \"sex\": \"notKnown\",
    \"upnUnknownReason\": \"UN1\", \"responsibleAuthority\": \"886\", \"primaryNeed\": \"ASD\",
    \"address\": {\"lines\": [\"1 Sample Road\"], \"postcode\": \"ME14 1XQ\"}, \"occurredOn\": \"${3:-2025-09-01}\"}"
  JOURNEY=$(value journeyId)
}

# Enters a school in the register and keeps its id: `school "Oak House" independent`.
school() {
  local before=$ROLE
  as commissioner
  post /api/providers "{\"name\": \"$1\", \"category\": \"$2\", \"occurredOn\": \"2020-09-01\"}"
  SCHOOL=$(value providerId)
  as "$before"
}

tuition() { echo "[{\"code\": \"tuition\", \"unit\": \"year\", \"ratePence\": $1, \"quantityThousandths\": 1000}]"; }
