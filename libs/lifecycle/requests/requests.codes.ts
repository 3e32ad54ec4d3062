/** Code lists of the requests stage. A code once stored keeps its meaning for good. */

export const requestReasons = [
  ...['newPlan', 'review', 'phase', 'risk', 'breakdown', 'tribunal', 'moveIn', 'familyRequest'],
  'other',
] as const;

/** Kinds of setting as panels and families speak of them, before a school is known. */
export const settingTypes = [
  ...['mainstream', 'resourcedProvision', 'maintainedSpecial', 'independentOrNonMaintained'],
  ...['specialPost16', 'alternativeProvision', 'hospital', 'tuition', 'eotas', 'other'],
] as const;

export const boardingKinds = ['day', 'residential', 'either'] as const;

export const requestWithdrawnReasons = [
  ...['noLongerNeeded', 'placementContinues', 'familyChangedMind', 'elective', 'movedAway'],
  ...['planCeased', 'superseded', 'other'],
] as const;

export const preferenceVoices = ['parent', 'youngPerson', 'representative'] as const;

/** Children and Families Act 2014 s.38, or no more than Education Act 1996 s.9. */
export const preferenceBases = ['s38', 's9'] as const;

/** On what ground a wish may be refused: s.39(4) for a s.38 request, s.9 for any other. */
export const groundsByBasis = {
  s38: ['unsuitable', 'othersEducation', 'resources'],
  s9: ['unsuitable', 's9Expense', 'noOffer'],
} as const;

export const preferenceGrounds = [
  ...['unsuitable', 'othersEducation', 'resources', 's9Expense', 'noOffer'],
] as const;

export const panels = ['setting', 'funding'] as const;

export const recommendations = [
  ...['agree', 'agreeWithConditions', 'decline', 'defer', 'moreInformation'],
] as const;

/** The panel has made up its mind; it does not look at this referral again. */
export const conclusive: readonly string[] = ['agree', 'agreeWithConditions', 'decline'];

export const papers = [
  ...['draftPlan', 'finalPlan', 'amendedPlan', 'appendices', 'reviewReport', 'reports'],
  ...['riskAssessment', 'costRequest', 'other'],
] as const;

export const chaseWays = ['email', 'phone', 'portal', 'letter', 'visit'] as const;

export const consultationOutcomes = ['canMeet', 'cannot', 'noPlace', 'waitingList'] as const;

/** Why a school says that it cannot: the grounds of s.39(4), and what schools say beside them. */
export const consultationGrounds = [
  ...['unsuitable', 'othersEducation', 'resources', 'ageRange', 'staffing', 'premises', 'other'],
] as const;

export const consultationWithdrawnReasons = [
  ...['placedElsewhere', 'requestWithdrawn', 'sentInError', 'schoolClosing', 'other'],
] as const;

export const notConsultedReasons = [
  ...['ageRange', 'needNotMet', 'gender', 'tooFar', 'full', 'embargo', 'familyObjects', 'price'],
  ...['notRegistered', 'other'],
] as const;
