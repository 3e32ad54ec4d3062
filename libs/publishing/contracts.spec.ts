import {
  agreed,
  annulled,
  day,
  ended,
  on,
  registered,
  started,
  termsChanged,
  wholeLife,
  type Told,
} from '#libs/insight/testing';
import { audiences, contracts, schemasOf, type Audience, type CloudEvent } from './index.js';
import { openPublished, tableOf, type Published } from './testing/index.js';

const suspended: Told = {
  type: 'SuspensionReported',
  on: on(60),
  data: {
    ...{ suspensionId: 'suspension-1', placementId: 'placement-1', sessions: 4 },
    ...{ reasons: [], basis: 'statutory' },
  },
};
const appealed: Told = {
  type: 'AppealRegistered',
  on: on(61),
  data: { appealId: 'appeal-1', against: 'contents', sections: [] },
};
const restricted: Told = {
  type: 'RecordRestricted',
  on: on(62),
  data: { level: 'sealed', reasonCode: 'adopted', people: ['staff-1'] },
};
const unrestricted: Told = {
  type: 'RecordUnrestricted',
  on: on(70),
  data: { reasonCode: 'reasonGone' },
};
const disposed: Told = {
  type: 'RecordDisposed',
  on: on(900),
  data: { proposalId: 'proposal-1', rule: 'rule-1', approvers: ['staff-1', 'staff-2'] },
};
const merged: Told = { type: 'JourneyMergedInto', on: on(80), data: { target: '2' } };

let published: Published;
beforeEach(() => {
  published = openPublished();
});
afterEach(() => published.close());

const placed = async (journeyId = '1'): Promise<void> => {
  await published.tell(journeyId, registered());
  await published.tell(journeyId, agreed(30, 7));
  await published.tell(journeyId, started(on(45)));
};

const rows = async (audience: Audience, sees?: 'what-is-open'): Promise<readonly object[]> =>
  [...tableOf(await published.messages(audience, sees)).values()].map(({ data }) => data);

describe('the finance contract', () => {
  it('says what is paid for a placement in full, each time anew', async () => {
    await placed();
    await published.tell('1', termsChanged(340, 240));
    const messages = await published.messages('finance');
    expect(messages.map(({ data }) => Reflect.get(data, 'status'))).toEqual([
      ...['agreed', 'running', 'running'],
    ]);
    expect(messages.map(({ supersedes }) => supersedes)).toEqual([
      ...[undefined, messages[0]?.id, messages[1]?.id],
    ]);
    expect(messages.at(-1)).toMatchObject({
      ...{ type: 'placements.finance.placement.v1', subject: '1/placement-1', partitionkey: '1' },
      data: {
        fundedFrom: day(45),
        terms: [{ pencePerYear: 7_122_000 }, { from: day(240), pencePerYear: 7_000_000 }],
      },
    });
  });

  it('says nothing of suspensions, appeals or reasons, not even that there was something', async () => {
    await placed();
    const before = await published.messages('finance');
    await published.tell('1', suspended);
    await published.tell('1', appealed);
    expect(await published.messages('finance')).toEqual(before);
    await published.tell('1', ended(400, 'PRVNEED'));
    expect(JSON.stringify(await published.messages('finance'))).not.toMatch(
      /PRVNEED|suspen|appeal/,
    );
    expect(wordsIn('finance')).not.toMatch(
      /suspen|appeal|tribunal|reason|ground|need|attend|exclu|review|diagnos|basis/i,
    );
  });

  it('is put right by an annulment, as if the mistake had not been made', async () => {
    await placed();
    await published.tell('1', termsChanged(340, 240));
    const [before] = await rows('finance');
    await published.tell('1', ended(400, 'PRVNEED'));
    await published.tell('1', annulled(401, '1/4'));
    expect(await rows('finance')).toEqual([before]);
    await published.tell('1', annulled(402, '1/2'), annulled(402, '1/3'));
    expect(await rows('finance')).toMatchObject([{ status: 'agreed', terms: [{}] }]);
    await published.tell('1', annulled(403, '1/1'));
    expect(await rows('finance')).toEqual([]);
  });

  it('has a placement where it was carried to, and no more where it was', async () => {
    await placed();
    await published.tell('2', registered('Other'));
    await published.tell('2', agreed(30, 7));
    await published.tell('1', annulled(50, '1/2'), annulled(50, '1/1'));
    const table = tableOf(await published.messages('finance'));
    expect([...table.keys()]).toEqual(['2/placement-1']);
  });
});

