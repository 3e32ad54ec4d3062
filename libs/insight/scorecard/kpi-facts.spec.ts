import {
  answered,
  attended,
  consulted,
  day,
  journeyOf,
  offered,
  on,
  planMade,
  registered,
  requested,
  school,
  stayed,
  type Told,
} from '../testing/index.js';
import type { JourneyRows } from '../tables/columns.js';
import { placingFacts } from './placing-facts.js';
import { returnedFacts } from './returned-facts.js';
import { reviewFacts } from './review-facts.js';
import { stayingFacts } from './staying-facts.js';

const factsOf = (set: JourneyRows, ...told: readonly Told[]) => {
  const rows = set.rows({ stream: 'journey-1', ...journeyOf(registered(), ...told) });
  return Object.values(rows)
    .flat()
    .map((row) => [row['kpi'], row['provider_id'], row['day'], row['num'], row['den']]);
};
const of = (kpi: string, facts: readonly (readonly unknown[])[]) =>
  facts.filter(([name]) => name === kpi).map(([, , ...rest]) => rest);

const there = stayed('placement-1', { school: 1, from: 10 });

describe('what a school returned', () => {
  it('counts in its half-term, at the school of the placement', () => {
    const told = attended(90, 0) as Extract<Told, { type: 'AttendanceReturned' }>;
    const byCode = [{ code: 'C2' as const, sessions: 9 }];
    const rows = factsOf(returnedFacts, ...there, { ...told, data: { ...told.data, byCode } });
    expect(rows).toEqual([
      ['K1', 'provider-1', '2022-10-31', 61, 70],
      ['K3', 'provider-1', '2022-10-31', 1, 1],
    ]);
  });

  it('counts what was rated, and what was answered', () => {
    const term = { placementId: 'placement-1', schoolYear: 2022, term: 'spring' } as const;
    const ratings = ['achieved', 'onTrack', 'notOnTrack', 'notRated'] as const;
    const rows = factsOf(
      returnedFacts,
      ...there,
      {
        ...{ type: 'OutcomesReturned', on: on(200) },
        data: { ...term, outcomes: ratings.map((rating) => ({ outcomeId: rating, rating })) },
      },
      {
        ...{ type: 'SatisfactionReturned', on: on(200) },
        data: { ...term, asked: 3, respondents: 2, satisfied: 1 },
      },
      {
        ...{ type: 'IncidentsReturned', on: on(200) },
        data: { ...term, notifiable: 3, notifiedInTime: 2, restraints: 4, complaints: 1 },
      },
    );
    const when = '2023-03-31';
    expect(of('K4', rows)).toEqual([[when, 2, 3]]);
    expect(of('K8', rows)).toEqual([[when, 1, 2]]);
    expect(of('K18', rows)).toEqual([[when, 2, 3]]);
    expect(of('K18r', rows)).toEqual([[when, 4, 1]]);
  });
});

describe('a review', () => {
  const review = (
    told: Readonly<{ on: number; papers?: number; report?: number; meeting?: number }>,
  ) => {
    const { meeting = 100, papers, report } = told;
    const reviewId = 'review-1';
    const data = { reviewId, kind: 'annual', statutory: true, arrangedBy: 'school' } as const;
    const at = (type: 'ReviewPapersCirculated' | 'ReviewReportReceived', when: number): Told => ({
      ...{ type, on: on(when), data: { reviewId } },
    });
    return factsOf(
      reviewFacts,
      ...there,
      {
        ...{ type: 'ReviewArranged', on: on(told.on) },
        data: { ...data, meetingOn: day(meeting), placementId: 'placement-1' },
      },
      ...(papers === undefined ? [] : [at('ReviewPapersCirculated', papers)]),
      {
        ...{ type: 'ReviewMeetingHeld', on: on(meeting) },
        data: {
          ...{ reviewId, attended: [], childViewsHeard: false, parentViewsHeard: true },
          outcomes: [{ outcomeId: 'O1', rating: 'onTrack' }],
        },
      },
      ...(report === undefined ? [] : [at('ReviewReportReceived', report)]),
    );
  };

  it('was called in time with fourteen days’ notice and papers out fourteen days before', () => {
    expect(of('K11', review({ on: 86, papers: 86 }))).toEqual([[day(100), 1, 1]]);
    expect(of('K11', review({ on: 87, papers: 86 }))).toEqual([[day(100), 0, 1]]);
    expect(of('K11', review({ on: 80, papers: 87 }))).toEqual([[day(100), 0, 1]]);
    expect(of('K11', review({ on: 80 }))).toEqual([[day(100), 0, 1]]);
  });

  it('was reported in time by the fourteenth day, and is judged from that day on', () => {
    expect(of('K10', review({ on: 80, report: 114 }))).toEqual([[day(114), 1, 1]]);
    expect(of('K10', review({ on: 80, report: 115 }))).toEqual([[day(114), 0, 1]]);
  });

  it('says whether the child was heard, and how outcomes stood', () => {
    const rows = review({ on: 80 });
    expect([of('K9', rows), of('K4', rows)]).toEqual([[[day(100), 0, 1]], [[day(100), 1, 1]]]);
  });

  it('falls due a year after the plan was made, at the school of that day', () => {
    const notified = (at: number): Told => ({
      ...{ type: 'ReviewDecisionNotified', on: on(at) },
      data: { reviewId: 'review-1', outcome: 'maintain' },
    });
    const arranged: Told = {
      ...{ type: 'ReviewArranged', on: on(300) },
      data: {
        ...{ reviewId: 'review-1', kind: 'annual', statutory: true, arrangedBy: 'school' },
        meetingOn: day(340),
      },
    };
    const due = (at: number) => factsOf(reviewFacts, planMade(0), ...there, arranged, notified(at));
    // Made on 1 September 2022: due by 1 September 2023, which is 365 days on.
    expect(of('K12', due(365))[0]).toEqual(['2023-09-01', 1, 1]);
    expect(of('K12', due(366))[0]).toEqual(['2023-09-01', 0, 1]);
    expect(of('K12', factsOf(reviewFacts, planMade(0)))).toEqual([]);
  });
});

