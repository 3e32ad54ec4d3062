import { surviveKills } from './testing/kills.js';
import { temporaryFolder } from './testing/temporary-folder.js';

const { fileIn, remove } = temporaryFolder();
afterAll(remove);

it('keeps all that was acknowledged, once, through 200 kills under load', async () => {
  expect(await surviveKills(fileIn('events.db'), 200)).toBeGreaterThan(20_000);
}, 900_000);
