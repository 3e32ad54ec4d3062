import { onDay, type LocalDate, type OccurredOn } from '#libs/event-sourcing';
import { scenario, type Wish } from '#libs/event-sourcing/testing';
import { journeyRules, type JourneyCommand } from '../journey/journey.decider.js';
import { context, registered } from '../journey/testing/record.examples.js';
import { harbour } from '../journey/testing/requests.examples.js';
import {
  appealConceded,
  appealId,
  appealRegistered,
  appealWithdrawn,
  certificateId,
  certificateIssued,
  decidedToAmend,
  finalPlanId,
  finalPlanIssued,
  meetingHeld,
  registerAppeal,
  reviewArranged,
  reviewId,
  tribunalDecided,
} from '../journey/testing/reviews.examples.js';
import { agreedAtOakfield } from '../journey/testing/starts.examples.js';
import { appealOf, certificatesOf, pendingAppeals } from './reviews.state.js';

type Sent<T extends JourneyCommand['type']> = Extract<Wish<JourneyCommand>, { type: T }>;
type Ending = Sent<'ConcedeAppeal'> | Sent<'WithdrawAppeal'> | Sent<'RecordTribunalDecision'>;

const journey = scenario(journeyRules, { context });
const { amendmentId: _amendment, ...planData } = finalPlanIssued.data;
const planIssued = { ...finalPlanIssued, data: planData };
const planned = [registered, planIssued] as const;
const reviewed = [registered, agreedAtOakfield, reviewArranged, meetingHeld] as const;
const appealed = [...planned, appealRegistered] as const;

const day = (text: string) => text as LocalDate;
const on = (text: string) => onDay(day(text));
const march: OccurredOn = { from: day('2026-03-01'), to: day('2026-04-01'), precision: 'unknown' };
const unknownAppeal = { because: 'unknown-appeal', appealId };

describe('registering an appeal', () => {
  const register = (more: object = {}, occurredOn: string | OccurredOn = '2026-05-11') => ({
    type: 'RegisterAppeal' as const,
    data: { ...registerAppeal, ...more },
    details: { occurredOn },
  });

  it('names the plan it is against', () => {
    journey
      .given(...planned)
      .when(register())
      .thenRecorded({ type: 'AppealRegistered', data: appealRegistered.data })
      .thenState((state) =>
        expect(appealOf(state, appealId)).toEqual({
          appealId,
          against: 'contents',
          finalPlanId,
          sections: ['F', 'I'],
          ref: 'EH886/26/00001',
          registeredOn: on('2026-05-11'),
          status: 'registered',
        }),
      );
  });

  it.each(['contents', 'cease'] as const)(
    'is against the plan in force where none is named: %s',
    (against) => {
      journey
        .given(...planned)
        .when({ type: 'RegisterAppeal', data: { against } })
        .thenRecorded({
          type: 'AppealRegistered',
          data: { appealId, against, finalPlanId, sections: [] },
        });
    },
  );

  it('may be against what is no plan', () => {
    journey
      .given(...planned)
      .when({ type: 'RegisterAppeal', data: { against: 'refusalToReassess' } })
      .thenRecorded({
        type: 'AppealRegistered',
        data: { appealId, against: 'refusalToReassess', sections: [] },
      });
  });

  it('may be against a plan that is not recorded here', () => {
    journey
      .given(registered)
      .when({ type: 'RegisterAppeal', data: { against: 'contents' } })
      .thenRecorded({
        type: 'AppealRegistered',
        data: { appealId, against: 'contents', sections: [] },
      });
  });

  it('refuses a plan and a review that are not there', () => {
    journey
      .given(registered)
      .when(register())
      .thenRefused({ because: 'unknown-final-plan', finalPlanId });
    journey
      .given(...planned)
      .when(register({ reviewId }))
      .thenRefused({ because: 'unknown-review', reviewId });
  });

  it('comes on the day of the plan at the earliest', () => {
    journey
      .given(...planned)
      .when(register({}, '2026-03-31'))
      .thenRefused({ because: 'appeal-before-plan', finalPlanId, issuedOn: on('2026-04-01') });
    for (const occurredOn of ['2026-04-01', march])
      journey
        .given(...planned)
        .when(register({}, occurredOn))
        .thenRecorded({ type: 'AppealRegistered', data: appealRegistered.data });
  });

  it('comes on the day of the decision after a review at the earliest', () => {
    const refusal = {
      type: 'RegisterAppeal',
      data: { against: 'refusalToAmend', reviewId },
    } as const;
    journey
      .given(...reviewed, decidedToAmend)
      .when({ ...refusal, details: { occurredOn: '2026-02-08' } })
      .thenRefused({
        because: 'appeal-before-decision',
        reviewId,
        notifiedOn: on('2026-02-09'),
      });
    journey
      .given(...reviewed, decidedToAmend)
      .when({ ...refusal, details: { occurredOn: '2026-02-09' } })
      .thenState((state) => expect(pendingAppeals(state)).toMatchObject([{ appealId, reviewId }]));
    journey
      .given(...reviewed)
      .when({ ...refusal, details: { occurredOn: '2026-02-08' } })
      .thenState((state) => expect(pendingAppeals(state)).toHaveLength(1));
  });
});

