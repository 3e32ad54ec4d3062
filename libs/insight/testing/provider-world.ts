import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import {
  createCodec,
  instantOf,
  microsOf,
  type Instant,
  type LocalDate,
  type Ticket,
} from '#libs/event-sourcing';
import { openSqliteEventStore } from '#libs/event-store-sqlite';
import { openProjection, type OpenedProjection } from '#libs/projections';
import {
  openProviderRegister,
  providerCatalogue,
  type ProviderCommand,
  type ProviderEvent,
  type ProviderRegister,
} from '#libs/providers';
import { providerTables, type ProviderTables } from '../providers/provider-tables.js';

export type ProviderWorld = Readonly<{
  /** Records a command through the register, an hour after the one before. @throws on a refusal */
  tell: (providerId: string, command: ProviderCommand) => Promise<void>;
  /** The instant of the last recording. */
  now: () => Instant;
  db: () => Promise<Kysely<ProviderTables>>;
  projection: OpenedProjection;
  close: () => Promise<void>;
}>;

const HOUR = 3_600_000_000n;
const LONG_MS = 10_000;

/** A register of providers, and its tables, in a folder of their own. */
export const openProviderWorld = (): ProviderWorld => {
  const folder = mkdtempSync(join(tmpdir(), 'providers-'));
  const store = openSqliteEventStore({ path: join(folder, 'log.sqlite'), pollEveryMs: 5 });
  let micros = microsOf('2026-10-01T09:00:00.000000Z' as Instant);
  const register: ProviderRegister = openProviderRegister({
    ...{ authority: '886', localAuthority: '886', store },
    now: () => instantOf(micros),
    dayOf: (instant) => instant.slice(0, 10) as LocalDate,
  });
  const projection = openProjection({
    ...{ folder: join(folder, 'tables'), projection: providerTables, pollEveryMs: 5 },
    source: { store, codec: createCodec<ProviderEvent>(providerCatalogue) },
  });
  projection.start();
  let commands = 0;

  return {
    projection,
    tell: async (providerId, command) => {
      micros += HOUR;
      const written = await register.record(providerId, command, ticketOf((commands += 1)));
      if (written.outcome !== 'recorded') throw new Error(JSON.stringify(written));
    },
    now: () => instantOf(micros),
    db: async () => {
      const reached = await projection.waitFor(await store.head(), LONG_MS);
      if (reached === 'not-yet') throw new Error('The tables did not catch up.');
      return projection.reader<ProviderTables>();
    },
    close: async () => {
      await projection.close();
      await register.close();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

const ticketOf = (count: number): Ticket => ({
  ...{ commandId: `command-${count}`, caller: 'test', body: count },
  // Somebody else each time: who asks for a higher price does not decide on it.
  actor: { id: `staff-${count}`, role: 'commissioner' },
  ...{ source: 'user', correlationId: `command-${count}` },
});
