import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Inject } from '@nestjs/common';
import type { Ticket } from '#libs/event-sourcing';
import type { JourneyCommand } from '#libs/lifecycle';
import type { JourneyWritten } from '#libs/recording';
import { SERVICE, type Service } from '../service.js';

export class RecordInJourney extends Command<JourneyWritten> {
  constructor(
    readonly journeyId: string,
    readonly command: JourneyCommand,
    readonly ticket: Ticket,
  ) {
    super();
  }
}

@CommandHandler(RecordInJourney)
export class RecordInJourneyHandler implements ICommandHandler<RecordInJourney> {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  execute({ journeyId, command, ticket }: RecordInJourney): Promise<JourneyWritten> {
    return this.service.journeys.record(journeyId, command, ticket);
  }
}
