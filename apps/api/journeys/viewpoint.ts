import { Transform } from 'class-transformer';
import { IsOptional, Matches } from 'class-validator';
import type { Instant, LocalDate } from '#libs/event-sourcing';
import { Day } from '#libs/lifecycle';
import { ApiPropertyOptional } from '@nestjs/swagger';

export const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;

/** `2026-05-07` is the end of that day; an instant may have fewer decimals than six. */
export const asInstant = (text: string): string => {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return `${text}T23:59:59.999999Z`;
  const [, seconds, decimals = ''] = /^(.{19})(?:\.(\d{1,6}))?Z$/.exec(text) ?? [];
  return seconds === undefined ? text : `${seconds}.${decimals.padEnd(6, '0')}Z`;
};

/** From which moment a journey is looked at. */
export class ViewpointQuery {
  @ApiPropertyOptional({ description: 'As it was known at an instant, or at the end of a day.' })
  @IsOptional()
  @Transform(({ value }) => (typeof value === 'string' ? asInstant(value) : value))
  @Matches(INSTANT, { message: 'knownAt must be a day or an instant in UTC' })
  knownAt?: Instant;

  @Day({ optional: true, about: 'As the authority says it had been told by the end of a day.' })
  toldBy?: LocalDate;

  @Day({ optional: true, about: 'Only what took effect up to and on a day.' })
  effectiveOn?: LocalDate;
}
