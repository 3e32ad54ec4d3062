import {
  accept,
  canonical,
  certainlyBefore,
  refuse,
  unchanged,
  type OccurredOn,
  type Refusal,
} from '#libs/event-sourcing';
import type { JourneyEvent } from '../journey/journey-events.js';
import type { JourneyState } from '../journey/journey-state.js';
import { approvalNeeded, coverageOf } from '../record/approvals.rules.js';
import { placementOf } from '../offers/offers.state.js';
import {
  pencePerYear,
  sameWhen,
  type ModuleRules,
  type PriceLine,
} from '../shared-kernel/index.js';
import type { BreakdownsCommand } from './breakdowns.commands.js';
import type { BreakdownsEvent } from './breakdowns.events.js';
import { interimOf } from './breakdowns.state.js';

type Rules = ModuleRules<
  Extract<BreakdownsEvent, { type: `InterimProvision${string}` }>,
  Extract<BreakdownsCommand, { type: `${string}InterimProvision` }>,
  JourneyState,
  JourneyEvent
>;

type Terms = Readonly<{
  hoursPerWeekTenths: number;
  basis: string;
  lines: readonly PriceLine[];
  approvalId?: string | undefined;
}>;

const spending = ({ lines, approvalId }: Terms) => ({
  askedPence: pencePerYear(lines),
  approvalId,
});

const decide: Rules['decide'] = {
  StartInterimProvision: ({ data, details }, _journey, context) => {
    const { providerId, ...started } = data;
    const provider = providerId === undefined ? undefined : context.schools[providerId];
    const refusal = notWithWhom(data, provider) ?? approvalNeeded(spending(data), context, details);
    if (refusal) return refuse(refusal);
    const interimId = context.newId('interim');
    return accept({ type: 'InterimProvisionStarted', data: { ...started, interimId, provider } });
  },

  ChangeInterimProvision: ({ data, details }, journey, context) => {
    const interim = interimOf(journey, data.interimId);
    if (interim && sameTerms(interim, data)) return unchanged;
    const rises = interim && pencePerYear(data.lines) > pencePerYear(interim.lines);
    const needed = rises && approvalNeeded(spending(data), context, details);
    return needed ? refuse(needed) : accept({ type: 'InterimProvisionChanged', data });
  },

  EndInterimProvision: ({ data, details }, journey) => {
    const endedOn = interimOf(journey, data.interimId)?.endedOn;
    return endedOn && sameWhen(endedOn, details.occurredOn)
      ? unchanged
      : accept({ type: 'InterimProvisionEnded', data });
  },
};

/** An approval that is not named is not asked to be another. */
const sameTerms = (now: Terms, asked: Terms): boolean => {
  const approvalId = asked.approvalId ?? now.approvalId;
  return canonical(termsOf(now)) === canonical(termsOf({ ...asked, approvalId }));
};

const termsOf = ({ hoursPerWeekTenths, basis, lines, approvalId }: Terms): Terms => ({
  hoursPerWeekTenths,
  basis,
  lines,
  approvalId,
});

const notWithWhom = (
  { providerId, providerName }: Readonly<{ providerId?: string; providerName?: string }>,
  provider: object | undefined,
): Refusal | undefined => {
  if (providerId === undefined && providerName === undefined)
    return { because: 'provider-not-said' };
  return providerId !== undefined && !provider
    ? { because: 'unknown-school', providerId }
    : undefined;
};

const notRunning = (
  journey: JourneyState,
  interimId: string,
  on: OccurredOn,
): Refusal | undefined => {
  const interim = interimOf(journey, interimId);
  if (!interim) return { because: 'unknown-interim', interimId };
  const { startedOn, endedOn } = interim;
  if (endedOn) return { because: 'interim-already-ended', interimId, endedOn };
  return certainlyBefore(on, startedOn)
    ? { because: 'before-interim-started', interimId, startedOn }
    : undefined;
};

const coverage = (journey: JourneyState, terms: Terms, on: OccurredOn) =>
  coverageOf(journey, spending(terms), { kind: 'interim', on });

const admits: Rules['admits'] = {
  InterimProvisionStarted: (journey, { data, occurredOn }) =>
    data.placementId !== undefined && !placementOf(journey, data.placementId)
      ? { because: 'unknown-placement', placementId: data.placementId }
      : coverage(journey, data, occurredOn).impossible,

  InterimProvisionChanged: (journey, { data, occurredOn }) =>
    notRunning(journey, data.interimId, occurredOn) ??
    coverage(journey, data, occurredOn).impossible,

  InterimProvisionEnded: (journey, { data: { interimId }, occurredOn }) =>
    notRunning(journey, interimId, occurredOn),
};

const irregular: Rules['irregular'] = {
  InterimProvisionStarted: (journey, { data, occurredOn }) =>
    coverage(journey, data, occurredOn).irregular,
  InterimProvisionChanged: (journey, { data, occurredOn }) =>
    coverage(journey, data, occurredOn).irregular,
};

export const interimRules: Rules = { decide, admits, irregular };
