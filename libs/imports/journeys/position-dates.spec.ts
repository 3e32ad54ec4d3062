import { toldDate, isProblem } from '../told/told-dates.js';
import { journeyColumns } from './journey-columns.js';
import { positionIn } from './journey-row.js';
import { datesOf } from './position-dates.js';

const known = {
  ...{ reference: 'K-1', given: 'Robin', family: 'Example', dateOfBirth: '14/03/2012' },
  ...{ asOf: '2026-03-31', settingName: 'Hill', settingCategory: 'tuition' },
};

const datesIn = (told: Readonly<Record<string, string>>) => {
  const values = Object.fromEntries(Object.keys(journeyColumns).map((name) => [name, '']));
  const position = positionIn({ ...values, ...known, ...told }, {});
  if ('problems' in position) throw new Error(JSON.stringify(position.problems));
  return datesOf(position);
};

const when = (text: string) => {
  const told = toldDate(text);
  if (isProblem(told)) throw new Error(text);
  return told;
};

describe('what is not known of a position', () => {
  it('lies, without a plan, between the first school year and the day of the position', () => {
    const { agreedOn, startedOn } = datesIn({ startedOn: 'unknown' });
    expect(agreedOn).toEqual(when('2016-09-01/2026-03-31'));
    expect(startedOn).toEqual(when('2016-09-01/2026-03-31'));
  });

  it('lies after the plan was made', () => {
    const { agreedOn, startedOn } = datesIn({ planMadeOn: '3/9/2019' });
    expect(agreedOn).toEqual(when('2019-09-03/2026-03-31'));
    expect(startedOn).toEqual(when('2019-09-03/2026-03-31'));
  });

  it('lies, for the agreement, before the last day on which the placement can have begun', () => {
    const { agreedOn, startedOn } = datesIn({ startedOn: 'Sept 2023' });
    expect(startedOn).toEqual(when('2023-09'));
    expect(agreedOn).toEqual(when('2016-09-01/2023-09-30'));
  });

  it('lies, for the start, after the agreement and before the end', () => {
    const { startedOn } = datesIn({ agreedOn: '1/6/2023', endedOn: '12/12/2025' });
    expect(startedOn).toEqual(when('2023-06-01/2025-12-12'));
  });

  it('lies, for an end that nobody knows, after the start', () => {
    const { endedOn } = datesIn({ startedOn: '4/9/2023', endedOn: 'unknown' });
    expect(endedOn).toEqual(when('2023-09-04/2026-03-31'));
  });

  it('does not lie after a plan that was made later than the placement began', () => {
    const { agreedOn } = datesIn({ planMadeOn: '1/5/2025', startedOn: '4/9/2023' });
    expect(agreedOn).toEqual(when('2016-09-01/2023-09-04'));
  });

  it('lies after birth where school comes after it: then by school years only', () => {
    const { agreedOn, registeredOn } = datesIn({
      dateOfBirth: '14/03/2024',
      startedOn: '5/1/2026',
    });
    expect(agreedOn).toEqual(when('2023-09-01/2026-01-05'));
    expect(registeredOn).toEqual(when('2023-09-01/2026-01-05'));
  });

  it('is cut off at the day of the position where it is told more vaguely', () => {
    expect(datesIn({ startedOn: '2025/26' }).startedOn).toEqual(when('2025-09-01/2026-03-31'));
  });

  it('lies, for the registration, before the first thing that is known', () => {
    expect(datesIn({ planMadeOn: '3/9/2019' }).registeredOn).toEqual(when('2011-09-01/2019-09-03'));
  });

  it('never shows the date of birth, which is stored sealed', () => {
    for (const dateOfBirth of ['14/03/2012', '31/08/2012', '01/10/2024'])
      expect(JSON.stringify(datesIn({ dateOfBirth }))).not.toMatch(/-03-14|-08-31|-10-01/);
  });
});
