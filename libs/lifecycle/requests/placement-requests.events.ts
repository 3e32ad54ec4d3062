import { event, type Catalogue } from '#libs/event-sourcing';
import { z } from 'zod';
import { code, count, id, learnerSnapshot, localDate, text } from '../shared-kernel/index.js';
import {
  boardingKinds,
  panels,
  recommendations,
  requestReasons,
  requestWithdrawnReasons,
  settingTypes,
} from './requests.codes.js';

/** What is looked for; said in full each time. */
const sought = {
  reasonCode: code(requestReasons),
  settingTypes: z.array(code(settingTypes)).min(1).max(10).readonly(),
  boarding: code(boardingKinds),
  startBy: localDate.optional(),
  weeksPerYear: z.int().min(0).max(53).optional(),
  daysPerWeekTenths: z.int().min(0).max(70).optional(),
  /** How far from home it may be, in miles. */
  withinMiles: count.optional(),
};

const soughtInWords = {
  /** The provision needed: section F of the plan, in short. */
  provision: text().optional(),
  risks: text().optional(),
};

export const placementRequestEvents = {
  PlacementRequested: event({
    storedAs: 'placement-requested',
    meaning: 'The authority set out to find a placement for the learner.',
    occurs: 'the day the request was raised',
    rank: 200,
    data: { requestId: id, learner: learnerSnapshot, ...sought },
    personal: soughtInWords,
  }),
  PlacementRequestAmended: event({
    storedAs: 'placement-request-amended',
    meaning: 'What is looked for changed; it now stands in full as said here.',
    occurs: 'the day the request was changed',
    rank: 205,
    follows: [['requestId', 'PlacementRequested']],
    data: { requestId: id, ...sought },
    personal: soughtInWords,
  }),
  PlacementRequestWithdrawn: event({
    storedAs: 'placement-request-withdrawn',
    meaning: 'No placement is looked for any more under this request.',
    occurs: 'the day the request was withdrawn',
    rank: 390,
    follows: [['requestId', 'PlacementRequested']],
    data: { requestId: id, reasonCode: code(requestWithdrawnReasons) },
    personal: { explanation: text().optional() },
  }),
  PanelReferred: event({
    storedAs: 'panel-referred',
    meaning: 'A panel was asked for its advice.',
    occurs: 'the day the papers went to the panel',
    rank: 220,
    follows: [['requestId', 'PlacementRequested']],
    data: {
      referralId: id,
      requestId: id.optional(),
      panel: code(panels),
      meetingOn: localDate.optional(),
    },
    personal: { question: text().optional() },
  }),
  PanelAdvised: event({
    storedAs: 'panel-advised',
    meaning: 'The panel gave its advice; an officer decides.',
    occurs: 'the day the panel met',
    rank: 230,
    follows: [['referralId', 'PanelReferred']],
    data: {
      referralId: id,
      recommendation: code(recommendations),
      settingType: code(settingTypes).optional(),
      minuteRef: id.optional(),
    },
    personal: { conditions: text().optional() },
  }),
  SettingTypeDecided: event({
    storedAs: 'setting-type-decided',
    meaning: 'An officer decided which kind of setting is looked for.',
    occurs: 'the day the officer decided',
    rank: 240,
    follows: [
      ['requestId', 'PlacementRequested'],
      // After all the advice on the referral, so that dates alone tell which came first.
      ['referralId', 'PanelReferred', 'PanelAdvised'],
    ],
    data: {
      requestId: id,
      settingType: code(settingTypes),
      boarding: code(boardingKinds).optional(),
      /** The referral whose advice was before the officer. */
      referralId: id.optional(),
    },
    personal: { reasons: text().optional() },
  }),
} as const satisfies Catalogue;
