import type { LocalDate } from '#libs/event-sourcing';
import { academicYearOf, pencePerYear, type JourneyCommand } from '#libs/lifecycle';
import { dayIn, laterOf } from '../machinery/calendar.js';
import { until, type Process } from '../machinery/process.js';
import { approvedSpend } from './approving.js';
import type { Life, Stay } from './life.js';
import { soon } from './pace.js';
import { tell } from './telling.js';
import type { Line } from '../schools/lines.js';

type Change = Extract<JourneyCommand, { type: 'ChangeTerms' }>['data'];

/** Year by year: the school's uplift, told late and back-dated; more hours; boarding for longer. */
export function* termsOver(life: Life, stay: Stay): Process {
  for (let year = academicYearOf(laterOf(stay.startedOn, life.world.span.from)) + 1; ; year += 1) {
    const today = yield* until(soon(life, dayIn(year, '10-05'), [0, 90]));
    if (stay.ended || life.stay !== stay) return;
    yield* uplifted(life, stay, { year, on: today });
    if (stay.ended || life.stay !== stay) return;
    yield* otherwise(life, stay, soon(life, today, [10, 60]));
  }
}

type Year = Readonly<{ year: number; on: LocalDate }>;

function* uplifted(life: Life, stay: Stay, { year, on }: Year): Process {
  const uplift = stay.school?.uplifts.find((one) => one.year === year);
  const effectiveFrom = laterOf(dayIn(year, '09-01'), stay.startedOn);
  if (!uplift || stay.startedOn >= dayIn(year, '09-01')) return;
  const lines = stay.lines.map((line) => ({
    ...line,
    ratePence: Math.round((line.ratePence * (1 + uplift.basisPoints / 10_000)) / 100) * 100,
  }));
  const { upliftId } = uplift;
  yield* changed(life, stay, { on, lines, effectiveFrom, reasonCode: 'uplift', upliftId });
}

function* otherwise(life: Life, stay: Stay, on: LocalDate): Process {
  const { chance } = life;
  if (
    stay.boarding === 'termly' &&
    stay.school?.boards.includes('fiftyTwoWeek') &&
    chance.happens(0.12)
  ) {
    stay.boarding = 'fiftyTwoWeek';
    stay.weeksPerYear = 52;
    const lines = stay.lines.map((line) =>
      line.code === 'residential' ? { ...line, ratePence: Math.round(line.ratePence * 2.4) } : line,
    );
    yield* changed(life, stay, {
      on,
      lines,
      effectiveFrom: soon(life, on, [5, 40]),
      reasonCode: 'residential',
    });
  } else if (chance.happens(0.05)) {
    const hours: Line = {
      code: 'oneToOne',
      unit: 'week',
      ratePence: 210_00,
      quantityThousandths: 1000,
      weeks: 38,
    };
    const lines = [...stay.lines.filter(({ code }) => code !== 'oneToOne'), hours];
    yield* changed(life, stay, {
      on,
      lines,
      effectiveFrom: soon(life, on, [-20, 10]),
      reasonCode: 'need',
    });
  } else if (chance.happens(0.02)) {
    const party = chance.pick(['health', 'socialCare'] as const);
    const contributions = [{ party, pence: Math.floor(pencePerYear(stay.lines) / 4) }];
    const shared = {
      on,
      lines: stay.lines,
      effectiveFrom: on,
      reasonCode: 'contribution',
    } as const;
    yield* changed(life, stay, { ...shared, contributions });
  }
}

type Changing = Readonly<{
  on: LocalDate;
  lines: readonly Line[];
  effectiveFrom: LocalDate;
  reasonCode: Change['reasonCode'];
  upliftId?: string;
  contributions?: NonNullable<Change['contributions']>;
}>;

function* changed(
  life: Life,
  stay: Stay,
  { on, lines, effectiveFrom, ...change }: Changing,
): Process {
  const { placementId, boarding, weeksPerYear } = stay;
  const rises = pencePerYear(lines) > pencePerYear(stay.lines);
  const leave = rises
    ? yield* approvedSpend(life, { kind: 'terms', id: placementId, pence: pencePerYear(lines), on })
    : undefined;
  if (stay.ended) return;
  stay.lines = lines;
  yield* tell(life, 'ChangeTerms', {
    ...{ on: leave?.on ?? on, late: 0 },
    body: {
      ...{ placementId, effectiveFrom: laterOf(effectiveFrom, stay.startedOn), ...change },
      ...({
        lines: [...lines],
        vat: 'exempt',
        weeksPerYear,
        residential: boarding !== 'day',
      } as const),
      ...(leave ? { approvalId: leave.approvalId } : {}),
    },
  });
}
