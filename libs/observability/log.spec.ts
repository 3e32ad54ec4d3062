import { createLog, type LogLevel } from './log.js';
import type { LogFields } from './loggable.js';

const written: string[] = [];
const logAt = (level: LogLevel = 'debug') =>
  createLog({ level, to: { write: (line) => written.push(line) } });
const lines = (): readonly Record<string, unknown>[] =>
  written.map((line) => JSON.parse(line) as Record<string, unknown>);
const personal = /fay|learner|2015|ME14|1XQ|B801200005001/i;

beforeEach(() => written.splice(0));

describe('the log', () => {
  it('writes one JSON object a line, with level, time and event', () => {
    logAt().info('started', { port: 3000, version: '0.1.0' });
    logAt().warn('projection-behind', { projection: 'worklist', lag: 12, position: 'ab12:0f' });
    expect(lines()).toEqual([
      { level: 'info', time: expect.any(String), event: 'started', port: 3000, version: '0.1.0' },
      {
        ...{ level: 'warn', time: expect.any(String), event: 'projection-behind', lag: 12 },
        ...{ projection: 'worklist', position: 'ab12:0f' },
      },
    ]);
    expect(written.every((line) => line.indexOf('\n') === line.length - 1)).toBe(true);
  });

  it.each<[keyof LogFields, unknown]>([
    ['method', 'POST'],
    ['route', '/api/journeys/:id/as-known-at/*'],
    ['route', '/'],
    ['route', '(none)'],
    ['status', 409],
    ['durationMs', 1.5],
    ['requestId', '3c0ad1f4-0000-4000-8000-000000000000'],
    ['reason', 'offer-lapsed'],
    ['role', 'head-of-send'],
    ['component', 'ExceptionsHandler'],
    ['events', 0],
  ])('holds a %s such as %s', (field, value) => {
    logAt().info('event', { [field]: value });
    expect(lines()[0]).toHaveProperty(field, value);
    expect(lines()[0]).not.toHaveProperty('withheld');
  });

  it.each<[string, unknown]>([
    ['method', 'GET /api?name=Fay'],
    ['route', '/api/journeys?name=Fay Learner'],
    ['route', '/api/search/Fay%20Learner'],
    ['route', '/api/postcodes/ME14 1XQ'],
    ['route', 'https://x/Fay'],
    ['status', 'Fay'],
    ['durationMs', Number.NaN],
    ['requestId', 'Fay Learner'],
    ['reason', 'Fay Learner cannot stay'],
    ['role', { name: 'Fay' }],
    ['projection', ['Fay']],
    ['position', 'Fay'],
    ['events', 'B801200005001'],
    ['name', 'Fay Learner'],
    ['body', { name: 'Fay Learner' }],
    ['Fay Learner', true],
    ['err', new Error('Fay Learner')],
    ['__proto__', 'Fay'],
  ])('leaves out a %s of %j, and says that it left something out', (field, value) => {
    logAt().info('event', JSON.parse('{}') as LogFields);
    logAt().info('event', Object.fromEntries([[field, value]]));
    expect(lines()[1]).toEqual({
      ...{ level: 'info', time: expect.any(String), event: 'event', withheld: 1 },
    });
    expect(written.join('')).not.toMatch(personal);
  });

  it('takes a code for an event and no sentence', () => {
    logAt().info('Fay Learner was registered');
    logAt().info('a %s', { reason: 'Fay' });
    expect(lines().map(({ event }) => event)).toEqual(['unnamed', 'unnamed']);
  });

  it('writes from its level on', () => {
    const log = logAt('warn');
    log.debug('one');
    log.info('two');
    log.warn('three');
    logAt('silent').failure(new Error('four'));
    expect(lines().map(({ event }) => event)).toEqual(['three']);
  });
});

describe('a failure in the log', () => {
  const failing = (): unknown => {
    try {
      return JSON.parse('Fay Learner, ME14 1XQ');
    } catch (error) {
      return error;
    }
  };

  it('says what kind it is and where it happened, not what it says', () => {
    logAt().failure(failing(), 'request-1');
    expect(lines()[0]).toMatchObject({ event: 'failed', requestId: 'request-1' });
    expect(lines()[0]?.['error']).toMatchObject({ kind: 'SyntaxError' });
    expect(written.join('')).toMatch(/log\.spec\.ts:\d+:\d+/);
    expect(written.join('')).not.toMatch(personal);
  });

  it('tells its causes in the same way', () => {
    const full = Object.assign(new Error('database or disk is full: Fay'), { code: 'SQLITE_FULL' });
    logAt().failure(new RangeError('Fay', { cause: full }));
    expect(lines()[0]?.['error']).toMatchObject({
      ...{ kind: 'RangeError', cause: { kind: 'Error', code: 'SQLITE_FULL' } },
    });
    expect(written.join('')).not.toMatch(personal);
  });

  it.each([
    ['a text', 'Fay Learner'],
    ['an object', { name: 'Fay Learner' }],
    ['nothing', undefined],
    ['a message of many lines', new Error('Fay\n    at Fay Learner (/home/ME14:1:2)\nFay')],
    ['a made-up name', Object.assign(new Error('x'), { name: 'Fay Learner', code: 'Fay Learner' })],
    ['a stack of its own', Object.assign(new Error('x'), { stack: 'Fay\n    at Fay:1:2' })],
    ['an endless cause', endless()],
  ])('shows nothing of %s', (_, error) => {
    logAt().failure(error);
    expect(written).toHaveLength(1);
    expect(written.join('')).not.toMatch(personal);
  });

  it('tells in full what is wrong with the installation', () => {
    class MasterKeyError extends Error {}
    logAt().failure(new MasterKeyError('There is no master key at /data/master.key.'));
    expect(lines()[0]?.['error']).toMatchObject({
      ...{ message: 'There is no master key at /data/master.key.' },
    });
  });
});

function endless(): Error {
  const error: Error = new Error('Fay Learner');
  error.cause = error;
  return error;
}

describe('the log as Nest uses it', () => {
  it('keeps what Nest says of modules and routes while it starts', () => {
    logAt().forNest.log('Mapped {/api/journeys/:id, GET} route', 'RouterExplorer');
    expect(lines()[0]).toMatchObject({
      ...{ level: 'debug', component: 'RouterExplorer' },
      detail: 'Mapped {/api/journeys/:id, GET} route',
    });
  });

  it.each(['log', 'warn', 'debug', 'verbose', 'error', 'fatal'] as const)(
    'shows nothing of what else is said by %s',
    (method) => {
      const nest = logAt().forNest;
      nest[method]('Fay Learner');
      nest[method]('Fay Learner', 'ExceptionsHandler');
      nest[method]({ name: 'Fay Learner' }, { also: 'Fay' }, 'Fay Learner');
      nest[method]('Fay', 'Error: Fay Learner\n    at read (/app/x.js:1:2)', 'Handler');
      nest[method](new Error('Fay Learner'), 'Handler');
      expect(lines()).toHaveLength(5);
      expect(written.join('')).not.toMatch(personal);
      expect(lines()[1]).toMatchObject({ component: 'ExceptionsHandler' });
    },
  );

  it('keeps where an error came from', () => {
    logAt().forNest.error('Fay', 'Error: Fay\n    at read (/app/x.js:1:2)', 'Handler');
    expect(lines()[0]?.['error']).toEqual({ frames: ['read (/app/x.js:1:2)'] });
  });
});
