/** What each code of this stage's rules means to a person, and what to do next. */
export const requestsRefusals = {
  'unknown-request':
    'There is no such placement request on this record. Check the id, or request the placement first.',
  'unknown-school':
    'There is no such school in the register. Check the id, or add the school to the register first.',
  'unknown-preference':
    'There is no such wish of the family on this record. Check the id, or record the wish first.',
  'unknown-referral':
    'There is no such referral to a panel on this record. Check the id, or record the referral first.',
  'unknown-consultation':
    'There is no such consultation on this record. Check the id, or record that it was sent first.',
  'named-twice':
    'The same id is named twice. Nothing was recorded: name each school or consultation once.',
  'before-the-request':
    'This would have happened before the placement was requested. Check both dates; if the request is dated wrongly, correct it first.',
  'request-already-withdrawn':
    'The request was withdrawn before. If that was wrong, correct the withdrawal.',
  'referral-of-another-request':
    'The referral belongs to another placement request. Check the ids.',
  'advised-before-referred':
    'The panel would have advised before it was asked. Check both dates; if the referral is dated wrongly, correct it first.',
  'already-advised':
    'The panel has given its advice on this referral. For new advice refer again; if the advice is wrong, correct it.',
  'preference-names-nothing':
    'The wish names neither a school nor a kind of setting. Say one of them.',
  's38-names-a-school':
    'A request under section 38 is for one school. Name the school, or record a representation under section 9.',
  'no-s38-request-for-this-school':
    'This school cannot be requested under section 38: it is not on the list of section 38(3). Record a representation under section 9.',
  'decided-before-expressed':
    'The authority would have decided before the family expressed its wish. Check both dates; if the wish is dated wrongly, correct it first.',
  'grounds-without-refusal':
    'A wish that is agreed to has no grounds of refusal. Leave the grounds out, or say that it is refused.',
  'grounds-with-can-meet':
    'A school that can meet the needs gives no ground why it cannot. Leave the grounds out, or say another outcome.',
  'before-the-consultation':
    'This would have happened before the school was consulted. Check both dates; if the consultation is dated wrongly, correct it first.',
  'consultation-already-withdrawn':
    'The consultation was withdrawn before. If that was wrong, correct the withdrawal.',
  'not-consulted-already-recorded':
    'It is recorded why other schools were not consulted, once for each request. If it is wrong or incomplete, correct that entry.',

  'request-was-withdrawn':
    'The placement request was withdrawn before this day. Say why this still happened, or record it on another request.',
  'panel-has-not-advised':
    'The panel had not advised by the day of the decision. Say why it was decided without its advice, or leave the referral out.',
  'refused-without-grounds':
    'The wish was refused and no ground is said. Say the grounds, or why there are none.',
  'ground-not-for-this-basis':
    'A ground is given on which such a wish cannot be refused. Check the grounds, or say why this one was relied on.',
  'consulted-before-the-request':
    'The school was consulted before the placement was requested. Check both dates, or say why.',
  'consulted-already':
    'The school has been consulted for this request and has not answered yet. Remind it instead, or say why it is asked twice.',
  'school-under-embargo':
    'No new placements are to be made at this school at present. Choose another, or say why it is asked.',
  'consultation-was-answered':
    'The school had answered by then. Say why it was reminded all the same.',
  'consultation-was-withdrawn':
    'The consultation had been withdrawn by then. Say why this still happened.',
} as const;