describe('placing', () => {
  it('judges a consultation by its fifteenth day', () => {
    const asked = [requested(5), consulted(6, 1), consulted(6, 2), consulted(6, 3)];
    const rows = factsOf(
      placingFacts,
      ...asked,
      answered(21, 'request-1-c1'),
      answered(22, 'request-1-c2'),
    );
    expect(of('K13', rows)).toEqual([
      [day(21), 1, 1],
      [day(21), 0, 1],
      [day(21), 0, 1],
    ]);
  });

  it('tells offers that were withdrawn, and starts that were promised', () => {
    const offer = [requested(5), offered(24, 1)];
    const withdrawn: Told = {
      ...{ type: 'OfferWithdrawn', on: on(30) },
      data: { offerId: 'request-1-o1', reasonCode: 'placeTaken' },
    };
    expect(of('K14w', factsOf(placingFacts, ...offer))).toEqual([[day(24), 0, 1]]);
    expect(of('K14w', factsOf(placingFacts, ...offer, withdrawn))).toEqual([[day(24), 1, 1]]);
    const [agreed, started] = there;
    if (agreed?.type !== 'PlacementAgreed' || !started) throw new Error('No stay.');
    const promised: Told = { ...agreed, data: { ...agreed.data, expectedStartOn: day(8) } };
    expect(of('K14', factsOf(placingFacts, promised))).toEqual([[day(8), 0, 1]]);
    expect(of('K14', factsOf(placingFacts, promised, started))).toEqual([[day(8), 1, 1]]);
  });
});

describe('an ending', () => {
  const ended = (reason: 'PRVNEED' | 'STEPDN' | 'PEX', ...more: readonly Told[]) =>
    factsOf(
      stayingFacts,
      ...stayed('placement-1', { school: 1, from: 10, to: 200, reason }),
      ...more,
    );
  const notice = (expires: number): Told => ({
    ...{ type: 'NoticeGiven', on: on(150) },
    data: {
      ...{ noticeId: 'notice-1', placementId: 'placement-1', by: 'provider' },
      expiresOn: day(expires),
    },
  });

  it('is the school’s by its reason, and a breakdown by its group', () => {
    const decided = stayed('placement-1', {
      ...{ school: 1, from: 10, to: 200, reason: 'STEPDN', decided: 100 },
    });
    expect(of('K6', ended('PRVNEED'))).toEqual([[day(200), 1, 1]]);
    expect(of('K7', ended('PRVNEED'))).toEqual([[day(200), 1, 1]]);
    expect(of('K6', factsOf(stayingFacts, ...decided))).toEqual([[day(200), 0, 1]]);
    expect(of('K7', factsOf(stayingFacts, ...decided))).toEqual([[day(200), 0, 1]]);
  });

  it('is short without notice from the school, or before it ran out', () => {
    expect(of('K21', ended('PRVNEED'))).toEqual([[day(200), 1, 1]]);
    expect(of('K21', ended('PRVNEED', notice(201)))).toEqual([[day(200), 1, 1]]);
    expect(of('K21', ended('PRVNEED', notice(200)))).toEqual([[day(200), 0, 1]]);
    expect(of('K21', ended('STEPDN'))).toEqual([[day(200), 0, 1]]);
  });

  it('keeps suspensions by the day they began', () => {
    const suspended: Told = {
      ...{ type: 'SuspensionReported', on: on(50) },
      data: {
        ...{ suspensionId: 's-1', placementId: 'placement-1', sessions: 4, reasons: [] },
        basis: 'contractual',
      },
    };
    expect(factsOf(stayingFacts, ...there, suspended)).toEqual([
      ['K5', school(1).providerId, day(50), 1, 1],
    ]);
  });
});
