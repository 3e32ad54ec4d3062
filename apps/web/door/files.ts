import type { FastifyInstance } from 'fastify';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { govukFolder, webFolder } from './folders.js';

/** Files that pages link to, by their address, which changes with what they hold. */
export type Files = Readonly<{
  addresses: Readonly<Record<FileName, string>>;
  serve: (fastify: FastifyInstance) => void;
}>;

type FileName = 'govukCss' | 'appCss' | 'govukJs' | 'appJs' | 'icon';
type Kept = Readonly<{ type: string; plain: Buffer; br: Buffer; gzip: Buffer }>;

const HASH_LENGTH = 12;

const text = (...path: readonly string[]): string => readFileSync(join(...path), 'utf8');

/**
 * The typeface of GOV.UK and its crest are for services on gov.uk: a council's own must do without
 * both. Without source maps, as they are not served.
 */
const ownFace = (css: string): string =>
  css
    .replaceAll(/@font-face\{[^}]*\}/g, '')
    .replaceAll('GDS Transport,', '')
    .replaceAll(/url\(\/assets\/images\/govuk-crest\.svg\)/g, 'none')
    .replace(/\/\*# sourceMappingURL.*$/m, '');

const sources = (): Readonly<
  Record<FileName, readonly [name: string, type: string, text: string]>
> => ({
  govukCss: [
    'govuk.css',
    'text/css',
    ownFace(text(govukFolder, 'govuk', 'govuk-frontend.min.css')),
  ],
  appCss: ['app.css', 'text/css', text(webFolder, 'files', 'app.css')],
  govukJs: [
    'govuk.js',
    'text/javascript',
    text(govukFolder, 'govuk', 'govuk-frontend.min.js').replace(/\/\/# sourceMappingURL.*$/m, ''),
  ],
  appJs: ['app.js', 'text/javascript', text(webFolder, 'files', 'app.js')],
  icon: ['icon.svg', 'image/svg+xml', text(webFolder, 'files', 'icon.svg')],
});

/** Reads and packs all files once. */
export const openFiles = (): Files => {
  const kept = new Map<string, Kept>();
  const addresses = Object.fromEntries(
    Object.entries(sources()).map(([name, [file, type, content]]) => {
      const hash = createHash('sha256').update(content).digest('hex').slice(0, HASH_LENGTH);
      const address = `/files/${hash}/${file}`;
      kept.set(address, packed(type, content));
      return [name, address];
    }),
  ) as Record<FileName, string>;
  return { addresses, serve: (fastify) => serve(fastify, kept) };
};

const packed = (type: string, content: string): Kept => {
  const plain = Buffer.from(content);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
  return {
    type: `${type}; charset=utf-8`,
    plain,
    br: brotliCompressSync(plain, { params }),
    gzip: gzipSync(plain),
  };
};

const serve = (fastify: FastifyInstance, kept: ReadonlyMap<string, Kept>): void => {
  fastify.get('/files/:hash/:file', (request, reply) => {
    const file = kept.get(request.url);
    if (!file) return reply.status(404).type('text/plain').send('There is no such file.');
    const accepted = String(request.headers['accept-encoding'] ?? '');
    const as = accepted.includes('br') ? 'br' : accepted.includes('gzip') ? 'gzip' : undefined;
    if (as) void reply.header('content-encoding', as);
    return reply
      .headers({ 'cache-control': 'public, max-age=31536000, immutable', vary: 'accept-encoding' })
      .type(file.type)
      .send(as ? file[as] : file.plain);
  });
};
