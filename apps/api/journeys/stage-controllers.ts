import { Body, Controller, Inject, Param, Post, Res, type Type } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { onDay } from '#libs/event-sourcing';
import {
  commandFrom,
  commandsByModule,
  type CommandEntry,
  type CommandTable,
  type JourneyCommand,
  type RecordingFields,
} from '#libs/lifecycle';
import { Asks, ticketOf, type Asking } from '../door/asking.js';
import { Route } from '../door/route.js';
import { SERVICE, type Service } from '../service.js';
import { RecordInJourney } from './record-in-journey.js';
import { answerTo, type RecordedAnswer } from './written-answer.js';

/** The command that opens a journey has no journey to be sent to; it has a route of its own. */
export const OPENING_COMMAND = 'RegisterLearner';

/** One controller per stage, with one route per command of its table. */
export const stageControllers = (): Type[] =>
  Object.entries(commandsByModule).map(([stage, table]) => stageController(stage, table));

/** `ReceiveOffer` → `receive-offer`. */
export const routeName = (type: string): string =>
  type.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();

/** `ReceiveOffer` → `RECEIVE_OFFER`: what the access log calls it. */
export const auditName = (type: string): string =>
  routeName(type).replaceAll('-', '_').toUpperCase();

const stageController = (stage: string, table: CommandTable): Type => {
  class StageController {
    constructor(
      @Inject(CommandBus) readonly commands: CommandBus,
      @Inject(SERVICE) readonly service: Service,
    ) {}
  }
  Object.defineProperty(StageController, 'name', { value: `${stage}Controller` });
  Controller(`api/journeys/:journeyId/${stage}`)(StageController);
  ApiTags(stage)(StageController);
  for (const [type, entry] of Object.entries(table))
    if (type !== OPENING_COMMAND) addRoute(StageController.prototype, type, entry);
  return StageController;
};

type Recording = Readonly<{ commands: CommandBus; service: Service }>;

const addRoute = (prototype: Recording, type: string, entry: CommandEntry): void => {
  const name = `${type.charAt(0).toLowerCase()}${type.slice(1)}`;
  async function record(
    this: Recording,
    journeyId: string,
    body: RecordingFields,
    asking: Asking,
    reply: FastifyReply,
  ): Promise<RecordedAnswer> {
    const { now, dayOf } = this.service.journeys.ports;
    const command = { type, ...commandFrom(body, onDay(dayOf(now()))) } as JourneyCommand;
    const ticket = ticketOf(asking, { type, body });
    const written = await this.commands.execute(new RecordInJourney(journeyId, command, ticket));
    return answerTo(journeyId, written, reply);
  }
  Object.defineProperty(prototype, name, { value: record, writable: true, configurable: true });
  decorate(prototype, name, { type, entry });
};

const decorate = (
  prototype: object,
  name: string,
  { type, entry }: Readonly<{ type: string; entry: CommandEntry }>,
): void => {
  // What the compiler would have written for a method in a class: the body's class is checked by it.
  Reflect.defineMetadata(
    'design:paramtypes',
    [String, entry.body, Object, Object],
    prototype,
    name,
  );
  Param('journeyId')(prototype, name, 0);
  Body()(prototype, name, 1);
  Asks()(prototype, name, 2);
  Res({ passthrough: true })(prototype, name, 3);
  const method = Object.getOwnPropertyDescriptor(prototype, name);
  if (!method) throw new Error(`${name} was not defined.`);
  const route = [
    Post(routeName(type)),
    Route({ permission: entry.permission, audit: auditName(type), journey: 'journeyId' }),
    ...recordingDocs(entry.does),
  ];
  for (const decorator of route) decorator(prototype, name, method);
};

/** What OpenAPI says of every recording route. */
export const recordingDocs = (summary: string): MethodDecorator[] => [
  ApiOperation({ summary }),
  ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description: 'Send the same to retry safely.',
  }),
  ApiHeader({
    name: 'If-Match',
    required: false,
    description: 'The ETag you have seen; else 412.',
  }),
  ApiResponse({ status: 201, description: 'Recorded.' }),
  ApiResponse({ status: 200, description: 'It was so already; nothing was recorded.' }),
  ApiResponse({ status: 422, description: 'Refused; `code` says why (application/problem+json).' }),
];
