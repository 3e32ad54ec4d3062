import 'reflect-metadata';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onDay, type LocalDate } from '#libs/event-sourcing';
import { RecordNote, type JourneyCommand } from '#libs/lifecycle';
import { configurationFrom, openService, type Service } from '#libs/platform';
import { newJourneyId } from '#libs/recording';
import { createApi, Route } from '../api/index.js';

// The server of the decision bench, in a process of its own: a service with some journeys, and one
// route more that checks a body and does nothing with it.

const JOURNEYS = 2_000;
const ENTRIES = 20;
const TOKEN = 'bench-caseworker-token';

@Controller('bench')
class EmptyPost {
  @Post('empty')
  @HttpCode(200)
  @Route({ permission: 'journeys:record', audit: 'BENCH' })
  empty(@Body() _body: RecordNote): Readonly<{ done: true }> {
    return { done: true };
  }
}

const [folder = '', remembered = '5000'] = process.argv.slice(2);

const user = { id: 'staff-1', name: 'Bench', roles: ['caseworker'], token: TOKEN };

const asked = (type: JourneyCommand['type'], data: object): JourneyCommand =>
  ({ type, data, details: { occurredOn: onDay('2026-05-04' as LocalDate) } }) as JourneyCommand;

const record = async (
  { journeys }: Service,
  journeyId: string | undefined,
  told: Readonly<{ commandId: string; command: JourneyCommand }>,
): Promise<string> => {
  const { commandId, command } = told;
  const ticket = {
    ...{ commandId, caller: user.id, body: { commandId }, correlationId: commandId },
    ...{ actor: { id: user.id, role: 'caseworker' }, source: 'user' as const },
  };
  const id = journeyId ?? newJourneyId(ticket);
  const written = await journeys.record(id, command, ticket);
  if (written.outcome !== 'recorded') throw new Error(JSON.stringify(written));
  return id;
};

const learner = asked('RegisterLearner', {
  ...{ name: { given: 'Robin', family: 'Example' }, dateOfBirth: '2015-03-14', sex: 'notKnown' },
  ...{ upnUnknownReason: 'UN1', furtherNeeds: [], responsibleAuthority: '886' },
});
const note = asked('RecordNote', { kind: 'call', about: ['learner'], text: 'Rang home.' });

const life = async (service: Service, n: number): Promise<string> => {
  const id = await record(service, undefined, { commandId: `register-${n}`, command: learner });
  for (let entry = 0; entry < ENTRIES; entry += 1)
    await record(service, id, { commandId: `note-${n}-${entry}`, command: note });
  return id;
};

mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'users.json'), JSON.stringify({ users: [user] }));
const service = await openService(
  configurationFrom({
    PLACEMENTS_DATA: folder,
    PLACEMENTS_LOG: 'error',
    PLACEMENTS_REMEMBERED: remembered,
  }),
);
const journeys = await Promise.all(Array.from({ length: JOURNEYS }, (_, n) => life(service, n)));
const api = await createApi(service, { ...service.configuration, more: [EmptyPost] });
await api.listen({ host: '127.0.0.1', port: 0 });
process.send?.({ url: await api.getUrl(), token: TOKEN, journeys });

process.on('message', (told) => {
  if (told === 'stats') process.send?.(service.journeys.memoryUse());
  if (told === 'stop')
    void api
      .close()
      .then(service.close)
      .then(() => process.exit(0));
});
