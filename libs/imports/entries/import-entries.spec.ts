import { fold } from '#libs/event-sourcing';
import { journeyRules, learnerOf } from '#libs/lifecycle';
import { newJourneyId } from '#libs/recording';
import { openDesk, register, type Desk } from '#libs/recording/testing';
import { journeyOfReference } from '../journeys/record-position.js';
import { importJourneys } from '../journeys/import-journeys.js';
import { fileOf, operator, spreadsheet } from '../testing/index.js';
import { importEntries, type EntriesImportOptions } from './import-entries.js';

let desk: Desk;
let bearers: Record<string, readonly string[]>;
beforeEach(() => {
  desk = openDesk();
  bearers = {};
});
afterEach(async () => {
  await desk.close();
  desk.remove();
});

const importing = (content: string, more: Partial<EntriesImportOptions> = {}) =>
  importEntries(
    { journeys: desk.journeys, bearersOf: async (identifier) => bearers[identifier] ?? [] },
    { file: fileOf(content), actor: operator, system: 'case-system', ...more },
  );

const columns = ['reference', 'journey', 'command', 'occurredOn', 'receivedOn', 'body'];
const csv = (...rows: readonly Readonly<Record<string, string>>[]) => spreadsheet(columns, ...rows);
const note = (reference: string, journey: string, text = 'Rang home.') => ({
  ...{ reference, journey, command: 'RecordNote', occurredOn: '4/5/2026' },
  body: JSON.stringify({ kind: 'call', about: ['learner'], text }),
});
const registration = {
  ...{ reference: 'CASE-1', command: 'RegisterLearner', occurredOn: '2026-01' },
  body: JSON.stringify({
    ...{ name: { given: 'Robin', family: 'Example' }, dateOfBirth: '2012-03-14', sex: 'female' },
    ...{ upn: 'E886200026001', responsibleAuthority: '886' },
  }),
};
const openedBy = (reference: string, caller = 'import-entries:case-system') =>
  newJourneyId({ caller, commandId: reference });
const notesOf = async (journeyId: string) =>
  (await desk.journeys.history(journeyId)).events.flatMap((one) =>
    one.type === 'NoteRecorded' ? [one.data.text] : [],
  );

