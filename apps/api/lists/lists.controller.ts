import { Body, Controller, Get, HttpCode, Inject, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Which } from '#libs/insight';
import { Asks, type Asking } from '../door/asking.js';
import { Route } from '../door/route.js';
import { SERVICE, type Service } from '../service.js';
import { freshEnough } from './fresh-enough.js';
import {
  DataQualityListQuery,
  IrregularitiesListQuery,
  RegisterListQuery,
  SearchBody,
  WorklistListQuery,
} from './list-queries.js';
import { viewerOf, whoseIn } from './whose.js';

/** What is read across journeys. Restricted records show only to those who may see them. */
@ApiTags('lists')
@Controller('api')
export class ListsController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Get('register')
  @Route({ permission: 'reports:read', audit: 'LIST_REGISTER' })
  @ApiOperation({ summary: 'The register of placements, now or as it was known at a moment.' })
  async register(
    @Query() { limit, cursor, position, knownAt, ...filters }: RegisterListQuery,
    @Asks() asking: Asking,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.fresh(position, reply);
    const page = { limit, cursor, viewer: viewerOf(asking) };
    return this.service.readModels.registerPage({ ...page, knownAt, filters });
  }

  @Get('worklist')
  @Route({ permission: 'journeys:read', audit: 'LIST_WORKLIST' })
  @ApiOperation({
    summary:
      'Cases with their next step, the first due first: mine, an officer’s, a team’s, nobody’s.',
  })
  async worklist(
    @Query() query: WorklistListQuery,
    @Asks() asking: Asking,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { limit, cursor, position, step, dueBy } = query;
    await this.fresh(position, reply);
    const { now, dayOf } = this.service.journeys.ports;
    const whose = whoseIn(query) ?? { officer: asking.identity.actorId };
    const page = { limit, cursor, viewer: viewerOf(asking), step, dueBy };
    return this.service.readModels.worklistPage({ ...page, whose, today: dayOf(now()) });
  }

  @Get('irregularities')
  @Route({ permission: 'reports:read', audit: 'LIST_IRREGULARITIES' })
  @ApiOperation({ summary: 'Rules that were knowingly broken, the latest first.' })
  async irregularities(
    @Query() { limit, cursor, position, code }: IrregularitiesListQuery,
    @Asks() asking: Asking,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.fresh(position, reply);
    const page = { limit, cursor, viewer: viewerOf(asking) };
    return this.service.readModels.irregularitiesPage({ ...page, code });
  }

  @Get('data-quality')
  @Route({ permission: 'reports:read', audit: 'LIST_DATA_QUALITY' })
  @ApiOperation({ summary: 'What is not known well enough to count with.' })
  async dataQuality(
    @Query() { limit, cursor, position, kind }: DataQualityListQuery,
    @Asks() asking: Asking,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.fresh(position, reply);
    const page = { limit, cursor, viewer: viewerOf(asking) };
    return this.service.readModels.dataQualityPage({ ...page, kind });
  }

  @Post('search')
  @HttpCode(200)
  @Route({ permission: 'search:use', audit: 'SEARCH' })
  @ApiOperation({
    summary: 'Find a learner by name or identifier; sent as a body, never in an address.',
  })
  async search(
    @Body() { text, limit, cursor, position }: SearchBody,
    @Asks() asking: Asking,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.fresh(position, reply, 'people');
    const { readModels } = this.service;
    const viewer = viewerOf(asking);
    const { rows, next } = await readModels.findPeople({ text, limit, cursor, viewer });
    const names = await readModels.namesOf(rows);
    return { rows: rows.map((journeyId) => ({ journeyId, name: names.get(journeyId) })), next };
  }

  private fresh(
    position: string | undefined,
    reply: FastifyReply,
    which: Which = 'journeys',
  ): Promise<void> {
    return freshEnough(this.service, { position, which }, reply);
  }
}
