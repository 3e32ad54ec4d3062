import { ERASED, type LocalDate, type OccurredOn } from '#libs/event-sourcing';
import { scenario, type GivenEvent } from '#libs/event-sourcing/testing';
import type { JourneyEvent } from '../journey/journey-events.js';
import { journeyRules } from '../journey/journey.decider.js';
import { context, registered, registerLearner } from '../journey/testing/record.examples.js';
import { AmendLearnerDetails } from './learner.commands.js';

const journey = scenario(journeyRules, { context });
const today = '2025-09-01' as LocalDate;
const day = (text: string) => text as LocalDate;
const autumn: OccurredOn = { from: day('2025-09-01'), to: day('2025-12-31'), precision: 'term' };

describe('registering a learner', () => {
  const register = (more: Partial<typeof registerLearner> = {}) => ({
    type: 'RegisterLearner' as const,
    data: { ...registerLearner, ...more },
  });

  it('opens a record, in the year group of the date of birth', () => {
    journey.given().when(register()).thenRecorded({
      type: 'LearnerRegistered',
      occurredOn: '2025-09-01',
      data: registered.data,
    });
  });

  it.each([
    ['2015-08-31', 2019],
    ['2015-09-01', 2020],
  ])('puts a child born on %s into the year group of reception in %i', (born, cohort) => {
    journey
      .given()
      .when(register({ dateOfBirth: day(born) }))
      .thenState(({ record }) => expect(record.learner?.cohort).toBe(cohort));
  });

  it('leaves needs open that are not known', () => {
    const { primaryNeed: _need, furtherNeeds: _further, ...rest } = registerLearner;
    journey
      .given()
      .when({ type: 'RegisterLearner', data: rest })
      .thenState(({ record }) => {
        expect(record.learner?.primaryNeed).toBeUndefined();
        expect(record.learner?.furtherNeeds).toEqual([]);
      });
  });

  it('refuses a second registration', () => {
    journey.given(registered).when(register()).thenRefused({ because: 'already-registered' });
  });

  it('has no place for a second one in a history', () => {
    const { history, state } = journey.given(registered);
    expect(history.map((event) => journeyRules.admits(state, event))).toEqual([
      { because: 'already-registered' },
    ]);
  });

  it('refuses anything before the record is opened', () => {
    journey
      .given()
      .when({ type: 'AmendNeeds', data: { primaryNeed: 'ASD' } })
      .thenRefused({ because: 'unknown-journey', journeyId: 'journey-1' });
  });

  it('refuses a UPN together with a reason for having none', () => {
    journey
      .given()
      .when(register({ upnUnknownReason: 'UN1' }))
      .thenRefused({ because: 'upn-known-and-unknown' });
  });

  it('takes a reason where there is no UPN', () => {
    const { upn: _upn, ...rest } = registerLearner;
    journey
      .given()
      .when({ type: 'RegisterLearner', data: { ...rest, upnUnknownReason: 'UN2' } })
      .thenState(({ record }) => expect(record.learner?.upnUnknownReason).toBe('UN2'));
  });

  it('refuses a birth after the day of registration', () => {
    journey
      .given()
      .when(register({ dateOfBirth: day('2025-09-02') }))
      .thenRefused({ because: 'not-born-yet', on: '2025-09-01' });
  });

  it('takes a birth on the day of registration', () => {
    journey
      .given()
      .when(register({ dateOfBirth: today }))
      .thenState(({ record }) => expect(record.learner?.dateOfBirth).toBe(today));
  });

  it('refuses a birth after today, however vaguely the registration is dated', () => {
    journey
      .given()
      .when(
        { ...register({ dateOfBirth: day('2025-10-01') }), details: { occurredOn: autumn } },
        {
          today: day('2025-09-30'),
        },
      )
      .thenRefused({ because: 'not-born-yet', on: '2025-09-30' });
  });

  it('takes a birth forty years ago, and refuses one a day earlier', () => {
    const given = journey.given();
    given
      .when(register({ dateOfBirth: day('1985-09-01'), cohort: 1991 }), { today })
      .thenState(({ record }) => expect(record.learner?.dateOfBirth).toBe('1985-09-01'));
    given
      .when(register({ dateOfBirth: day('1985-08-31') }), { today })
      .thenRefused({ because: 'born-too-long-ago', years: 40 });
  });

  it.each([2017, 2021])('takes a year group two years off (%i)', (cohort) => {
    journey
      .given()
      .when(register({ cohort }))
      .thenState(({ record }) => expect(record.learner?.cohort).toBe(cohort));
  });

  it.each([2016, 2022])('refuses a year group three years off (%i)', (cohort) => {
    journey
      .given()
      .when(register({ cohort }))
      .thenRefused({ because: 'cohort-does-not-fit-birth', cohort });
  });

  it('refuses a primary need named again among the further ones', () => {
    journey
      .given()
      .when(register({ furtherNeeds: ['SLCN', 'ASD'] }))
      .thenRefused({ because: 'need-named-twice', need: 'ASD' });
  });

  it('refuses a further need named twice, where no primary one is known', () => {
    const { primaryNeed: _need, ...rest } = registerLearner;
    journey
      .given()
      .when({ type: 'RegisterLearner', data: { ...rest, furtherNeeds: ['HI', 'VI', 'HI'] } })
      .thenRefused({ because: 'need-named-twice', need: 'HI' });
  });
});

