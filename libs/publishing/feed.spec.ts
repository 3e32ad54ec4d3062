import { agreed, on, registered, started, wholeLife } from '#libs/insight/testing';
import { BadFeedCursor, cursorFrom, type CloudEvent } from './index.js';
import { openPublished, type Published } from './testing/index.js';

let published: Published;
beforeEach(async () => {
  published = openPublished();
  for (const journey of ['1', '2', '3'])
    for (const append of wholeLife(Number(journey), journey))
      await published.tell(journey, ...append);
});
afterEach(() => published.close());

const idsOf = (messages: readonly CloudEvent[]) => messages.map(({ id }) => id);

describe('a page of the feed', () => {
  it.each([1, 3, 50])(
    'leads on to the next without loss or repeat, %s at a time',
    async (limit) => {
      const all = idsOf(await published.messages('journey-events'));
      const found: string[] = [];
      for (let cursor = 'start', caughtUp = false; !caughtUp;) {
        const page = await published.page('journey-events', { cursor, limit });
        found.push(...idsOf(page.events));
        ({ cursor, caughtUp } = page);
      }
      expect(found).toEqual(all);
    },
  );

  it('holds the types asked for, and its cursor gets past the others', async () => {
    const types = ['placements.journey.placement-agreed.v1'];
    const page = await published.page('journey-events', { types });
    expect(page.events.map(({ type }) => type)).toEqual([types[0], types[0], types[0]]);
    expect(page.caughtUp).toBe(true);
    expect((await published.page('journey-events', { cursor: page.cursor })).events).toEqual([]);
  });

  it('refuses a cursor that is none', () => {
    for (const text of ['', 'yesterday', 'start~', 'abc:12~x', '../etc'])
      expect(() => cursorFrom(text)).toThrow(BadFeedCursor);
  });
});

describe('following the feed', () => {
  const follow = async (
    cursor: string,
    count: number,
    onItem: (seen: number) => Promise<void> = async () => undefined,
  ) => {
    const ending = new AbortController();
    const seen: CloudEvent[] = [];
    let last = cursor;
    const asked = { audience: 'finance', sees: 'everything' } as const;
    const after = cursorFrom(cursor);
    for await (const item of published.feed.follow({ ...asked, after, signal: ending.signal })) {
      last = item.cursor;
      if (item.message) seen.push(item.message);
      await onItem(seen.length);
      if (seen.length >= count) break;
    }
    ending.abort();
    return { seen, cursor: last };
  };

  it('goes from what is there to what comes, and on where it was left', async () => {
    const there = idsOf(await published.messages('finance'));
    const first = await follow('start', 2);
    let told = false;
    const rest = await follow(first.cursor, there.length - 2 + 2, async (seen) => {
      if (seen < there.length - 2 || told) return;
      told = true;
      await published.tell('4', registered(), agreed(30, 7));
      await published.tell('4', started(on(45)));
    });
    expect(idsOf([...first.seen, ...rest.seen])).toEqual(
      idsOf(await published.messages('finance')),
    );
  });
});
