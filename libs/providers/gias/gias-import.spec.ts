import iconv from 'iconv-lite';
import { onDay } from '#libs/event-sourcing';
import { importGias, type GiasImportOptions } from '../index.js';
import { commissioner, day } from '../testing/provider.examples.js';
import { temporaryRegister, ticketFor } from '../testing/register.examples.js';

let world: ReturnType<typeof temporaryRegister>;
beforeEach(() => (world = temporaryRegister()));
afterEach(() => world.remove());

const HEADER =
  'URN,"LA (code)",EstablishmentName,"TypeOfEstablishment (name)",EstablishmentStatus (name),CloseDate,Section41Approved (name),HeadLastName';
const OAK = '118953,886,Oak House,Other Independent Special School,Open,,Approved,Smith';
const ELM = '118954,887,"Elm, the School",Non-Maintained Special School,Open,,Not applicable,Jones';

const inPieces = (bytes: Buffer, size: number) =>
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  };

const importing = (
  file: string | Buffer,
  asOf = '2026-09-01',
  more: Partial<GiasImportOptions> = {},
) =>
  importGias(world.register, {
    csv: inPieces(Buffer.from(file as string), 7),
    asOf: day(asOf),
    ...{ actor: commissioner, caller: 'import', correlationId: 'run-1' },
    ...more,
  });

const file = (...rows: string[]) => [HEADER, ...rows].join('\r\n');
const schools = async (text = '2026-10-01') =>
  (await world.register.find({}, { limit: 100 }, day(text))).providers.map(({ snapshot }) => ({
    urn: snapshot.urn,
    name: snapshot.name,
    category: snapshot.category,
    status: snapshot.status,
  }));
const revisionOf = async (urn: string) =>
  (await world.register.get((await world.register.idOf(urn)) ?? ''))?.revision;

