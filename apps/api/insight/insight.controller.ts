import { Controller, Get, Header, Inject, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  commitmentsMeasure,
  disclosed,
  isAnswerable,
  readQuestion,
  type Answer,
  type Scorecard,
} from '#libs/insight';
import { Refused } from '../door/refused.js';
import { Route } from '../door/route.js';
import { disclosureRules, MeasureQuery } from '../measures/measure-query.js';
import { SERVICE, type Service } from '../service.js';
import { commitmentsCsv } from './commitments-csv.js';
import { ScorecardAsked } from './insight-queries.js';

/** How schools fare, and what is to be paid. */
@ApiTags('insight')
@Controller('api/insight')
export class InsightController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Get('providers/:providerId/scorecard')
  @Route({ permission: 'reports:read', audit: 'VIEW_SCORECARD' })
  @ApiOperation({
    summary: 'The key performance indicators of one school for a time, each with its n and word.',
  })
  async scorecard(
    @Param('providerId') providerId: string,
    @Query() { from, to, knownAt }: ScorecardAsked,
  ): Promise<Scorecard & Readonly<{ knownAt: string | undefined }>> {
    if (to < from) throw new Refused({ because: 'unknown-date', parameter: 'to', said: to });
    const asked = { providerId, from, to, knownAt, asOf: this.dayOf(knownAt) };
    const card = await this.service.readModels.scorecard(asked);
    if (!card) throw new Refused({ because: 'unknown-provider', providerId });
    return { ...card, knownAt };
  }

  @Get('commitments')
  @Route({ permission: 'reports:read', audit: 'VIEW_COMMITMENTS' })
  @ApiOperation({
    summary:
      'What is to be paid, by month, kind, contributor, line and VAT treatment, or as asked with `by` and `period`.',
  })
  commitments(@Query() query: MeasureQuery): Promise<Answer> {
    return this.answered(query);
  }

  @Get('commitments.csv')
  @Route({ permission: 'reports:read', audit: 'EXPORT_COMMITMENTS' })
  @Header('content-type', 'text/csv; charset=utf-8')
  @ApiOperation({ summary: 'The same as a spreadsheet, one sum a row, in pence.' })
  async exported(@Query() query: MeasureQuery): Promise<string> {
    return commitmentsCsv(await this.answered(query));
  }

  private async answered({
    disclosure = 'counted',
    format: _,
    ...query
  }: MeasureQuery): Promise<Answer> {
    const { by = 'kind,contributor,line,vat', period = 'month' } = query;
    const question = readQuestion(commitmentsMeasure, { ...query, by, period });
    if (!isAnswerable(question)) throw new Refused(question);
    const answer = await this.service.readModels.askMeasure(
      { measure: commitmentsMeasure, question },
      this.dayOf(undefined),
    );
    return disclosed(answer, disclosureRules[disclosure]);
  }

  private dayOf(knownAt: ScorecardAsked['knownAt']) {
    const { now, dayOf } = this.service.journeys.ports;
    return dayOf(knownAt ?? now());
  }
}
