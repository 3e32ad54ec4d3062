/** What each code of this stage's rules means to a person, and what to do next. */
export const breakdownsRefusals = {
  'unknown-placement':
    'There is no such placement on this record. Check the id, or record first that the placement was agreed.',
  'unknown-withholding':
    'It is not recorded that this place was withheld. Check the id, or record first that it was.',
  'unknown-notice':
    'There is no such notice on this record. Check the id, or record first that notice was given.',
  'unknown-interim':
    'There is no such interim provision on this record. Check the id, or record first that it started.',
  'unknown-school':
    'There is no such school in the register. Check the id, or add the school to the register first.',
  'placement-not-started':
    'The learner has not started at this placement. Record the first day attended; if the learner never came, record that instead, or that the placement fell through.',
  'before-placement-started':
    'This would have happened before the learner started at the placement. Check both dates; if the start is dated wrongly, correct it first.',
  'after-placement-ended':
    'This would have happened after the place had ended. Check both dates; if the ending is dated wrongly, correct it first.',
  'before-placement-agreed':
    'This would have happened before the placement was agreed. Check both dates; if the agreement is dated wrongly, correct it first.',
  'placement-fell-through':
    'The placement fell through. If that was wrong, correct that entry; if it was agreed anew, record the new agreement.',
  'suspension-ends-before-it-begins':
    'The last day of the suspension is before its first. Check both dates.',
  'already-withheld':
    'The place is withheld from the learner already. If its first day is wrong, correct that entry.',
  'already-restored':
    'The place was given back before. If that day is wrong, correct that entry; if the place was withheld again, record that first.',
  'restored-before-withheld':
    'The place would have been given back before it was withheld. Check both dates.',
  'notice-expires-before-given':
    'The notice would have expired before the date of its letter. Check both dates.',
  'before-notice-given':
    'This would have happened before the notice was given. Check both dates; if the notice is dated wrongly, correct it first.',
  'notice-closed':
    'The notice was withdrawn or settled before. If that was wrong, correct that entry; if notice was given anew, record the new notice.',
  'last-day-before-notice':
    'The last day that was settled is before the notice was given. Check both dates.',
  'already-ended':
    'The placement has ended before. If a date is wrong, correct that entry; if the reason is another, settle the reason.',
  'place-ends-before-last-day':
    'The place would have ended before the last day attended. Check both dates.',
  'placement-not-ended':
    'The placement has not ended. Record its ending first; the reason may be given there.',
  'before-placement-ended':
    'The reason would have been settled before the placement ended. Check both dates, or correct the reason in the ending itself.',
  'provider-not-said':
    'It is not said who provides it. Name the provider by its id in the register, or in words.',
  'interim-already-ended':
    'The interim provision had ended by then. If its last day is wrong, correct that entry; if it began again, record that.',
  'before-interim-started':
    'This would have happened before the interim provision started. Check both dates; if the start is dated wrongly, correct it first.',

  'another-notice-open':
    'Another notice on this placement is open. Record that it was withdrawn or settled, or say why there are two.',
  'fees-stop-before-place-ends':
    'Payment would stop while the place is still held. Check both dates, or say why.',
  'placement-still-open':
    'The placement has not ended. Record its ending first, or say why its breakdown is reviewed before.',
} as const;
