/** What each code of this stage's rules means to a person, and what to do next. */
export const startsRefusals = {
  'unknown-placement':
    'There is no such placement on this record. Check the id, or record first that the placement was agreed.',
  'unknown-agreement':
    'There is no such placement agreement on this record. Check the id, or leave it out to sign the one sent out last.',
  'agreement-of-another-placement': 'This agreement is about another placement. Check the ids.',
  'already-started': 'The placement has started. If its first day is wrong, correct that entry.',
  'placement-fell-through':
    'The placement fell through. If that was wrong, correct that entry; if it was agreed anew, record the new agreement.',
  'did-not-start':
    'It is recorded that the learner never started here. If that was wrong, correct that entry.',
  'approval-needed':
    'The price is above what you may decide by yourself. Seek an approval, and name it when you record the change.',
  'contributions-above-price':
    'The contributions come to more than the price. Check the contributions and the lines.',
  'terms-before-the-start':
    'The new terms would apply before the placement began. Check the day; if the start is dated wrongly, correct it first.',

  'signed-before-issued':
    'The agreement was signed before it was sent out, or its sending is not recorded. Record that it was sent, or say why.',
  'placement-not-going-ahead':
    'It was clear before this day that the placement would not happen. Check the dates, or say why this still happened.',
  'start-already-planned':
    'A first day has been fixed before. Reschedule it, or say why it is fixed a second time.',
  'planned-after-the-start':
    'The placement had started by then. Check the dates, or say why a first day was still being arranged.',
  'start-before-agreement':
    'The learner started before the authority agreed the placement. Check both dates, or say why.',
  'start-without-signed-agreement':
    'The placement started without an agreement signed by both sides. Record the signatures first, or say why there are none.',
  'terms-after-the-ending':
    'The new terms would apply after the placement ended. Check the day, or say why.',
} as const;