describe('an import of schools', () => {
  it('registers each row, with section 41', async () => {
    expect(await importing(file(OAK, ELM))).toEqual({
      ...{ read: 2, registered: 2, amended: 0, unchanged: 0, bad: [] },
    });
    expect(await schools()).toEqual([
      {
        ...{ urn: '118954', name: 'Elm, the School' },
        ...{ category: 'nonMaintainedSpecial', status: 'active' },
      },
      {
        ...{ urn: '118953', name: 'Oak House' },
        ...{ category: 'independentSection41', status: 'active' },
      },
    ]);
  });

  it('records nothing when repeated, on the same or a later day', async () => {
    await importing(file(OAK, ELM));
    for (const asOf of ['2026-09-01', '2026-09-20'])
      expect(await importing(file(OAK, ELM), asOf)).toMatchObject({ unchanged: 2, bad: [] });
    expect(await revisionOf('118953')).toBe(1);
    expect(await revisionOf('118954')).toBe(0);
  });

  it('takes nothing of a person', async () => {
    await importing(file(OAK));
    const id = (await world.register.idOf('118953')) ?? '';
    expect(JSON.stringify(await world.register.history(id))).not.toContain('Smith');
  });

  it('amends what is different, from the day of the file', async () => {
    await importing(file(OAK, ELM));
    const renamed = OAK.replace('Oak House', 'Oak Court');
    expect(await importing(file(renamed, ELM), '2026-09-20')).toMatchObject({
      ...{ registered: 0, amended: 1, unchanged: 1 },
    });
    const names = async (text: string) => (await schools(text)).map(({ name }) => name);
    expect(await names('2026-09-19')).toContain('Oak House');
    expect(await names('2026-09-20')).toContain('Oak Court');
  });

  it('goes there and back again', async () => {
    for (const name of ['Oak House', 'Oak Court', 'Oak House'])
      await importing(file(OAK.replace('Oak House', name)));
    expect((await schools())[0]?.name).toBe('Oak House');
    expect(await revisionOf('118953')).toBe(3);
  });

  it('ends and gives section 41 approval from the day of the file', async () => {
    const category = async (text: string) => (await schools(text))[0]?.category;
    await importing(file(OAK));
    const without = OAK.replace('Approved', 'Not approved');
    expect(await importing(file(without), '2026-09-10')).toMatchObject({ amended: 1 });
    expect(await category('2026-09-09')).toBe('independentSection41');
    expect(await category('2026-09-10')).toBe('independent');
    expect(await importing(file(OAK), '2026-09-20')).toMatchObject({ amended: 1, bad: [] });
    expect(await category('2026-09-19')).toBe('independent');
    expect(await category('2026-09-20')).toBe('independentSection41');
  });

  it('closes a school on its last day', async () => {
    await importing(file(OAK));
    const closed = OAK.replace('Open,', 'Closed,31-08-2026');
    expect(await importing(file(closed))).toMatchObject({ amended: 1, bad: [] });
    expect(await importing(file(closed))).toMatchObject({ unchanged: 1, bad: [] });
    expect((await schools('2026-08-31'))[0]?.status).toBe('active');
    expect((await schools('2026-09-01'))[0]?.status).toBe('closed');
  });

  it('opens again what a file had closed, or moves its day, when a later file says so', async () => {
    const closedOn = (day: string) => OAK.replace('Open,', `Closed,${day}`);
    const statusOn = async (text: string) => (await schools(text))[0]?.status;
    await importing(file(closedOn('31-03-2026')), '2026-05-01');
    expect(await importing(file(OAK), '2026-06-01')).toMatchObject({ amended: 1, bad: [] });
    expect(await importing(file(OAK), '2026-06-01')).toMatchObject({ unchanged: 1, bad: [] });
    expect(await statusOn('2026-06-02')).toBe('active');
    await importing(file(closedOn('31-07-2026')), '2026-08-05');
    const moved = await importing(file(closedOn('15-08-2026')), '2026-08-20');
    expect(moved).toMatchObject({ amended: 1, bad: [] });
    expect([await statusOn('2026-08-15'), await statusOn('2026-08-16')]).toEqual([
      'active',
      'closed',
    ]);
  });

  it('says nothing against a closing after the day it speaks of', async () => {
    await importing(file(OAK.replace('Open,', 'Closed,31-08-2026')));
    expect(await importing(file(OAK), '2026-08-01')).toMatchObject({ unchanged: 1, bad: [] });
  });

  it('does not open again what a person closed, nor move its day', async () => {
    await importing(file(OAK));
    const close = { type: 'CloseSchool', data: { reasonCode: 'other' } } as const;
    const details = { occurredOn: onDay(day('2026-08-31')) };
    const id = (await world.register.idOf('118953')) ?? '';
    await world.register.record(id, { ...close, details }, ticketFor('close'));
    expect((await importing(file(OAK))).bad).toEqual([
      {
        line: 2,
        reason: 'The register has it as closed, the file as open. Take the closing back first.',
      },
    ]);
    const other = OAK.replace('Open,', 'Closed,30-08-2026');
    expect((await importing(file(other))).bad).toEqual([
      {
        line: 2,
        reason: 'The register has it as closed on another day. Take the closing back first.',
      },
    ]);
  });

  it('puts the rest in when rows are bad, and says which and why', async () => {
    const rows = [
      OAK.replace('118953', '11895'),
      OAK.replace('118953', '018953'),
      OAK.replace('Oak House', ''),
      OAK.replace('Other Independent Special School', 'Castle'),
      'too,short',
      ELM,
      ELM,
      OAK.replace('Open,', 'Closed,31-02-2026'),
    ];
    expect(await importing(file(...rows))).toEqual({
      ...{ read: 8, registered: 1, amended: 0, unchanged: 0 },
      bad: [
        { line: 2, reason: 'The URN “11895” is not six digits.' },
        { line: 3, reason: 'The URN “018953” is not six digits.' },
        { line: 4, reason: 'There is no name, or too long a one.' },
        { line: 5, reason: 'There is no type of establishment “Castle”.' },
        { line: 6, reason: 'It has not as many fields as the first line.' },
        { line: 8, reason: 'The URN 118954 stands in line 7 already.' },
        { line: 9, reason: 'The closing date “31-02-2026” does not exist.' },
      ],
    });
  });

  it('tells what the register refuses', async () => {
    const opened = [
      `${HEADER},OpenDate`,
      `${OAK.replace('Open,', 'Closed,31-08-2020')},01-09-2020`,
    ].join('\n');
    expect((await importing(opened)).bad).toEqual([
      {
        line: 2,
        reason:
          'The closing was not recorded: The school would close before it opened. Check both dates.',
      },
    ]);
  });

  it('reads on to a quotation mark that never closes', async () => {
    const birch = OAK.replace('118953,886', '118956,"886');
    expect(await importing(file(OAK, ELM, birch, OAK))).toMatchObject({
      ...{ read: 3, registered: 2 },
      bad: [{ line: 4, reason: 'A quotation mark is never closed: nothing after it was read.' }],
    });
  });

  it.each([`"Oak "House"`, 'Oak "House"'])(
    'takes a quotation mark within a name: %s',
    async (name) => {
      await importing(file(OAK.replace('Oak House', name), ELM));
      expect((await schools())[1]?.name).toContain('"House"');
    },
  );

  it.each([
    ['UTF-8', Buffer.from(file(OAK.replace('Oak House', 'École “Oak”')))],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${file(OAK.replace('Oak House', 'École “Oak”'))}`)],
    ['Windows-1252', iconv.encode(file(OAK.replace('Oak House', 'École “Oak”')), 'win1252')],
  ])('reads %s', async (_encoding, bytes) => {
    await importing(bytes);
    expect((await schools())[0]?.name).toBe('École “Oak”');
  });

  it.each([
    ['URN', 'The file has no column URN. Nothing was recorded.'],
    ['EstablishmentName', 'The file has no column EstablishmentName. Nothing was recorded.'],
    [
      '"TypeOfEstablishment (name)"',
      'The file has no column TypeOfEstablishment (name). Nothing was recorded.',
    ],
  ])('needs the column %s', async (column, reason) => {
    const result = await importing(file(OAK).replace(column, 'x'));
    expect(result).toMatchObject({ read: 0, bad: [{ line: 1, reason }] });
    expect(await schools()).toEqual([]);
  });

  it('says so when there is nothing in the file', async () => {
    for (const empty of ['', HEADER])
      expect((await importing(empty)).bad).toEqual([
        { line: 1, reason: 'The file has no rows. Nothing was recorded.' },
      ]);
  });

  it('tells how far it is', async () => {
    const told: number[] = [];
    const rows = Array.from({ length: 130 }, (_, place) =>
      OAK.replace('118953', `${200000 + place}`),
    );
    await importing(file(...rows), '2026-09-01', { onProgress: ({ read }) => told.push(read) });
    expect(told).toEqual([64, 128, 130]);
  });
});
