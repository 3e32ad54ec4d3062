import {
  accept,
  canonical,
  refuse,
  unchanged,
  type Happened,
  type Irregularity,
  type LocalDate,
  type Refusal,
} from '#libs/event-sourcing';
import { endingOf } from '../breakdowns/breakdowns.state.js';
import type { JourneyState } from '../journey/journey-state.js';
import { approvalCovers, type Coverage } from '../record/record.state.js';
import { decidingRole, pencePerYear, type JourneyContext } from '../shared-kernel/index.js';
import { knownPlacement, notGoingAhead, type PartOfRules } from './starts.rules.js';
import type { StartsCommand } from './starts.commands.js';
import type { StartsEvent } from './starts.events.js';
import { startOf } from './starts.state.js';
import { termsOn, type Terms } from './terms.state.js';

type Change = Extract<StartsCommand, { type: 'ChangeTerms' }>;
type Changed = Happened<Extract<StartsEvent, { type: 'TermsChanged' }>>;

const decide = {
  ChangeTerms: (command, journey, context) => {
    const { data } = command;
    const before = termsOn(journey, data.placementId, data.effectiveFrom);
    if (before && isInForce(before, data)) return unchanged;
    const refusal = overContributed(data) ?? aboveLimit(command, before, context);
    if (refusal) return refuse(refusal);
    return accept({
      type: 'TermsChanged',
      data: { ...data, changeId: context.newId('terms'), contributions: data.contributions ?? [] },
    });
  },
} satisfies PartOfRules['decide'];

const isInForce = (before: Terms, data: Change['data']): boolean => {
  const { lines, weeksPerYear, residential, contributions = [] } = data;
  const { vat = before.vat, route = before.route, siteId = before.siteId } = data;
  const { changeId: _changeId, effectiveFrom: _effectiveFrom, ...inForce } = before;
  const wanted = { lines, weeksPerYear, residential, contributions, vat, route, siteId };
  return canonical(inForce) === canonical(wanted);
};

const overContributed = ({ lines, contributions = [] }: Change['data']): Refusal | undefined => {
  const contributedPence = contributions.reduce((sum, { pence }) => sum + pence, 0);
  const askedPence = pencePerYear(lines);
  return contributedPence > askedPence
    ? { because: 'contributions-above-price', contributedPence, askedPence }
    : undefined;
};

/** A price that does not rise was approved before: another site or funder needs no new approval. */
const aboveLimit = (
  { data, details }: Change,
  before: Terms | undefined,
  { actor, approvalLimitPence }: JourneyContext,
): Refusal | undefined => {
  const limitPence = approvalLimitPence(decidingRole(actor, details.decision));
  const askedPence = pencePerYear(data.lines);
  const rises = askedPence > pencePerYear(before?.lines ?? []);
  return data.approvalId === undefined && rises && askedPence > limitPence
    ? { because: 'approval-needed', askedPence, limitPence }
    : undefined;
};

/** The authority pays from the first day attended, or from the day it said. */
const beginningOf = (journey: JourneyState, placementId: string): LocalDate | undefined => {
  const start = startOf(journey, placementId);
  if (!start) return undefined;
  const { startedOn, fundedFrom = startedOn.from } = start;
  return fundedFrom < startedOn.from ? fundedFrom : startedOn.from;
};

const coverageOf = (
  journey: JourneyState,
  { data: { approvalId, lines }, occurredOn }: Changed,
): Coverage | undefined => {
  if (approvalId === undefined) return undefined;
  const relied = { approvalId, kind: 'terms', pencePerYear: pencePerYear(lines) } as const;
  return approvalCovers(journey, { ...relied, on: occurredOn });
};

const admits = {
  TermsChanged: (journey, event) => {
    const { placementId, effectiveFrom } = event.data;
    const refusal = knownPlacement(journey, event) ?? coverageOf(journey, event)?.impossible;
    if (refusal) return refusal;
    const beginsOn = beginningOf(journey, placementId);
    return beginsOn !== undefined && effectiveFrom < beginsOn
      ? { because: 'terms-before-the-start', effectiveFrom, beginsOn }
      : undefined;
  },
} satisfies PartOfRules['admits'];

const irregular = {
  TermsChanged: (journey, event) => [
    ...notGoingAhead(journey, event),
    ...(coverageOf(journey, event)?.irregular ?? []),
    ...afterTheEnding(journey, event),
  ],
} satisfies PartOfRules['irregular'];

const afterTheEnding = (
  journey: JourneyState,
  { data: { placementId, effectiveFrom } }: Changed,
): readonly Irregularity[] => {
  const endedOn = endingOf(journey, placementId)?.endedOn;
  return endedOn && endedOn.to < effectiveFrom
    ? [{ code: 'terms-after-the-ending', effectiveFrom, endedOn }]
    : [];
};

export const termsRules = { decide, admits, irregular };
