import { surviveKills } from './testing/kills.js';
import { temporaryFolder } from './testing/temporary-folder.js';

const { fileIn, remove } = temporaryFolder();
afterAll(remove);

it('keeps all that was acknowledged, once, through kills under load', async () => {
  expect(await surviveKills(fileIn('events.db'), 5)).toBeGreaterThan(500);
}, 60_000);
