import type { Actor, DecisionTaken } from '#libs/event-sourcing';

/**
 * In which role something was decided: one's own, unless another officer decided, or a delegation
 * lets one act in another's. Claiming a role for oneself does not raise one's limit.
 */
export const decidingRole = (actor: Actor, decision: DecisionTaken | undefined): string => {
  if (decision === undefined) return actor.role;
  const mayTakeRole = decision.by !== actor.id || decision.delegation !== undefined;
  return mayTakeRole ? decision.role : actor.role;
};
