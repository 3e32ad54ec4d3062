import type { LocalDate } from '#libs/event-sourcing';
import { knowingly, scenario } from '#libs/event-sourcing/testing';
import { journeyRules } from '../journey/journey.decider.js';
import { context, registered } from '../journey/testing/record.examples.js';
import {
  advised,
  referralId,
  referred,
  requested,
  requestId,
  requestWithdrawn,
  type WishOf,
} from '../journey/testing/requests.examples.js';
import { referralOf, requestOf } from './requests.state.js';

const journey = scenario(journeyRules, { context });
const meetingOn = '2025-09-12' as LocalDate;

const refer: WishOf<'ReferToPanel'> = {
  type: 'ReferToPanel',
  data: { requestId, panel: 'setting', meetingOn },
};
const advise: WishOf<'RecordPanelAdvice'> = {
  type: 'RecordPanelAdvice',
  data: { referralId, recommendation: 'agree', minuteRef: 'minutes-7', conditions: 'by bus' },
};
const decideType: WishOf<'DecideSettingType'> = {
  type: 'DecideSettingType',
  data: { requestId, settingType: 'independentOrNonMaintained', boarding: 'day', referralId },
};

describe('a panel', () => {
  it('is asked for its advice', () => {
    journey
      .given(registered, requested)
      .when(refer)
      .thenRecorded({ type: 'PanelReferred', data: { ...refer.data, referralId: 'referral-1' } })
      .thenState((state) =>
        expect(referralOf(state, 'referral-1')).toMatchObject({ panel: 'setting', meetingOn }),
      );
  });

  it('is asked without a request, as for the funding of something else', () =>
    void journey
      .given(registered)
      .when({ type: 'ReferToPanel', data: { panel: 'funding' } })
      .thenRecorded({
        type: 'PanelReferred',
        data: { panel: 'funding', referralId: 'referral-1' },
      }));

  it('is asked once for one meeting: asking again changes nothing', () =>
    void journey.given(registered, requested, referred).when(refer).thenNothing());

  it.each([
    { panel: 'funding' as const },
    { meetingOn: '2025-09-26' as LocalDate },
    { requestId: 'request-2' },
  ])('is asked anew when the referral differs: %j', (other) => {
    const second = { ...requested, data: { ...requested.data, requestId: 'request-2' } };
    journey
      .given(registered, requested, second, referred)
      .when(
        { type: 'ReferToPanel', data: { ...refer.data, ...other } },
        { newId: () => 'referral-2' },
      )
      .thenRecorded({
        type: 'PanelReferred',
        data: { ...refer.data, ...other, referralId: 'referral-2' },
      });
  });

  it('is asked anew once it has advised', () =>
    void journey
      .given(registered, requested, referred, advised)
      .when(refer, { newId: () => 'referral-2' })
      .thenRecorded({ type: 'PanelReferred', data: { ...refer.data, referralId: 'referral-2' } }));

  it('is not asked about an unknown request', () =>
    void journey
      .given(registered)
      .when(refer)
      .thenRefused({ because: 'unknown-request', requestId }));

  it('is asked about a withdrawn request knowingly only', () =>
    void journey
      .given(registered, requested, requestWithdrawn)
      .when({ ...refer, details: { occurredOn: '2025-09-23' } })
      .thenIrregular('request-was-withdrawn'));

  it('gives its advice', () =>
    void journey
      .given(registered, requested, referred)
      .when(advise)
      .thenRecorded({ type: 'PanelAdvised', data: advise.data })
      .thenState((state) =>
        expect(referralOf(state, referralId)).toMatchObject({
          recommendation: 'agree',
          advisedOn: { from: '2025-09-11' },
        }),
      ));

  it('gives the same advice once: saying it again changes nothing', () =>
    void journey.given(registered, requested, referred, advised).when(advise).thenNothing());

  it('does not change its advice on one referral', () =>
    void journey
      .given(registered, requested, referred, advised)
      .when({ ...advise, data: { referralId, recommendation: 'decline' } })
      .thenRefused({ because: 'already-advised', referralId }));

  it.each(['defer', 'moreInformation'] as const)('may %s, twice even, and then advise', (later) => {
    const deferred = { ...advised, data: { referralId, recommendation: later } };
    journey
      .given(registered, requested, referred, deferred)
      .when({ ...advise, data: deferred.data })
      .thenRecorded({ type: 'PanelAdvised', data: deferred.data });
    journey
      .given(registered, requested, referred, deferred)
      .when(advise)
      .thenRecorded({ type: 'PanelAdvised', data: advise.data });
  });

  it('does not advise on a referral that nobody made', () =>
    void journey
      .given(registered)
      .when(advise)
      .thenRefused({ because: 'unknown-referral', referralId }));

  it('does not advise the day before it was asked', () =>
    void journey
      .given(registered, requested, referred)
      .when({ ...advise, details: { occurredOn: '2025-09-09' } })
      .thenRefused({
        because: 'advised-before-referred',
        referralId,
        referredOn: { from: '2025-09-10', to: '2025-09-10', precision: 'day' },
      }));

  it('may advise on the day it was asked', () =>
    void journey
      .given(registered, requested, referred)
      .when({ ...advise, details: { occurredOn: '2025-09-10' } })
      .thenRecorded({ type: 'PanelAdvised', data: advise.data }));
});

