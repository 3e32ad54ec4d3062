import { Body, Controller, HttpCode, Inject, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { onDay } from '#libs/event-sourcing';
import { commandFrom, RegisterLearner } from '#libs/lifecycle';
import { newJourneyId } from '#libs/recording';
import { Asks, ticketOf, type Asking } from '../door/asking.js';
import { RecordingDocs } from '../door/command-routes.js';
import { Route } from '../door/route.js';
import { SERVICE, type Service } from '../service.js';
import { RecordInJourney } from './record-in-journey.js';
import { answerTo, type RecordedAnswer } from './written-answer.js';

@ApiTags('record')
@Controller('api/journeys')
export class RegistrationController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(SERVICE) private readonly service: Service,
  ) {}

  @Post()
  @HttpCode(201)
  @Route({ permission: 'journeys:record', audit: 'REGISTER_LEARNER' })
  @RecordingDocs('Register a learner and open the record.')
  async register(
    @Body() body: RegisterLearner,
    @Asks() asking: Asking,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RecordedAnswer> {
    const { now, dayOf } = this.service.journeys.ports;
    const type = 'RegisterLearner';
    const command = { type, ...commandFrom(body, onDay(dayOf(now()))) } as const;
    const ticket = ticketOf(asking, { type, body });
    const journeyId = newJourneyId(ticket);
    const written = await this.commands.execute(new RecordInJourney(journeyId, command, ticket));
    return answerTo(journeyId, written, reply);
  }
}