describe('importing entries', () => {
  it('records one command a row, under the reference of the other system', async () => {
    const journeyId = await register(desk, 'register');
    const told = { ...note('E-1', journeyId), receivedOn: '5 May 2026' };
    expect(await importing(csv(told))).toEqual({
      ...{ rows: 1, recorded: 1, unchanged: 0, badRows: 0, bad: [] },
    });
    const last = (await desk.journeys.history(journeyId)).events.at(-1);
    expect(last).toMatchObject({
      ...{ type: 'NoteRecorded', source: 'import', actor: operator, receivedOn: '2026-05-05' },
      ...{ command: { id: 'E-1', caller: 'import-entries:case-system' } },
      occurredOn: { from: '2026-05-04', precision: 'day' },
    });
  });

  it('changes nothing when it is repeated, and tells a row that is different', async () => {
    const journeyId = await register(desk, 'register');
    await importing(csv(note('E-1', journeyId)));
    const head = await desk.store.head();
    expect(await importing(csv(note('E-1', journeyId)))).toMatchObject({
      recorded: 0,
      unchanged: 1,
    });
    const { bad } = await importing(csv(note('E-1', journeyId, 'Rang school.')));
    expect(bad).toEqual([{ line: 2, column: '', reason: expect.stringContaining('different') }]);
    expect(await desk.store.head()).toBe(head);
  });

  it('lets two systems use the same references', async () => {
    const journeyId = await register(desk, 'register');
    await importing(csv(note('E-1', journeyId, 'One.')));
    await importing(csv(note('E-1', journeyId, 'Other.')), { system: 'finance' });
    expect(await notesOf(journeyId)).toEqual(['One.', 'Other.']);
  });

  it('finds a record by its id, by the reference that opened it, or by an identifier', async () => {
    const journeyId = await register(desk, 'register');
    bearers = { 'K-77': [journeyId] };
    const opening =
      'reference,given,family,dateOfBirth,asOf\r\nK-1,Robin,Example,2012-03-14,2026-03-31';
    await importJourneys(
      {
        ...{ journeys: desk.journeys, authority: '886' },
        ...{ schoolOf: async () => undefined, districtOf: async () => undefined },
      },
      { file: fileOf(opening), actor: operator },
    );
    const told = [note('1', journeyId), note('2', 'K-77'), note('3', 'K-1'), note('4', 'CASE-1')];
    expect(await importing(csv(registration, ...told))).toMatchObject({ recorded: 5, bad: [] });
    expect(await notesOf(journeyId)).toHaveLength(2);
    expect(await notesOf(journeyOfReference('K-1'))).toHaveLength(1);
    expect(await notesOf(openedBy('CASE-1'))).toHaveLength(1);
  });

  it('finds by an identifier what the same file opens, though no list knows it yet', async () => {
    const told = csv(registration, note('E-1', 'E886200026001'));
    expect(await importing(told, { dryRun: true })).toMatchObject({ recorded: 2, badRows: 0 });
    expect(await importing(told)).toMatchObject({ recorded: 2, badRows: 0 });
    const { events } = await desk.journeys.history(openedBy('CASE-1'));
    expect(learnerOf(fold(journeyRules, events))?.name).toMatchObject({ given: 'Robin' });
  });

  it('takes the rows of one journey by the order of the file', async () => {
    const texts = Array.from({ length: 100 }, (_, n) => `Note ${n}.`);
    const told = texts.map((text, n) => note(`E-${n}`, 'CASE-1', text));
    expect(await importing(csv(registration, ...told))).toMatchObject({ recorded: 101 });
    expect(await notesOf(openedBy('CASE-1'))).toEqual(texts);
  });

  it('takes fields from columns of their own, and numbers and lists where the command wants them', async () => {
    const content = spreadsheet(
      [
        ...columns,
        'name.given',
        'name.family',
        'dateOfBirth',
        'sex',
        'responsibleAuthority',
        'cohort',
        'furtherNeeds',
      ],
      {
        ...{ reference: 'CASE-1', command: 'RegisterLearner', occurredOn: '2026-01' },
        ...{ 'name.given': '38', 'name.family': 'Example', dateOfBirth: '2012-03-14' },
        ...{ sex: 'male', responsibleAuthority: '886', cohort: '2016', furtherNeeds: '["ASD"]' },
      },
    );
    expect(await importing(content)).toMatchObject({ recorded: 1, bad: [] });
    const { events } = await desk.journeys.history(openedBy('CASE-1'));
    expect(learnerOf(fold(journeyRules, events))).toMatchObject({
      ...{ name: { given: '38' }, cohort: 2016, furtherNeeds: ['ASD'] },
    });
  });

  it('reads JSON lines as well', async () => {
    const one = { ...registration, body: JSON.parse(registration.body) };
    const other = { ...note('E-1', 'CASE-1'), body: JSON.parse(note('', '').body) };
    const content = `${JSON.stringify(one)}\n\n${JSON.stringify(other)}\nnot JSON\n`;
    expect(await importing(content)).toMatchObject({
      ...{ recorded: 2, bad: [{ line: 4, column: '', reason: 'is no JSON object' }] },
    });
  });

  it('decides in a dry run as in earnest, and records nothing', async () => {
    const late = { ...note('E-2', 'CASE-1'), occurredOn: '2/6/2026' };
    const content = csv(registration, note('E-1', 'CASE-1'), late, note('E-3', 'CASE-1'));
    const dry = await importing(content, { dryRun: true });
    expect(await desk.store.head()).toBe('start');
    expect(dry).toMatchObject({ recorded: 3, badRows: 1, bad: [{ line: 4 }] });
    expect(await importing(content)).toEqual(dry);
    expect(await importing(content, { dryRun: true })).toMatchObject({ recorded: 0, unchanged: 3 });
  });

  it.each<[string, Readonly<Record<string, string>>, string, string]>([
    ['no reference', { reference: '' }, 'reference', 'takes 1 to 128'],
    ['no command', { command: '' }, 'command', 'is empty'],
    ['no such command', { command: 'toString' }, 'command', 'no command of the API'],
    ['a disposal', { command: 'DisposeOfRecord' }, 'command', 'is for people'],
    ['no such date', { occurredOn: '31/2/2026' }, 'occurredOn', 'no date'],
    ['no such day', { receivedOn: '2026-05' }, 'receivedOn', 'full date'],
    ['a body that is no JSON', { body: '{"text"' }, 'body', 'no JSON object'],
    ['a body that is a list', { body: '[1]' }, 'body', 'no JSON object'],
    ['an unknown field', { body: '{"shoe":1}' }, 'shoe', 'should not exist'],
    ['a journey that nobody knows', { journey: 'K-404' }, 'journey', 'finds no record'],
    ['a journey that two may be', { journey: 'K-2' }, 'journey', 'finds no record'],
    ['a name for a journey', { journey: 'Example' }, 'journey', 'finds no record'],
    ['what has not happened yet', { occurredOn: '2/6/2026' }, '', 'has not happened yet'],
  ])('tells a row with %s by line, column and reason', async (...[, wrong, column, reason]) => {
    const journeyId = await register(desk, 'register');
    bearers = { 'K-2': ['a', 'b'], Example: [journeyId] };
    const good = note('E-2', journeyId);
    const { recorded, bad } = await importing(csv({ ...note('E-1', journeyId), ...wrong }, good));
    expect(recorded).toBe(1);
    expect(bad[0]).toEqual({ line: 2, column, reason: expect.stringContaining(reason) });
  });

  it('tells a reference that stands in the file twice', async () => {
    const journeyId = await register(desk, 'register');
    const { bad } = await importing(csv(note('E-1', journeyId), note('E-1', journeyId, 'Again.')));
    expect(bad).toEqual([{ line: 3, column: 'reference', reason: 'stands in line 2 already' }]);
  });

  it('leaves to people what people have to answer for', async () => {
    const journeyId = await register(desk, 'register');
    const restrict = { ...note('E-1', journeyId), command: 'RestrictRecord', body: '{}' };
    const { bad } = await importing(csv(restrict));
    expect(bad).toEqual([
      { line: 2, column: 'command', reason: expect.stringContaining('people') },
    ]);
  });
});
