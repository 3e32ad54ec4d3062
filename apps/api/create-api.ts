import type { DynamicModule, Type } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule, NestFactory } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';
import { randomUUID } from 'node:crypto';
import { requestObserver } from '#libs/observability';
import type { Configuration } from '#libs/platform';
import { noteAccess } from './door/access-notes.js';
import type { AskedRequest } from './door/asking.js';
import { beforeRouting } from './door/before-routing.js';
import { DoorGuard } from './door/door.guard.js';
import { doorPipe } from './door/door-pipe.js';
import { EveryRouteDeclares } from './door/every-route-declares.js';
import { PAGES, type Pages } from './door/pages.js';
import { ProblemFilter } from './door/problem.filter.js';
import { whileStopping } from './door/while-stopping.js';
import { controllers, handlers } from './routes.js';
import { SERVICE, type Service } from './service.js';

export type ApiOptions = Pick<Configuration, 'bodyLimitBytes' | 'requestTimeoutMs'> &
  Readonly<{
    /** Further controllers, held to the same rules. */
    more?: readonly Type[] | undefined;
    pages?: Pages | undefined;
  }>;

class ApiModule {}

type Parts = Readonly<{ more: readonly Type[]; pages: Pages | undefined }>;

const apiModule = (service: Service, { more, pages }: Parts): DynamicModule => ({
  module: ApiModule,
  imports: [CqrsModule.forRoot(), DiscoveryModule],
  controllers: [...controllers(), ...more, ...(pages?.controllers ?? [])],
  providers: [
    { provide: SERVICE, useValue: service },
    { provide: PAGES, useValue: pages ?? null },
    { provide: APP_GUARD, useClass: DoorGuard },
    ...(pages?.providers ?? []),
    EveryRouteDeclares,
    ...handlers,
  ],
});

/** The JSON API over a service that is open. `listen` and `close` are the caller's. */
export const createApi = async (
  service: Service,
  { bodyLimitBytes, requestTimeoutMs, more = [], pages }: ApiOptions,
): Promise<NestFastifyApplication> => {
  const adapter = new FastifyAdapter({
    bodyLimit: bodyLimitBytes,
    requestTimeout: requestTimeoutMs,
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 200 },
    // Said by ourselves, as a problem like all others.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    ...beforeRouting,
  });
  const app = await NestFactory.create<NestFastifyApplication>(
    apiModule(service, { more, pages }),
    adapter,
    {
      logger: service.log.forNest,
      abortOnError: false,
      bodyParser: false,
    },
  );
  // What is left reads JSON, and refuses bodies that reach for an object's prototype.
  adapter.getInstance().removeContentTypeParser('text/plain');
  app.useGlobalPipes(doorPipe());
  app.useGlobalFilters(new ProblemFilter(service.log.failure, pages));
  whileStopping(adapter.getInstance());
  noteAccess(adapter.getInstance(), service);
  observe(adapter.getInstance(), service);
  await pages?.prepare(adapter.getInstance());
  documented(app);
  await app.init();
  await adapter.getInstance().ready();
  return app;
};

const observe = (fastify: FastifyInstance, { log, metrics }: Service): void => {
  const notesOf = ({ refusal, identity }: AskedRequest) => ({
    reason: refusal,
    role: identity?.role,
  });
  const observed = requestObserver<AskedRequest>({ log, metrics, notesOf });
  fastify.addHook('onResponse', async (request, reply) => observed(request, reply));
};

const documented = (app: NestFastifyApplication): void => {
  const about = new DocumentBuilder()
    .setTitle('Placement lifecycle service')
    .setDescription('Records what happens to the placements of children with EHC plans, as events.')
    .setVersion('1')
    .addBearerAuth()
    .build();
  SwaggerModule.setup('api/docs', app, () => SwaggerModule.createDocument(app, about), {
    jsonDocumentUrl: 'api/openapi.json',
  });
};
