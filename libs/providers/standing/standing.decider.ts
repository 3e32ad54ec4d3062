import { accept, refuse, unchanged, type LocalDate, type Refusal } from '#libs/event-sourcing';
import { overlaps, sameData, type Period } from '../effective.js';
import type { ProviderTables } from '../provider-rules.js';
import type { StandingCommand } from './standing.commands.js';
import type { StandingEvent } from './standing.events.js';
import { section41PeriodsOf, statusFor } from './standing.state.js';

type Tables = ProviderTables<StandingCommand, StandingEvent>;
type Changed = Extract<StandingEvent, { type: 'ProviderStatusChanged' }>['data'];

const decide: Tables['decide'] = {
  RecordSection41: ({ data: { from, to } }, state) =>
    section41PeriodsOf(state).some((told) => told.from === from && told.to === to)
      ? unchanged
      : accept({ type: 'Section41Recorded', data: { from, to } }),

  ChangeProviderStatus: ({ data: asked, details }, state) => {
    const data = { ...asked, effectiveFrom: asked.effectiveFrom ?? details.occurredOn.from };
    const wrong = scopeUnclear(data) ?? reviewTooEarly(data);
    if (wrong) return refuse(wrong);
    const standing = statusFor(state, data, data.effectiveFrom);
    if (standing === undefined && data.status === 'active') return unchanged;
    return standing !== undefined && sameDecision(standing, data)
      ? unchanged
      : accept({ type: 'ProviderStatusChanged', data });
  },
};

type Scoped = Readonly<{
  scope: string;
  siteRef?: string | undefined;
  placementType?: string | undefined;
}>;

/** A site is named for the scope site and for no other; so is a type of placement. */
export const scopeUnclear = ({ scope, siteRef, placementType }: Scoped): Refusal | undefined =>
  (siteRef !== undefined) === (scope === 'site') &&
  (placementType !== undefined) === (scope === 'type')
    ? undefined
    : { because: 'scope-unclear', scope };

const reviewTooEarly = ({ effectiveFrom, reviewOn }: Changed): Refusal | undefined =>
  reviewOn !== undefined && reviewOn < effectiveFrom
    ? { because: 'review-before-it-begins', effectiveFrom, reviewOn }
    : undefined;

type Decided = Readonly<{
  status: string;
  reasonCode: string;
  reviewOn?: LocalDate | undefined;
}>;

const sameDecision = (one: Decided, other: Decided): boolean =>
  one.status === other.status &&
  one.reasonCode === other.reasonCode &&
  one.reviewOn === other.reviewOn;

/** The last day comes before the first. */
export const endsBeforeItBegins = ({ from, to }: Period): Refusal | undefined =>
  from !== undefined && to !== undefined && to < from
    ? { because: 'ends-before-it-begins', from, to }
    : undefined;

const admits: Tables['admits'] = {
  Section41Recorded: (state, { data: { from, to } }) => {
    const other = section41PeriodsOf(state).find(
      (told) => !sameData(told.from, from) && overlaps(told, { from, to }),
    );
    return (
      endsBeforeItBegins({ from, to }) ??
      (other && { because: 'section-41-times-overlap', from: other.from, to: other.to })
    );
  },
};

export const standingRules: Tables = { decide, admits };
