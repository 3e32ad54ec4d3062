/** Code lists of the starts stage. A code once stored keeps its meaning for good. */

export const agreementParties = ['authority', 'provider'] as const;

export const rescheduleReasons = [
  ...['notReady', 'staffing', 'building', 'transport', 'equipment', 'assessment', 'illness'],
  ...['familyRequest', 'agreementOutstanding', 'other'],
] as const;

/** On whose side the reason lay: what a provider's promises are measured by. */
export const rescheduleCauses = ['provider', 'authority', 'family', 'travel', 'health'] as const;

export const attendancePatterns = [
  ...['fullTime', 'partTime', 'phasedEntry', 'weeklyBoarding', 'termlyBoarding', 'fiftyTwoWeeks'],
] as const;

export const didNotStartReasons = [
  ...['familyRefused', 'learnerRefused', 'placeWithdrawn', 'needsChanged', 'health', 'travel'],
  ...['movedAway', 'otherPlacement', 'other'],
] as const;

export const termsReasons = [
  ...['uplift', 'need', 'residential', 'site', 'route', 'contribution'],
] as const;

export const contributors = [
  ...['education', 'socialCare', 'health', 'otherAuthority', 'family', 'other'],
] as const;
