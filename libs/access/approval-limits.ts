import type { Role } from './roles.js';

/** Up to how many pence a year a role decides by itself; a role without an entry decides nothing. */
export type ApprovalLimits = Readonly<Partial<Record<Role, number>>>;

/** Delegation as proposed; every authority has its own. No limit is the largest exact integer. */
export const DEFAULT_APPROVAL_LIMITS: ApprovalLimits = {
  'team-manager': 30_000_00,
  'service-manager': 60_000_00,
  'head-of-send': 120_000_00,
  director: Number.MAX_SAFE_INTEGER,
};

/**
 * What each role may decide by itself, in pence a year: 0 for a role that has no limit, or that
 * nobody has heard of. `configured` replaces the default of the roles it names.
 * @throws RangeError on a limit that is no whole number of pence
 */
export const approvalLimitPence = (configured: ApprovalLimits = {}): ((role: string) => number) => {
  for (const [role, pence] of Object.entries(configured))
    if (!Number.isSafeInteger(pence) || pence < 0)
      throw new RangeError(
        `The approval limit of ${role} is ${pence}. Give whole pence a year, 0 or more: ` +
          '3000000 is £30,000.',
      );
  const limits = new Map(Object.entries({ ...DEFAULT_APPROVAL_LIMITS, ...configured }));
  return (role) => limits.get(role) ?? 0;
};
