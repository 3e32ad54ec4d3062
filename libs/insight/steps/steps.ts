/** Steps that follow from what is open on a case, beside those that clocks ask for. */
export const OTHER_STEPS = {
  seekPlace: {
    step: 'Look for a placement: the learner has a plan and none',
    source: 'Children and Families Act 2014, s.42(2)',
  },
  consult: {
    step: 'Consult schools',
    source: 'Children and Families Act 2014, s.39(2)',
  },
  decideOffer: { step: 'Decide on the offer before it lapses', source: 'the offer' },
  decideApproval: { step: 'Decide on the approval sought', source: 'the scheme of delegation' },
  signAgreement: {
    step: 'Have the placement agreement signed by both sides',
    source: 'the individual placement agreement',
  },
  fixStart: { step: 'Fix the first day', source: 'the placement as agreed' },
  recordStart: { step: 'Record the first day, or a new one', source: 'the day that was fixed' },
  planNoticeEnd: {
    step: 'Settle where the learner goes when the notice ends',
    source: 'the notice; Children and Families Act 2014, s.42(2)',
  },
  settleEnding: {
    step: 'Settle why the placement ended',
    source: 'the record: the reason is awaited',
  },
  reviewRestriction: {
    step: 'Look again at the restriction of the record',
    source: 'the restriction, with the day set for it',
  },
} as const satisfies Readonly<Record<string, Readonly<{ step: string; source: string }>>>;

export type OtherStep = keyof typeof OTHER_STEPS;
