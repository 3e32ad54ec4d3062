import { addDays, addMonths } from '#libs/lifecycle';
import { idIn, until, type Process } from '../machinery/process.js';
import { officers } from '../world/staff.js';
import type { Life } from './life.js';
import { soon } from './pace.js';
import { register } from './registering.js';
import { tell } from './telling.js';

const RETENTION_YEARS = 31;

/** A file long closed was taken over with the rest; its time is up, and two people dispose of it. */
export function* disposedOf(life: Life): Process {
  const { beginsOn, registrar, learner } = life;
  const closedOn = addMonths(learner.dateOfBirth, 12 * 19);
  yield* register(life, {
    on: addMonths(learner.dateOfBirth, 12 * 6),
    told: beginsOn,
    source: 'import',
  });
  const file = { by: registrar, source: 'import', late: 0 } as const;
  yield* tell(life, 'RecordPlan', {
    on: beginsOn,
    ...file,
    body: { planMadeOn: addMonths(closedOn, -120) },
  });
  yield* tell(life, 'CeasePlan', {
    on: closedOn,
    ...file,
    body: { endsOn: closedOn, reason: 'maxAge' },
  });
  const today = yield* until(soon(life, addDays(beginsOn, 60), [0, 90]));
  const proposed = yield* tell(life, 'ProposeDisposal', {
    ...{ on: today, late: 0, by: officers.serviceManager },
    body: { rule: `birth-plus-${RETENTION_YEARS}`, explanation: 'The retention period is over.' },
  });
  yield* tell(life, 'DisposeOfRecord', {
    ...{ on: soon(life, proposed.today, [5, 20]), late: 0, by: officers.dataProtection },
    body: { proposalId: idIn(proposed, 'proposalId') },
  });
  life.over = true;
}
