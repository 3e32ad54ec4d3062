import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  answerAsCsv,
  dimensionsOf,
  disclosed,
  isAnswerable,
  isComputed,
  measureNamed,
  measures,
  readQuestion,
  rowsAsCsv,
  type Answer,
  type Measure,
} from '#libs/insight';
import { Asks, type Asking } from '../door/asking.js';
import { Refused } from '../door/refused.js';
import { Route } from '../door/route.js';
import { SERVICE, type Service } from '../service.js';
import { disclosureRules, MeasureQuery } from './measure-query.js';

/** What can be asked across journeys, and the answers. */
@ApiTags('measures')
@Controller('api/measures')
export class MeasuresController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Get()
  @Route({ permission: 'reports:read', audit: 'LIST_MEASURES' })
  @ApiOperation({ summary: 'Every measure: what it says, of whom, and what it can be split by.' })
  list() {
    return { measures: measures.map(described) };
  }

  @Get(':name')
  @Route({ permission: 'reports:read', audit: 'ASK_MEASURE' })
  @ApiOperation({
    summary: 'The answer to one question, with its definition and its n; as CSV where asked for.',
  })
  async ask(
    @Param('name') name: string,
    @Query() { disclosure = 'counted', format, ...raw }: MeasureQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Answer | string> {
    const asked = questionIn(name, raw);
    const counted = await this.service.readModels.askMeasure(asked, this.today());
    const answer = disclosed(counted, disclosureRules[disclosure]);
    return format === 'csv' ? asCsv(reply, `${name}.csv`, answerAsCsv(answer)) : answer;
  }

  @Get(':name/rows')
  @Route({ permission: 'measures:export', audit: 'EXPORT_MEASURE_ROWS' })
  @ApiOperation({
    summary:
      'The facts behind an answer as CSV: ids of journeys, no names. Restricted records are left ' +
      'out for those who may not see them.',
  })
  async rows(
    @Param('name') name: string,
    @Query() { disclosure: _, format: __, ...raw }: MeasureQuery,
    @Asks() { identity }: Asking,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { measure, question } = questionIn(name, raw);
    if (isComputed(measure)) throw new Refused({ because: 'measure-without-rows' });
    const seesRestricted = identity.permissions.has('journeys:restrict');
    const viewer = { id: identity.actorId, seesRestricted };
    const asked = { measure, question };
    const rows = await this.service.readModels.askRows(asked, { today: this.today(), viewer });
    return asCsv(reply, `${name}-rows.csv`, rowsAsCsv(question.by, rows));
  }

  private today() {
    const { now, dayOf } = this.service.journeys.ports;
    return dayOf(now());
  }
}

const asCsv = (reply: FastifyReply, name: string, text: string): string => {
  void reply.header('content-type', 'text/csv; charset=utf-8; header=present');
  void reply.header('content-disposition', `attachment; filename="${name}"`);
  return text;
};

const described = (measure: Measure) => {
  const { name, title, kind, unit, definition, population, formula, source, version } = measure;
  const said = { name, title, kind, unit, definition, population, formula, source, version };
  const exclusions = measure.exclusions.map(({ says }) => says);
  return { ...said, exclusions, dimensions: dimensionsOf(measure) };
};

/** @throws Refused */
export const questionIn = (name: string, query: Omit<MeasureQuery, 'disclosure' | 'format'>) => {
  const measure = measureNamed(name);
  if (!measure) throw new Refused({ because: 'unknown-measure' });
  const question = readQuestion(measure, query);
  if (!isAnswerable(question)) throw new Refused(question);
  return { measure, question };
};
