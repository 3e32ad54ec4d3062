import { Controller, Get } from '@nestjs/common';
import { DiscoveryModule, NestFactory } from '@nestjs/core';
import { EveryRouteDeclares } from './door/every-route-declares.js';
import { Route, ROUTE_RULE, type RouteRule } from './door/route.js';
import { ListsController } from './lists/lists.controller.js';
import { served } from './testing/index.js';

describe('a route that does not say who may use it and what its use is called', () => {
  const register = Object.getOwnPropertyDescriptor(ListsController.prototype, 'register')
    ?.value as object;
  const rule = Reflect.getMetadata(ROUTE_RULE, register) as RouteRule;
  afterEach(() => Reflect.defineMetadata(ROUTE_RULE, rule, register));

  it.each([
    ['neither', undefined],
    ['no permission', { ...rule, permission: '' }],
    ['no audit event', { ...rule, audit: '' }],
  ])('keeps the service from starting (%s)', async (_, planted) => {
    Reflect.defineMetadata(ROUTE_RULE, planted, register);
    await expect(served()).rejects.toThrow(/These do not: ListsController\.register\./);
  });

  it('is found in a controller that nobody thought of, and the others are not named', async () => {
    @Controller('bare')
    class BareController {
      @Get('open')
      open() {
        return 'to everybody';
      }

      @Get('said')
      @Route({ permission: 'known', audit: 'SAID' })
      said() {
        return 'to whom';
      }
    }
    class Planted {}
    const app = NestFactory.createApplicationContext(
      {
        module: Planted,
        imports: [DiscoveryModule],
        controllers: [BareController],
        providers: [EveryRouteDeclares],
      },
      { logger: false, abortOnError: false },
    );
    await expect(app).rejects.toThrow('These do not: BareController.open.');
  });
});
