import type { ClockId, ClockRule } from './clock.js';
import { amendmentRules } from './rules/amendment.rules.js';
import { appealWindow } from './rules/appeal-window.rules.js';
import { appealRules } from './rules/appeal.rules.js';
import { assessmentRules } from './rules/assessment.rules.js';
import { consultationRules } from './rules/consultation.rules.js';
import { dataRights } from './rules/data-rights.rules.js';
import { movingRules } from './rules/moving.rules.js';
import { outOfSchool } from './rules/out-of-school.rules.js';
import { phaseTransferRules } from './rules/phase-transfer.rules.js';
import { reassessment } from './rules/reassessment.rules.js';
import { reviewCycleRules } from './rules/review-cycle.rules.js';
import { reviewRules } from './rules/review.rules.js';

/** Every clock that starts from a recorded event, by number. */
export const clockRules: readonly ClockRule[] = [
  ...assessmentRules,
  ...consultationRules,
  ...[reviewCycleRules.yearly, reviewCycleRules.underFive],
  ...[reviewRules.invitation, reviewRules.report, reviewRules.notification],
  ...[amendmentRules.representations, amendmentRules.afterReview, reviewRules.amendedPlan],
  ...phaseTransferRules,
  ...[amendmentRules.withoutReview, reassessment, appealWindow],
  ...[appealRules.amendPlan, appealRules.nameSchool, appealRules.makePlan, appealRules.conceded],
  ...[movingRules.transferOut, movingRules.transferIn, outOfSchool, dataRights],
];

const byId = new Map(clockRules.map((rule) => [rule.id, rule]));

/** @throws where the clock sets no date */
export const clockRule = (id: ClockId): ClockRule => {
  const rule = byId.get(id);
  if (rule === undefined) throw new Error(`${id} is no clock that sets a date.`);
  return rule;
};
