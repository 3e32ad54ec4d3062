import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCodec } from '#libs/event-sourcing';
import { exampleKey } from '#libs/event-sourcing/testing';
import { openSqliteEventStore } from '#libs/event-store-sqlite';
import { journeyLog, type Append } from '#libs/insight/testing';
import { providerRules, type ProviderEvent } from '#libs/providers';
import {
  BEGINNING,
  createFeed,
  cursorFrom,
  type Audience,
  type CloudEvent,
  type FeedPage,
  type Sees,
} from '../index.js';

/** A log that lives can be told into, and what is published from it. */
export const openPublished = () => {
  const folder = mkdtempSync(join(tmpdir(), 'publishing-'));
  const store = openSqliteEventStore({ path: join(folder, 'log.sqlite'), pollEveryMs: 5 });
  const log = journeyLog(store);
  const feed = createFeed({
    ...{ authority: '886', store, journeys: log.codec },
    providers: createCodec<ProviderEvent>(providerRules.catalogue),
  });

  const page = (audience: Audience, more: PageAsked = {}): Promise<FeedPage> => {
    const { sees = 'everything', cursor, limit = 10_000, types = [] } = more;
    const after = cursor === undefined ? BEGINNING : cursorFrom(cursor);
    const { signal } = new AbortController();
    return feed.page({ audience, sees, after, signal }, limit, types);
  };

  return {
    ...{ store, feed, page },
    /** Each call is one append of one entry: `<journey id>/<first revision>`. */
    tell: async (journeyId: string, ...told: Append) =>
      void (await log.append(journeyId, told, exampleKey())),
    messages: async (audience: Audience, sees: Sees = 'everything') =>
      (await page(audience, { sees })).events,
    close: async () => {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

export type Published = ReturnType<typeof openPublished>;

type PageAsked = Readonly<{
  sees?: Sees;
  cursor?: string;
  limit?: number;
  types?: readonly string[];
}>;

/** What a consumer holds that keeps a row per subject, as it is told to. */
export const tableOf = (messages: readonly CloudEvent[]): ReadonlyMap<string, CloudEvent> => {
  const table = new Map<string, CloudEvent>();
  for (const message of messages)
    if (message.type.includes('.withdrawn.')) table.delete(message.subject);
    else table.set(message.subject, message);
  return table;
};
