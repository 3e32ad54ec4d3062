import { Controller, Get, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { IsOptional, Matches } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { Code } from '#libs/lifecycle';
import { Route, SERVICE, type Service } from '../../api/index.js';
import { formIn } from '../door/forms.js';
import { VIEWS, type Views } from '../door/views.js';
import type { Visit } from '../door/visit.js';
import { stepKinds } from './next-step.js';
import { searchView, worklistView } from './worklist-view.js';

export class WorklistAddress {
  @Code(['mine', 'team', 'unassigned'], { optional: true }) of?: string;
  @IsOptional() @Matches(new RegExp(`^(${Object.keys(stepKinds).join('|')})?$`)) step?: string;
  @IsOptional() @Matches(/^\d{1,3}$/) page?: string;
}

/** The first page of the day: whose cases, and what is next on each. */
@Controller()
export class WorklistController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(VIEWS) private readonly views: Views,
  ) {}

  @Get()
  @Route({ permission: 'known', audit: 'START' })
  start(@Req() visit: Visit, @Res() reply: FastifyReply): void {
    if (visit.identity?.permissions.has('journeys:read'))
      return void reply.redirect('/worklist', 303);
    this.views.show('nothing.njk', { title: 'No pages for your role' }, { visit, reply });
  }

  @Get('worklist')
  @Route({ permission: 'journeys:read', audit: 'LIST_WORKLIST' })
  async worklist(
    @Query() { of = '', step = '', page = '1' }: WorklistAddress,
    @Req() visit: Visit,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const view = await worklistView(this.service, visit, { of, step, page });
    this.views.show('worklist.njk', view, { visit, reply });
  }

  // Sent, not asked: a name in an address would stay in histories and logs.
  @Post('search')
  @Route({ permission: 'search:use', audit: 'SEARCH' })
  async search(@Req() visit: Visit, @Res() reply: FastifyReply): Promise<void> {
    const text = (formIn(visit).one('text') ?? '').slice(0, 200);
    const view = await searchView(this.service, visit, text);
    const [only, ...others] = view.rows;
    if (only && others.length === 0 && !view.more) return void reply.redirect(only.href, 303);
    this.views.show('search.njk', view, { visit, reply });
  }
}
