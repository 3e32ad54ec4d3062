/** What each code of this stage's rules means to a person, and what to do next. */
export const offersRefusals = {
  'unknown-request':
    'There is no such placement request on this record. Check the id, or request the placement first.',
  'unknown-school':
    'There is no such school in the register. Check the id, or add the school to the register first.',
  'unknown-offer':
    'There is no such offer on this record. Check the id, or record first that the school made it.',
  'unknown-placement':
    'There is no such placement on this record. Check the id, or record first that the placement was agreed.',
  'offer-closed':
    'The offer was withdrawn, declined or taken up before. If that was wrong, correct that entry; if the school offers again, record a new offer.',
  'before-the-offer':
    'This would have happened before the school made its offer. Check both dates; if the offer is dated wrongly, correct it first.',
  'offer-ends-before-it-begins':
    'The offer would have run out before the day it was made or changed. Check the date it is open until.',
  'setting-not-said':
    'It is not said where the learner is placed. Name the offer or the school, or give the setting a name and a kind.',
  'offer-needed':
    'A placement agreed on the basis of an offer must name the offer. Name it, or choose another basis.',
  'offer-of-another-request':
    'The offer was made for another placement request. Check the ids, or leave the request out.',
  'already-fell-through':
    'It is recorded that this placement fell through. If the day or the reason is wrong, correct that entry.',
  'already-started': 'The placement has started. If its first day is wrong, correct that entry.',
  'did-not-start':
    'It is recorded that the learner never started here. If that was wrong, correct that entry.',
  'before-placement-agreed':
    'This would have happened before the placement was agreed. Check both dates; if the agreement is dated wrongly, correct it first.',

  'offer-before-the-request':
    'The school offered before the placement was requested. Check both dates, or say why.',
  'offer-lapsed':
    'The offer had run out by the day of the decision. Record that the school kept it open, or say why it still stands.',
  'named-without-an-offer':
    'This school has no duty to admit, and there is no offer from it. Record its offer first, or say why it is named without one.',
  'second-main-placement':
    'The learner has another main placement, and nothing says that it is to end. End it, plan the transition or record the notice; or say why there are two.',
  'school-under-embargo':
    'New placements at this school are stopped for now. Choose another school, or say why this one is still right.',
} as const;
