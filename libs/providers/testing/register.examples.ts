import { instantOf, type LocalDate, type Ticket } from '#libs/event-sourcing';
import { openSqliteEventStore } from '#libs/event-store-sqlite';
import { temporaryFolder } from '#libs/event-store-sqlite/testing';
import { openProviderRegister, type ProviderRegister } from '../register.js';
import { commissioner } from './provider.examples.js';

/** 1 October 2026, 9 o'clock. */
const FIRST_INSTANT = 1_790_845_200_000_000n;

/** A register on a store of its own; `another` opens the same file as another process would. */
export const temporaryRegister = () => {
  const folder = temporaryFolder();
  const path = folder.fileIn('events.db');
  const closing: (() => Promise<void>)[] = [];
  let micros = FIRST_INSTANT;

  const another = (): ProviderRegister => {
    const store = openSqliteEventStore({ path });
    const register = openProviderRegister({
      ...{ authority: '886', localAuthority: '886', store },
      now: () => instantOf((micros += 1n)),
      dayOf: (instant) => instant.slice(0, 10) as LocalDate,
    });
    closing.unshift(async () => {
      await register.close();
      await store.close();
    });
    return register;
  };

  const remove = async (): Promise<void> => {
    for (const close of closing) await close();
    folder.remove();
  };

  return { register: another(), another, remove };
};

export const ticketFor = (commandId: string, body: unknown = commandId): Ticket => ({
  ...{ commandId, caller: 'test', body, actor: commissioner },
  ...{ source: 'user', correlationId: commandId },
});
