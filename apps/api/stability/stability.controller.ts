import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Instant, LocalDate } from '#libs/event-sourcing';
import { isAnswerable, measureNamed, readQuestion, transitionMatrix } from '#libs/insight';
import { Asks, type Asking } from '../door/asking.js';
import { Refused } from '../door/refused.js';
import { Route } from '../door/route.js';
import { freshEnough } from '../lists/fresh-enough.js';
import { SERVICE, type Service } from '../service.js';
import { AtRiskListQuery, GapsListQuery, SpanQuery, SurvivalQuery } from './stability-queries.js';

/** How stable placements are, beside the measures: curves, the matrix of moves, and the cases. */
@ApiTags('measures')
@Controller('api/insight')
export class StabilityController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Get('survival')
  @Route({ permission: 'reports:read', audit: 'ASK_SURVIVAL' })
  @ApiOperation({
    summary: 'How long placements last, by cause of ending, with the others competing.',
  })
  survival(@Query() { asOf, ...asked }: SurvivalQuery) {
    return this.service.readModels.stability.survival({
      ...asked,
      asOf: asOf ?? this.dayFor(asked.knownAt),
    });
  }

  @Get('transitions')
  @Route({ permission: 'reports:read', audit: 'ASK_TRANSITIONS' })
  @ApiOperation({ summary: 'The matrix of moves from one type of setting to another.' })
  async transitions(@Query() { from, to, asOf, knownAt }: SpanQuery) {
    const measure = measureNamed('transitions');
    const question =
      measure && readQuestion(measure, { from, to, knownAt, by: 'from,to', ...(asOf && { asOf }) });
    if (!measure || !question) throw new Error('There is no measure of transitions.');
    if (!isAnswerable(question)) throw new Refused(question);
    const today = this.dayFor(undefined);
    const answer = await this.service.readModels.askMeasure({ measure, question }, today);
    const { cells: _cells, ...rest } = answer;
    return { ...rest, rows: transitionMatrix(answer) };
  }

  @Get('gaps')
  @Route({ permission: 'cases:read', audit: 'LIST_GAPS' })
  @ApiOperation({
    summary: 'Times without provision that touch a span, one by one, without names.',
  })
  async gaps(
    @Query() { position, ...asked }: GapsListQuery,
    @Asks() asking: Asking,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await freshEnough(this.service, { position, which: 'journeys' }, reply);
    const asOf = this.dayFor(asked.knownAt);
    return this.service.readModels.stability.gaps({ ...asked, asOf, viewer: viewerOf(asking) });
  }

  @Get('at-risk')
  @Route({ permission: 'cases:read', audit: 'LIST_AT_RISK' })
  @ApiOperation({ summary: 'Signs that placements may break down, with their evidence.' })
  async atRisk(
    @Query() { position, on, ...asked }: AtRiskListQuery,
    @Asks() asking: Asking,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await freshEnough(this.service, { position, which: 'journeys' }, reply);
    return this.service.readModels.stability.atRisk({
      ...asked,
      ...{ on: on ?? this.dayFor(asked.knownAt), viewer: viewerOf(asking) },
    });
  }

  private dayFor(knownAt: Instant | undefined): LocalDate {
    const { now, dayOf } = this.service.journeys.ports;
    return dayOf(knownAt ?? now());
  }
}

const viewerOf = ({ identity }: Asking) => ({
  id: identity.actorId,
  seesRestricted: identity.permissions.has('journeys:restrict'),
});
