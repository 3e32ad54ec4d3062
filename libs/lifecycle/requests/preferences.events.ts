import { event, type Catalogue } from '#libs/event-sourcing';
import { z } from 'zod';
import { code, id, schoolSnapshot, text } from '../shared-kernel/index.js';
import {
  preferenceBases,
  preferenceGrounds,
  preferenceVoices,
  settingTypes,
} from './requests.codes.js';

export const preferenceEvents = {
  PreferenceExpressed: event({
    storedAs: 'preference-expressed',
    meaning: 'The family said which school, or which kind of setting, it wishes for.',
    occurs: 'the day the family said so',
    rank: 210,
    follows: [['requestId', 'PlacementRequested']],
    data: {
      preferenceId: id,
      requestId: id.optional(),
      by: code(preferenceVoices),
      basis: code(preferenceBases),
      school: schoolSnapshot.optional(),
      settingType: code(settingTypes).optional(),
    },
    personal: { reasons: text().optional() },
  }),
  PreferenceDecided: event({
    storedAs: 'preference-decided',
    meaning: 'The authority decided on a wish of the family; the latest decision stands.',
    occurs: 'the day the authority decided',
    rank: 300,
    follows: [['preferenceId', 'PreferenceExpressed']],
    data: {
      preferenceId: id,
      outcome: code(['agreed', 'refused']),
      grounds: z.array(code(preferenceGrounds)).max(5).readonly(),
    },
    personal: { reasons: text().optional() },
  }),
} as const satisfies Catalogue;
