/** What each code of this stage's rules means to a person, and what to do next. */
export const transitionsRefusals = {
  'unknown-phase-transfer':
    'There is no such phase transfer on this record. Check the id, or record first that it was identified.',
  'unknown-placement':
    'There is no such placement on this record. Check the id, or record first that the placement was agreed.',
  'unknown-review':
    'There is no such review on this record. Check the id, or record first that the review was arranged.',
  'unknown-school':
    'There is no such school in the register. Check the id, or add the school to the register first.',
  'unknown-transition':
    'There is no such decision to move on, or it was taken after the move. Check the id and the dates, or leave it out.',
  'unknown-transfer-in':
    'There is no such transfer from another authority on this record. Check the id, or record the transfer first.',
  'unknown-proposal':
    'There is no such proposal to cease the plan on this record. Check the id, or record first that it was proposed.',
  'unknown-cease-decision':
    'There is no such decision to cease the plan on this record. Check the id, or record the decision first.',
  'in-the-future': 'This has not happened yet. Record it when it has, or check the date.',
  'phase-transfer-already-identified':
    'There is a phase transfer for this year, or it was ruled out. If that is wrong, correct that entry.',
  'already-ruled-out':
    'This phase transfer was ruled out for another reason. If that is wrong, correct that entry.',
  'moved-to-itself':
    'The placement that ended and the one that started are the same. Check the ids; a change of terms is no move.',
  'transition-already-made':
    'The learner has moved out of the one placement, or into the other, by another move. If that is wrong, correct that entry.',
  'transition-of-another-placement':
    'The decision to move on is about another placement than the one that ended. Check the ids.',
  'plan-made-after-transfer':
    'The plan would have been made after it was transferred. Check both dates.',
  'reviewed-before-made': 'The plan would have been reviewed before it was made. Check both dates.',
  'reviewed-after-transfer':
    'The other authority would have reviewed the plan after it was transferred. Check both dates; a review held here is arranged as one.',
  'transfer-in-already-notified':
    'The family was told of this transfer on another day, or other things. If that is wrong, correct that entry.',
  'notified-before-transfer':
    'The family would have been told before the plan was transferred. Check both dates; if the transfer is dated wrongly, correct it first.',
  'sent-before-aware':
    'The plan would have been transferred before the move was known. Check both dates.',
  'decided-before-proposal':
    'It would have been decided to cease the plan before family and school were asked. Check both dates; if the proposal is dated wrongly, correct it first.',
  'ends-before-the-decision':
    'The plan would end before it was decided to cease it. Check both dates: the plan goes on until the time to appeal is over.',
  'plan-already-ceased':
    'The plan is recorded as ceased on another day or for another reason. If that is wrong, correct that entry; a new plan is issued first.',

  'placement-is-over':
    'The placement had ended, or never started, by the day of this decision. Check the dates, or say why.',
  'nobody-was-consulted':
    'No proposal to cease the plan is recorded, so family and school were not consulted. Record the proposal first, or say why there was none.',
  'no-decision-to-cease':
    'No decision to cease the plan for this reason is recorded. Record the decision first, or say why there was none.',
  'ends-on-the-decision-day':
    'The plan ends on the very day of the decision, although it goes on until the time to appeal is over. Give the day it really ends, or say why.',
  'appeal-pending':
    'An appeal against ceasing the plan is not concluded, and the plan goes on until it is. Record the outcome of the appeal first, or say why the plan ends.',
} as const;
