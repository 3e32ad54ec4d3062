import { onDay, type LocalDate } from '#libs/event-sourcing';
import { scenario, type GivenEvent } from '#libs/event-sourcing/testing';
import type { JourneyEvent } from '../journey/journey-events.js';
import { journeyRules } from '../journey/journey.decider.js';
import { context, registered } from '../journey/testing/record.examples.js';
import {
  harbour,
  meadow,
  oakfield,
  requested,
  requestId,
} from '../journey/testing/requests.examples.js';
import {
  amendmentId,
  appealConceded,
  appealId,
  appealRegistered,
  appealWithdrawn,
  decidedToAmend,
  finalPlanId,
  finalPlanIssued,
  meetingHeld,
  notAmended,
  noticeSent,
  reviewArranged,
  tribunalDecided,
} from '../journey/testing/reviews.examples.js';
import { agreedAtOakfield, notStarted, placementId } from '../journey/testing/starts.examples.js';
import { amendmentOf, finalPlanInForce, finalPlanOf } from './reviews.state.js';

type Given<T extends JourneyEvent['type']> = Extract<GivenEvent<JourneyEvent>, { type: T }>;

const journey = scenario(journeyRules, { context });
const before = [registered, agreedAtOakfield] as const;
const reviewed = [...before, reviewArranged, meetingHeld] as const;
const decided = [...reviewed, decidedToAmend] as const;
const noticed = [...decided, noticeSent] as const;

const day = (text: string) => text as LocalDate;
const on = (text: string) => onDay(day(text));
const unknownAmendment = { because: 'unknown-amendment', amendmentId };
const learner = { primaryNeed: 'ASD', cohort: 2019, district: 'E07000110' };

