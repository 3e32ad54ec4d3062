import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import type { Instant } from '#libs/event-sourcing';
import { FOR_PUBLICATION, type DisclosureRule } from '#libs/insight';
import { Code } from '#libs/lifecycle';
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

export type Treatment = 'counted' | 'suppressed' | 'published';

/** How small numbers are treated, by what is asked for. */
export const disclosureRules: Readonly<Record<Treatment, DisclosureRule>> = {
  counted: { suppressBelow: undefined, roundTo: undefined },
  suppressed: { ...FOR_PUBLICATION, roundTo: undefined },
  published: FOR_PUBLICATION,
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
  @Code(['counted', 'suppressed', 'published'], {
    optional: true,
    about:
      'how small numbers are treated: as counted; kept back below 5; or kept back and rounded to 5',
  })
  disclosure?: Treatment;
  @Code(['json', 'csv'], { optional: true }) format?: 'json' | 'csv';
  @KnownAt() knownAt?: Instant;
}
