import { onDay, type DecisionTaken, type LocalDate } from '#libs/event-sourcing';
import { scenario } from '#libs/event-sourcing/testing';
import { journeyRules } from '../journey/journey.decider.js';
import {
  approvalId,
  approvalSought,
  approved,
  context,
  decidedBy,
  director,
  registered,
} from '../journey/testing/record.examples.js';
import { approvalNeeded, coverageOf } from './approvals.rules.js';

const limitPence = context.approvalLimitPence(director.role);
const onTheDay = onDay('2025-10-06' as LocalDate);

describe('an approval is needed', () => {
  const needed = (askedPence: number, decision?: DecisionTaken, named?: string) =>
    approvalNeeded({ askedPence, approvalId: named }, context, {
      occurredOn: onTheDay,
      ...(decision && { decision }),
    });

  it('from the first penny that the one who decides may not spend alone', () => {
    expect(needed(limitPence, decidedBy(director))).toBeUndefined();
    expect(needed(limitPence + 1, decidedBy(director))).toEqual({
      because: 'approval-needed',
      askedPence: limitPence + 1,
      limitPence,
    });
  });

  it('by the limit of the one who records, where nobody else decided', () => {
    expect(needed(1)).toEqual({ because: 'approval-needed', askedPence: 1, limitPence: 0 });
    expect(needed(0)).toBeUndefined();
  });

  it('no more where one is named: what that covers is looked at instead', () =>
    expect(needed(limitPence + 1, decidedBy(director), approvalId)).toBeUndefined());
});

describe('what an approval covers', () => {
  const { state } = scenario(journeyRules, { context }).given(registered, approvalSought, approved);
  const covered = (askedPence: number, named?: string) =>
    coverageOf(state, { askedPence, approvalId: named }, { kind: 'placement', on: onTheDay });

  it('is not asked where none is named', () =>
    expect(covered(limitPence + 1)).toEqual({ impossible: undefined, irregular: [] }));

  it('is asked of the one that is named', () => {
    expect(covered(64_000_00, approvalId)).toEqual({ impossible: undefined, irregular: [] });
    expect(covered(64_000_01, approvalId).irregular).toEqual([
      { code: 'above-approved-ceiling', askedPence: 64_000_01, ceilingPence: 64_000_00 },
    ]);
    expect(covered(1, 'approval-9').impossible).toEqual({
      because: 'not-approved',
      approvalId: 'approval-9',
    });
  });
});
