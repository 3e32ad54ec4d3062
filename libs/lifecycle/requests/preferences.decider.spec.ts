import { knowingly, scenario } from '#libs/event-sourcing/testing';
import { journeyRules } from '../journey/journey.decider.js';
import { context, registered } from '../journey/testing/record.examples.js';
import {
  expressed,
  harbour,
  oakfield,
  preferenceId,
  requested,
  requestId,
  type WishOf,
} from '../journey/testing/requests.examples.js';
import { settingCategories, type SchoolSnapshot } from '../shared-kernel/index.js';
import { preferenceOf } from './requests.state.js';

const journey = scenario(journeyRules, { context });

const express: WishOf<'ExpressPreference'> = {
  type: 'ExpressPreference',
  data: { requestId, by: 'parent', basis: 's38', providerId: 'school-oakfield' },
};
const agree: WishOf<'DecidePreference'> = {
  type: 'DecidePreference',
  data: { preferenceId, outcome: 'agreed' },
};
const refuse: WishOf<'DecidePreference'> = {
  type: 'DecidePreference',
  data: { preferenceId, outcome: 'refused', grounds: ['resources'] },
};
const underS9 = { ...expressed, data: { ...expressed.data, basis: 's9' as const } };

describe('a wish of the family', () => {
  it('is kept with the school as the register had it', () =>
    void journey
      .given(registered, requested)
      .when(express)
      .thenRecorded({
        type: 'PreferenceExpressed',
        data: {
          ...{ preferenceId: 'preference-1', requestId, by: 'parent', basis: 's38' },
          school: oakfield,
        },
      })
      .thenState((state) =>
        expect(preferenceOf(state, 'preference-1')).toMatchObject({
          school: oakfield,
          outcome: undefined,
        }),
      ));

  it('may be for a kind of setting, and outside any request', () => {
    const data = { by: 'youngPerson', basis: 's9', settingType: 'eotas' } as const;
    journey
      .given(registered)
      .when({ type: 'ExpressPreference', data })
      .thenRecorded({ type: 'PreferenceExpressed', data: { ...data, preferenceId } });
  });

  it('is recorded once: the same again changes nothing', () =>
    void journey.given(registered, requested, expressed).when(express).thenNothing());

  it('for a kind of setting is recorded once as well, and another one when it names a school', () => {
    const data = { requestId, by: 'parent', basis: 's9', settingType: 'mainstream' } as const;
    const told = { ...expressed, data: { ...data, preferenceId } };
    const given = journey.given(registered, requested, told);
    given.when({ ...express, data }).thenNothing();
    const named = { ...data, providerId: 'school-meadow' };
    expect(
      given.when({ ...express, data: named }, { newId: () => 'preference-2' }).planned.outcome,
    ).toBe('record');
  });

  it.each([
    { by: 'representative' },
    { basis: 's9' },
    { settingType: 'eotas' },
    { providerId: 'school-meadow' },
    { requestId: undefined },
    { reasons: 'It is close to home.' },
  ] as Partial<typeof express.data>[])('is another one when it differs: %j', (other) => {
    const { planned } = journey
      .given(registered, requested, expressed)
      .when({ ...express, data: { ...express.data, ...other } }, { newId: () => 'preference-2' });
    expect(planned.outcome).toBe('record');
  });

  it('is another one after it was decided', () => {
    const decided = { type: 'PreferenceDecided' as const, data: { ...agree.data, grounds: [] } };
    const { planned } = journey
      .given(registered, requested, expressed, decided)
      .when(express, { newId: () => 'preference-2' });
    expect(planned.outcome).toBe('record');
  });

  it('names something', () =>
    void journey
      .given(registered, requested)
      .when({ type: 'ExpressPreference', data: { requestId, by: 'parent', basis: 's9' } })
      .thenRefused({ because: 'preference-names-nothing' }));

  it('names a school of the register', () =>
    void journey
      .given(registered, requested)
      .when({ ...express, data: { ...express.data, providerId: 'school-9' } })
      .thenRefused({ because: 'unknown-school', providerId: 'school-9' }));

  it('names a request of this record', () =>
    void journey
      .given(registered)
      .when(express)
      .thenRefused({ because: 'unknown-request', requestId }));

  it('under section 38 names one school, not a kind of setting', () =>
    void journey
      .given(registered, requested)
      .when({
        type: 'ExpressPreference',
        data: { by: 'parent', basis: 's38', settingType: 'mainstream' },
      })
      .thenRefused({ because: 's38-names-a-school' }));

  it('for an independent school without section 41 approval is a representation only', () => {
    const forHarbour = { ...express.data, providerId: 'school-harbour' };
    journey
      .given(registered, requested)
      .when({ type: 'ExpressPreference', data: forHarbour })
      .thenRefused({ because: 'no-s38-request-for-this-school', category: 'independent' });
    const { providerId: _providerId, ...wish } = forHarbour;
    journey
      .given(registered, requested)
      .when({ type: 'ExpressPreference', data: { ...forHarbour, basis: 's9' } })
      .thenRecorded({
        type: 'PreferenceExpressed',
        data: { ...wish, basis: 's9', preferenceId, school: harbour },
      });
  });

  const barred = ['independent', 'specialPost16', 'tuition', 'eotas', 'elective', 'unplaced'];
  const outcomeFor = (school: SchoolSnapshot): string =>
    journey.given(registered, requested).when(express, { schools: { 'school-oakfield': school } })
      .planned.outcome;

  it.each([...settingCategories])('under section 38 knows the category %s', (category) => {
    const { section41: _section41, ...school } = { ...oakfield, category };
    expect(outcomeFor(school)).toBe(barred.includes(category) ? 'refused' : 'record');
    expect(outcomeFor({ ...school, section41: true })).toBe('record');
  });
});

