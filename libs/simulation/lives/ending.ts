import type { LocalDate } from '#libs/event-sourcing';
import { addDays, type EndingReason } from '#libs/lifecycle';
import { workdayUpTo } from '../machinery/calendar.js';
import type { Process } from '../machinery/process.js';
import type { Life, Stay } from './life.js';
import { soon } from './pace.js';
import { tell } from './telling.js';

export type Ending = Readonly<{
  lastDay: LocalDate;
  reasonCode: EndingReason;
  /** Days for which the place is held and paid beyond the last one attended. */
  heldFor?: number;
  /** The reason is only settled later. */
  awaited?: boolean;
  decidedOn?: LocalDate;
  explanation?: string;
}>;

/** It is over; from this moment nothing more happens there, whenever it is told. */
export function* ending(life: Life, stay: Stay, over: Ending): Process<LocalDate> {
  const { lastDay, reasonCode, heldFor = 0, awaited = false, ...known } = over;
  const worked = workdayUpTo(lastDay);
  const lastAttendedOn = worked < stay.startedOn ? stay.startedOn : worked;
  stay.ended = true;
  if (life.stay === stay) life.stay = undefined;
  const told = yield* tell(life, 'EndPlacement', {
    ...{ on: lastAttendedOn, surely: true },
    body: {
      ...{ placementId: stay.placementId, placeEndedOn: addDays(lastAttendedOn, heldFor) },
      ...funding(life, stay, { lastAttendedOn, heldFor }),
      reasonCode: awaited ? 'AWAITED' : reasonCode,
      ...known,
    },
  });
  if (awaited)
    life.strands.start(settled(life, stay, { reasonCode, on: soon(life, told.today, [15, 100]) }));
  return told.today;
}

type Held = Readonly<{ lastAttendedOn: LocalDate; heldFor: number }>;

/** Paid for as long as the place is held; once in a while the payments stop before. */
const funding = ({ chance }: Life, { school }: Stay, { lastAttendedOn, heldFor }: Held) => {
  if (!school || school.dayPence === 0) return {};
  return { fundedUntil: addDays(lastAttendedOn, chance.happens(0.02) ? 0 : heldFor) };
};

type Reason = Readonly<{ reasonCode: EndingReason; on: LocalDate }>;

function* settled(life: Life, { placementId }: Stay, { reasonCode, on }: Reason): Process {
  yield* tell(life, 'SettleEndingReason', {
    on,
    body: { placementId, reasonCode, explanation: 'After talks with the school and the family.' },
  });
}
