import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { opened, type Opened, type Reader } from '#libs/reading';
import { SERVICE, type Service } from '../service.js';

export class ReadJourney extends Query<Opened> {
  constructor(
    readonly journeyId: string,
    readonly reader: Reader,
  ) {
    super();
  }
}

@QueryHandler(ReadJourney)
export class ReadJourneyHandler implements IQueryHandler<ReadJourney> {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  async execute({ journeyId, reader }: ReadJourney): Promise<Opened> {
    return opened(await this.service.journeys.history(journeyId), reader);
  }
}
