import iconv from 'iconv-lite';
import { fold } from '#libs/event-sourcing';
import {
  assignmentOn,
  clocksFromOf,
  endingOf,
  journeyRules,
  learnerOf,
  pencePerYear,
  placementsOf,
  plansOf,
  startOf,
  type SchoolSnapshot,
} from '#libs/lifecycle';
import { openDesk, type Desk } from '#libs/recording/testing';
import { WrongHeading } from '../file/csv-rows.js';
import { fileOf, fullRow, operator, spreadsheet } from '../testing/index.js';
import { importJourneys, type JourneysImportOptions } from './import-journeys.js';
import { journeyColumns } from './journey-columns.js';
import { journeyOfReference } from './record-position.js';

const columns = Object.keys(journeyColumns);
const school: SchoolSnapshot = {
  ...{ providerId: 'school-1', urn: '100001', name: 'Brambledown School' },
  ...{ category: 'independent', asOf: '2026-03-31' as never },
};
const decided = { by: 'staff-40', role: 'team-manager' };

let desk: Desk;
beforeEach(() => {
  desk = openDesk({ 'school-1': { snapshot: school } }, undefined, (ports) => ({
    ...ports,
    approvalLimitPence: (role) => (role === 'team-manager' ? 100_000_00 : 0),
  }));
});
afterEach(async () => {
  await desk.close();
  desk.remove();
});

type More = Partial<JourneysImportOptions>;
const importing = (content: string | Buffer, more: More = {}) =>
  importJourneys(
    {
      ...{ journeys: desk.journeys, authority: '886' },
      schoolOf: async (urn) => (urn === '100001' ? 'school-1' : undefined),
      districtOf: async () => 'E07000110',
    },
    { file: fileOf(content), actor: operator, whole: { decided }, ...more },
  );
const rows = (...told: readonly Readonly<Record<string, string>>[]) =>
  spreadsheet(columns, ...told);
const row = (changes: Readonly<Record<string, string>> = {}) => ({ ...fullRow, ...changes });
const readBack = async (reference = fullRow.reference) => {
  const { events } = await desk.journeys.history(journeyOfReference(reference));
  const journey = fold(journeyRules, events);
  const [placement] = placementsOf(journey);
  const start = placement && startOf(journey, placement.placementId);
  const ending = placement && endingOf(journey, placement.placementId);
  return { events, journey, placement, start, ending };
};

