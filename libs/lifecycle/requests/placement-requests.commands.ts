import type { LocalDate } from '#libs/event-sourcing';
import { Code, Codes, Day, Id, RecordingFields, Text, Whole } from '../shared-kernel/index.js';
import {
  boardingKinds,
  panels,
  preferenceBases,
  preferenceGrounds,
  preferenceVoices,
  recommendations,
  requestReasons,
  requestWithdrawnReasons,
  settingTypes,
} from './requests.codes.js';

export class RequestPlacement extends RecordingFields {
  @Code(requestReasons) reasonCode!: (typeof requestReasons)[number];
  @Codes(settingTypes, { max: 10 }) settingTypes!: (typeof settingTypes)[number][];
  @Code(boardingKinds) boarding!: (typeof boardingKinds)[number];
  @Day({ optional: true }) startBy?: LocalDate;
  @Whole({ optional: true, max: 53 }) weeksPerYear?: number;
  @Whole({ optional: true, max: 70, about: 'days a week, in tenths' }) daysPerWeekTenths?: number;
  @Whole({ optional: true, max: 2000, about: 'how far from home it may be' }) withinMiles?: number;
  @Text({ optional: true, about: 'the provision needed' }) provision?: string;
  @Text({ optional: true }) risks?: string;
}

export class AmendPlacementRequest extends RequestPlacement {
  @Id() requestId!: string;
}

export class WithdrawPlacementRequest extends RecordingFields {
  @Id() requestId!: string;
  @Code(requestWithdrawnReasons) reasonCode!: (typeof requestWithdrawnReasons)[number];
  @Text({ optional: true }) explanation?: string;
}

export class ExpressPreference extends RecordingFields {
  @Id({ optional: true }) requestId?: string;
  @Code(preferenceVoices) by!: (typeof preferenceVoices)[number];
  @Code(preferenceBases, { about: 'a request under s.38, or a representation under s.9' })
  basis!: (typeof preferenceBases)[number];
  @Id({ optional: true, about: 'the school, by its id in the register' }) providerId?: string;
  @Code(settingTypes, { optional: true }) settingType?: (typeof settingTypes)[number];
  @Text({ optional: true }) reasons?: string;
}

export class DecidePreference extends RecordingFields {
  @Id() preferenceId!: string;
  @Code(['agreed', 'refused']) outcome!: 'agreed' | 'refused';
  @Codes(preferenceGrounds, { optional: true, about: 'on what grounds it is refused' })
  grounds?: (typeof preferenceGrounds)[number][];
  @Text({ optional: true }) reasons?: string;
}

export class ReferToPanel extends RecordingFields {
  @Id({ optional: true }) requestId?: string;
  @Code(panels) panel!: (typeof panels)[number];
  @Day({ optional: true }) meetingOn?: LocalDate;
  @Text({ optional: true }) question?: string;
}

export class RecordPanelAdvice extends RecordingFields {
  @Id() referralId!: string;
  @Code(recommendations) recommendation!: (typeof recommendations)[number];
  @Code(settingTypes, { optional: true }) settingType?: (typeof settingTypes)[number];
  @Id({ optional: true, about: 'where the minutes are kept' }) minuteRef?: string;
  @Text({ optional: true }) conditions?: string;
}

export class DecideSettingType extends RecordingFields {
  @Id() requestId!: string;
  @Code(settingTypes) settingType!: (typeof settingTypes)[number];
  @Code(boardingKinds, { optional: true }) boarding?: (typeof boardingKinds)[number];
  @Id({ optional: true, about: 'the referral whose advice was before you' }) referralId?: string;
  @Text({ optional: true }) reasons?: string;
}
