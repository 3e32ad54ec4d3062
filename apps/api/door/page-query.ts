import { Type } from 'class-transformer';
import { IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { ApiPropertyOptional } from '@nestjs/swagger';

const MOST = 500;
const USUAL = 50;

/** A page of a list: how many, and where the page before said to go on. */
export class PageQuery {
  @ApiPropertyOptional({ minimum: 1, maximum: MOST, default: USUAL })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MOST)
  limit: number = USUAL;

  @ApiPropertyOptional({ description: '`next` of the page before' })
  @IsOptional()
  @Matches(/^[\w=.:~-]{1,1000}$/)
  cursor?: string;
}
