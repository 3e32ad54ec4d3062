/** What each refusal of this module means, and what to do next. */
export const recordRefusals = {
  'already-registered':
    'This learner has a record already. Open it and record there, or amend its details.',
  'upn-known-and-unknown':
    'Both a UPN and a reason for having none were given. Send one of the two.',
  'not-born-yet':
    'The date of birth lies after the day of registration. Check both dates and send again.',
  'born-too-long-ago':
    'The date of birth is too long ago for a learner with a plan. Check the year and send again.',
  'cohort-does-not-fit-birth':
    'The year group is more than two years from that of the date of birth. Check both, or leave the cohort out and it follows from the date of birth.',
  'need-named-twice':
    'The same need was named twice. Name each need once, the primary one not among the further ones.',
  'changed-and-removed':
    'A detail was both given and taken away. Send it in one of the two places only.',
  'unknown-contact':
    'There is no such contact on this record. Check the id, or record the contact first.',
  'unknown-status':
    'There is no such status on this record. Check the id, or record the status first.',
  'status-already-ended':
    'This status has an end already. If its date is wrong, correct that entry instead.',
  'ends-before-it-begins':
    'It would end before it begins. Check the two dates; if an earlier entry has the wrong date, correct that entry first.',
  'still-of-school-age':
    'The young person decides only after compulsory school age, which has not ended by this day. Check the date, or acknowledge this with a reason.',

  'already-brought-forward':
    'This case was brought forward already. If that was wrong, correct that entry instead.',
  'plan-without-a-date':
    'No date of the plan was given. Give at least one, or an exception to the time limits.',
  'unknown-plan': 'There is no such plan on this record. Check the id, or record the plan first.',
  'dates-out-of-order':
    'Two dates of the plan cannot have fallen in this order. The refusal names them: check both.',
  'cover-without-an-end':
    'A cover needs a last day, so that the case goes back afterwards. Say until when.',

  'unknown-approval':
    'There is no such approval on this record. Check the id, or ask for approval first.',
  'approval-closed':
    'This approval was decided or withdrawn already. If something else is wanted, ask for a new one.',
  'same-person':
    'The second person may have had no hand in the first step. Have it decided and recorded by somebody else.',
  'beyond-delegation':
    'The amount is above what this role may decide. Have it decided by a role with a higher limit, or name the delegation in force.',
  'approval-needed':
    'The price is above what you may decide by yourself. Seek an approval, and name it when you record the decision.',
  'not-approved':
    'There is no approval of this id that was given and still stands. Check the id, or have it approved first.',
  'approved-for-something-else':
    'This approval was given for another kind of spending. Ask for one for this.',
  'above-approved-ceiling':
    'The price is above the approved ceiling. Have more approved, or acknowledge this with a reason.',
  'approval-not-in-force':
    'The approval was not in force on this day. Have it approved again, or acknowledge this with a reason.',
  'approved-before-it-was-sought':
    'The approval is dated before it was asked for. Check both dates, or acknowledge this with a reason.',

  'opening-entry':
    'The entry that opened the record cannot be annulled. Amend the details, or merge or dispose of the record.',
  'already-annulled': 'This entry was annulled already. Nothing more needs to be done.',
  'not-annulled': 'Only an annulled entry can be replaced. Annul it in the same step.',
  'already-replaced': 'This entry was replaced by that one already. Nothing more needs to be done.',
  'already-carried-away':
    'This entry was carried to another record already. Nothing more needs to be done.',
  'merged-into-another-record':
    'This record was a duplicate and is closed. Record on the one it was merged into.',

  'not-restricted': 'The record was not restricted on that day. Check the date.',
  'unknown-hold': 'There is no such legal hold on this record. Check the id.',
  'hold-already-lifted': 'This legal hold was lifted already. Nothing more needs to be done.',
  'unknown-erasure': 'There is no such request for erasure on this record. Check the id.',
  'erasure-already-decided':
    'This request for erasure was decided already. If that was wrong, correct that entry instead.',
  'disposal-not-proposed':
    'Nobody has proposed this disposal. Let one person propose it, and another agree.',
  'legal-hold':
    'The record is under a legal hold and must be kept. Lift the holds named first, if they no longer apply.',
  'record-disposed':
    'This record was disposed of and is closed. Nothing can be recorded on it any more.',
} as const;
