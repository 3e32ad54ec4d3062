import { clockInWords, clocksShownOn } from './sentences.js';
import { day, fact, runningsOf, type Fact } from './testing/index.js';

const arranged = fact('ReviewArranged', '2025-12-10', {
  ...{ reviewId: 'r', kind: 'annual', statutory: true, meetingOn: day('2026-01-14') },
});
const held = fact('ReviewMeetingHeld', '2026-01-14', { reviewId: 'r' });
const decided = (when: string) =>
  fact('ReviewDecisionNotified', when, { reviewId: 'r', outcome: 'maintain' });
const notice = fact('AmendmentNoticeSent', '2026-02-09', { amendmentId: 'a' });
const plan = fact('PlanRecorded', '2026-01-06', {
  ...{ planId: 'p', requestReceivedOn: day('2026-01-05'), exceptions: ['schoolClosure'] },
});

const REVIEW = 'Decision on the review of 14 January 2026';
const LAW = '(SEND Regulations 2014, reg 20(10))';
const said = (clock: 'C14' | 'C15' | 'C22' | 'C04', on: string, ...facts: readonly Fact[]) =>
  runningsOf(clock, facts).map((one) => clockInWords(one, day(on)));

describe('a clock in words', () => {
  it.each([
    ['2026-02-09', [], `${REVIEW} is due on 11 February 2026 ${LAW}; 2 days are left.`],
    ['2026-02-11', [], `${REVIEW} is due on 11 February 2026 ${LAW}; that is today.`],
    ['2026-02-12', [], `${REVIEW} was due on 11 February 2026 ${LAW}; not notified 1 day after.`],
    [
      '2026-03-01',
      [decided('2026-02-20')],
      `${REVIEW} was due on 11 February 2026 ${LAW}; notified 9 days late.`,
    ],
    [
      '2026-03-01',
      [decided('2026-02-01')],
      `${REVIEW} was due on 11 February 2026 ${LAW}; notified in time.`,
    ],
  ])('on %s: %#', (on, more, sentence) => {
    expect(said('C14', on, arranged, held, ...more)).toEqual([sentence]);
  });

  it('says of a window how long it is open', () => {
    const law = '(SEND Regulations 2014, reg 22(2)(c) and 28)';
    expect(said('C15', '2026-02-20', notice)).toEqual([
      `Representations on the amendments of 9 February 2026 can be made until 23 February 2026 ${law}; 3 days are left.`,
    ]);
    expect(said('C15', '2026-03-20', notice)).toEqual([
      `Representations on the amendments of 9 February 2026 could be made until 23 February 2026 ${law}; the time is over.`,
    ]);
  });

  it('says why a limit does not bind', () => {
    expect(said('C04', '2026-07-01', plan)).toEqual([
      'Final plan on the request of 5 January 2026 was due on 25 May 2026 (SEND Regulations 2014, reg 13(2)); ' +
        'the limit does not bind because of a school closed for four weeks or more.',
    ]);
  });

  it('gives both days where the start is vague, and why it stopped', () => {
    const vague = fact('AmendmentNoticeSent', '2026-02', { amendmentId: 'a' });
    const ceased = fact('PlanCeased', '2026-03-01', { endsOn: day('2026-03-02') });
    expect(said('C22', '2026-02-20', vague, ceased)).toEqual([
      'Amended plan on the notice of 1 February 2026 is due between 29 March 2026 and 25 April 2026 ' +
        '(SEND Regulations 2014, reg 28); the plan ceased.',
    ]);
  });
});

describe('the clocks of a journey on a day', () => {
  it('stand in the order in which they fall due, what is over at the end', () => {
    const shown = clocksShownOn([arranged, held, decided('2026-02-20'), notice], day('2026-03-01'));
    expect(shown.map(({ clock, standing }) => [clock, standing.as])).toEqual([
      ['C22', 'running'],
      ['C28', 'open'],
      ['C10', 'running'],
      ['C12', 'met'],
      ['C12', 'endedLate'],
      ['C13', 'endedLate'],
      ['C14', 'metLate'],
      ['C15', 'closed'],
    ]);
  });
});
