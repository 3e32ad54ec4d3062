import { accept, certainlyBefore, unchanged, type Irregularity } from '#libs/event-sourcing';
import type { OccurredOn } from '#libs/event-sourcing';
import type { JourneyState } from '../journey/journey-state.js';
import { referralOf, referralsOf, requestOf } from './requests.state.js';
import { afterWithdrawal, unknownRequest, type PartOfRules } from './requests.rules.js';

const unknownReferral = (referralId: string) => ({ because: 'unknown-referral', referralId });

const decide = {
  ReferToPanel: ({ data }, journey, context) => {
    const open = referralsOf(journey).some(
      (one) =>
        one.advisedOn === undefined &&
        one.requestId === data.requestId &&
        one.panel === data.panel &&
        one.meetingOn === data.meetingOn,
    );
    if (open) return unchanged;
    return accept({
      type: 'PanelReferred',
      data: { ...data, referralId: context.newId('referral') },
    });
  },

  RecordPanelAdvice: ({ data }, journey) => {
    const referral = referralOf(journey, data.referralId);
    return referral?.advisedOn && referral.recommendation === data.recommendation
      ? unchanged
      : accept({ type: 'PanelAdvised', data });
  },

  DecideSettingType: ({ data }, journey) => {
    const decided = requestOf(journey, data.requestId)?.decidedType;
    return decided?.settingType === data.settingType && decided.boarding === data.boarding
      ? unchanged
      : accept({ type: 'SettingTypeDecided', data });
  },
} satisfies PartOfRules['decide'];

const admits = {
  PanelReferred: (journey, { data: { requestId } }) =>
    requestId !== undefined && !requestOf(journey, requestId)
      ? unknownRequest(requestId)
      : undefined,

  PanelAdvised: (journey, { data: { referralId }, occurredOn }) => {
    const referral = referralOf(journey, referralId);
    if (!referral) return unknownReferral(referralId);
    if (referral.advisedOn) return { because: 'already-advised', referralId };
    return certainlyBefore(occurredOn, referral.referredOn)
      ? { because: 'advised-before-referred', referralId, referredOn: referral.referredOn }
      : undefined;
  },

  SettingTypeDecided: (journey, { data: { requestId, referralId } }) => {
    if (!requestOf(journey, requestId)) return unknownRequest(requestId);
    if (referralId === undefined) return undefined;
    const referral = referralOf(journey, referralId);
    if (!referral) return unknownReferral(referralId);
    return referral.requestId !== undefined && referral.requestId !== requestId
      ? { because: 'referral-of-another-request', referralId }
      : undefined;
  },
} satisfies PartOfRules['admits'];

const irregular = {
  PanelReferred: (journey, { data: { requestId }, occurredOn }) =>
    afterWithdrawal(journey, requestId, occurredOn),

  SettingTypeDecided: (journey, { data: { requestId, referralId }, occurredOn }) => [
    ...afterWithdrawal(journey, requestId, occurredOn),
    ...aheadOfThePanel(journey, referralId, occurredOn),
  ],
} satisfies PartOfRules['irregular'];

// The panel only advises; but who points to its advice should have it.
const aheadOfThePanel = (
  journey: JourneyState,
  referralId: string | undefined,
  on: OccurredOn,
): readonly Irregularity[] => {
  if (referralId === undefined) return [];
  const advisedOn = referralOf(journey, referralId)?.advisedOn;
  return advisedOn === undefined || certainlyBefore(on, advisedOn)
    ? [{ code: 'panel-has-not-advised', referralId }]
    : [];
};

export const panelRules = { decide, admits, irregular };
