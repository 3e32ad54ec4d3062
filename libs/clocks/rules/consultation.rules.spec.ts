import { breachedByDays, standingOn } from '../standing.js';
import { day, fact, runningsOf, told, recordedAs } from '../testing/index.js';

const ids = { consultationId: 'c-1', requestId: 'r-1' };
const school = {
  providerId: 'p-1',
  name: 'Oakfield',
  category: 'independent',
  asOf: day('2026-01-05'),
};
const sent = fact('ConsultationSent', '2026-01-05', { ...ids, school });
const answered = (when: string) =>
  fact('ConsultationAnswered', when, { consultationId: 'c-1', outcome: 'cannot' });
const chased = (when: string, by: string) =>
  recordedAs(fact('ConsultationChased', when, { consultationId: 'c-1', way: 'email' }), {
    actor: by,
  });
const agreed = fact('PlacementAgreed', '2026-01-15', { placementId: 'x', requestId: 'r-1' });

describe('C06, the answer of a school', () => {
  it('is in time on the last day, and late on the next', () => {
    const lateBy = (when: string) =>
      runningsOf('C06', [sent, answered(when)]).map((one) =>
        breachedByDays(one, day('2026-03-01')),
      );
    expect([lateBy('2026-01-20'), lateBy('2026-01-21')]).toEqual([[0], [1]]);
  });

  it('counts by the first answer, though a later one stands', () => {
    expect(told('C06', sent, answered('2026-02-01'), answered('2026-01-18'))).toEqual([
      { due: '2026-01-20', met: '2026-01-18' },
    ]);
  });

  it('is overdue while there is none', () => {
    const [clock] = runningsOf('C06', [sent]);
    expect(clock && standingOn(clock, day('2026-01-20'))).toEqual({ as: 'running', daysLeft: 0 });
    expect(clock && standingOn(clock, day('2026-01-23'))).toEqual({ as: 'overdue', daysLate: 3 });
  });

  it('is due between two days where it was sent some day in January', () => {
    const vague = fact('ConsultationSent', '2026-01', { ...ids, school });
    const [clock] = runningsOf('C06', [vague]);
    expect(clock?.due).toEqual({ from: '2026-01-16', to: '2026-02-15' });
    const on = (text: string) => clock && standingOn(clock, day(text)).as;
    expect([on('2026-01-16'), on('2026-01-17'), on('2026-02-15'), on('2026-02-16')]).toEqual([
      ...['running', 'perhapsOverdue', 'perhapsOverdue', 'overdue'],
    ]);
  });

  it('may have been late where the day of either is vague', () => {
    const standing = (when: string) =>
      runningsOf('C06', [sent, answered(when)]).map((one) => standingOn(one, day('2026-03-01')).as);
    expect(standing('2026-01')).toEqual(['perhapsMetLate']);
    expect(standing('2026-02')).toEqual(['metLate']);
  });

  it('is asked for no more once withdrawn, with the consultation or the request', () => {
    const withdrawn = fact('ConsultationWithdrawn', '2026-01-10', { consultationId: 'c-1' });
    const given = fact('PlacementRequestWithdrawn', '2026-02-10', { requestId: 'r-1' });
    expect(told('C06', sent, withdrawn)).toEqual([
      { due: '2026-01-20', ended: 'withdrawn 2026-01-10' },
    ]);
    const [late] = runningsOf('C06', [sent, given]);
    expect(late && standingOn(late, day('2026-03-01'))).toEqual({ as: 'endedLate', daysLate: 21 });
  });

  it('is asked for no more once a place was found, unless that came to nothing', () => {
    const fell = fact('PlacementFellThrough', '2026-01-18', { placementId: 'x' });
    expect(told('C06', sent, agreed)).toEqual([
      { due: '2026-01-20', ended: 'placeFound 2026-01-15' },
    ]);
    expect(told('C06', sent, agreed, fell)).toEqual([{ due: '2026-01-20' }]);
  });

  it('says who chased last, and how often', () => {
    expect(
      runningsOf('C06', [chased('2026-01-28', 'b'), sent, chased('2026-01-22', 'a')]),
    ).toMatchObject([{ chased: { times: 2, lastOn: '2026-01-28', lastBy: 'b' } }]);
  });

  it('names the school it is awaited from', () => {
    expect(runningsOf('C06', [sent])).toMatchObject([
      {
        what: 'Answer of Oakfield to the consultation of 5 January 2026',
        about: { kind: 'consultation', id: 'c-1', providerId: 'p-1', school: 'Oakfield' },
      },
    ]);
  });
});