describe('importing opening positions', () => {
  it('opens a journey and brings it to where it stands', async () => {
    expect(await importing(rows(row()))).toEqual({
      ...{ rows: 1, imported: 1, unchanged: 0, unknownColumns: [], bad: [], badRows: 0 },
    });
    const { events, journey, placement, start } = await readBack();
    expect(events.map(({ type }) => type)).toEqual([
      ...['LearnerRegistered', 'BroughtForward', 'PlanRecorded', 'CaseAssigned'],
      ...['PlacementAgreed', 'PlacementStarted'],
    ]);
    expect(learnerOf(journey)).toMatchObject({ name: { given: 'Robin' }, sex: 'female' });
    expect(plansOf(journey)).toMatchObject([
      { planMadeOn: '2019-09-03', lastReviewedOn: '2025-11-12' },
    ]);
    expect(assignmentOn(journey, '2026-04-01' as never)).toMatchObject({
      ...{ officer: 'staff-7', team: 'east' },
    });
    expect(clocksFromOf(journey)).toBe('2026-04-01');
    expect(placement).toMatchObject({
      school,
      agreedOn: { from: '2023-06-01', precision: 'month' },
    });
    expect(start?.startedOn).toMatchObject({ from: '2023-09-04', precision: 'day' });
    const agreed = events.find(({ type }) => type === 'PlacementAgreed');
    expect(agreed?.type === 'PlacementAgreed' && pencePerYear(agreed.data.lines)).toBe(64_000_00);
  });

  it('says of every event where it comes from and who imported it', async () => {
    await importing(rows(row()));
    const { events } = await readBack();
    expect(
      new Set(events.map(({ source, actor }) => `${source} ${actor.id} ${actor.role}`)),
    ).toEqual(new Set(['import operator-1 administrator']));
    expect(events.map(({ command }) => command.id)).toEqual([
      ...['register', 'bring-forward', 'plan', 'assign', 'agree', 'start'].map(
        (step) => `import:K-1001:${step}`,
      ),
    ]);
  });

  it('changes nothing when it is repeated, also with other rows around it', async () => {
    await importing(rows(row()));
    const head = await desk.store.head();
    const again = await importing(rows(row()));
    expect(again).toMatchObject({ imported: 0, unchanged: 1, badRows: 0 });
    expect(await desk.store.head()).toBe(head);
    const longer = rows(row({ reference: 'K-0', upn: '' }), row());
    expect(await importing(longer)).toMatchObject({ imported: 1, unchanged: 1, badRows: 0 });
  });

  it('finishes what an interruption left half done', async () => {
    const { record } = desk.journeys;
    let left = 3;
    const interrupted: typeof record = async (...asked) => {
      left -= 1;
      if (left < 0) throw new Error('pulled the plug');
      return record(...asked);
    };
    const ports = {
      ...{ journeys: { ...desk.journeys, record: interrupted }, authority: '886' },
      schoolOf: async () => 'school-1',
      districtOf: async () => undefined,
    };
    const file = fileOf(rows(row()));
    const whole = { decided };
    await expect(importJourneys(ports, { file, actor: operator, whole })).rejects.toThrow('plug');
    expect((await readBack()).events).toHaveLength(3);
    expect(await importing(rows(row()))).toMatchObject({ imported: 1, badRows: 0 });
    expect((await readBack()).events).toHaveLength(6);
  });

  it('says so when a row is different from what was imported, and records nothing of it', async () => {
    await importing(rows(row()));
    const head = await desk.store.head();
    const again = await importing(rows(row({ startedOn: '05/09/2023' })));
    expect(again.bad).toEqual([
      { line: 2, column: 'startedOn', reason: expect.stringContaining('is different from what') },
    ]);
    expect(await desk.store.head()).toBe(head);
  });

  it('decides in a dry run as in earnest, and records nothing', async () => {
    const content = rows(row(), row({ reference: 'K-2', upn: '', route: 'lotX' }));
    const head = await desk.store.head();
    const dry = await importing(content, { dryRun: true });
    expect(await desk.store.head()).toBe(head);
    expect(dry).toMatchObject({ imported: 1, badRows: 1 });
    expect(await importing(content)).toEqual(dry);
    expect(await importing(content, { dryRun: true })).toMatchObject({ imported: 0, unchanged: 1 });
  });

  it('takes what people know of a placement at a setting without a URN that has ended', async () => {
    const told = row({
      ...{ schoolUrn: '', settingName: 'Hill Tuition', settingCategory: 'tuition' },
      ...{ pricePerYear: '', route: '', endedOn: '2025/26', endingReason: 'phase' },
    });
    expect(await importing(rows(told))).toMatchObject({ imported: 1 });
    const { placement, ending } = await readBack();
    expect(placement?.school).toMatchObject({ name: 'Hill Tuition', category: 'tuition' });
    expect(ending).toMatchObject({
      ...{ reasonCode: 'PHASE', placeEndedOn: '2026-03-31' },
      endedOn: { from: '2025-09-01', to: '2026-03-31', precision: 'unknown' },
    });
  });

  it('takes a placement that is agreed and has not begun', async () => {
    await importing(rows(row({ startedOn: '13/04/2026' })));
    const { placement, start } = await readBack();
    expect(placement?.expectedStartOn).toBe('2026-04-13');
    expect(start).toBeUndefined();
    const none = row({ reference: 'K-2', upn: '', startedOn: 'not started' });
    expect(await importing(rows(none))).toMatchObject({ imported: 1 });
  });

  it('takes a learner without a placement', async () => {
    const none = { schoolUrn: '', agreedOn: '', startedOn: '', pricePerYear: '', route: '' };
    expect(await importing(rows(row(none)))).toMatchObject({ imported: 1 });
    expect((await readBack()).placement).toBeUndefined();
  });

  it('takes a need that is named twice for named once', async () => {
    await importing(rows(row({ furtherNeeds: 'SLCN, ASD, SLCN' })));
    const { journey } = await readBack();
    expect(learnerOf(journey)).toMatchObject({ primaryNeed: 'ASD', furtherNeeds: ['SLCN'] });
  });

  it('keeps what is known of plan dates that are no days', async () => {
    await importing(rows(row({ planMadeOn: '2019/20', lastReviewedOn: 'Nov 2025' })));
    const { events, journey } = await readBack();
    expect(plansOf(journey)).toEqual([]);
    expect(events.flatMap((one) => (one.type === 'NoteRecorded' ? [one.data.text] : []))).toEqual([
      'Brought forward; the day is not known. The plan was made in the school year 2019/20. ' +
        'The decision after the last review was notified in November 2025.',
    ]);
  });

  it('reads names saved as Windows-1252, and as UTF-8 with a byte order mark', async () => {
    const content = rows(row({ given: 'Zoë', family: 'O’Neill' }));
    await importing(iconv.encode(content, 'win1252'));
    const marked = rows(row({ reference: 'K-2', upn: '', given: 'Zoë', family: 'Łukasz' }));
    await importing(`\uFEFF${marked}`);
    const [one, other] = [await readBack(), await readBack('K-2')];
    expect(learnerOf(one.journey)?.name).toEqual({ given: 'Zoë', family: 'O’Neill' });
    expect(learnerOf(other.journey)?.name).toEqual({ given: 'Zoë', family: 'Łukasz' });
  });

  it('compares headings without capitals and spaces, and says once which columns it leaves out', async () => {
    const headings = ['Reference', 'Given', 'FAMILY', 'Date of birth', 'As of', 'Shoe size', 'Pet'];
    const told = { Reference: 'K-9', Given: 'Robin', FAMILY: 'Example', 'As of': '31/03/2026' };
    const content = spreadsheet(headings, { ...told, 'Date of birth': '14/3/2012', Pet: 'Rex' });
    expect(await importing(content)).toMatchObject({
      ...{ imported: 1, unknownColumns: ['Shoe size', 'Pet'], badRows: 0 },
    });
  });

  it.each([
    ['dateOfBirth', 'reference,given,family\r\nK-1,Robin,Example\r\n'],
    ['empty', ''],
    ['two columns upn', 'reference,given,family,dateOfBirth,upn,UPN\r\n'],
  ])('refuses a file whose heading does not do: %s', async (problem, content) => {
    await expect(importing(content)).rejects.toThrow(WrongHeading);
    await expect(importing(content)).rejects.toThrow(problem);
  });
});
