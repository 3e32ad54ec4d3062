import { Controller, Get, Headers, Inject, Query, Res, type OnModuleDestroy } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Audience, Cursor, Sees } from '#libs/publishing';
import { asyncApi, BEGINNING, cursorFrom, schemaOf } from '#libs/publishing';
import { Asks, type Asking } from '../door/asking.js';
import { Refused } from '../door/refused.js';
import { Route } from '../door/route.js';
import { SERVICE, type Service } from '../service.js';
import { eventStream } from './event-stream.js';
import { FeedQuery, SchemaQuery } from './feed-query.js';

const EVENT_STREAM = 'text/event-stream';
const FEED = { permission: 'feed:read' } as const;

/** What is published, for those who ask over HTTP: the same messages as on the topics. */
@ApiTags('feed')
@Controller('api/feed')
export class FeedController implements OnModuleDestroy {
  private readonly following = new Set<AbortController>();

  constructor(@Inject(SERVICE) private readonly service: Service) {}

  /** Who follows is let go, so that the service can stop; they come back with where they stood. */
  onModuleDestroy(): void {
    for (const one of this.following) one.abort();
  }

  @Get()
  @Route({ ...FEED, audit: 'READ_FEED' })
  @ApiOperation({
    summary:
      'Messages of one audience, from a cursor on: a page as JSON, or all that comes as Server-Sent Events.',
  })
  @ApiProduces('application/json', EVENT_STREAM)
  async read(
    @Query() { audience, cursor, limit, types = '' }: FeedQuery,
    @Headers() headers: Readonly<Record<string, string | undefined>>,
    @Asks() asking: Asking,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const sees = this.seenBy(asking, audience);
    const after = await this.known(headers['last-event-id'] ?? cursor);
    const wanted = types.split(',').filter((type) => type !== '');
    const asked = { audience, sees, after };
    if (headers['accept']?.includes(EVENT_STREAM)) return this.follow(reply, asked, wanted);
    const { signal } = new AbortController();
    await reply.send(await this.service.feed.page({ ...asked, signal }, limit, wanted));
  }

  @Get('asyncapi')
  @Route({ ...FEED, audit: 'READ_FEED_CONTRACT' })
  @ApiOperation({ summary: 'The AsyncAPI document of all that is published.' })
  contract(): object {
    return asyncApi();
  }

  @Get('schema')
  @Route({ ...FEED, audit: 'READ_FEED_CONTRACT' })
  @ApiOperation({ summary: 'The JSON Schema of one type of message.' })
  schema(@Query() { type }: SchemaQuery): object {
    const schema = schemaOf(type);
    if (schema === undefined) throw new Refused({ because: 'unknown-message-type' });
    return schema;
  }

  private follow(
    reply: FastifyReply,
    asked: Readonly<{ audience: Audience; sees: Sees; after: Cursor }>,
    wanted: readonly string[],
  ): void {
    const ending = new AbortController();
    this.following.add(ending);
    ending.signal.addEventListener('abort', () => this.following.delete(ending));
    const items = this.service.feed.follow({ ...asked, signal: ending.signal });
    const lets = (type: string): boolean => wanted.length === 0 || wanted.includes(type);
    void reply
      .header('content-type', EVENT_STREAM)
      .header('cache-control', 'no-store')
      .header('connection', 'close')
      .send(eventStream(items, lets, ending));
  }

  /** What a consumer may have is said for each by name; who is not named gets nothing. */
  private seenBy({ identity }: Asking, audience: Audience): Sees {
    const consumer = this.service.configuration.consumers[identity.actorId];
    if (!consumer?.audiences.includes(audience))
      throw new Refused({ because: 'not-your-audience' });
    return consumer.restricted === true ? 'everything' : 'what-is-open';
  }

  private async known(text: string | undefined): Promise<Cursor> {
    if (text === undefined) return BEGINNING;
    const refused = new Refused({ because: 'foreign-position' });
    try {
      const cursor = cursorFrom(text);
      if (cursor.after === 'start') return cursor;
      await this.service.store.readAll({ after: cursor.after, limit: 1 });
      return cursor;
    } catch {
      throw refused;
    }
  }
}
