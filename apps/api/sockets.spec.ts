import { once } from 'node:events';
import type { Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { served, tokenOf, type Served } from './testing/index.js';

let service: Served;
let port: number;
beforeEach(async () => {
  service = await served({ settings: { PLACEMENTS_REQUEST_TIMEOUT: '1000' } });
  await service.app.listen(0, '127.0.0.1');
  port = Number(new URL(await service.app.getUrl()).port);
});
afterEach(() => service.close());

/** Sends bytes as they are, and reads until the service closes. */
const exchanged = (bytes: string): Promise<string> =>
  new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.setEncoding('utf8');
    socket.on('data', (data: string) => (answer += data));
    socket.on('error', reject);
    socket.on('close', () => resolve(answer));
  });

const headOf = (answer: string): string => answer.split('\r\n')[0] ?? '';

const problemIn = (answer: string): unknown =>
  JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4));

describe('over a socket', () => {
  it('an address and headers beyond 16 kB are answered with 431', async () => {
    const answer = await exchanged(`GET /${'Zanzibar'.repeat(4_000)} HTTP/1.1\r\nHost: x\r\n\r\n`);
    expect(headOf(answer)).toBe('HTTP/1.1 431 Request Header Fields Too Large');
    expect(answer).toContain('Content-Type: application/problem+json');
    expect(problemIn(answer)).toMatchObject({ status: 431, code: 'head-too-large' });
    expect(answer).not.toContain('Zanzibar');
  });

  it('what is no HTTP is answered with 400', async () => {
    const answer = await exchanged('Zanzibar or bust\r\n\r\n');
    expect(headOf(answer)).toBe('HTTP/1.1 400 Bad Request');
    expect(problemIn(answer)).toMatchObject({ status: 400, code: 'bad-request' });
    expect(answer).not.toContain('Zanzibar');
  });

  it('a body that announces more than is allowed is refused before it is sent', async () => {
    const head = [
      'POST /api/journeys HTTP/1.1',
      ...['Host: x', 'Connection: close', 'Content-Type: application/json'],
      ...[`Authorization: Bearer ${tokenOf('caseworker')}`, 'Content-Length: 10485760'],
    ].join('\r\n');
    const answer = await exchanged(`${head}\r\n\r\n`);
    expect(headOf(answer)).toBe('HTTP/1.1 413 Payload Too Large');
    expect(answer).toContain('body-too-large');
  });
});

const search = JSON.stringify({ text: 'nobody' });
const searching = [
  'POST /api/search HTTP/1.1',
  ...['Host: x', 'Content-Type: application/json', `Content-Length: ${search.length}`],
  ...[`Authorization: Bearer ${tokenOf('caseworker')}`, '', ''],
].join('\r\n');

/** Sends the first bytes and waits until the service has them; then sends the rest on demand. */
const begun = async (server: Server, whole: string, first: number) => {
  const accepted = once(server, 'connection') as Promise<[Socket]>;
  const socket = connect(port, '127.0.0.1');
  const answers: string[] = [];
  socket.setEncoding('utf8').on('data', (data: string) => answers.push(data));
  socket.write(whole.slice(0, first));
  const [there] = await accepted;
  while (there.bytesRead < first) await new Promise(setImmediate);
  const gone = once(socket, 'close');
  const finish = async (): Promise<string> => {
    socket.write(whole.slice(first));
    await gone;
    return answers.join('');
  };
  return { finish };
};

describe('a service that is told to stop', () => {
  it('answers what is under way, tells who asks only now to come back, and stops', async () => {
    const server = service.app.getHttpServer() as Server;
    const whole = searching + search;
    const underWay = await begun(server, whole, searching.length + 5);
    const tooLate = await begun(server, whole, 10);
    const stopped = service.app.close();
    while (server.listening) await new Promise(setImmediate);
    const [first, second] = await Promise.all([underWay.finish(), tooLate.finish()]);
    expect(headOf(first)).toBe('HTTP/1.1 200 OK');
    expect(first.toLowerCase()).toContain('connection: close\r\n');
    expect(problemIn(second)).toMatchObject({ status: 503, code: 'stopping' });
    await stopped;
  });
});
