import { Inject, type Type } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { onDay } from '#libs/event-sourcing';
import {
  commandFrom,
  commandsByModule,
  type CommandTable,
  type JourneyCommand,
} from '#libs/lifecycle';
import { ticketOf } from '../door/asking.js';
import { withCommandRoutes, type Sent, type TakesCommands } from '../door/command-routes.js';
import { SERVICE, type Service } from '../service.js';
import { RecordInJourney } from './record-in-journey.js';
import { answerTo, type RecordedAnswer } from './written-answer.js';

/** The command that opens a journey has no journey to be sent to; it has a route of its own. */
const OPENING_COMMAND = 'RegisterLearner';

/** One controller per stage, with one route per command of its table. */
export const stageControllers = (): Type[] =>
  Object.entries(commandsByModule).map(([stage, table]) =>
    withCommandRoutes(controllerNamed(stage), withoutOpening(table), {
      path: `api/journeys/:journeyId/${stage}`,
      tag: stage,
      idParam: 'journeyId',
      journeys: true,
    }),
  );

const withoutOpening = (table: CommandTable): CommandTable =>
  Object.fromEntries(Object.entries(table).filter(([type]) => type !== OPENING_COMMAND));

const controllerNamed = (stage: string): Type<TakesCommands> => {
  class StageController implements TakesCommands {
    constructor(
      @Inject(CommandBus) private readonly commands: CommandBus,
      @Inject(SERVICE) private readonly service: Service,
    ) {}

    take = async (sent: Sent, reply: FastifyReply): Promise<RecordedAnswer> => {
      const { type, subjectId, body, asking } = sent;
      const { now, dayOf } = this.service.journeys.ports;
      const command = { type, ...commandFrom(body, onDay(dayOf(now()))) } as JourneyCommand;
      const ticket = ticketOf(asking, { type, body });
      const written = await this.commands.execute(new RecordInJourney(subjectId, command, ticket));
      return answerTo(subjectId, written, reply);
    };
  }
  Object.defineProperty(StageController, 'name', { value: `${stage}Controller` });
  return StageController;
};
