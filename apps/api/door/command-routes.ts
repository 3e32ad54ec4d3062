import { Body, Controller, Param, Post, Res, type Type } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { CommandEntry, CommandTable, RecordingFields } from '#libs/lifecycle';
import { Asks, type Asking } from './asking.js';
import { Route, type RouteRule } from './route.js';

/** A validated command on its way in. */
export type Sent = Readonly<{
  type: string;
  subjectId: string;
  body: RecordingFields;
  asking: Asking;
}>;

type Controls = Readonly<{ path: string; tag: string; idParam: string; journeys: boolean }>;

/** What a controller of commands does with each. */
export type TakesCommands = Readonly<{
  take: (sent: Sent, reply: FastifyReply) => Promise<unknown>;
}>;

/** `ReceiveOffer` → `receive-offer`. */
export const routeName = (type: string): string =>
  type.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();

/** `ReceiveOffer` → `RECEIVE_OFFER`: what the access log calls it. */
export const auditName = (type: string): string =>
  routeName(type).replaceAll('-', '_').toUpperCase();

/** Gives a controller one route per command of a table, at `<path>/:<id>/…/<command>`. */
export const withCommandRoutes = (
  controller: Type<TakesCommands>,
  table: CommandTable,
  { path, tag, idParam, journeys }: Controls,
): Type => {
  Controller(path)(controller);
  ApiTags(tag)(controller);
  const prototype = controller.prototype as TakesCommands;
  for (const [type, entry] of Object.entries(table)) {
    const name = addMethod(prototype, type);
    const audit = auditName(type);
    const rule: RouteRule = journeys
      ? { permission: entry.permission, audit, journey: idParam }
      : { permission: entry.permission, audit };
    decorate(prototype, name, { type, entry, rule, idParam });
  }
  return controller;
};

const addMethod = (prototype: TakesCommands, type: string): string => {
  const name = `${type.charAt(0).toLowerCase()}${type.slice(1)}`;
  function record(
    this: TakesCommands,
    subjectId: string,
    body: RecordingFields,
    asking: Asking,
    reply: FastifyReply,
  ): Promise<unknown> {
    return this.take({ type, subjectId, body, asking }, reply);
  }
  // Swagger looks up what it documents by the function's own name.
  Object.defineProperty(record, 'name', { value: name });
  Object.defineProperty(prototype, name, { value: record, writable: true, configurable: true });
  return name;
};

type Decorated = Readonly<{ type: string; entry: CommandEntry; rule: RouteRule; idParam: string }>;

const decorate = (
  prototype: object,
  name: string,
  { type, entry, rule, idParam }: Decorated,
): void => {
  // What the compiler would have written for a method in a class: the body's class is checked by it.
  const types = [String, entry.body, Object, Object];
  Reflect.defineMetadata('design:paramtypes', types, prototype, name);
  Param(idParam)(prototype, name, 0);
  Body()(prototype, name, 1);
  Asks()(prototype, name, 2);
  Res({ passthrough: true })(prototype, name, 3);
  const method = Object.getOwnPropertyDescriptor(prototype, name);
  if (!method) throw new Error(`${name} was not defined.`);
  for (const decorator of [Post(routeName(type)), Route(rule), RecordingDocs(entry.does)])
    decorator(prototype, name, method);
};

/** What OpenAPI says of every recording route. */
export const RecordingDocs =
  (summary: string): MethodDecorator =>
  (target, name, method) => {
    const key = { name: 'Idempotency-Key', required: false };
    const match = { name: 'If-Match', required: false };
    for (const decorator of [
      ApiOperation({ summary }),
      ApiHeader({ ...key, description: 'Send the same one to retry safely.' }),
      ApiHeader({ ...match, description: 'The ETag that was seen; 412 if it is no longer so.' }),
      ApiResponse({ status: 201, description: 'Recorded.' }),
      ApiResponse({ status: 200, description: 'It was so already; nothing was recorded.' }),
      ApiResponse({ status: 422, description: 'Refused: `code` says why (problem+json).' }),
    ])
      decorator(target, name, method);
  };
