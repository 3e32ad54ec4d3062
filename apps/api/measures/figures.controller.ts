import { Body, Controller, Get, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { FOR_PUBLICATION } from '#libs/insight';
import { Id } from '#libs/lifecycle';
import { Asks, ticketOf, type Asking } from '../door/asking.js';
import { Refused } from '../door/refused.js';
import { Route } from '../door/route.js';
import { SERVICE, type Service } from '../service.js';
import { disclosureRules, MeasureQuery } from './measure-query.js';
import { questionIn } from './measures.controller.js';

/** The question that is answered for the public. */
export class PublishBody extends MeasureQuery {
  @Id({ about: 'the name of the measure' }) measure!: string;
}

/** Figures that left the house. */
@ApiTags('measures')
@Controller('api/figures')
export class FiguresController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Post()
  @Route({ permission: 'measures:publish', audit: 'PUBLISH_FIGURE' })
  @ApiOperation({ summary: 'Publish the answer to a question: it is kept as it is given now.' })
  async publish(@Body() body: PublishBody, @Asks() asking: Asking) {
    const { measure: name, disclosure, format: _, ...query } = body;
    const asked = questionIn(name, query);
    const rule = disclosure === undefined ? FOR_PUBLICATION : disclosureRules[disclosure];
    const ticket = ticketOf(asking, body);
    const written = await this.service.figures.publish(asked, rule, ticket);
    if (written.outcome === 'key-reused') throw new Refused({ because: 'idempotency-key-reused' });
    if (written.outcome !== 'recorded') throw new Refused({ because: 'contended' });
    return this.figure(written.figureId);
  }

  @Get(':figureId')
  @Route({ permission: 'reports:read', audit: 'READ_FIGURE' })
  @ApiOperation({ summary: 'A figure as it was published, with its question and its definition.' })
  async figure(@Param('figureId') figureId: string) {
    const figure = await this.service.figures.read(figureId);
    if (!figure) throw new Refused({ because: 'unknown-figure' });
    const { answer: _, question, ...rest } = figure;
    return { ...rest, question: JSON.parse(question) as unknown };
  }

  @Get(':figureId/difference')
  @Route({ permission: 'measures:publish', audit: 'EXPLAIN_FIGURE' })
  @ApiOperation({
    summary:
      'The figure as published, reproduced as it was known then, restated by what is known now, ' +
      'and the entries that explain the difference.',
  })
  async difference(@Param('figureId') figureId: string) {
    const difference = await this.service.figures.difference(figureId);
    if (!difference) throw new Refused({ because: 'unknown-figure' });
    return difference;
  }
}
