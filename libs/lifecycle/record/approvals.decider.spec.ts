import type { LocalDate } from '#libs/event-sourcing';
import { knowingly, scenario } from '#libs/event-sourcing/testing';
import { journeyRules } from '../journey/journey.decider.js';
import {
  approvalId,
  approvalSought,
  approved,
  caseworker,
  context,
  decidedBy,
  director,
  manager,
  registered,
} from '../journey/testing/record.examples.js';

const journey = scenario(journeyRules, { context });
const day = (text: string) => text as LocalDate;

const sought = {
  for: { kind: 'placement' as const, id: 'offer-1' },
  pencePerYear: 64_000_00,
};

describe('seeking approval', () => {
  const seek = { type: 'SeekApproval' as const, data: sought };

  it('asks for an amount for something', () => {
    journey
      .given(registered)
      .when(seek)
      .thenRecorded({ type: 'ApprovalSought', data: { ...sought, approvalId } });
  });

  it('changes nothing while the same is being asked for', () => {
    journey.given(registered, approvalSought).when(seek).thenNothing();
  });

  it('asks again once it was decided', () => {
    journey
      .given(registered, approvalSought, approved)
      .when(seek, { newId: () => 'approval-2' })
      .thenRecorded({ type: 'ApprovalSought', data: { ...sought, approvalId: 'approval-2' } });
  });

  it.each([
    { for: { kind: 'terms' as const, id: 'offer-1' } },
    { for: { kind: 'placement' as const, id: 'offer-2' } },
    { pencePerYear: 64_000_01 },
    { from: day('2025-10-01') },
    { to: day('2026-08-31') },
  ])('is another approval with %o', (other) => {
    const data = { ...sought, ...other };
    journey
      .given(registered, approvalSought)
      .when({ type: 'SeekApproval', data }, { newId: () => 'approval-2' })
      .thenRecorded({ type: 'ApprovalSought', data: { ...data, approvalId: 'approval-2' } });
  });

  it('may be for a single day, not for less', () => {
    const wish = (from: string, to: string) => ({
      ...seek,
      data: { ...sought, from: day(from), to: day(to) },
    });
    const given = journey.given(registered);
    given
      .when(wish('2025-10-02', '2025-10-01'))
      .thenRefused({ because: 'ends-before-it-begins', to: '2025-10-01' });
    given
      .when(wish('2025-10-01', '2025-10-01'))
      .thenState(({ record }) => expect(record.approvals[approvalId]).toBeDefined());
  });
});

