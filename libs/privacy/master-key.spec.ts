import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadMasterKey } from './master-key.js';

const configured = Buffer.alloc(32, 'configured').toString('base64');

describe('the master key', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'master-'));
    file = join(folder, 'master.key');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is made once, readable by its owner only, and read again the same', () => {
    const made = loadMasterKey({ file, create: true });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(loadMasterKey({ file, create: true }).equals(made)).toBe(true);
    expect(loadMasterKey({ file, create: false }).equals(made)).toBe(true);
    expect(readdirSync(folder)).toEqual(['master.key']);
  });

  it('differs from one installation to the next', () => {
    const one = loadMasterKey({ file, create: true });
    const two = loadMasterKey({ file: join(folder, 'other.key'), create: true });
    expect(one.equals(two)).toBe(false);
  });

  it('as configured goes before the file, and makes none', () => {
    const key = loadMasterKey({ env: configured, file, create: true });
    expect(key.export().toString('base64')).toBe(configured);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is asked for when there is none and none may be made', () => {
    expect(() => loadMasterKey({ file, create: false })).toThrow(`There is no master key at`);
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    ['', 'nothing'],
    ['c2hvcnQ=', 'too short'],
    [Buffer.alloc(33).toString('base64'), 'too long'],
    [Buffer.alloc(32).toString('hex'), 'hexadecimal'],
    [`${configured.slice(0, 20)}!${configured.slice(21)}`, 'not base64'],
  ])('is refused when it is "%s": %s', (text) => {
    expect(() => loadMasterKey({ env: text, file, create: true })).toThrow(
      'The configured master key is not 32 bytes written as base64',
    );
    writeFileSync(file, text);
    expect(() => loadMasterKey({ file, create: true })).toThrow(`The master key in ${file} is not`);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('does not show in the refusal', () => {
    const almost = `${configured}A`;
    expect(() => loadMasterKey({ env: almost, file, create: true })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining(configured.slice(0, 12)) }),
    );
  });
});
