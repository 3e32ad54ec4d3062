import { command, type CommandsOf } from '../shared-kernel/index.js';
import {
  AnswerConsultations,
  ChaseConsultations,
  RecordNotConsulted,
  SendConsultations,
  WithdrawConsultations,
} from './consultations.commands.js';
import {
  AmendPlacementRequest,
  DecidePreference,
  DecideSettingType,
  ExpressPreference,
  RecordPanelAdvice,
  ReferToPanel,
  RequestPlacement,
  WithdrawPlacementRequest,
} from './placement-requests.commands.js';

export * from './consultations.commands.js';
export * from './placement-requests.commands.js';

export const requestsCommands = {
  RequestPlacement: command({
    body: RequestPlacement,
    does: 'Begin to look for a placement.',
    permission: 'journeys:record',
  }),
  AmendPlacementRequest: command({
    body: AmendPlacementRequest,
    does: 'Change what is looked for; say all of it.',
    permission: 'journeys:record',
  }),
  WithdrawPlacementRequest: command({
    body: WithdrawPlacementRequest,
    does: 'Stop looking for a placement under this request.',
    permission: 'journeys:record',
  }),
  ExpressPreference: command({
    body: ExpressPreference,
    does: 'Record which school, or kind of setting, the family wishes for.',
    permission: 'journeys:record',
    schools: ({ providerId }) => (providerId === undefined ? [] : [providerId]),
  }),
  DecidePreference: command({
    body: DecidePreference,
    does: 'Agree to a wish of the family, or refuse it on its grounds.',
    permission: 'journeys:decide',
  }),
  ReferToPanel: command({
    body: ReferToPanel,
    does: 'Ask a panel for its advice.',
    permission: 'journeys:record',
  }),
  RecordPanelAdvice: command({
    body: RecordPanelAdvice,
    does: 'Record what the panel advised.',
    permission: 'journeys:record',
  }),
  DecideSettingType: command({
    body: DecideSettingType,
    does: 'Decide which kind of setting is looked for.',
    permission: 'journeys:decide',
  }),
  SendConsultations: command({
    body: SendConsultations,
    does: 'Record that one or many schools were consulted.',
    permission: 'journeys:record',
    schools: ({ providerIds }) => providerIds,
  }),
  ChaseConsultations: command({
    body: ChaseConsultations,
    does: 'Record that schools were reminded to answer.',
    permission: 'journeys:record',
  }),
  AnswerConsultations: command({
    body: AnswerConsultations,
    does: 'Record the answers of one or many schools.',
    permission: 'journeys:record',
  }),
  WithdrawConsultations: command({
    body: WithdrawConsultations,
    does: 'Record that schools are no longer asked.',
    permission: 'journeys:record',
  }),
  RecordNotConsulted: command({
    body: RecordNotConsulted,
    does: 'Record which schools were not consulted, and why.',
    permission: 'journeys:record',
  }),
} as const;

export type RequestsCommand = CommandsOf<typeof requestsCommands>;
