import { needs } from '../../infra/quality/needs.js';
import { watchAcknowledgements } from './testing/system-calls.js';
import { temporaryFolder } from './testing/temporary-folder.js';

const { fileIn, remove } = temporaryFolder();
afterAll(remove);

const GROUPS = 10;
const APPENDS = 80;

describe('an acknowledgement', () => {
  needs('strace').it(
    'comes after the system was told to put what it stands for on disk',
    () => {
      const watched = watchAcknowledgements(fileIn('durable.db'), 'as-it-is');
      expect(watched).toMatchObject({ acknowledgements: APPENDS, tooEarly: 0 });
      expect(watched.writes).toBeGreaterThanOrEqual(GROUPS);
      expect(watched.syncs).toBeGreaterThanOrEqual(GROUPS);
      // Many commands, one sync: the group is what makes durability affordable.
      expect(watched.syncs).toBeLessThan(APPENDS / 2);
    },
    60_000,
  );

  needs('strace').it(
    'is seen to come too early when synchronous is lowered',
    () => {
      const watched = watchAcknowledgements(fileIn('lowered.db'), 'lowered');
      expect(watched).toMatchObject({ acknowledgements: APPENDS, tooEarly: APPENDS });
    },
    60_000,
  );
});
