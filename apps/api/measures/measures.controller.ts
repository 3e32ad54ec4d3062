import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  dimensionsOf,
  isAnswerable,
  measureNamed,
  measures,
  readQuestion,
  type Answer,
  type Measure,
} from '#libs/insight';
import { Refused } from '../door/refused.js';
import { Route } from '../door/route.js';
import { SERVICE, type Service } from '../service.js';
import { MeasureQuery } from './measure-query.js';

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
  @ApiOperation({ summary: 'The answer to one question, with its definition and its n.' })
  ask(@Param('name') name: string, @Query() query: MeasureQuery): Promise<Answer> {
    const { now, dayOf } = this.service.journeys.ports;
    return this.service.readModels.askMeasure(questionIn(name, query), dayOf(now()));
  }
}

const described = (measure: Measure) => {
  const { name, title, kind, unit, definition, population, formula, source, version } = measure;
  const said = { name, title, kind, unit, definition, population, formula, source, version };
  const exclusions = measure.exclusions.map(({ says }) => says);
  return { ...said, exclusions, dimensions: dimensionsOf(measure) };
};

const questionIn = (name: string, query: MeasureQuery) => {
  const measure = measureNamed(name);
  if (!measure) throw new Refused({ because: 'unknown-measure' });
  const question = readQuestion(measure, query);
  if (!isAnswerable(question)) throw new Refused(question);
  return { measure, question };
};
