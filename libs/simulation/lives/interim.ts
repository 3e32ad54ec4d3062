import type { LocalDate } from '#libs/event-sourcing';
import { addDays, pencePerYear } from '#libs/lifecycle';
import { idIn, until, type Process } from '../machinery/process.js';
import { approvedSpend } from './approving.js';
import type { Life, Stay } from './life.js';
import { soon } from './pace.js';
import { tell } from './telling.js';
import type { Line } from '../schools/lines.js';

const TUTORS = ['Lantern Tuition', 'Harbour Home Teaching', 'Bridge Online Learning'] as const;
const WEEKS = 38;
const LOOK_AGAIN_DAYS = 14;

/** Education out of school, until there is a place again. */
export function* interim(life: Life, { placementId }: Stay, lastDay: LocalDate): Process {
  const { chance } = life;
  const hours = chance.between(6, 15);
  const lines = tuition(hours);
  const asked = soon(life, lastDay, [3, 20]);
  const leave = yield* approvedSpend(life, {
    kind: 'interim',
    id: placementId,
    pence: pencePerYear(lines),
    on: asked,
  });
  if (life.stay) return;
  const { approvalId } = leave;
  const terms = { basis: 's19', approvalId } as const;
  const started = yield* tell(life, 'StartInterimProvision', {
    ...{ on: soon(life, leave.on, [1, 10]), late: 0 },
    body: {
      ...{
        placementId,
        providerName: chance.pick(TUTORS),
        kind: chance.happens(0.8) ? 'tuition' : 'onlineTuition',
      },
      ...{ hoursPerWeekTenths: hours * 10, lines, ...terms },
    },
  });
  const interimId = idIn(started, 'interimId');
  let today = started.today;
  while (!life.stay && !life.over) {
    today = yield* until(addDays(today, LOOK_AGAIN_DAYS));
    if (!life.stay && hours > 8 && chance.happens(0.05)) {
      const fewer = {
        interimId,
        hoursPerWeekTenths: (hours - 2) * 10,
        lines: tuition(hours - 2),
        ...terms,
      };
      yield* tell(life, 'ChangeInterimProvision', { ...{ on: today, late: 0 }, body: fewer });
    }
  }
  yield* tell(life, 'EndInterimProvision', {
    ...{ on: today, late: 0 },
    body: { interimId, reasonCode: life.stay ? 'newPlacement' : 'notNeeded' },
  });
}

const tuition = (hours: number): Line[] => [
  {
    code: 'tuition',
    unit: 'hour',
    ratePence: 52_00,
    quantityThousandths: hours * 1000,
    weeks: WEEKS,
  },
];