describe('the transport contract', () => {
  it('says where, from when and until when, and that an address changed, not which', async () => {
    await placed();
    await published.tell('1', {
      type: 'AddressChanged',
      on: on(50),
      data: {
        ...{ kind: 'home', effectiveFrom: day(55), withholdFrom: [] },
        address: { lines: ['9 Hidden Lane'], postcode: 'ME14 1XQ' },
      },
    });
    await published.tell('1', ended(400, 'PRVNEED'));
    expect(await rows('transport')).toMatchObject([
      { placementId: 'placement-1', from: day(45), until: day(400) },
      { from: day(55) },
    ]);
  });

  it('carries no plan, price or reason', async () => {
    await placed();
    await published.tell('1', termsChanged(340, 240));
    await published.tell('1', ended(400, 'PRVNEED'));
    expect(JSON.stringify(await published.messages('transport'))).not.toMatch(
      /pence|7000000|PRVNEED|uplift/i,
    );
    expect(wordsIn('transport')).not.toMatch(/pence|price|rate|plan|reason|need|vat|contribution/i);
  });
});

describe('every contract', () => {
  const secrets = /Okafor|Hidden Lane|ME14|Agreed with the manager|staff-/;

  it('carries nothing personal and nobody’s name, over a whole life', async () => {
    for (const append of wholeLife(3, '1')) await published.tell('1', ...append);
    for (const audience of audiences)
      expect(JSON.stringify(await published.messages(audience))).not.toMatch(secrets);
    expect((await published.messages('journey-events')).length).toBeGreaterThan(25);
  });

  it('sends only what its schemas say', async () => {
    for (const append of wholeLife(3, '1')) await published.tell('1', ...append);
    await published.tell('1', suspended, appealed);
    for (const audience of ['journey-events', 'finance', 'transport'] as const) {
      const shapes = new Map(contracts[audience].types.map(({ name, data }) => [name, data]));
      const wrong = (await published.messages(audience)).filter(({ type, data }) => {
        const shape = shapes.get(type);
        return shape ? !shape.safeParse(data).success : !type.endsWith('withdrawn.v1');
      });
      expect(wrong).toEqual([]);
    }
  });

  it('makes the same messages with the same ids whenever it is asked', async () => {
    for (const append of wholeLife(6, '1')) await published.tell('1', ...append);
    const ids = (messages: readonly CloudEvent[]) => messages.map(({ id }) => id);
    const [once, again] = [
      await published.messages('journey-events'),
      await published.messages('journey-events'),
    ];
    expect(again).toEqual(once);
    expect(new Set(ids(once)).size).toBe(once.length);
    expect(
      new Set([...ids(once), ...ids(await published.messages('finance'))]).size,
    ).toBeGreaterThan(once.length);
  });

  it('shows restricted records to those alone who are named', async () => {
    await placed();
    await published.tell('1', restricted);
    for (const audience of ['journey-events', 'finance', 'transport'] as const) {
      expect(await rows(audience, 'what-is-open')).toEqual([]);
      expect((await rows(audience)).length).toBeGreaterThan(0);
    }
    expect(JSON.stringify(await published.messages('journey-events', 'what-is-open'))).not.toMatch(
      /restrict|sealed|adopted/i,
    );
    await published.tell('1', unrestricted);
    expect(await rows('finance', 'what-is-open')).toEqual(await rows('finance'));
  });

  it('does not tell who begins again what was withdrawn in the meantime', async () => {
    await placed();
    await published.tell('1', restricted);
    for (const audience of ['journey-events', 'finance', 'transport'] as const) {
      const open = await published.messages(audience, 'what-is-open');
      expect(open.every(({ type }) => type.includes('.withdrawn.'))).toBe(true);
    }
    expect((await published.messages('finance')).length).toBeGreaterThan(0);
    await published.tell('1', disposed);
    for (const { data } of await published.messages('finance')) expect(data).toEqual({});
  });

  it.each([
    ['merged away', merged],
    ['disposed of', disposed],
  ])(
    'leaves nothing of a record that was %s, and does not say where it went',
    async (_, closing) => {
      await placed();
      await published.tell('1', closing);
      for (const audience of ['journey-events', 'finance', 'transport'] as const) {
        expect(await rows(audience)).toEqual([]);
        expect(await rows(audience, 'what-is-open')).toEqual([]);
      }
    },
  );
});

/** All names of fields, and known codes of theirs, that an audience can ever see. */
const wordsIn = (audience: Audience): string => {
  const words: string[] = [];
  JSON.stringify(schemasOf(audience), (name, value: unknown) => {
    if (name === 'description' || name === '$id') return undefined;
    words.push(name);
    if (name === 'x-known-values' && Array.isArray(value)) words.push(...value.map(String));
    return value;
  });
  return words.filter((word) => word !== 'agreementId').join(' ');
};
