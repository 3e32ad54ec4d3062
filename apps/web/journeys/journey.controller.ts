import { Controller, Get, Inject, Param, Query, Req, Res } from '@nestjs/common';
import { Matches, IsOptional } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { Code } from '#libs/lifecycle';
import { timelineOf } from '#libs/reading';
import { Refused, Route, SERVICE, type Service } from '../../api/index.js';
import { namesOfStaff, openJourney } from '../door/reading.js';
import { VIEWS, type Views } from '../door/views.js';
import type { Visit } from '../door/visit.js';
import { staffIn } from './staff-in.js';
import { tabs, type Tab } from './tabs.js';
import { recordView } from './record-view.js';
import { entryView, momentInWords } from './timeline-view.js';
import { viewpointIn } from './viewpoint.js';

/** From which moment a record is looked at, as a person types it. */
export class RecordAddress {
  @Code(Object.keys(tabs), { optional: true }) tab?: Tab;
  @IsOptional() @Matches(/^[\w :.,/-]{0,40}$/) knownAt?: string;
  @IsOptional() @Matches(/^[\w :.,/-]{0,40}$/) effectiveOn?: string;
  @IsOptional() @Matches(/^[\w.:/-]{0,200}$/) recorded?: string;
}

/** One learner's record. */
@Controller('journeys/:journeyId')
export class JourneyController {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(VIEWS) private readonly views: Views,
  ) {}

  @Get()
  @Route({ permission: 'journeys:read', audit: 'VIEW_RECORD_PAGE', journey: 'journeyId' })
  async record(
    @Param('journeyId') journeyId: string,
    @Query() address: RecordAddress,
    @Req() visit: Visit,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const journey = await openJourney(this.service, journeyId, visit);
    const { now, dayOf } = this.service.journeys.ports;
    const asked = viewpointIn(address, dayOf(now()));
    const names = await namesOfStaff(this.service, staffIn(journey.events));
    const view = recordView({
      journeyId,
      journey,
      asked,
      tab: address.tab ?? 'overview',
      recorded: address.recorded,
      today: dayOf(now()),
      nameOf: (id) => names.get(id) ?? id,
      permissions: visit.identity?.permissions ?? new Set(),
    });
    this.views.show('record.njk', view, { visit, reply });
  }

  @Get('entries/:entryId')
  @Route({ permission: 'journeys:read', audit: 'VIEW_ENTRY_PAGE', journey: 'journeyId' })
  async entry(
    @Param() { journeyId, entryId }: { journeyId: string; entryId: string },
    @Req() visit: Visit,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { events } = await openJourney(this.service, journeyId, visit);
    const entry = timelineOf(events).find((one) => one.entryId === entryId);
    if (!entry) throw new Refused({ because: 'unknown-entry', entry: entryId });
    const names = await namesOfStaff(this.service, staffIn(events));
    const view = {
      title: 'An entry of the record',
      journeyId,
      entry: entryView(entry, (id) => names.get(id) ?? id),
      known: momentInWords(entry.knownAt),
      events: entry.events,
    };
    this.views.show('entry.njk', view, { visit, reply });
  }
}
