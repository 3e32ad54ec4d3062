// Reads the timeline of every case of a spreadsheet from the running service, and holds it against
// its row: what the row knows is told as known, what it knows in part is told as widely as it is
// known, and what it does not know is told as not known.
//
//   node read-timelines.mjs FOLDER/positions.csv
//
// PLACEMENTS_URL names another address than http://127.0.0.1:3000.
import { readFileSync } from 'node:fs';

const url = process.env.PLACEMENTS_URL ?? 'http://127.0.0.1:3000';
const headers = {
  authorization: 'Bearer demo-caseworker-token',
  'content-type': 'application/json',
};

const asked = async (path, body) => {
  const answer = await fetch(url + path, { headers, ...body });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
};

// The file as make-spreadsheet.mjs writes it: no cell of it has a line break.
const cellsOf = (line) =>
  [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)]
    .slice(0, -1)
    .map(([, cell]) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell));

const rowsOf = (file) => {
  const [head, ...lines] = readFileSync(file, 'latin1').split('\r\n').filter(Boolean).map(cellsOf);
  return lines.map((cells) => Object.fromEntries(head.map((column, at) => [column, cells[at]])));
};

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
  ...['August', 'September', 'October', 'November', 'December'],
];
const monthNamed = (short) => MONTHS.find((name) => name.startsWith(short));
const dayWords = (day, month, year) => `${Number(day)} ${month} ${year}`;

const READINGS = [
  [/^(\d{4})-(\d\d)-(\d\d)$/, (y, m, d) => `on ${dayWords(d, MONTHS[m - 1], y)}`],
  [/^(\d\d?)\/(\d\d?)\/(\d{4})$/, (d, m, y) => `on ${dayWords(d, MONTHS[m - 1], y)}`],
  [/^(\d\d?) (\w{3}) (\d{4})$/, (d, m, y) => `on ${dayWords(d, monthNamed(m), y)}`],
  [/^(\d{4})-(\d\d)$/, (y, m) => `in ${MONTHS[m - 1]} ${y}`],
  [/^(\w{3}) (\d{4})$/, (m, y) => `in ${monthNamed(m)} ${y}`],
  [/^(\d{4})\/\d\d autumn$/, (y) => `between 1 September ${y} and 31 December ${y}`],
  [/^(\d{4})\/\d\d spring$/, (y) => `between 1 January ${+y + 1} and 31 March ${+y + 1}`],
  [/^(\d{4})\/\d\d summer$/, (y) => `between 1 April ${+y + 1} and 31 August ${+y + 1}`],
  [/^(\d{4}\/\d\d)$/, (years) => `in the school year ${years}`],
];

/** When a cell says it was, as a timeline should say it; undefined where nobody knows. */
const asTold = (cell) => {
  for (const [pattern, words] of READINGS) {
    const parts = pattern.exec(cell)?.slice(1);
    if (parts) return words(...parts);
  }
  return undefined;
};

/** How much of a date is known. */
const knowledgeOf = (cell) => {
  const told = asTold(cell);
  if (told === undefined) return 'not known';
  return told.startsWith('on ') ? 'known to the day' : 'known in part';
};

/** A placement's own day: where nobody knows it, it is told as between two days. */
const toldWhen = (event, cell) =>
  asTold(cell) === undefined ? /^between \d/.test(event?.when) : event?.when === asTold(cell);

/** A date of the plan: known to the day it is on the plan; in part, it is noted; otherwise neither. */
const planTold = (sentences, cell, { exactly, noted }) => {
  const told = asTold(cell);
  const exact = sentences.some((one) => one.includes(`${exactly} `));
  const inNote = sentences.some((one) => one.includes(`${noted} `));
  if (told === undefined) return !exact && !inNote;
  return told.startsWith('on ')
    ? !inNote && sentences.some((one) => one.includes(`${exactly} ${told.slice(3)}`))
    : !exact && sentences.some((one) => one.includes(`${noted} ${told}.`));
};

/** What a timeline does not say as its row does. */
const differences = (row, line, events) => {
  const told = events.map(({ sentence }) => sentence);
  const of = (type) => events.find((event) => event.type === type);
  const ended = of('PlacementEnded');
  const holds = {
    'who it is': told[0]?.startsWith(`${row.Given} ${row.Family} was registered.`),
    'where it comes from': told.some((one) => one.includes(`from line ${line} of a file`)),
    'when it was agreed': toldWhen(of('PlacementAgreed'), row['Agreed on']),
    'when it started': toldWhen(of('PlacementStarted'), row['Started on']),
    'when it ended': row['Ended on'] ? toldWhen(ended, row['Ended on']) : ended === undefined,
    'when the plan was made': planTold(told, row['Plan made on'], {
      ...{ exactly: 'plan made on', noted: 'The plan was made' },
    }),
    'when it was last reviewed': planTold(told, row['Last reviewed on'], {
      ...{ exactly: 'last reviewed on', noted: 'The decision after the last review was notified' },
    }),
  };
  return Object.entries(holds).flatMap(([what, held]) => (held ? [] : [what]));
};

const wait = (ms) => new Promise((go) => setTimeout(go, ms));

/** The tables follow the log: what was imported a moment ago is found in a moment. */
const journeyOf = async (reference) => {
  for (let tries = 0; tries < 100; tries += 1) {
    const body = JSON.stringify({ text: reference });
    const { rows } = await asked('/api/search', { method: 'POST', body });
    if (rows.length > 0) return rows[0].journeyId;
    await wait(200);
  }
  throw new Error(`${reference} is not found.`);
};

const rows = rowsOf(process.argv[2]);
const tally = new Map();
const wrong = [];
const count = (cell, column) => {
  const key = `${column} ${knowledgeOf(cell)}`;
  tally.set(key, (tally.get(key) ?? 0) + 1);
};

const waiting = rows.map((row, at) => ({ row, line: at + 2 }));
const readOn = async () => {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { row, line } = next;
    const journeyId = await journeyOf(row.Reference);
    const { entries } = await asked(`/api/journeys/${journeyId}/timeline`);
    const events = entries.flatMap((entry) => entry.events);
    const missing = differences(row, line, events);
    if (missing.length > 0) wrong.push(`${row.Reference}: ${missing.join(', ')}`);
    for (const column of ['Agreed on', 'Started on', 'Plan made on', 'Last reviewed on'])
      count(row[column], column);
  }
};
await Promise.all(Array.from({ length: 4 }, readOn));

const of = (number) => number.toLocaleString('en-GB');
console.log(`${of(rows.length)} timelines read, ${of(wrong.length)} not as their rows say.`);
for (const key of [...tally.keys()].sort()) console.log(`  ${key}: ${of(tally.get(key))}`);
for (const one of wrong.slice(0, 20)) console.log(`  ${one}`);
process.exitCode = wrong.length > 0 ? 1 : 0;
