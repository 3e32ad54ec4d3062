import { certainlyBefore, type Irregularity, type OccurredOn } from '#libs/event-sourcing';
import type { JourneyEvent } from '../journey/journey-events.js';
import type { JourneyState } from '../journey/journey-state.js';
import type { ModuleRules } from '../shared-kernel/index.js';
import type { RequestsCommand } from './requests.commands.js';
import { requestOf } from './requests.state.js';
import type { RequestsEvent } from './requests.events.js';

type Rules = ModuleRules<RequestsEvent, RequestsCommand, JourneyState, JourneyEvent>;

/** The tables of one part of this stage; `requests.decider.ts` puts the parts together. */
export type PartOfRules = Readonly<{
  decide: Partial<Rules['decide']>;
  admits: Rules['admits'];
  irregular: Rules['irregular'];
}>;

export const unknownRequest = (requestId: string) => ({ because: 'unknown-request', requestId });
export const unknownSchool = (providerId: string) => ({ because: 'unknown-school', providerId });

/** A command that names the same thing twice contradicts itself. */
export const namedTwice = (ids: readonly string[]) => {
  const id = ids.find((one, index) => ids.indexOf(one) < index);
  return id === undefined ? undefined : { because: 'named-twice', id };
};

/** Nothing more should be done for a request that was given up before. */
export const afterWithdrawal = (
  journey: JourneyState,
  requestId: string | undefined,
  on: OccurredOn,
): readonly Irregularity[] => {
  const withdrawnOn =
    requestId === undefined ? undefined : requestOf(journey, requestId)?.withdrawnOn;
  return withdrawnOn !== undefined && certainlyBefore(withdrawnOn, on)
    ? [{ code: 'request-was-withdrawn', requestId }]
    : [];
};
