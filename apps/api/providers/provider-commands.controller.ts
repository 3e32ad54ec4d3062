import { Inject, type Type } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { onDay } from '#libs/event-sourcing';
import { commandFrom, type CommandTable } from '#libs/lifecycle';
import { providerCommands, type ProviderCommand } from '#libs/providers';
import { ticketOf } from '../door/asking.js';
import { withCommandRoutes, type Sent, type TakesCommands } from '../door/command-routes.js';
import { answered, type RecordingAnswer } from '../journeys/written-answer.js';
import { SERVICE, type Service } from '../service.js';

export type ProviderAnswer = RecordingAnswer & Readonly<{ providerId: string }>;

export const OPENING_PROVIDER_COMMAND = 'RegisterProvider';

class ProviderCommandsController implements TakesCommands {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  take = ({ type, subjectId, body, asking }: Sent, reply: FastifyReply): Promise<ProviderAnswer> =>
    recordOnProvider(this.service, { type, subjectId, body, asking }, reply);
}

/** Records a command about a provider, whose id a registration derives. */
export const recordOnProvider = async (
  service: Service,
  { type, subjectId: providerId, body, asking }: Sent,
  reply: FastifyReply,
): Promise<ProviderAnswer> => {
  const { now, dayOf } = service.journeys.ports;
  const command = { type, ...commandFrom(body, onDay(dayOf(now()))) } as ProviderCommand;
  const ticket = ticketOf(asking, { type, body });
  const written = await service.providers.record(providerId, command, ticket);
  return { providerId, ...answered(written, `/api/providers/${providerId}`, reply) };
};

const withoutOpening = (): CommandTable =>
  Object.fromEntries(
    Object.entries(providerCommands).filter(([type]) => type !== OPENING_PROVIDER_COMMAND),
  );

/** One route per command on a provider. */
export const providerCommandsController = (): Type =>
  withCommandRoutes(ProviderCommandsController, withoutOpening(), {
    path: 'api/providers/:providerId',
    tag: 'providers',
    idParam: 'providerId',
    journeys: false,
  });