describe('a mediation certificate', () => {
  const certify = (more: object = {}, occurredOn = '2026-05-05') => ({
    type: 'RecordMediationCertificate' as const,
    data: { mediation: 'notPursued' as const, against: 'contents' as const, ...more },
    details: { occurredOn },
  });
  const forAppeal = {
    ...certificateIssued,
    data: { ...certificateIssued.data, appealId },
  };

  it('may come before the appeal', () => {
    journey
      .given(...planned)
      .when(certify({ finalPlanId }))
      .thenRecorded({ type: 'MediationCertificateIssued', data: certificateIssued.data })
      .thenState((state) =>
        expect(certificatesOf(state)).toMatchObject([
          { certificateId, finalPlanId, issuedOn: on('2026-05-05') },
        ]),
      );
  });

  it('may be recorded for the appeal it was needed for, though dated before it', () => {
    journey
      .given(...appealed)
      .when(certify({ finalPlanId, appealId }))
      .thenRecorded({ type: 'MediationCertificateIssued', data: forAppeal.data });
  });

  it('changes nothing when recorded for the appeal again', () => {
    journey
      .given(...appealed, forAppeal)
      .when(certify({ finalPlanId, appealId }))
      .thenNothing();
  });

  it.each([
    ['of another day', {}, '2026-05-06'],
    ['of another outcome', { mediation: 'held' }, '2026-05-05'],
  ])('is one for an appeal: refuses a second %s', (_which, more, occurredOn) => {
    journey
      .given(...appealed, forAppeal)
      .when(certify({ finalPlanId, appealId, ...more }, occurredOn), { newId: () => 'other' })
      .thenRefused({
        because: 'certificate-already-issued',
        appealId,
        issuedOn: on('2026-05-05'),
      });
  });

  it('stands beside that of another appeal, though dated and worded alike', () => {
    const second = {
      ...appealRegistered,
      data: { ...appealRegistered.data, appealId: 'appeal-2' },
    };
    journey
      .given(...appealed, second, forAppeal)
      .when(certify({ finalPlanId, appealId: 'appeal-2' }), { newId: () => 'other' })
      .thenState((state) => expect(certificatesOf(state)).toHaveLength(2));
  });

  it('stands beside another where neither names an appeal', () => {
    journey
      .given(...planned, certificateIssued)
      .when(certify(), { newId: () => 'other' })
      .thenState((state) => expect(certificatesOf(state)).toHaveLength(2));
  });

  it('refuses what is not there', () => {
    const given = journey.given(registered);
    given
      .when(certify({ finalPlanId }))
      .thenRefused({ because: 'unknown-final-plan', finalPlanId });
    given.when(certify({ reviewId })).thenRefused({ because: 'unknown-review', reviewId });
    given.when(certify({ appealId })).thenRefused(unknownAppeal);
  });
});