describe('amending details', () => {
  const amend = (data: Extract<Wished, { type: 'AmendLearnerDetails' }>['data']) => ({
    type: 'AmendLearnerDetails' as const,
    data,
  });
  type Wished = Parameters<ReturnType<typeof journey.given>['when']>[0];

  it('names what changed, and records that alone', () => {
    journey
      .given(registered)
      .when(amend({ sex: 'female', uln: '9276308686', cohort: 2020 }))
      .thenRecorded({
        type: 'LearnerDetailsAmended',
        data: { changed: ['uln', 'cohort'], uln: '9276308686', cohort: 2020 },
      })
      .thenState(({ record }) =>
        expect(record.learner).toMatchObject({
          ...{ name: registered.data.name, upn: 'E886200026001', sex: 'female' },
          ...{ uln: '9276308686', cohort: 2020, responsibleAuthority: '886' },
        }),
      );
  });

  it('changes nothing when all of it is so already', () => {
    journey
      .given(registered)
      .when(amend({ name: { family: 'Example', given: 'Robin' }, upn: 'E886200026001' }))
      .thenNothing();
  });

  it('drops the UPN when a reason for having none is given', () => {
    journey
      .given(registered)
      .when(amend({ upnUnknownReason: 'UN9' }))
      .thenRecorded({
        type: 'LearnerDetailsAmended',
        data: { changed: ['upn', 'upnUnknownReason'], upnUnknownReason: 'UN9' },
      })
      .thenState(({ record }) => expect(record.learner?.upn).toBeUndefined());
  });

  it('drops the reason for having no UPN when one is given', () => {
    const { upn: _upn, ...data } = registered.data;
    journey
      .given({ ...registered, data: { ...data, upnUnknownReason: 'UN1' } })
      .when(amend({ upn: 'B801200005001' }))
      .thenRecorded({
        type: 'LearnerDetailsAmended',
        data: { changed: ['upn', 'upnUnknownReason'], upn: 'B801200005001' },
      })
      .thenState(({ record }) => expect(record.learner?.upnUnknownReason).toBeUndefined());
  });

  it('keeps the reason for having no UPN when something else is amended', () => {
    const { upn: _upn, ...data } = registered.data;
    journey
      .given({ ...registered, data: { ...data, upnUnknownReason: 'UN1' } })
      .when(amend({ sex: 'male' }))
      .thenRecorded({ type: 'LearnerDetailsAmended', data: { changed: ['sex'], sex: 'male' } });
  });

  it('leaves alone what its form has a place for and nobody filled in', () => {
    const form = Object.assign(new AmendLearnerDetails(), { sex: 'male' as const });
    expect(Object.keys(form)).toContain('upn');
    journey
      .given(registered)
      .when(amend(form))
      .thenRecorded({ type: 'LearnerDetailsAmended', data: { changed: ['sex'], sex: 'male' } });
  });

  it('takes a detail away', () => {
    journey
      .given(registered)
      .when(amend({ remove: ['upn', 'uln'] }))
      .thenRecorded({ type: 'LearnerDetailsAmended', data: { changed: ['upn'] } });
  });

  it('refuses a detail that is both given and taken away', () => {
    journey
      .given(registered)
      .when(amend({ uln: '9276308686', remove: ['upn', 'uln'] }))
      .thenRefused({ because: 'changed-and-removed', field: 'uln' });
  });

  it('refuses what contradicts itself', () => {
    journey
      .given(registered)
      .when(amend({ upn: 'B801200005001', upnUnknownReason: 'UN1' }))
      .thenRefused({ because: 'upn-known-and-unknown' });
    journey
      .given(registered)
      .when(amend({ dateOfBirth: day('2025-09-03') }), { today: day('2025-09-02') })
      .thenRefused({ because: 'not-born-yet', on: '2025-09-02' });
  });

  it('folds the same whether or not the values can still be read', () => {
    const erased: GivenEvent<JourneyEvent> = {
      type: 'LearnerDetailsAmended',
      data: {
        changed: ['uln'],
        ...{ name: ERASED, dateOfBirth: ERASED, sex: ERASED },
        ...{ upn: ERASED, uln: ERASED, upnUnknownReason: ERASED },
      },
    };
    const { learner } = journey.given(registered, erased).state.record;
    expect(learner).toMatchObject({ name: registered.data.name, uln: ERASED, sex: 'female' });
    expect(learner?.upnUnknownReason).toBeUndefined();
  });
});

