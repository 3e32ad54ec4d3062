import type { Instant, LocalDate } from '#libs/event-sourcing';
import { flagKinds, stabilityDimensions, type FlagKind } from '#libs/insight';
import { Code, Day } from '#libs/lifecycle';
import { KnownAt } from '../journeys/viewpoint.js';
import { ListQuery } from '../lists/list-queries.js';

const causes = ['unplanned', 'planned', 'structural', 'awaited'] as const;
const gapCauses = ['ended', 'withheld', 'suspended'] as const;

/** A span of time. */
export class SpanQuery {
  @Day({ about: 'the first day' }) from!: LocalDate;
  @Day({ about: 'the last day' }) to!: LocalDate;
  @Day({ optional: true, about: 'the last day that can have happened; today, or that of knownAt' })
  asOf?: LocalDate;
  @KnownAt() knownAt?: Instant;
}

export class SurvivalQuery extends SpanQuery {
  @Code(Object.keys(stabilityDimensions), { optional: true, about: 'one curve for each value' })
  by?: string;
  @Code(causes, { optional: true, about: 'only this cause of ending' })
  cause?: string;
}

export class GapsListQuery extends ListQuery {
  @Day({ about: 'the first day' }) from!: LocalDate;
  @Day({ about: 'the last day' }) to!: LocalDate;
  @Code(gapCauses, { optional: true }) because?: string;
  @KnownAt() knownAt?: Instant;
}

export class AtRiskListQuery extends ListQuery {
  @Day({ optional: true, about: 'in force on this day; today' }) on?: LocalDate;
  @Day({ optional: true, about: 'raised on this day or later' }) since?: LocalDate;
  @Code(flagKinds, { optional: true }) kind?: FlagKind;
  @KnownAt() knownAt?: Instant;
}