describe('the kind of setting', () => {
  it('is decided by an officer who has the advice', () =>
    void journey
      .given(registered, requested, referred, advised)
      .when(decideType)
      .thenRecorded({ type: 'SettingTypeDecided', data: decideType.data, irregularities: [] })
      .thenState((state) =>
        expect(requestOf(state, requestId)?.decidedType).toEqual({
          settingType: 'independentOrNonMaintained',
          boarding: 'day',
        }),
      ));

  it('is decided without a panel', () => {
    const { referralId: _referralId, ...data } = decideType.data;
    journey
      .given(registered, requested)
      .when({ type: 'DecideSettingType', data })
      .thenRecorded({ type: 'SettingTypeDecided', data });
  });

  it('is decided once: deciding the same again changes nothing', () => {
    const decided = { type: 'SettingTypeDecided' as const, data: decideType.data };
    const history = journey.given(registered, requested, referred, advised, decided);
    history.when(decideType).thenNothing();
    for (const other of [{ settingType: 'eotas' as const }, { boarding: 'either' as const }])
      history
        .when({ type: 'DecideSettingType', data: { ...decideType.data, ...other } })
        .thenRecorded({ type: 'SettingTypeDecided', data: { ...decideType.data, ...other } });
  });

  it.each(['day before the advice', 'day of no advice yet', 'deferral'])(
    'points to advice that was not there, on the %s, knowingly only',
    (when) => {
      const deferred = { ...advised, data: { referralId, recommendation: 'defer' as const } };
      const advice = { 'day before the advice': [advised], deferral: [deferred] }[when] ?? [];
      const on = { ...decideType, details: { occurredOn: '2025-09-11' } };
      const history = journey.given(registered, requested, referred, ...advice);
      expect(history.when(on).planned).toMatchObject({
        refusal: { irregularities: [{ code: 'panel-has-not-advised', referralId }] },
      });
      const acknowledge = knowingly('panel-has-not-advised');
      history.when({ ...on, details: { ...on.details, acknowledge } }).thenRecorded({
        type: 'SettingTypeDecided',
        data: decideType.data,
        irregularities: ['panel-has-not-advised'],
      });
    },
  );

  it('may be decided on the day of the advice', () =>
    void journey
      .given(registered, requested, referred, advised)
      .when({ ...decideType, details: { occurredOn: '2025-09-12' } })
      .thenRecorded({ type: 'SettingTypeDecided', data: decideType.data }));

  it('is not decided for an unknown request', () =>
    void journey
      .given(registered)
      .when(decideType)
      .thenRefused({ because: 'unknown-request', requestId }));

  it('is not decided on an unknown referral', () =>
    void journey
      .given(registered, requested)
      .when(decideType)
      .thenRefused({ because: 'unknown-referral', referralId }));

  it('is not decided on the referral of another request', () => {
    const second = { ...requested, data: { ...requested.data, requestId: 'request-2' } };
    journey
      .given(registered, requested, second, referred, advised)
      .when({ ...decideType, data: { ...decideType.data, requestId: 'request-2' } })
      .thenRefused({ because: 'referral-of-another-request', referralId });
  });

  it('is decided on a referral that names no request', () => {
    const open = { ...referred, data: { referralId, panel: 'setting' as const } };
    journey
      .given(registered, requested, open, advised)
      .when(decideType)
      .thenRecorded({ type: 'SettingTypeDecided', data: decideType.data });
  });

  it('is decided for a withdrawn request knowingly only', () =>
    void journey
      .given(registered, requested, referred, advised, requestWithdrawn)
      .when(decideType)
      .thenIrregular('request-was-withdrawn'));
});