describe('amending needs', () => {
  it('records the needs in full', () => {
    journey
      .given(registered)
      .when({ type: 'AmendNeeds', data: { primaryNeed: 'SEMH' } })
      .thenRecorded({ type: 'NeedsAmended', data: { primaryNeed: 'SEMH', furtherNeeds: [] } })
      .thenState(({ record }) =>
        expect(record.learner).toMatchObject({ primaryNeed: 'SEMH', furtherNeeds: [] }),
      );
  });

  it('changes nothing when they are these already', () => {
    journey
      .given(registered)
      .when({ type: 'AmendNeeds', data: { primaryNeed: 'ASD', furtherNeeds: ['SLCN'] } })
      .thenNothing();
  });

  it('records another primary need, or other further needs', () => {
    const given = journey.given(registered);
    given
      .when({ type: 'AmendNeeds', data: { primaryNeed: 'ASD', furtherNeeds: ['HI'] } })
      .thenRecorded({ type: 'NeedsAmended', data: { primaryNeed: 'ASD', furtherNeeds: ['HI'] } });
    given
      .when({ type: 'AmendNeeds', data: { primaryNeed: 'VI', furtherNeeds: ['SLCN'] } })
      .thenRecorded({ type: 'NeedsAmended', data: { primaryNeed: 'VI', furtherNeeds: ['SLCN'] } });
  });

  it('refuses a need named twice', () => {
    journey
      .given(registered)
      .when({ type: 'AmendNeeds', data: { primaryNeed: 'ASD', furtherNeeds: ['ASD'] } })
      .thenRefused({ because: 'need-named-twice', need: 'ASD' });
  });
});

describe('linking an identifier', () => {
  const link = { system: 'case-system', value: 'C-17' };

  it('records it once', () => {
    const given = journey.given(registered);
    given
      .when({ type: 'LinkIdentifier', data: link })
      .thenRecorded({ type: 'IdentifierLinked', data: link });
    journey
      .given(registered, { type: 'IdentifierLinked', data: link })
      .when({ type: 'LinkIdentifier', data: link })
      .thenNothing();
  });

  it('changes nothing when the registration named it', () => {
    journey
      .given({ ...registered, data: { ...registered.data, otherIds: [link] } })
      .when({ type: 'LinkIdentifier', data: link })
      .thenNothing();
  });

  it('records another value of the same system', () => {
    journey
      .given(registered, { type: 'IdentifierLinked', data: link })
      .when({ type: 'LinkIdentifier', data: { ...link, value: 'C-18' } })
      .thenRecorded({ type: 'IdentifierLinked', data: { ...link, value: 'C-18' } });
  });
});
