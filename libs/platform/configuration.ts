import { audiences } from '#libs/publishing';
import { z } from 'zod';

/** One setting: where it comes from, what it means, and what holds where it is not given. */
type Setting = Readonly<{ name: string; meaning: string; shape: z.ZodType; byDefault: unknown }>;

const port = z.coerce.number().int().min(0).max(65_535);
const whole = (min: number, max: number) => z.coerce.number().int().min(min).max(max);

const json = <T extends z.ZodType>(shape: T) =>
  z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue('must be JSON');
        return z.NEVER;
      }
    })
    .pipe(shape);

/** Every setting of the service. docs/reference/configuration.md is made from this. */
export const settings = {
  dataDir: {
    name: 'PLACEMENTS_DATA',
    meaning: 'The folder that holds the log, the keys and the tables. Made when it is missing.',
    shape: z.string().min(1),
    byDefault: 'data',
  },
  eventStoreUrl: {
    name: 'PLACEMENTS_EVENTSTORE_URL',
    meaning:
      'An EventStoreDB to keep the log in, as esdb://user:password@host:2113?tls=true. Not given: the log is a file in the data folder.',
    shape: z
      .string()
      .regex(/^(esdb|kurrentdb)(\+discover)?:\/\//, 'must begin with esdb://')
      .optional(),
    byDefault: undefined,
  },
  eventStoreNamespace: {
    name: 'PLACEMENTS_EVENTSTORE_NAMESPACE',
    meaning:
      'What the names of our streams in the EventStoreDB begin with. Nothing else may write there.',
    shape: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
    byDefault: 'placements',
  },
  authority: {
    name: 'PLACEMENTS_AUTHORITY',
    meaning: 'The three-figure code of the local authority; it goes into every event.',
    shape: z.string().regex(/^\d{3}$/),
    byDefault: '886',
  },
  host: {
    name: 'PLACEMENTS_HOST',
    meaning: 'The address to listen on. Only this machine, unless you say otherwise.',
    shape: z.string().min(1),
    byDefault: '127.0.0.1',
  },
  port: {
    name: 'PLACEMENTS_PORT',
    meaning: 'The port to listen on; 0 takes a free one.',
    shape: port,
    byDefault: 3000,
  },
  masterKey: {
    name: 'PLACEMENTS_MASTER_KEY',
    meaning:
      'The key that wraps all others: 32 bytes in base64. Not given: kept in a file in the data folder.',
    shape: z.string().min(1).optional(),
    byDefault: undefined,
  },
  usersFile: {
    name: 'PLACEMENTS_USERS',
    meaning:
      'The JSON file of local users, their roles and tokens. Not given: users.json in the data folder.',
    shape: z.string().min(1).optional(),
    byDefault: undefined,
  },
  bodyLimitBytes: {
    name: 'PLACEMENTS_BODY_LIMIT',
    meaning: 'The largest request body in bytes; a larger one is answered with 413.',
    shape: whole(1024, 100_000_000),
    byDefault: 1_048_576,
  },
  requestTimeoutMs: {
    name: 'PLACEMENTS_REQUEST_TIMEOUT',
    meaning: 'How long a request may take to arrive, in milliseconds.',
    shape: whole(1_000, 600_000),
    byDefault: 30_000,
  },
  waitForPositionMs: {
    name: 'PLACEMENTS_WAIT',
    meaning: 'How long a list waits for the position it was asked for, in milliseconds.',
    shape: whole(0, 60_000),
    byDefault: 2_000,
  },
  mostRemembered: {
    name: 'PLACEMENTS_REMEMBERED',
    meaning: 'How many journeys are kept decrypted in memory, for a minute each.',
    shape: whole(1, 1_000_000),
    byDefault: 5_000,
  },
  watchEveryMinutes: {
    name: 'PLACEMENTS_WATCH_EVERY',
    meaning: 'How many minutes lie between two looks for deadlines that have passed.',
    shape: whole(1, 1_440),
    byDefault: 60,
  },
  approvalLimits: {
    name: 'PLACEMENTS_APPROVAL_LIMITS',
    meaning:
      'What roles may decide by themselves, in pence a year, as JSON: {"team-manager": 3000000}.',
    shape: json(z.record(z.string(), z.int().min(0))),
    byDefault: {},
  },
  consumers: {
    name: 'PLACEMENTS_CONSUMERS',
    meaning:
      'Who may read which audiences of the feed, by user id, as JSON: {"ledger": {"audiences": ["finance"], "restricted": true}}. Restricted records are shown where `restricted` is true.',
    shape: json(
      z.record(
        z.string(),
        z.strictObject({
          audiences: z.array(z.enum(audiences)),
          restricted: z.boolean().optional(),
        }),
      ),
    ),
    byDefault: {},
  },
  whenEmpty: {
    name: 'PLACEMENTS_WHEN_EMPTY',
    meaning:
      'What `npm start` does with an empty data folder: ask, simulate (a small made-up authority), or empty. Where nobody can be asked, it simulates.',
    shape: z.enum(['ask', 'simulate', 'empty']),
    byDefault: 'ask',
  },
  logLevel: {
    name: 'PLACEMENTS_LOG',
    meaning: 'How much is logged: error, warn, info or debug.',
    shape: z.enum(['silent', 'error', 'warn', 'info', 'debug']),
    byDefault: 'info',
  },
} as const satisfies Readonly<Record<string, Setting>>;

type Settings = typeof settings;

export type Configuration = Readonly<{
  [K in keyof Settings]: z.infer<Settings[K]['shape']>;
}>;

/** A setting that cannot be used. The value is not repeated: it may be a secret. */
export class BadSetting extends Error {
  override readonly name = 'BadSetting';
}

/** Reads the configuration from the environment. @throws BadSetting naming the setting and the fault */
export const configurationFrom = (
  environment: Readonly<Record<string, string | undefined>>,
): Configuration =>
  Object.fromEntries(
    Object.entries(settings).map(([key, setting]) => [key, valueOf(setting, environment)]),
  ) as Configuration;

const valueOf = (
  { name, shape, byDefault }: Setting,
  environment: Readonly<Record<string, string | undefined>>,
): unknown => {
  const given = environment[name];
  if (given === undefined || given === '') return byDefault;
  const { success, data, error } = shape.safeParse(given);
  if (success) return data;
  throw new BadSetting(`${name}: ${error.issues.map(({ message }) => message).join('; ')}.`);
};
