import { Injectable, RequestMethod, type OnModuleInit } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { ROUTE_RULE } from './route.js';

/** A route that forgot its permission or its audit event keeps the service from starting. */
@Injectable()
export class EveryRouteDeclares implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onModuleInit(): void {
    const bare = this.discovery
      .getControllers()
      .flatMap(({ instance }) => bareRoutesOf(instance, this.scanner));
    if (bare.length > 0)
      throw new Error(
        `Every route declares a permission and an audit event. These do not: ${bare.join(', ')}.`,
      );
  }
}

const bareRoutesOf = (controller: unknown, scanner: MetadataScanner): readonly string[] => {
  if (typeof controller !== 'object' || controller === null) return [];
  const prototype = Object.getPrototypeOf(controller) as Record<string, object | undefined>;
  return scanner
    .getAllMethodNames(prototype)
    .filter((name) => isBareRoute(prototype[name]))
    .map((name) => `${controller.constructor.name}.${name}`);
};

const isBareRoute = (method: object | undefined): boolean => {
  if (!method || Reflect.getMetadata(PATH_METADATA, method) === undefined) return false;
  if (RequestMethod[Number(Reflect.getMetadata(METHOD_METADATA, method))] === undefined)
    return false;
  const rule: unknown = Reflect.getMetadata(ROUTE_RULE, method);
  if (typeof rule !== 'object' || rule === null) return true;
  const { permission, audit } = rule as { permission?: unknown; audit?: unknown };
  return !permission || !audit;
};
