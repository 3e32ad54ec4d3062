import { asks, learner, TOKEN } from './testing/client.js';
import { folderWithUsers, removeFolder, startStandalone } from './testing/standalone-process.js';

const MINUTE = 60_000;

// Each is sent below, in a body, an address or a header. A log is read by others than a record.
const SECRETS = [
  ...['Quetzalcoatl', 'Wolverhampton', '2014-05-09', 'ZZ99 9ZZ', 'C-47110815'],
  ...['frightened', 'grandmother', 'Timbuktu', TOKEN, 'demo-nobody-token', 'demo-auditor-token'],
];

const note = {
  kind: 'call',
  about: ['learner'],
  text: 'Was frightened.',
  occurredOn: '2026-01-05',
};

it(
  'the logs of a whole run hold no name, date of birth, address, text or token that was sent',
  async () => {
    const folder = folderWithUsers();
    const service = await startStandalone(folder, { PLACEMENTS_LOG: 'debug' });
    const ask = asks(service);
    const otherIds = [{ system: 'case', value: 'C-47110815' }];
    const address = { lines: ['1 Timbuktu Road'], postcode: 'ZZ99 9ZZ' };
    const { body } = await ask('/api/journeys', { ...learner, otherIds, address });
    const at = `/api/journeys/${String(body['journeyId'])}`;
    const statuses = [
      (await ask(`${at}/record/record-note`, note)).status,
      (await ask(`${at}/record/record-note`, { ...note, kind: 'grandmother' })).status,
      (await ask(`${at}/record/record-note`, { ...note, grandmother: 'frightened' })).status,
      (await ask('/api/search', { text: 'Quetzalcoatl Wolverhampton' })).status,
      (await ask('/api/search', { text: 'C-47110815' })).status,
      (await ask(`${at}/timeline`)).status,
      (await ask('/api/journeys/Quetzalcoatl%20Wolverhampton')).status,
      (await ask('/api/register?name=Wolverhampton')).status,
      (await ask('/api/Timbuktu')).status,
      (await ask('/api/journeys/Timbuktu%')).status,
      (await asks(service, 'demo-nobody-token')(at)).status,
      (await asks(service, 'demo-auditor-token')(`${at}/events`)).status,
    ];
    expect(statuses).toEqual([201, 400, 400, 200, 200, 200, 404, 400, 404, 400, 401, 200]);
    expect(await service.stop()).toBe(0);
    const said = service.said();
    expect(said.match(/"event":"request-answered"/g)?.length).toBeGreaterThanOrEqual(12);
    expect(SECRETS.filter((secret) => said.includes(secret))).toEqual([]);
    removeFolder(folder);
  },
  MINUTE,
);
