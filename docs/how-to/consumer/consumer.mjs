// A consumer of the feed, as small as one can be that loses nothing and takes nothing twice:
//
//   node consumer.mjs <table.sqlite> [finance|transport|journey-events|provider-events]
//
// PLACEMENTS_URL and PLACEMENTS_TOKEN say where and as whom. It follows for good; with ONCE=1 it stops
// when it has caught up. What it has dealt with, what it holds and where it stands change together, in
// one transaction: stop it anywhere, and start it again.
import { DatabaseSync } from 'node:sqlite';

const [file = 'placements.sqlite', audience = 'finance'] = process.argv.slice(2);
const { PLACEMENTS_URL: url = 'http://127.0.0.1:3000', PLACEMENTS_TOKEN: token = '' } = process.env;

const db = new DatabaseSync(file);
db.exec(`
  PRAGMA journal_mode = WAL;
  CREATE TABLE IF NOT EXISTS inbox (id TEXT PRIMARY KEY) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS rows (subject TEXT PRIMARY KEY, type TEXT, data TEXT, message TEXT);
  CREATE TABLE IF NOT EXISTS place (only_one INTEGER PRIMARY KEY CHECK (only_one = 1), cursor TEXT);
`);
const seen = db.prepare('INSERT INTO inbox (id) VALUES (?) ON CONFLICT DO NOTHING');
const keep = db.prepare(
  `INSERT INTO rows (subject, type, data, message) VALUES (?, ?, ?, ?)
   ON CONFLICT (subject) DO UPDATE SET type = excluded.type, data = excluded.data, message = excluded.message`,
);
const forget = db.prepare('DELETE FROM rows WHERE subject = ?');
const stand = db.prepare(
  'INSERT INTO place VALUES (1, ?) ON CONFLICT DO UPDATE SET cursor = excluded.cursor',
);
const cursor = () => db.prepare('SELECT cursor FROM place').get()?.cursor ?? 'start';

const take = ({ id, type, subject, data }) => {
  if (seen.run(id).changes === 0) return;
  if (type.includes('.withdrawn.')) forget.run(subject);
  else keep.run(subject, type, JSON.stringify(data), id);
};

const together = (messages, next) => {
  db.exec('BEGIN IMMEDIATE');
  messages.forEach(take);
  stand.run(next);
  db.exec('COMMIT');
};

const ask = (path, accept) =>
  fetch(new URL(path, url), {
    headers: { accept, authorization: `Bearer ${token}`, 'last-event-id': cursor() },
  });

const page = async () => {
  const answer = await ask(`/api/feed?audience=${audience}&limit=100`, 'application/json');
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  const { events, cursor: next, caughtUp } = await answer.json();
  together(events, next);
  return caughtUp;
};

const follow = async () => {
  const answer = await ask(`/api/feed?audience=${audience}`, 'text/event-stream');
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  let rest = '';
  for await (const text of answer.body.pipeThrough(new TextDecoderStream())) {
    const blocks = (rest + text).split('\n\n');
    rest = blocks.pop();
    for (const block of blocks) {
      const field = (name) => block.match(new RegExp(`^${name}: (.*)$`, 'm'))?.[1];
      const [data, next] = [field('data'), field('id')];
      if (next) together(data ? [JSON.parse(data)] : [], next);
    }
  }
};

while (!(await page()));
while (process.env.ONCE !== '1') {
  await follow().catch((error) => console.error(error.message));
  await new Promise((resolve) => setTimeout(resolve, 1000));
}
