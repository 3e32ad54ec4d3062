import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Asks, type Asking } from '../door/asking.js';
import { Route } from '../door/route.js';
import { SERVICE, type Service } from '../service.js';
import { CasesListQuery, PhaseTransfersListQuery } from './board-queries.js';
import { freshEnough } from './fresh-enough.js';
import { ListQuery } from './list-queries.js';
import { viewerOf, whoseIn } from './whose.js';

/** What a day’s work begins with, beside the worklist. */
@ApiTags('lists')
@Controller('api')
export class BoardsController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Get('approvals-sought')
  @Route({ permission: 'approvals:decide', audit: 'LIST_APPROVALS_SOUGHT' })
  @ApiOperation({
    summary: 'Approvals that await you: within the limit of your role, and sought by others.',
  })
  async approvals(
    @Query() { limit, cursor, position }: ListQuery,
    @Asks() asking: Asking,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.fresh(position, reply);
    const upToPence = this.service.journeys.ports.approvalLimitPence(asking.identity.role);
    const page = { limit, cursor, viewer: viewerOf(asking) };
    return this.service.readModels.boards.approvalsSought({ ...page, upToPence });
  }

  @Get('consultations-to-chase')
  @Route({ permission: 'journeys:read', audit: 'LIST_CONSULTATIONS_TO_CHASE' })
  @ApiOperation({ summary: 'Consultations whose fifteen days are over without an answer.' })
  async consultations(
    @Query() query: CasesListQuery,
    @Asks() asking: Asking,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.fresh(query.position, reply);
    return this.service.readModels.boards.consultationsToChase(this.cases(query, asking));
  }

  @Get('phase-transfers')
  @Route({ permission: 'journeys:read', audit: 'LIST_PHASE_TRANSFERS' })
  @ApiOperation({
    summary: 'The phase transfers of a year by milestone, with 15 February and 31 March.',
  })
  async transfers(
    @Query() query: PhaseTransfersListQuery,
    @Asks() asking: Asking,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.fresh(query.position, reply);
    const { year, milestone } = query;
    const cases = this.cases(query, asking);
    return this.service.readModels.boards.phaseTransfers({ ...cases, year, milestone });
  }

  @Get('without-provision')
  @Route({ permission: 'journeys:read', audit: 'LIST_WITHOUT_PROVISION' })
  @ApiOperation({ summary: 'Learners with a plan who have no place to go to today.' })
  async withoutProvision(
    @Query() query: CasesListQuery,
    @Asks() asking: Asking,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.fresh(query.position, reply);
    return this.service.readModels.boards.withoutProvision(this.cases(query, asking));
  }

  @Get('affected-placements')
  @Route({ permission: 'journeys:read', audit: 'LIST_AFFECTED_PLACEMENTS' })
  @ApiOperation({ summary: 'Placements affected by the status of a school or an inspection.' })
  async affected(
    @Query() query: CasesListQuery,
    @Asks() asking: Asking,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.fresh(query.position, reply);
    return this.service.readModels.boards.affectedPlacements(this.cases(query, asking));
  }

  private cases(query: CasesListQuery, asking: Asking) {
    const { now, dayOf } = this.service.journeys.ports;
    const { limit, cursor } = query;
    const whose = whoseIn(query);
    return { limit, cursor, viewer: viewerOf(asking), whose, today: dayOf(now()) };
  }

  private fresh(position: string | undefined, reply: FastifyReply): Promise<void> {
    return freshEnough(this.service, { position, which: 'journeys' }, reply);
  }
}
