/** What each column of a file of opening positions says. The order is that of the how-to. */
export const journeyColumns = {
  reference: 'how the other system knows the case; one row each, and never another row’s',
  given: 'given name',
  family: 'family name',
  dateOfBirth: 'in full',
  upn: 'unique pupil number, or why there is none: UN1 … UN10',
  uln: 'unique learner number',
  sex: 'female, male; empty: not known',
  addressLines: 'apart by line breaks, semicolons or commas',
  postcode: 'of the home',
  primaryNeed: 'SPLD MLD SLD PMLD SEMH SLCN HI VI MSI PD ASD DS OTH',
  furtherNeeds: 'the same, in order of weight',
  cohort: 'the year in which reception of the year group began; empty: by date of birth',
  officer: 'opaque id of the officer who has the case',
  team: 'id of the team',
  planMadeOn: 'when the plan was made',
  lastReviewedOn: 'when the decision after the last review was notified',
  schoolUrn: 'URN of the school attended, as in the register',
  settingName: 'where there is no URN: what the setting is called',
  settingCategory: 'and what it is: tuition eotas elective unplaced hospital mainstream other',
  agreedOn: 'when the placement was decided',
  startedOn: 'first day attended; a day to come, or `not started`, where it has not begun',
  weeksPerYear: 'empty: 38',
  residential: 'yes or no; empty: no',
  pattern:
    'fullTime partTime phasedEntry weeklyBoarding termlyBoarding fiftyTwoWeeks; empty: by residential and weeks',
  pricePerYear: 'in pounds, net of VAT: £64,000.00; empty: not known, or nothing',
  route: 'lotA lotB dps spot none; needed with a price',
  decidedBy: 'opaque id of the officer who decided; empty: as told for the whole file',
  decidedRole: 'the role in which it was decided; empty: as told for the whole file',
  endedOn: 'last day attended; empty: it goes on; `unknown`: it ended, nobody knows when',
  endingReason: 'PHASE STEPDN … OTHER; empty: awaited',
  asOf: 'the day whose position the row describes; empty: as told for the whole file',
  clocksFrom: 'no missed deadline is reported before this day; empty: as told, or asOf',
  knowingly: 'why it is right that the row breaks rules that may be broken knowingly',
} as const;

export type JourneyColumn = keyof typeof journeyColumns;

export const requiredJourneyColumns: readonly JourneyColumn[] = [
  ...(['reference', 'given', 'family', 'dateOfBirth'] as const),
];
