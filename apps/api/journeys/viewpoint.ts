import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsOptional, ValidateBy } from 'class-validator';
import type { Instant, LocalDate } from '#libs/event-sourcing';
import { Day, endOfDay, isLocalDate } from '#libs/lifecycle';

const TIME = /^T([01]\d|2[0-3])(:[0-5]\d){2}\.\d{6}Z$/;
const DAY_LENGTH = 10;

const isInstant = (text: unknown): boolean =>
  typeof text === 'string' &&
  isLocalDate(text.slice(0, DAY_LENGTH)) &&
  TIME.test(text.slice(DAY_LENGTH));

/** `2026-05-07` is the end of that day in England; an instant may have fewer decimals than six. */
const asInstant = (text: string): string => {
  if (isLocalDate(text)) return endOfDay(text);
  const [, seconds, decimals = ''] = /^(.{19})(?:\.(\d{1,6}))?Z$/.exec(text) ?? [];
  return seconds === undefined ? text : `${seconds}.${decimals.padEnd(6, '0')}Z`;
};

/** As it was known at an instant, or at the end of a day in England. */
export const KnownAt = (): PropertyDecorator => (target, property) => {
  const decorators = [
    ApiPropertyOptional({
      type: String,
      description: 'as it was known at an instant, or at the end of a day in England',
    }),
    IsOptional(),
    Transform(({ value }) => (typeof value === 'string' ? asInstant(value) : (value as unknown))),
    ValidateBy({
      name: 'isInstant',
      validator: {
        validate: isInstant,
        defaultMessage: () => '$property must be a day that exists, or an instant in UTC',
      },
    }),
  ];
  for (const decorate of decorators) decorate(target, property);
};

/** From which moment a journey is looked at. */
export class ViewpointQuery {
  @KnownAt() knownAt?: Instant;

  @Day({ optional: true, about: 'As the authority says it had been told by the end of a day.' })
  toldBy?: LocalDate;

  @Day({ optional: true, about: 'Only what took effect up to and on a day.' })
  effectiveOn?: LocalDate;
}

/** On which day the clocks of a journey are looked at, and as known when. */
export class ClocksQuery {
  @KnownAt() knownAt?: Instant;

  @Day({ optional: true, about: 'The day on which they are looked at; today where none is given.' })
  on?: LocalDate;
}
