import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { approvalLimitPence, localUsers, type IdentityPort } from '#libs/access';
import { openSqliteAccessLog, type AccessLog } from '#libs/audit';
import { createCodec, type EventStore } from '#libs/event-sourcing';
import { openEventStoreDb } from '#libs/event-store-eventstoredb';
import { openSqliteEventStore } from '#libs/event-store-sqlite';
import { createFigures, openReadModels, type Figures, type ReadModels } from '#libs/insight';
import { journeyCatalogue, type JourneyEvent } from '#libs/lifecycle';
import {
  createLog,
  createMetrics,
  withAppendMetrics,
  type Log,
  type Metrics,
} from '#libs/observability';
import {
  openSqlitePostcodeDirectory,
  parsePostcode,
  type SqlitePostcodeDirectory,
} from '#libs/places';
import {
  finishDestructions,
  loadMasterKey,
  openSqliteKeyStore,
  randomIvs,
  type KeyStore,
} from '#libs/privacy';
import {
  openProviderRegister,
  providerRules,
  type ProviderEvent,
  type ProviderRegister,
} from '#libs/providers';
import { createFeed, type Feed } from '#libs/publishing';
import { createCarrying, createCorrecting, createJourneys, type Journeys } from '#libs/recording';
import { createWatcher, type Watcher } from '#libs/watching';
import { dayOf, now } from './clock.js';
import type { Configuration } from './configuration.js';
import { dataFolder } from './folder.js';

/** Everything there is to work with, put together once. The only place that chooses adapters. */
export type Service = Readonly<{
  store: EventStore;
  keys: KeyStore;
  journeys: Journeys;
  correcting: ReturnType<typeof createCorrecting>;
  carrying: ReturnType<typeof createCarrying>;
  providers: ProviderRegister;
  /** The tables across journeys; `start` makes them follow the log. */
  readModels: ReadModels;
  /** Reports deadlines that passed; `keepWatching` looks again and again. */
  watcher: Watcher;
  /** Figures that were published, and why they would be different now. */
  figures: Figures;
  postcodes: SqlitePostcodeDirectory;
  accessLog: AccessLog;
  /** What other systems are told. */
  feed: Feed;
  identity: IdentityPort;
  log: Log;
  metrics: Metrics;
  configuration: Configuration;
  /** Whether it can do its work: the log can be read. */
  readiness: () => Promise<Readiness>;
  /** Finishes what an earlier stop interrupted. For the one process that serves the folder. */
  finishInterrupted: () => Promise<void>;
  /** Finishes what is under way, then closes every file. */
  close: () => Promise<void>;
}>;

/** There are events, and nothing to read them with. Nothing was changed. */
export class KeysAreGone extends Error {
  override readonly name = 'KeysAreGone';
  constructor(file: string) {
    super(
      `There is a log, but not the keys that belong to it: ${file} is missing. With new keys ` +
        'everything personal would read as erased. Put the key file of this log back.',
    );
  }
}

export type Readiness = Readonly<{ ready: boolean; log: 'readable' | 'unreadable' }>;

// Only what was built can be given to a thread; from source, one thread does all.
const REBUILD_PART = fileURLToPath(new URL('./rebuild-part.js', import.meta.url));

type OpenedLog = Readonly<{
  store: EventStore;
  /** Nothing was ever recorded in it. */
  isNew: boolean;
  /** The file that a second thread can read as well; of a server there is none. */
  rebuildFrom: string | undefined;
}>;

const openLog = async (
  configuration: Configuration,
  { file, metrics }: Readonly<{ file: string; metrics: Metrics }>,
): Promise<OpenedLog> => {
  const { eventStoreUrl: connectionString, eventStoreNamespace: namespace } = configuration;
  if (connectionString === undefined) {
    const isNew = !existsSync(file);
    const rebuildFrom = existsSync(REBUILD_PART) ? file : undefined;
    const store = openSqliteEventStore({ path: file, onCommit: metrics.groupCommit });
    return { store, isNew, rebuildFrom };
  }
  const store = await openEventStoreDb({ connectionString, namespace });
  return { store, isNew: (await store.head()) === 'start', rebuildFrom: undefined };
};

/** Opens the service: its log as configured, everything else on a data folder. @throws KeysAreGone */
export const openService = async (configuration: Configuration): Promise<Service> => {
  const folder = dataFolder(configuration.dataDir);
  const log = createLog({ level: configuration.logLevel });
  const metrics = createMetrics();
  const opened = await openLog(configuration, { file: folder.log, metrics });
  const { store: kept, isNew, rebuildFrom } = opened;
  if (!isNew && !existsSync(folder.keys)) {
    await kept.close();
    throw new KeysAreGone(folder.keys);
  }
  const masterKey = loadMasterKey({
    env: configuration.masterKey,
    file: folder.masterKey,
    create: isNew,
  });
  const store = withAppendMetrics(kept, metrics);
  const keys = openSqliteKeyStore({ file: folder.keys, masterKey });
  const postcodes = openSqlitePostcodeDirectory(folder.postcodes);
  const accessLog = openSqliteAccessLog({ file: folder.accessLog, onWriteFailed: log.failure });
  const { authority } = configuration;
  const world = { authority, store, now, dayOf };
  const providers = openProviderRegister({ ...world, localAuthority: authority });
  const codec = createCodec<JourneyEvent>(journeyCatalogue);
  const readModels = openReadModels({
    ...{ path: folder.tables, store, codec, keys },
    worker: rebuildFrom === undefined ? undefined : { module: REBUILD_PART, data: rebuildFrom },
  });
  const journeys = createJourneys({
    ...{ ...world, keys, codec },
    iv: randomIvs(),
    schoolsOn: providers.located,
    locate: async (text) => {
      const postcode = parsePostcode(text);
      return postcode && postcodes.find(postcode);
    },
    approvalLimitPence: approvalLimitPence(configuration.approvalLimits),
    mostRemembered: configuration.mostRemembered,
  });
  return {
    ...{ store, keys, journeys, providers, readModels, postcodes, accessLog },
    ...{ log, metrics, configuration },
    feed: createFeed({
      ...{ authority, store, journeys: codec },
      providers: createCodec<ProviderEvent>(providerRules.catalogue),
    }),
    watcher: createWatcher({ ...world, toLookAt: readModels.deadlinesToLookAt }),
    figures: createFigures({ authority, store, readModels, now, dayOf }),
    correcting: createCorrecting(journeys),
    carrying: createCarrying(journeys),
    identity: usersIn(configuration.usersFile ?? folder.users),
    readiness: () => readinessOf(store),
    finishInterrupted: async () => void (await finishDestructions(keys, store)),
    close: async () => {
      await readModels.close();
      await providers.close();
      await accessLog.close();
      await store.close();
      await keys.close();
      await postcodes.close();
    },
  };
};

/** Without a list of users nobody is known, and nobody is let in. */
const usersIn = (file: string): IdentityPort =>
  existsSync(file)
    ? localUsers({ file, today: () => dayOf(now()) })
    : {
        identify: async () => undefined,
        nameOf: async () => undefined,
        people: async () => [],
        inRole: async () => undefined,
      };

const readinessOf = async (store: EventStore): Promise<Readiness> => {
  try {
    await store.head();
    return { ready: true, log: 'readable' };
  } catch {
    return { ready: false, log: 'unreadable' };
  }
};