describe('the end of an appeal', () => {
  const concede: Sent<'ConcedeAppeal'> = { type: 'ConcedeAppeal', data: { appealId } };
  const withdraw: Sent<'WithdrawAppeal'> = { type: 'WithdrawAppeal', data: { appealId } };
  const decide: Sent<'RecordTribunalDecision'> = {
    type: 'RecordTribunalDecision',
    data: {
      appealId,
      outcome: 'allowed',
      orders: [
        {
          kind: 'amendNamedSchool',
          providerId: 'school-harbour',
          directedBy: day('2026-07-20'),
        },
      ],
    },
  };
  const each: readonly Ending[] = [concede, withdraw, decide];
  const day15 = { details: { occurredOn: '2026-06-15' } };
  const dayOrdered = { details: { occurredOn: '2026-07-06' } };
  const dated = (wish: Ending, occurredOn: string): Ending => ({
    ...wish,
    details: { occurredOn },
  });

  it('is the authority’s concession', () => {
    journey
      .given(...appealed)
      .when({ ...concede, ...day15 })
      .thenRecorded({ type: 'AppealConceded', data: { appealId } })
      .thenState((state) => {
        expect(pendingAppeals(state)).toEqual([]);
        expect(appealOf(state, appealId)).toMatchObject({
          status: 'conceded',
          concludedOn: on('2026-06-15'),
        });
      });
  });

  it('is the family’s withdrawal', () => {
    journey
      .given(...appealed)
      .when({ ...withdraw, ...day15 })
      .thenRecorded({ type: 'AppealWithdrawn', data: { appealId } })
      .thenState((state) =>
        expect(appealOf(state, appealId)).toMatchObject({
          status: 'withdrawn',
          concludedOn: on('2026-06-15'),
        }),
      );
  });

  it('is the tribunal’s decision, with the schools it names as the register has them', () => {
    journey
      .given(...appealed)
      .when({ ...decide, ...dayOrdered })
      .thenRecorded({ type: 'TribunalDecided', data: tribunalDecided.data })
      .thenState((state) =>
        expect(appealOf(state, appealId)).toMatchObject({
          status: 'decided',
          concludedOn: on('2026-07-06'),
          decided: { outcome: 'allowed', orders: [{ school: harbour }] },
        }),
      );
  });

  it('may order nothing that names a school', () => {
    const orders = [{ kind: 'assess' as const }];
    journey
      .given(...appealed)
      .when({ type: 'RecordTribunalDecision', data: { ...decide.data, orders } })
      .thenRecorded({ type: 'TribunalDecided', data: { appealId, outcome: 'allowed', orders } });
  });

  it('refuses an order that names a school not in the register', () => {
    journey
      .given(...appealed)
      .when({
        type: 'RecordTribunalDecision',
        data: {
          ...decide.data,
          orders: [{ kind: 'assess' }, { kind: 'amendPlan', providerId: 'school-nowhere' }],
        },
      })
      .thenRefused({ because: 'unknown-school', providerId: 'school-nowhere' });
  });

  type Concluded = Readonly<{
    status: string;
    concluded: typeof appealConceded | typeof appealWithdrawn | typeof tribunalDecided;
    date: string;
    wish: Ending;
  }>;
  const conceded: Concluded = {
    ...{ status: 'conceded', concluded: appealConceded, date: '2026-06-15', wish: concede },
  };
  const withdrawn: Concluded = {
    ...{ status: 'withdrawn', concluded: appealWithdrawn, date: '2026-06-15', wish: withdraw },
  };
  const decided: Concluded = {
    ...{ status: 'decided', concluded: tribunalDecided, date: '2026-07-06', wish: decide },
  };

  it.each([conceded, withdrawn, decided])(
    'changes nothing when told again: $status',
    ({ concluded, date, wish }) => {
      journey
        .given(...appealed, concluded)
        .when(dated(wish, date))
        .thenNothing();
    },
  );

  const other = (data: object): Ending => ({
    ...decide,
    ...dayOrdered,
    data: { ...decide.data, ...data },
  });
  const concedeWhy: Ending = { ...concede, ...day15, data: { appealId, explanation: 'advice' } };
  const withdrawWhy: Ending = { ...withdraw, ...day15, data: { appealId, explanation: 'agreed' } };
  const secondEndings: readonly (readonly [string, Concluded, Ending])[] = [
    ['conceding on another day', conceded, dated(concede, '2026-06-16')],
    ['conceding with an explanation', conceded, concedeWhy],
    ['withdrawing what was conceded', conceded, dated(withdraw, '2026-06-15')],
    ['deciding what was conceded', conceded, dated(decide, '2026-07-06')],
    ['withdrawing on another day', withdrawn, dated(withdraw, '2026-06-16')],
    ['withdrawing with an explanation', withdrawn, withdrawWhy],
    ['conceding what was withdrawn', withdrawn, dated(concede, '2026-06-16')],
    ['deciding on another day', decided, dated(decide, '2026-07-07')],
    ['deciding otherwise', decided, other({ outcome: 'dismissed' })],
    ['ordering otherwise', decided, other({ orders: [] })],
    ['deciding with notes', decided, other({ notes: 'by consent' })],
  ];

  it.each(secondEndings)('comes once: refuses %s', (_what, { status, concluded, date }, again) => {
    journey
      .given(...appealed, concluded)
      .when(again)
      .thenRefused({
        because: 'appeal-concluded',
        appealId,
        as: status,
        concludedOn: on(date),
      });
  });

  it.each(each)('is of an appeal that is there: $type', (wish) => {
    journey
      .given(...planned)
      .when(wish)
      .thenRefused(unknownAppeal);
  });

  it.each(each)('does not come before the appeal: $type', (wish) => {
    journey
      .given(...appealed)
      .when(dated(wish, '2026-05-10'))
      .thenRefused({
        because: 'conclusion-before-appeal',
        appealId,
        registeredOn: on('2026-05-11'),
      });
    journey
      .given(...appealed)
      .when(dated(wish, '2026-05-11'))
      .thenState((state) => expect(pendingAppeals(state)).toEqual([]));
  });
});
