import type { LocalDate } from '#libs/event-sourcing';
import type { ApprovalKind } from '#libs/lifecycle';
import { idIn, type Process } from '../machinery/process.js';
import { approverOf, officers } from '../world/staff.js';
import type { Life } from './life.js';
import { managerOn, tell } from './telling.js';
import { soon } from './pace.js';

export type Spend = Readonly<{ kind: ApprovalKind; id?: string; pence: number; on: LocalDate }>;
export type Leave = Readonly<{ approvalId: string; on: LocalDate }>;

/** Leave to spend: asked for by the one, given by another; once in a while refused at first. */
export function* approvedSpend(life: Life, spend: Spend): Process<Leave> {
  const { chance } = life;
  let { on } = spend;
  if (spend.kind === 'placement' && chance.happens(0.45)) on = yield* throughPanel(life, on);
  const asked = yield* ask(life, spend, on);
  if (!chance.happens(0.03)) return yield* given(life, spend, asked);
  const approvalId = idIn(asked, 'approvalId');
  const declined = yield* tell(life, 'DeclineApproval', {
    ...{ on: soon(life, asked.today, [2, 12]), by: managerOn(life, asked.today) },
    body: { approvalId, reasonCode: 'evidence', explanation: 'The second offer is missing.' },
  });
  const again = yield* ask(life, spend, soon(life, declined.today, [4, 20]));
  return yield* given(life, spend, again);
}

const ask = (life: Life, { kind, id, pence }: Spend, on: LocalDate) =>
  tell(life, 'SeekApproval', {
    ...{ on, late: 0 },
    body: {
      for: { kind, ...(id === undefined ? {} : { id }) },
      pencePerYear: pence,
      grounds: 'No other setting can deliver section F.',
    },
  });

function* given(life: Life, { pence }: Spend, asked: Parameters<typeof idIn>[0]): Process<Leave> {
  const { limitPence } = life.world;
  const approvalId = idIn(asked, 'approvalId');
  const by = approverOf(pence, managerOn(life, asked.today), limitPence);
  // Now and then it was agreed at a meeting before the form was filled in.
  const early = life.chance.happens(0.01);
  const on = early ? soon(life, asked.today, [-3, -1]) : soon(life, asked.today, [0, 14]);
  const conditions = life.chance.happens(0.1) ? { conditions: 'To be reviewed after a year.' } : {};
  const body = { approvalId, ...conditions };
  const told = yield* tell(life, 'Approve', {
    on,
    by,
    body,
    ...(early ? { late: 3 } : { late: 0 }),
  });
  return { approvalId, on: told.today };
}

function* throughPanel(life: Life, on: LocalDate): Process<LocalDate> {
  const meetingOn = soon(life, on, [7, 25]);
  const referred = yield* tell(life, 'ReferToPanel', {
    ...{ on, late: 0 },
    body: { panel: 'funding', meetingOn, question: 'Is the price justified by the need?' },
  });
  const advised = yield* tell(life, 'RecordPanelAdvice', {
    ...{ on: meetingOn < referred.today ? referred.today : meetingOn, by: officers.panelClerk },
    body: {
      referralId: idIn(referred, 'referralId'),
      recommendation: life.chance.weighted([
        ['agree', 7],
        ['agreeWithConditions', 3],
      ] as const),
      minuteRef: `panel-${meetingOn}`,
    },
  });
  return soon(life, advised.today, [0, 3]);
}