describe('approving', () => {
  const approve = { type: 'Approve' as const, data: { approvalId } };
  const given = journey.given(registered, approvalSought);
  const terms = {
    ...{ approvalId, ceilingPence: 64_000_00 },
    ...{ from: day('2025-10-01'), to: day('2026-08-31') },
  };

  it('gives what was asked for where nothing else is said', () => {
    const asked = { ...approvalSought.data, from: day('2025-10-01'), to: day('2026-08-31') };
    journey
      .given(registered, { ...approvalSought, data: asked })
      .when(approve, { actor: director })
      .thenRecorded({
        type: 'Approved',
        data: { approvalId, ceilingPence: 64_000_00, from: asked.from, to: asked.to },
      });
  });

  it('gives what is said', () => {
    const said = {
      ceilingPence: 70_000_00,
      ...{ from: day('2025-11-01'), to: day('2026-07-31'), conditions: 'Review in spring' },
    };
    given
      .when({ ...approve, data: { approvalId, ...said } }, { actor: director })
      .thenRecorded({ type: 'Approved', data: { approvalId, ...said } })
      .thenState(({ record }) =>
        expect(record.approvals[approvalId]).toMatchObject({
          ...{ status: 'approved', ceilingPence: 70_000_00 },
          ...{ from: '2025-11-01', to: '2026-07-31' },
        }),
      );
  });

  it('changes nothing when the same was given already', () => {
    journey
      .given(registered, approvalSought, approved)
      .when({ ...approve, data: terms }, { actor: director })
      .thenNothing();
  });

  it('adds conditions to what was given, on the same terms', () => {
    const conditions = 'The school sends attendance every month.';
    journey
      .given(registered, approvalSought, approved)
      .when({ ...approve, data: { ...terms, conditions } }, { actor: director })
      .thenRecorded({ type: 'Approved', data: { ...approved.data, conditions } });
  });

  it.each([{ ceilingPence: 65_000_00 }, { from: day('2025-10-02') }, { to: day('2026-08-30') }])(
    'is refused with %o once it was given',
    (other) => {
      journey
        .given(registered, approvalSought, approved)
        .when({ ...approve, data: { ...terms, ...other } }, { actor: director })
        .thenRefused({ because: 'approval-closed', approvalId, as: 'approved' });
    },
  );

  it('needs an approval that was asked for', () => {
    journey
      .given(registered)
      .when(approve, { actor: director })
      .thenRefused({ because: 'unknown-approval', approvalId });
  });

  it('may not end before it begins', () => {
    const backwards = { approvalId, from: day('2025-10-02'), to: day('2025-10-01') };
    given
      .when({ ...approve, data: backwards }, { actor: director })
      .thenRefused({ because: 'ends-before-it-begins', to: '2025-10-01' });
  });

  it('is irregular when dated before the asking', () => {
    const wish = (acknowledge?: ReturnType<typeof knowingly>) => ({
      ...approve,
      details: { occurredOn: '2025-09-30', ...(acknowledge ? { acknowledge } : {}) },
    });
    given.when(wish(), { actor: director }).thenRefused({
      because: 'irregular',
      irregularities: [{ code: 'approved-before-it-was-sought', approvalId }],
    });
    given
      .when(wish(knowingly('approved-before-it-was-sought')), { actor: director })
      .thenState(({ record }) => expect(record.approvals[approvalId]?.status).toBe('approved'));
  });

  it('may fall on the day of the asking', () => {
    given
      .when({ ...approve, details: { occurredOn: '2025-10-01' } }, { actor: director })
      .thenState(({ record }) => expect(record.approvals[approvalId]?.status).toBe('approved'));
  });
});

describe('a second person', () => {
  const approve = { type: 'Approve' as const, data: { approvalId, ceilingPence: 0 } };
  const refused = { because: 'same-person', approvalId };
  const soughtFor = (decision: ReturnType<typeof decidedBy>) =>
    journey.given(registered, { ...approvalSought, decision });

  it('is not the one who asked', () => {
    journey
      .given(registered, approvalSought)
      .when(approve, { actor: { ...director, id: caseworker.id } })
      .thenRefused(refused);
  });

  it('is not recorded by the one who asked', () => {
    journey
      .given(registered, approvalSought)
      .when({ ...approve, details: { decision: decidedBy(director) } }, { actor: caseworker })
      .thenRefused(refused);
  });

  it('is not the one for whom it was asked', () => {
    soughtFor(decidedBy(manager)).when(approve, { actor: manager }).thenRefused(refused);
    soughtFor(decidedBy(manager))
      .when({ ...approve, details: { decision: decidedBy(manager) } }, { actor: director })
      .thenRefused(refused);
  });

  it('is not the one who wrote the asking down', () => {
    soughtFor(decidedBy(manager)).when(approve, { actor: caseworker }).thenRefused(refused);
  });

  it('may be recorded by a third', () => {
    journey
      .given(registered, approvalSought)
      .when({ ...approve, details: { decision: decidedBy(director) } }, { actor: manager })
      .thenRecorded({ type: 'Approved', data: approve.data });
  });
});

