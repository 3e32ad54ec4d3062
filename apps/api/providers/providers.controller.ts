import { Body, Controller, Get, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { LocalDate } from '#libs/event-sourcing';
import { Code, Day, settingCategories, Text } from '#libs/lifecycle';
import { isProviderCursor, providerIdFor, RegisterProvider } from '#libs/providers';
import { Asks, ticketOf, type Asking } from '../door/asking.js';
import { RecordingDocs } from '../door/command-routes.js';
import { PageQuery } from '../door/page-query.js';
import { Refused } from '../door/refused.js';
import { Route } from '../door/route.js';
import { SERVICE, type Service } from '../service.js';
import {
  OPENING_PROVIDER_COMMAND,
  recordOnProvider,
  type ProviderAnswer,
} from './provider-commands.controller.js';

const TRUTHS = ['true', 'false'];

export class ProvidersQuery extends PageQuery {
  @Text({ optional: true, max: 6 }) urn?: string;
  @Text({ optional: true, max: 100, about: 'how the name, or a word in it, begins' }) name?: string;
  @Code(settingCategories, { optional: true }) category?: string;
  @Code(TRUTHS, { optional: true }) inArea?: string;
  @Code(TRUTHS, { optional: true }) section41?: string;
  @Code(TRUTHS, { optional: true }) residential?: string;
  @Text({ optional: true, max: 20 }) status?: string;
  @Text({ optional: true, max: 20 }) lot?: string;
  @Day({ optional: true, about: 'as it stood on this day; today where not said' }) on?: LocalDate;
}

/** The register of providers: schools, their standing, contracts, prices and inspections. */
@ApiTags('providers')
@Controller('api/providers')
export class ProvidersController {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  @Post()
  @Route({ permission: 'providers:record', audit: 'REGISTER_PROVIDER' })
  @RecordingDocs('Enter a provider in the register.')
  register(
    @Body() body: RegisterProvider,
    @Asks() asking: Asking,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ProviderAnswer> {
    const type = OPENING_PROVIDER_COMMAND;
    const subjectId = providerIdFor(body.urn, ticketOf(asking, body));
    return recordOnProvider(this.service, { type, subjectId, body, asking }, reply);
  }

  @Get()
  @Route({ permission: 'providers:read', audit: 'LIST_PROVIDERS' })
  @ApiOperation({ summary: 'Find providers, as they stood on a day.' })
  find(@Query() { on, limit, cursor, inArea, section41, residential, ...query }: ProvidersQuery) {
    if (cursor !== undefined && !isProviderCursor(cursor))
      throw new Refused({ because: 'foreign-position' });
    const asked = {
      ...query,
      inArea: truth(inArea),
      section41: truth(section41),
      residential: truth(residential),
    };
    return this.service.providers.find(asked, { limit, cursor }, on);
  }

  @Get(':providerId')
  @Route({ permission: 'providers:read', audit: 'VIEW_PROVIDER' })
  @ApiOperation({ summary: 'One provider, with all that is known of it.' })
  async one(
    @Param('providerId') providerId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const provider = await this.service.providers.get(providerId);
    if (!provider) throw new Refused({ because: 'unknown-provider', providerId });
    void reply.header('etag', `"${provider.revision}"`);
    return provider;
  }

  @Get(':providerId/events')
  @Route({ permission: 'providers:read', audit: 'VIEW_PROVIDER_HISTORY' })
  @ApiOperation({ summary: 'All that was recorded of a provider, oldest first.' })
  async events(@Param('providerId') providerId: string) {
    const { events, revision } = await this.service.providers.history(providerId);
    if (revision < 0) throw new Refused({ because: 'unknown-provider', providerId });
    return { providerId, revision, events };
  }
}

const truth = (text: string | undefined): boolean | undefined =>
  text === undefined ? undefined : text === 'true';
