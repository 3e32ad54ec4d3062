import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { verifyStream } from '#libs/audit';
import { clocksOn, stateFrom, timelineOf, type Opened, type TimelineEntry } from '#libs/reading';
import { streamOf } from '#libs/recording';
import { Asks, type Asking } from '../door/asking.js';
import { Refused } from '../door/refused.js';
import { Route } from '../door/route.js';
import { SERVICE, type Service } from '../service.js';
import { ReadJourney } from './read-journey.js';
import { ClocksQuery, ViewpointQuery } from './viewpoint.js';

type Open = Extract<Opened, { open: true }>;

/** One journey, folded from its log on request: always fresh, from any viewpoint. */
@ApiTags('journeys')
@Controller('api/journeys/:journeyId')
export class JourneyReadingController {
  constructor(
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(SERVICE) private readonly service: Service,
  ) {}

  @Get()
  @Route({ permission: 'journeys:read', audit: 'VIEW_JOURNEY', journey: 'journeyId' })
  @ApiOperation({ summary: 'What is so: now, as known at a moment, or as effective on a day.' })
  async state(
    @Param('journeyId') journeyId: string,
    @Query() viewpoint: ViewpointQuery,
    @Asks() asking: Asking,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { events, revision } = await this.open(journeyId, asking, reply);
    const state = stateFrom(events, viewpoint);
    return { journeyId, revision, viewpoint, state };
  }

  @Get('timeline')
  @Route({ permission: 'journeys:read', audit: 'VIEW_TIMELINE', journey: 'journeyId' })
  @ApiOperation({ summary: 'Every entry in plain sentences, with who and all its dates.' })
  async timeline(
    @Param('journeyId') journeyId: string,
    @Query() viewpoint: ViewpointQuery,
    @Asks() asking: Asking,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { events, revision } = await this.open(journeyId, asking, reply);
    return { journeyId, revision, viewpoint, entries: timelineOf(events, viewpoint) };
  }

  @Get('clocks')
  @Route({ permission: 'journeys:read', audit: 'VIEW_CLOCKS', journey: 'journeyId' })
  @ApiOperation({ summary: 'Statutory clocks: began, due, met, late; with source and sentence.' })
  async clocks(
    @Param('journeyId') journeyId: string,
    @Query() { on, knownAt }: ClocksQuery,
    @Asks() asking: Asking,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { events, revision } = await this.open(journeyId, asking, reply);
    const { now, dayOf } = this.service.journeys.ports;
    const viewpoint = { on: on ?? dayOf(now()), knownAt };
    return { journeyId, revision, viewpoint, clocks: clocksOn(events, viewpoint) };
  }

  @Get('entries/:entryId')
  @Route({ permission: 'journeys:read', audit: 'VIEW_ENTRY', journey: 'journeyId' })
  @ApiOperation({ summary: 'One entry: its sentences, and what each of its events says.' })
  async entry(
    @Param() { journeyId, entryId }: { journeyId: string; entryId: string },
    @Asks() asking: Asking,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { events } = await this.open(journeyId, asking, reply);
    const entry = timelineOf(events).find((one: TimelineEntry) => one.entryId === entryId);
    if (!entry) throw new Refused({ because: 'unknown-entry', entry: entryId });
    return { journeyId, ...entry, facts: events.filter((event) => event.entryId === entryId) };
  }

  @Get('events')
  @Route({ permission: 'audit:read', audit: 'VIEW_RAW_HISTORY', journey: 'journeyId' })
  @ApiOperation({ summary: 'The history as it is stored: envelopes, ciphertext and hashes.' })
  async events(
    @Param('journeyId') journeyId: string,
    @Asks() asking: Asking,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.open(journeyId, asking, reply);
    const stored = await this.service.store.readStream(streamOf(journeyId));
    return {
      journeyId,
      events: stored.map(({ body, ...place }) => ({
        ...place,
        envelope: JSON.parse(body) as object,
      })),
    };
  }

  @Get('verification')
  @Route({ permission: 'audit:read', audit: 'VERIFY_JOURNEY', journey: 'journeyId' })
  @ApiOperation({
    summary: 'Checks every hash of this journey, and that each follows the one before.',
  })
  async verification(
    @Param('journeyId') journeyId: string,
    @Asks() asking: Asking,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.open(journeyId, asking, reply);
    return { journeyId, ...(await verifyStream(this.service.store, streamOf(journeyId))) };
  }

  private async open(journeyId: string, { identity }: Asking, reply: FastifyReply): Promise<Open> {
    const opensRestricted = identity.permissions.has('journeys:restrict');
    const reader = { actorId: identity.actorId, opensRestricted };
    const journey = await this.queries.execute(new ReadJourney(journeyId, reader));
    if (!journey.open) throw new Refused(journey.refusal);
    void reply.header('etag', `"${journey.revision}"`);
    return journey;
  }
}