describe('the limit of a role', () => {
  const approve = (ceilingPence: number) => ({
    type: 'Approve' as const,
    data: { approvalId, ceilingPence },
  });
  const given = journey.given(registered, approvalSought);

  it('is kept to the penny', () => {
    given
      .when(approve(60_000_00), { actor: manager })
      .thenRecorded({ type: 'Approved', data: { approvalId, ceilingPence: 60_000_00 } });
    given.when(approve(60_000_01), { actor: manager }).thenRefused({
      ...{ because: 'beyond-delegation', role: 'manager' },
      ...{ ceilingPence: 60_000_01, limitPence: 60_000_00 },
    });
  });

  it('is that of the officer who decided, where another records it', () => {
    given
      .when(
        { ...approve(60_000_01), details: { decision: decidedBy(director) } },
        { actor: manager },
      )
      .thenRecorded({ type: 'Approved', data: { approvalId, ceilingPence: 60_000_01 } });
    given
      .when(
        { ...approve(60_000_01), details: { decision: decidedBy(manager) } },
        { actor: director },
      )
      .thenRefused('beyond-delegation');
  });

  it('is not raised by claiming another role for oneself', () => {
    const decision = decidedBy({ ...manager, role: 'director' });
    given.when({ ...approve(60_000_01), details: { decision } }, { actor: manager }).thenRefused({
      ...{ because: 'beyond-delegation', role: 'manager' },
      ...{ ceilingPence: 60_000_01, limitPence: 60_000_00 },
    });
  });

  it('is raised by a delegation in force', () => {
    const decision = decidedBy({ ...manager, role: 'director' }, { delegation: 'scheme-2025-4' });
    given
      .when({ ...approve(60_000_01), details: { decision } }, { actor: manager })
      .thenRecorded({ type: 'Approved', data: { approvalId, ceilingPence: 60_000_01 } });
    given.when({ ...approve(250_000_01), details: { decision } }, { actor: manager }).thenRefused({
      ...{ because: 'beyond-delegation', role: 'director' },
      ...{ ceilingPence: 250_000_01, limitPence: 250_000_00 },
    });
  });
});

describe('declining and withdrawing', () => {
  const decline = {
    type: 'DeclineApproval' as const,
    data: { approvalId, reasonCode: 'price' as const },
  };
  const withdraw = {
    type: 'WithdrawApproval' as const,
    data: { approvalId, reasonCode: 'noLongerNeeded' as const },
  };
  const declined = { type: 'ApprovalDeclined' as const, data: decline.data };
  const withdrawn = { type: 'ApprovalWithdrawn' as const, data: withdraw.data };

  it('ends the asking', () => {
    const given = journey.given(registered, approvalSought);
    given
      .when(decline)
      .thenRecorded(declined)
      .thenState(({ record }) => expect(record.approvals[approvalId]?.status).toBe('declined'));
    given
      .when(withdraw)
      .thenRecorded(withdrawn)
      .thenState(({ record }) => expect(record.approvals[approvalId]?.status).toBe('withdrawn'));
  });

  it('changes nothing the second time', () => {
    journey.given(registered, approvalSought, declined).when(decline).thenNothing();
    journey.given(registered, approvalSought, withdrawn).when(withdraw).thenNothing();
  });

  it('drops no words the second time', () => {
    const explanation = 'The price is above that of two others.';
    journey
      .given(registered, approvalSought, declined)
      .when({ ...decline, data: { ...decline.data, explanation } })
      .thenRefused({ because: 'approval-closed', approvalId, as: 'declined' });
    journey
      .given(registered, approvalSought, withdrawn)
      .when({ ...withdraw, data: { ...withdraw.data, explanation } })
      .thenRefused({ because: 'approval-closed', approvalId, as: 'withdrawn' });
  });

  it('needs an approval that was asked for', () => {
    const refusal = { because: 'unknown-approval', approvalId };
    journey.given(registered).when(decline).thenRefused(refusal);
    journey.given(registered).when(withdraw).thenRefused(refusal);
  });

  it('takes back what was given, too', () => {
    journey.given(registered, approvalSought, approved).when(withdraw).thenRecorded(withdrawn);
  });

  it('does not decline what was given or withdrawn', () => {
    journey
      .given(registered, approvalSought, approved)
      .when(decline)
      .thenRefused({ because: 'approval-closed', approvalId, as: 'approved' });
    journey
      .given(registered, approvalSought, withdrawn)
      .when(decline)
      .thenRefused({ because: 'approval-closed', approvalId, as: 'withdrawn' });
  });

  it('neither withdraws nor gives what was declined', () => {
    const given = journey.given(registered, approvalSought, declined);
    const refusal = { because: 'approval-closed', approvalId, as: 'declined' };
    given.when(withdraw).thenRefused(refusal);
    given
      .when({ type: 'Approve', data: { approvalId, ceilingPence: 0 } }, { actor: manager })
      .thenRefused(refusal);
  });
});
