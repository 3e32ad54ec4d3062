/** Why a command about a provider was refused, and what to do about it. */
export const providerRefusals = {
  'unknown-provider':
    'There is no such provider in the register. Check the id, or register the provider first.',
  'already-registered':
    'The provider is in the register already, with other particulars. Amend it instead.',
  'in-the-future': 'It cannot have happened yet. Check the date.',
  'urn-taken':
    'Another provider bears this URN. Open that one, or amend it first if the URN has passed on.',
  'kind-of-setting-needed':
    'Neither the type code nor the category says what kind of setting it is. Give one of them.',
  'unknown-gias-type':
    'There is no such type of establishment. Look up the code in Get Information about Schools.',
  'grid-reference-incomplete':
    'A place on the grid needs both easting and northing. Give both, or neither.',
  'ages-reversed': 'The highest age is below the lowest. Check both.',
  'succeeds-itself': 'The URN is its own: a school does not carry on from itself. Check the URN.',
  'already-closed':
    'The school is closed already. Take that entry back first if its date is wrong.',
  'closed-before-opened': 'The school would close before it opened. Check both dates.',
  'ends-before-it-begins': 'The last day comes before the first. Check both dates.',
  'section-41-times-overlap':
    'The school has a section 41 approval in part of this time. End that one first, by telling it again with its last day.',
  'scope-unclear':
    'Name the site for a decision about a site, the type of placement for one about a type, and neither otherwise.',
  'review-before-it-begins': 'The review would come before the decision applies. Check both dates.',
  'already-on-framework':
    'The provider is on this framework in part of this time. End that membership first.',
  'unknown-membership': 'There is no such membership on this record. Check the id.',
  'already-left':
    'The end of this membership is recorded already. Take that entry back first if it is wrong.',
  'outside-academic-year': 'The day does not lie in the academic year. Check both.',
  'unknown-uplift': 'There is no such request for an uplift on this record. Check the id.',
  'uplift-already-decided':
    'The uplift is decided already. Take that entry back first if it is wrong.',
  'decided-by-who-proposed':
    'Who recorded the request cannot decide on it. Ask a colleague to decide.',
  'uplift-figures-disagree':
    'The figure does not fit the outcome: agreed is all that was asked for, partly is less, refused is nothing.',
  'term-ends-before-it-begins': 'The last day of a term comes before its first. Check both dates.',
  'terms-overlap': 'A term begins before the one before it ends. Check the dates.',
  'half-term-outside-term':
    'A half-term break needs a first and a last day, both within its term. Check the dates.',
  'value-not-of-scheme':
    'The inspectorate does not use this value. Check the scheme and the value.',
  'area-judged-twice': 'The same area is judged twice. Leave one out.',
  'published-before-inspection': 'The report would come before the inspection. Check both dates.',
  'unknown-visit': 'There is no such visit on this record. Leave the id out to record a new one.',
  'figure-told-twice': 'The same figure is told twice. Leave one out.',
  'unknown-entry': 'There is no such entry on this record. Check the id in its history.',
  'annulment-is-final': 'What was taken back stays so. Record anew what is right.',
} as const;
