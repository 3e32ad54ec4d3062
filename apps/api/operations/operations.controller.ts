import { Controller, Get, Header, Inject, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Asks, type Asking } from '../door/asking.js';
import { allProblems } from '../door/problems.js';
import { Route } from '../door/route.js';
import { SERVICE, type Service } from '../service.js';

/** How the service is, and what it says of itself. */
@ApiTags('operations')
@Controller()
export class OperationsController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Get('health')
  @Route({ permission: 'anyone', audit: 'HEALTH' })
  @ApiOperation({ summary: 'The process is alive.' })
  health() {
    return { status: 'up' };
  }

  @Get('ready')
  @Route({ permission: 'anyone', audit: 'READY' })
  @ApiOperation({ summary: 'The log can be read and the tables keep up.' })
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const state = await this.service.readiness();
    if (!state.ready) void reply.status(503);
    return state;
  }

  @Get('metrics')
  @Route({ permission: 'operations:manage', audit: 'READ_METRICS' })
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @ApiOperation({ summary: 'Counters for Prometheus; nothing in them is about a person.' })
  metrics(): Promise<string> {
    return this.service.metrics.text();
  }

  @Get('api/me')
  @Route({ permission: 'known', audit: 'WHO_AM_I' })
  @ApiOperation({ summary: 'Who is asking, in which role, and what that role may do.' })
  me(@Asks() { identity }: Asking) {
    return { ...identity, permissions: [...identity.permissions] };
  }

  @Get('api/problems')
  @Route({ permission: 'anyone', audit: 'LIST_PROBLEMS' })
  @ApiOperation({ summary: 'Every code an answer can bear, its status, and what to do about it.' })
  problems() {
    return [...allProblems()].map(([code, [status, detail]]) => ({ code, status, detail }));
  }
}
