#!/usr/bin/env bash
# (e) 1,172 placements are brought forward from a spreadsheet, a third of them with dates that are not
# certain. The command line works on the data folder of the service while it runs: PLACEMENTS_DATA,
# `data` where nothing is said. PLACEMENTS names another way to call the command line.
source "$(dirname "$0")/speak.sh"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
placements() { ${PLACEMENTS:-npm run --silent placements --} "$@"; }

node "$(dirname "$0")/brought-forward/make-spreadsheet.mjs" "$work" "$@" > "$work/made"
placements import providers "$work/schools.csv" --as-of 2025-08-31

# First without recording anything, then for good; a second time changes nothing.
bring() { placements import journeys "$work/positions.csv" --decided-by the-director "$@"; }
bring --dry-run
bring
bring

# Every one of them is shown as a timeline that says what its row knows, and no more.
echo
PLACEMENTS_URL=$URL node "$(dirname "$0")/brought-forward/read-timelines.mjs" "$work/positions.csv"

# The tables follow the log: what was imported a moment ago is found in a moment.
found() {
  for _ in $(seq 100); do
    post /api/search "{\"text\": \"$1\"}"
    JOURNEY=$(value rows.0.journeyId)
    if [ -n "$JOURNEY" ]; then return; fi
    sleep 0.2
  done
  echo "$1 is not found." >&2
  exit 1
}

for reference in MIG-00001 MIG-00003; do
  found "$reference"
  echo
  echo "$reference"
  timeline "$JOURNEY"
done