describe('the decision on a wish', () => {
  const history = journey.given(registered, requested, expressed);

  it('agrees, and needs no ground', () =>
    void history
      .when(agree)
      .thenRecorded({ type: 'PreferenceDecided', data: { ...agree.data, grounds: [] } })
      .thenState((state) =>
        expect(preferenceOf(state, preferenceId)).toMatchObject({ outcome: 'agreed', grounds: [] }),
      ));

  it('does not agree on a ground of refusal', () =>
    void history
      .when({ ...agree, data: { ...agree.data, grounds: ['resources'] } })
      .thenRefused({ because: 'grounds-without-refusal', preferenceId }));

  it.each(['unsuitable', 'othersEducation', 'resources'] as const)(
    'refuses a section 38 request: %s',
    (ground) => {
      const data = { ...refuse.data, grounds: [ground] };
      history
        .when({ ...refuse, data })
        .thenRecorded({ type: 'PreferenceDecided', data, irregularities: [] });
    },
  );

  it.each(['unsuitable', 's9Expense', 'noOffer'] as const)(
    'refuses a representation: %s',
    (ground) => {
      const data = { ...refuse.data, grounds: [ground] };
      journey
        .given(registered, requested, underS9)
        .when({ ...refuse, data })
        .thenRecorded({ type: 'PreferenceDecided', data, irregularities: [] });
    },
  );

  it.each([
    ['s38', expressed, 's9Expense'],
    ['s38', expressed, 'noOffer'],
    ['s9', underS9, 'othersEducation'],
    ['s9', underS9, 'resources'],
  ] as const)(
    'refuses under %s on a ground not open there knowingly only',
    (basis, told, ground) => {
      const data = { ...refuse.data, grounds: ['unsuitable' as const, ground] };
      const before = journey.given(registered, requested, told);
      expect(before.when({ ...refuse, data }).planned).toMatchObject({
        refusal: {
          because: 'irregular',
          irregularities: [{ code: 'ground-not-for-this-basis', basis, grounds: [ground] }],
        },
      });
      before
        .when({ ...refuse, data, details: { acknowledge: knowingly('ground-not-for-this-basis') } })
        .thenRecorded({
          type: 'PreferenceDecided',
          data,
          irregularities: ['ground-not-for-this-basis'],
        });
    },
  );

  it('refuses without any ground knowingly only', () => {
    const { planned } = history.when({ ...refuse, data: { preferenceId, outcome: 'refused' } });
    expect(planned).toMatchObject({
      refusal: { irregularities: [{ code: 'refused-without-grounds', preferenceId }] },
    });
  });

  it('is made once: the same again changes nothing, in whatever order the grounds are told', () => {
    const decided = {
      type: 'PreferenceDecided' as const,
      data: { ...refuse.data, grounds: ['unsuitable', 'resources'] as const },
    };
    const before = journey.given(registered, requested, expressed, decided);
    const same = { ...refuse.data, grounds: ['resources' as const, 'unsuitable' as const] };
    before.when({ ...refuse, data: same }).thenNothing();
    before
      .when({ ...refuse, data: { ...same, reasons: 'As we wrote.' } })
      .thenRecorded({ type: 'PreferenceDecided', data: { ...same, reasons: 'As we wrote.' } });
    before.when(refuse).thenRecorded({
      type: 'PreferenceDecided',
      data: { ...refuse.data, grounds: ['resources'] },
    });
  });

  it('may be changed, and the latest stands', () =>
    void journey
      .given(registered, requested, expressed, {
        type: 'PreferenceDecided',
        data: { preferenceId, outcome: 'refused', grounds: ['resources'] },
      })
      .when(agree)
      .thenRecorded({ type: 'PreferenceDecided', data: { ...agree.data, grounds: [] } })
      .thenState((state) => expect(preferenceOf(state, preferenceId)?.outcome).toBe('agreed')));

  it('is not made on an unknown wish', () =>
    void journey
      .given(registered)
      .when(agree)
      .thenRefused({ because: 'unknown-preference', preferenceId }));

  it('is not made the day before the wish was expressed', () =>
    void history.when({ ...agree, details: { occurredOn: '2025-09-08' } }).thenRefused({
      because: 'decided-before-expressed',
      preferenceId,
      expressedOn: { from: '2025-09-09', to: '2025-09-09', precision: 'day' },
    }));

  it('may be made the day the wish was expressed', () =>
    void history
      .when({ ...agree, details: { occurredOn: '2025-09-09' } })
      .thenRecorded({ type: 'PreferenceDecided', data: { ...agree.data, grounds: [] } }));
});
