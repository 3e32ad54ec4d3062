import type { LocalDate } from '#libs/event-sourcing';
import { Code, command, Day, Id, RecordingFields, type CommandsOf } from '#libs/lifecycle';
import { placementTypes, type PlacementType } from '../placement-types.js';
import { standingReasons, standings, standingScopes, type Standing } from './standing.events.js';

export class RecordSection41 extends RecordingFields {
  @Day({ optional: true, about: 'left out where it is not known since when' }) from?: LocalDate;
  @Day({ optional: true, about: 'the last day of the approval; left out while it lasts' })
  to?: LocalDate;
}

export class ChangeProviderStatus extends RecordingFields {
  @Code(standings) status!: Standing;
  @Code(standingScopes) scope!: (typeof standingScopes)[number];
  @Id({ optional: true, about: 'the site, for scope site' }) siteRef?: string;
  @Code(placementTypes, { optional: true, about: 'for scope type' }) placementType?: PlacementType;
  @Code(standingReasons) reasonCode!: (typeof standingReasons)[number];
  @Day({ optional: true, about: 'the day of the decision where not said' })
  effectiveFrom?: LocalDate;
  @Day({ optional: true }) reviewOn?: LocalDate;
}

export const standingCommands = {
  RecordSection41: command({
    body: RecordSection41,
    does: 'Record for which time a school is approved under section 41.',
    permission: 'providers:record',
  }),
  ChangeProviderStatus: command({
    body: ChangeProviderStatus,
    does: 'Decide how far learners are placed there: active, monitored, embargo, suspended, removed.',
    permission: 'providers:record',
  }),
} as const;

export type StandingCommand = CommandsOf<typeof standingCommands>;
