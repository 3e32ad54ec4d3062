import { IsOptional, Matches } from 'class-validator';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Code } from '#libs/lifecycle';
import { audiences, type Audience } from '#libs/publishing';
import { PageQuery } from '../door/page-query.js';

/** What of the feed is asked for. */
export class FeedQuery extends PageQuery {
  @Code(audiences) audience!: Audience;

  @ApiPropertyOptional({
    description: 'names of message types, with commas between; all, if absent',
  })
  @IsOptional()
  @Matches(/^[a-z0-9.,-]{1,2000}$/)
  types?: string;
}

export class SchemaQuery {
  @ApiProperty({ description: 'the name of a message type' })
  @Matches(/^[a-z0-9.-]{1,200}$/)
  type!: string;
}
