import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import { transferMilestones, type TransferMilestone } from '#libs/insight';
import { Code, Id } from '#libs/lifecycle';
import { ListQuery } from './list-queries.js';

/** Of all cases, or of one officer’s, a team’s or nobody’s. */
export class CasesListQuery extends ListQuery {
  @Id({ optional: true, about: 'an officer’s cases; all cases where nothing is said' })
  officer?: string;
  @Id({ optional: true }) team?: string;
  @Code(['true'], { optional: true, about: 'cases of nobody' }) unassigned?: string;
}

const FIRST_YEAR = 1990;
const LAST_YEAR = 2199;

export class PhaseTransfersListQuery extends CasesListQuery {
  @ApiProperty({ description: 'the calendar year in which the next phase begins' })
  @Type(() => Number)
  @IsInt()
  @Min(FIRST_YEAR)
  @Max(LAST_YEAR)
  year!: number;
  @Code(transferMilestones, { optional: true }) milestone?: TransferMilestone;
}
