import { event, type Catalogue } from '#libs/event-sourcing';
import { z } from 'zod';
import { code, id, ids, schoolSnapshot, text } from '../shared-kernel/index.js';
import {
  chaseWays,
  consultationGrounds,
  consultationOutcomes,
  consultationWithdrawnReasons,
  notConsultedReasons,
  papers,
} from './requests.codes.js';

export const consultationEvents = {
  ConsultationSent: event({
    storedAs: 'consultation-sent',
    meaning: 'A school was asked whether it can meet the learner’s needs.',
    occurs: 'the day the papers went to the school',
    rank: 250,
    follows: [['requestId', 'PlacementRequested']],
    data: {
      consultationId: id,
      requestId: id,
      school: schoolSnapshot,
      papers: z.array(code(papers)).max(20).readonly(),
      distanceMiles: z.number().min(0).max(2000).optional(),
    },
    personal: { message: text().optional() },
  }),
  ConsultationChased: event({
    storedAs: 'consultation-chased',
    meaning: 'The school was reminded to answer.',
    occurs: 'the day it was reminded',
    rank: 260,
    follows: [['consultationId', 'ConsultationSent']],
    data: { consultationId: id, way: code(chaseWays) },
    personal: { note: text().optional() },
  }),
  ConsultationAnswered: event({
    storedAs: 'consultation-answered',
    meaning: 'The school said whether it can meet needs; its latest answer stands.',
    occurs: 'the day the school answered',
    rank: 270,
    follows: [['consultationId', 'ConsultationSent']],
    data: {
      consultationId: id,
      outcome: code(consultationOutcomes),
      grounds: z.array(code(consultationGrounds)).max(10).readonly(),
    },
    personal: { text: text().optional() },
  }),
  ConsultationWithdrawn: event({
    storedAs: 'consultation-withdrawn',
    meaning: 'The authority no longer asks this school.',
    occurs: 'the day the school was told',
    rank: 280,
    follows: [['consultationId', 'ConsultationSent']],
    data: { consultationId: id, reasonCode: code(consultationWithdrawnReasons) },
    personal: { explanation: text().optional() },
  }),
  NotConsultedRecorded: event({
    storedAs: 'not-consulted-recorded',
    meaning: 'Which schools that might have come into question were not consulted, and why.',
    occurs: 'the day the choice of schools was made',
    rank: 290,
    follows: [['requestId', 'PlacementRequested']],
    data: {
      requestId: id,
      groups: z
        .array(z.strictObject({ reasonCode: code(notConsultedReasons), providerIds: ids }))
        .min(1)
        .max(50)
        .readonly(),
    },
  }),
} as const satisfies Catalogue;
