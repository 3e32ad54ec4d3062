import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import type { Instant } from '#libs/event-sourcing';
import { KnownAt } from '../journeys/viewpoint.js';

const MOST_TEXT = 8_000;

/** Read by the measure that is asked: which names and days it takes is its own affair. */
const Said =
  (description: string): PropertyDecorator =>
  (target, property) => {
    for (const decorate of [
      ApiPropertyOptional({ type: String, description }),
      IsOptional(),
      IsString(),
      MaxLength(MOST_TEXT),
    ])
      decorate(target, property);
  };

/** A question: parameters alone. */
export class MeasureQuery {
  @Said('dimensions to split by, with commas: `need,district`') by?: string;
  @Said('the first day') from?: string;
  @Said('the last day') to?: string;
  @Said('month, quarter, calendar, academic, financial or day') period?: string;
  @Said('snapshots on these days, with commas') on?: string;
  @Said('first or last: the day of each period on which a snapshot is taken') at?: string;
  @Said('which date places a fact in time, where it has several') dated?: string;
  @Said('`need:ASD,SEMH;area:out of area`; the value `unknown` is what is not known')
  where?: string;
  @Said('so many cells a period, the largest first') top?: string;
  @Said('the last day that can have happened; today, or the day of knownAt') asOf?: string;
  @KnownAt() knownAt?: Instant;
}