describe('a final plan', () => {
  const issue = (more: object = {}, occurredOn = '2026-04-01') => ({
    type: 'IssueFinalPlan' as const,
    data: { because: 'review' as const, ...more },
    details: { occurredOn },
  });
  const inSectionI = (kind: string, schools: object[], types: string[]) => ({
    type: 'FinalPlanIssued' as const,
    data: {
      finalPlanId,
      because: 'review' as const,
      sectionI: { kind, schools, types } as typeof finalPlanIssued.data.sectionI,
      learner,
    },
  });

  it('concludes an amendment, and names schools as the register has them', () => {
    const { because, appealRightSentOn } = finalPlanIssued.data;
    journey
      .given(...noticed)
      .when(issue({ amendmentId, appealRightSentOn, schoolsNamed: ['school-oakfield'] }))
      .thenRecorded({ type: 'FinalPlanIssued', data: { ...finalPlanIssued.data, learner } })
      .thenState((state) => {
        expect(amendmentOf(state, amendmentId)).toMatchObject({
          status: 'made',
          concludedOn: on('2026-04-01'),
        });
        expect(finalPlanOf(state, finalPlanId)).toEqual({
          finalPlanId,
          because,
          amendmentId,
          appealRightSentOn,
          sectionI: finalPlanIssued.data.sectionI,
          issuedOn: on('2026-04-01'),
        });
      });
  });

  it.each([
    { kind: 'schools', schools: [oakfield], types: [] },
    { kind: 'type', schools: [], types: ['maintainedSpecial'] },
    { kind: 'both', schools: [oakfield], types: ['mainstream'] },
    { kind: 'none', schools: [], types: [] },
  ])('names in section I: $kind', ({ kind, schools, types }) => {
    const schoolsNamed = schools.map(({ providerId }) => providerId);
    journey
      .given(...before)
      .when(issue({ schoolsNamed, typesNamed: types }))
      .thenRecorded(inSectionI(kind, schools, types));
  });

  it('may leave out what it names: then it names nothing', () => {
    journey
      .given(...before)
      .when(issue())
      .thenRecorded(inSectionI('none', [], []));
  });

  it('is the plan in force until the next is issued', () => {
    const next = { ...finalPlanIssued.data, finalPlanId: 'final-plan-0', amendmentId: undefined };
    const earlier = { ...finalPlanIssued, occurredOn: '2025-10-10', data: next } as const;
    const { state } = journey.given(...noticed, finalPlanIssued, earlier);
    expect(finalPlanInForce(state)?.finalPlanId).toBe(finalPlanId);
    expect(finalPlanInForce(journey.given(...before).state)).toBeUndefined();
  });

  it('refuses a school that is not in the register', () => {
    journey
      .given(...before)
      .when(issue({ schoolsNamed: ['school-oakfield', 'school-nowhere'] }))
      .thenRefused({ because: 'unknown-school', providerId: 'school-nowhere' });
  });

  it('refuses an amendment that is not there, or is concluded', () => {
    journey
      .given(...before)
      .when(issue({ amendmentId }))
      .thenRefused(unknownAmendment);
    journey
      .given(...noticed, notAmended)
      .when(issue({ amendmentId }))
      .thenRefused({ because: 'amendment-concluded', amendmentId, as: 'notMade' });
  });

  it('is not issued before the notice of its amendment', () => {
    journey
      .given(...noticed)
      .when(issue({ amendmentId }, '2026-02-08'))
      .thenRefused({
        because: 'conclusion-before-notice',
        amendmentId,
        noticeOn: on('2026-02-09'),
      });
  });

  it('is not issued after the family was told of its right of appeal', () => {
    const appealRightSentOn = day('2026-03-31');
    journey
      .given(...before)
      .when(issue({ appealRightSentOn }))
      .thenRefused({ because: 'appeal-right-before-plan', appealRightSentOn });
  });

  it('refuses an appeal that is not there', () => {
    journey
      .given(...before)
      .when(issue({ because: 'tribunal', appealId }))
      .thenRefused({ because: 'unknown-appeal', appealId });
  });

  it.each([
    ['is not decided', [], 'registered'],
    ['was withdrawn', [appealWithdrawn], 'withdrawn'],
  ])('asks why when the appeal %s', (_how, outcome, as) => {
    journey
      .given(...noticed, finalPlanIssued, appealRegistered, ...outcome)
      .when(issue({ because: 'tribunal', appealId }, '2026-07-15'), { newId: () => 'next' })
      .thenIrregular('no-order-to-follow')
      .thenRefused({
        because: 'irregular',
        irregularities: [{ code: 'no-order-to-follow', appealId, as }],
      });
  });

  it.each([
    ['was conceded', appealConceded],
    ['is decided', tribunalDecided],
  ])('follows an appeal that %s', (_how, outcome) => {
    journey
      .given(...noticed, finalPlanIssued, appealRegistered, outcome)
      .when(issue({ because: 'tribunal', appealId }, '2026-07-15'), { newId: () => 'next' })
      .thenState((state) => expect(finalPlanInForce(state)).toMatchObject({ appealId }));
  });

  describe('naming a school without a duty to admit', () => {
    const naming = issue({ schoolsNamed: ['school-harbour'] });
    const named = inSectionI('schools', [harbour], []);
    const offered: Given<'OfferReceived'> = {
      type: 'OfferReceived',
      occurredOn: '2026-03-02',
      data: {
        ...{ offerId: 'offer-1', requestId, school: harbour, lines: [] },
        ...{ vat: 'exempt', stage: 'firstAsked' },
      },
    };
    const placed = {
      ...agreedAtOakfield,
      data: { ...agreedAtOakfield.data, school: harbour },
    };
    const asking = {
      because: 'irregular',
      irregularities: [{ code: 'named-without-an-offer', providerId: 'school-harbour' }],
    };

    it('asks why there is no offer', () => {
      journey
        .given(...before)
        .when(naming)
        .thenIrregular('named-without-an-offer');
      journey
        .given(...before)
        .when(naming)
        .thenRefused(asking);
    });

    it('asks nothing of one that must admit, though nobody offered', () => {
      journey
        .given(registered)
        .when(issue({ schoolsNamed: ['school-meadow'] }))
        .thenRecorded(inSectionI('schools', [meadow], []));
    });

    it('asks it of a special post-16 institution, unless that is approved', () => {
      const post16 = { ...harbour, category: 'specialPost16' };
      const approved = { ...post16, section41: true };
      const given = journey.given(registered);
      given.when(naming, { schools: { 'school-harbour': post16 } }).thenRefused(asking);
      given
        .when(naming, { schools: { 'school-harbour': approved } })
        .thenRecorded(inSectionI('schools', [approved], []));
    });

    it('relies on an open offer', () => {
      journey.given(registered, requested, offered).when(naming).thenRecorded(named);
    });

    it('relies on an offer until its last day', () => {
      const until = (validUntil: string) => ({
        ...offered,
        data: { ...offered.data, validUntil: day(validUntil) },
      });
      journey.given(registered, requested, until('2026-04-01')).when(naming).thenRecorded(named);
      journey.given(registered, requested, until('2026-03-31')).when(naming).thenRefused(asking);
    });

    it('relies on an offer that was taken, even where the placement fell through', () => {
      const taken = { ...placed, occurredOn: '2026-03-09' } as const;
      const fromOffer = { ...taken, data: { ...taken.data, offerId: 'offer-1' } };
      journey
        .given(registered, requested, offered, fromOffer, {
          ...notStarted,
          occurredOn: '2026-03-23',
        })
        .when(naming)
        .thenRecorded(named);
    });

    it('does not rely on an offer withdrawn, nor on that of another school', () => {
      journey
        .given(registered, requested, offered, {
          type: 'OfferWithdrawn',
          occurredOn: '2026-03-09',
          data: { offerId: 'offer-1', reasonCode: 'price' },
        })
        .when(naming)
        .thenRefused(asking);
      journey
        .given(registered, requested, { ...offered, data: { ...offered.data, school: oakfield } })
        .when(naming)
        .thenRefused(asking);
    });

    it('relies on a place that the learner has there', () => {
      journey.given(registered, placed).when(naming).thenRecorded(named);
    });

    it.each([
      ['never started', notStarted],
      [
        'fell through',
        {
          type: 'PlacementFellThrough',
          occurredOn: '2025-11-10',
          data: { placementId, by: 'family', reasonCode: 'transport' },
        },
      ],
      [
        'has ended',
        {
          type: 'PlacementEnded',
          occurredOn: '2026-03-20',
          data: {
            placementId,
            placeEndedOn: day('2026-03-27'),
            reasonCode: 'PEX',
            codeListVersion: '2026-1',
            learner: {},
          },
        },
      ],
    ] as const)('does not rely on a placement that %s', (_how, over) => {
      journey.given(registered, placed, over).when(naming).thenRefused(asking);
    });
  });

  describe('naming a school under embargo', () => {
    const closed = (status: 'embargo' | 'suspended' | 'removed' | 'monitored') => ({
      schools: { 'school-oakfield': { ...oakfield, status } },
    });
    const naming = { schoolsNamed: ['school-oakfield'] };

    it.each(['embargo', 'suspended', 'removed'] as const)('asks why: %s', (status) => {
      journey
        .given(...before)
        .when(issue(naming), closed(status))
        .thenIrregular('school-under-embargo')
        .thenRefused({
          because: 'irregular',
          irregularities: [{ code: 'school-under-embargo', providerId: 'school-oakfield', status }],
        });
    });

    it('asks nothing of a school that is only watched', () => {
      journey
        .given(...before)
        .when(issue(naming), closed('monitored'))
        .thenRecorded(inSectionI('schools', [{ ...oakfield, status: 'monitored' }], []));
    });

    it('asks nothing when the tribunal ordered it', () => {
      const named = inSectionI('schools', [{ ...oakfield, status: 'embargo' }], []);
      journey
        .given(...before)
        .when(issue({ ...naming, because: 'tribunal' }), closed('embargo'))
        .thenRecorded({ ...named, data: { ...named.data, because: 'tribunal' } });
    });
  });
});
