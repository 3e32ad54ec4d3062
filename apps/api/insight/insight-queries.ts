import type { Instant, LocalDate } from '#libs/event-sourcing';
import { Day } from '#libs/lifecycle';
import { KnownAt } from '../journeys/viewpoint.js';

/** The time that a scorecard is about; both days count. */
export class ScorecardAsked {
  @Day() from!: LocalDate;
  @Day() to!: LocalDate;
  @KnownAt() knownAt?: Instant;
}
