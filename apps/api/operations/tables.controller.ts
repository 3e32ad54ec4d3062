import { Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { parseAccessCursor } from '#libs/audit';
import { streamOf } from '#libs/recording';
import { PageQuery } from '../door/page-query.js';
import { Refused } from '../door/refused.js';
import { Route } from '../door/route.js';
import { SERVICE, type Service } from '../service.js';

/** For those who run the service, and those who audit it. */
@ApiTags('operations')
@Controller('api')
export class TablesController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Get('operations/tables')
  @Route({ permission: 'operations:manage', audit: 'VIEW_TABLES_STATUS' })
  @ApiOperation({
    summary: 'Where each set of tables stands: position, lag, rate, what is parked.',
  })
  status() {
    return this.service.readModels.status();
  }

  @Post('operations/tables/retry')
  @HttpCode(200)
  @Route({ permission: 'operations:manage', audit: 'RETRY_PARKED' })
  @ApiOperation({ summary: 'Try the parked journeys again.' })
  async retry() {
    return { stillParked: await this.service.readModels.retryParked() };
  }

  @Get('journeys/:journeyId/access')
  @Route({ permission: 'audit:read', audit: 'VIEW_ACCESS_LOG', journey: 'journeyId' })
  @ApiOperation({ summary: 'Who looked at this record, or tried to.' })
  access(@Param('journeyId') journeyId: string, @Query() { limit, cursor }: PageQuery) {
    const from = cursor === undefined ? undefined : parseAccessCursor(cursor);
    if (cursor !== undefined && from === undefined)
      throw new Refused({ because: 'foreign-position' });
    return this.service.accessLog.aboutSubject(streamOf(journeyId), { from, limit });
  }
}
