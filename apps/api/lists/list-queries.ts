import { Type } from 'class-transformer';
import { IsInt, IsOptional, Matches } from 'class-validator';
import { ApiPropertyOptional } from '@nestjs/swagger';
import type { Instant, LocalDate } from '#libs/event-sourcing';
import type { DataQualityKind, PlacementStatus } from '#libs/insight';
import { Code, Day, Id, needCodes, settingCategories, Text } from '#libs/lifecycle';
import { PageQuery } from '../door/page-query.js';
import { KnownAt } from '../journeys/viewpoint.js';

const statuses: readonly PlacementStatus[] = [
  ...(['agreed', 'started', 'ended', 'fellThrough', 'didNotStart'] as const),
];
const qualityKinds: readonly DataQualityKind[] = [
  ...(['unknownDate', 'partialDate', 'awaitedReason', 'unknownNeed'] as const),
];

/** Every list can be asked for at least what the asker has just recorded. */
export class ListQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'the `position` of a recording that the list must show' })
  @IsOptional()
  @Matches(/^[\w:-]{1,100}$/)
  position?: string;
}

export class RegisterListQuery extends ListQuery {
  @Id({ optional: true }) journeyId?: string;
  @Text({ optional: true, max: 6 }) urn?: string;
  @Id({ optional: true }) providerId?: string;
  @Code(settingCategories, { optional: true }) category?: string;
  @Code(statuses, { optional: true }) status?: PlacementStatus;
  @Code(needCodes, { optional: true }) need?: string;
  @ApiPropertyOptional({ description: 'the calendar year in which the reception year began' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  cohort?: number;
  @KnownAt() knownAt?: Instant;
}

export class WorklistListQuery extends ListQuery {
  @Id({ optional: true, about: 'an officer’s cases; one’s own where nothing is said' })
  officer?: string;
  @Id({ optional: true }) team?: string;
  @Code(['true'], { optional: true, about: 'cases of nobody' }) unassigned?: string;
  @Id({ optional: true, about: 'a clock such as C14, or another step, by its code' })
  step?: string;
  @Day({ optional: true, about: 'only what is due by this day' }) dueBy?: LocalDate;
}

export class IrregularitiesListQuery extends ListQuery {
  @Text({ optional: true, max: 100 }) code?: string;
}

export class DataQualityListQuery extends ListQuery {
  @Code(qualityKinds, { optional: true }) kind?: DataQualityKind;
}

export class SearchBody extends ListQuery {
  @Text({ max: 200, about: 'a name, the beginnings of names, or an identifier' }) text!: string;
}
