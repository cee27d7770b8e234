import assert from 'node:assert/strict';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Actor } from '#platform/app/index.ts';
import { createTestApp, type TestApp, until } from '../../../test/helpers/app.ts';
import { createServer, type HttpServer, route } from './index.ts';
import { PATIENCE, serverTimes } from './patience.ts';

const ACTOR: Actor = { kind: 'token', id: 'token_1', name: 'T', role: 'agent', permissions: new Set(['*']) };
const PATIENCE_MS = { headersMs: 400, bodyMs: 300, keepMs: 300, silenceMs: 5000, uploadMs: 60_000 };

let test: TestApp;
let server: HttpServer;
const open: Socket[] = [];
const taken: string[] = [];

before(async () => {
  test = await createTestApp();
  server = await createServer({
    app: test.app,
    permissions: new Set(['probe.write']),
    authenticate: async ({ headers }) => (headers.authorization === 'yes' ? ACTOR : null),
    patience: PATIENCE_MS,
    routes: [
      route({
        method: 'POST',
        url: '/probe',
        permission: 'probe.write',
        summary: 'Takes',
        body: z.object({ name: z.string() }),
        response: z.object({ name: z.string() }),
        async handler({ body }) {
          taken.push(body.name);
          return { name: body.name };
        },
      }),
      route({
        method: 'POST',
        url: '/upload',
        permission: 'probe.write',
        summary: 'Takes as it flows',
        rawBody: true,
        response: z.object({ bytes: z.number() }),
        async handler({ request }) {
          let bytes = 0;
          for await (const chunk of request.raw) bytes += chunk.length;
          return { bytes };
        },
      }),
    ],
  });
  await server.listen({ port: 0, host: '127.0.0.1' });
});
after(async () => {
  for (const socket of open) socket.destroy();
  await server.close();
  await test.close();
});

/** A connection of which everything that comes is kept. */
function dial() {
  const socket = connect((server.server.address() as AddressInfo).port, '127.0.0.1');
  open.push(socket);
  const line = {
    socket,
    said: '',
    isClosed: false,
    statuses: () => [...line.said.matchAll(/HTTP\/1\.1 (\d{3})/g)].map((match) => Number(match[1])),
  };
  socket.on('data', (chunk) => (line.said += chunk.toString('latin1')));
  socket.on('error', () => undefined);
  socket.on('close', () => (line.isClosed = true));
  return line;
}

const HEAD = 'Host: x\r\nAuthorization: yes\r\nContent-Type: application/json\r\n';
const request = (body: string, headers = HEAD, path = '/api/v1/probe') =>
  `POST ${path} HTTP/1.1\r\n${headers}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
const chunked = (...chunks: string[]) =>
  `POST /api/v1/probe HTTP/1.1\r\n${HEAD}Transfer-Encoding: chunked\r\n\r\n${chunks.join('')}`;

/** Sends one piece after the other, slowly enough that none is silent and none is done. */
async function drip(line: ReturnType<typeof dial>, pieces: Iterable<string>, everyMs = 50): Promise<void> {
  for (const piece of pieces) {
    if (line.isClosed) return;
    line.socket.write(piece);
    await pause(everyMs);
  }
}

describe('a connection that is slow', () => {
  it('is ended when its headers drip', async () => {
    const line = dial();
    line.socket.write('POST /api/v1/probe HTTP/1.1\r\n');
    await drip(line, Array(60).fill('X-Drip: a\r\n'));
    await until('it is ended', () => line.isClosed, 3000);
    assert.deepEqual(line.statuses(), [408]);
  });

  it('is ended when it says nothing at all', async () => {
    const line = dial();
    await until('it is ended', () => line.isClosed, 3000);
  });

  it('is answered and ended when its body drips, announced or in chunks', async () => {
    for (const start of [
      `POST /api/v1/probe HTTP/1.1\r\n${HEAD}Content-Length: 1000\r\n\r\n{"name":"`,
      `POST /api/v1/probe HTTP/1.1\r\n${HEAD}Transfer-Encoding: chunked\r\n\r\n`,
    ]) {
      const line = dial();
      line.socket.write(start);
      await drip(line, Array(60).fill(start.includes('chunked') ? '1\r\na\r\n' : 'a'));
      await until('it is ended', () => line.isClosed, 3000);
      assert.deepEqual(line.statuses(), [408], line.said);
      assert.match(line.said, /"code":"http\.too_slow"/);
      assert.doesNotMatch(line.said, /\n\s+at /);
    }
  });

  it('is ended when its body drips although nobody will read it', async () => {
    for (const [path, headers, status] of [
      ['/nowhere', HEAD, 408],
      ['/api/v1/probe', HEAD.replace('yes', 'no'), 401],
      ['/api/v1/upload', HEAD.replace('yes', 'no'), 401],
      ['/api/v1/openapi.json', HEAD, 408],
    ] as const) {
      const line = dial();
      line.socket.write(`POST ${path} HTTP/1.1\r\n${headers}Content-Length: 1000\r\n\r\n{`);
      await drip(line, Array(60).fill('a'));
      assert.ok(line.isClosed, path);
      assert.deepEqual(line.statuses(), [status], path);
    }
  });

  it('is kept for more, whatever the answer was', async () => {
    const line = dial();
    for (let count = 1; count <= 3; count++) {
      line.socket.write('GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n');
      await until('it is answered', () => line.statuses().length === count);
      assert.doesNotMatch(line.said, /connection: close/i);
    }
  });

  it('is ended between two requests, after the time that it may be kept', async () => {
    const line = dial();
    line.socket.write(request('{"name":"once"}'));
    await until('it is answered', () => line.statuses().length === 1);
    await until('it is ended', () => line.isClosed, 5000);
    assert.deepEqual(line.statuses(), [200]);
  });

  it('may take its time over an upload', async () => {
    const line = dial();
    line.socket.write(
      `POST /api/v1/upload HTTP/1.1\r\n${HEAD}Content-Length: 20\r\nConnection: close\r\n\r\n`,
    );
    await drip(line, Array(20).fill('a'), 40);
    await until('it is answered', () => line.isClosed, 3000);
    assert.deepEqual(line.statuses(), [200]);
    assert.match(line.said, /\{"bytes":20\}/);
  });

  it('is not waited for in a request that is complete', async () => {
    const line = dial();
    await drip(line, [request('{"name":"a"}'), request('{"name":"b"}'), request('{"name":"c"}')], 200);
    await until('all are answered', () => line.statuses().length === 3);
    assert.deepEqual(line.statuses(), [200, 200, 200]);
  });

  it('finds sane times where nobody sets others', () => {
    const times = serverTimes(PATIENCE);
    assert.ok(times.http.headersTimeout <= 30_000 && times.http.headersTimeout >= 5000);
    assert.ok(times.http.headersTimeout < times.requestTimeout && times.requestTimeout > 0);
    assert.ok(times.keepAliveTimeout > 60_000, 'longer than proxies keep theirs');
    assert.ok(times.connectionTimeout > times.keepAliveTimeout);
    assert.ok(PATIENCE.bodyMs < times.connectionTimeout);
  });
});

describe('requests on one connection', () => {
  it('are answered in their order, each with its own permission', async () => {
    const line = dial();
    const stranger = HEAD.replace('yes', 'no');
    line.socket.write(
      request('{"name":"first"}') +
        request('{"name":"second"}', stranger) +
        request('{"name":"third"}') +
        request('{"name":4}') +
        request('{"name":"last"}', `${HEAD}Connection: close\r\n`),
    );
    await until('it is closed', () => line.isClosed);
    assert.deepEqual(line.statuses(), [200, 401, 200, 400, 200]);
    assert.deepEqual(
      [...line.said.matchAll(/\{"name":"(\w+)"\}/g)].map((match) => match[1]),
      ['first', 'third', 'last'],
    );
    assert.ok(!taken.includes('second'));
  });

  it('end where two lengths disagree, so that nothing can be smuggled behind', async () => {
    const hidden = request('{"name":"smuggled"}');
    for (const headers of [
      `${HEAD}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n`,
      `${HEAD}Transfer-Encoding: chunked\r\nContent-Length: 5\r\n`,
      `${HEAD}Content-Length: 5\r\nContent-Length: 6\r\n`,
      `${HEAD}Content-Length: +5\r\n`,
      `${HEAD}Content-Length: 0x5\r\n`,
      `${HEAD}Transfer-Encoding: chunked, identity\r\n`,
      `${HEAD}Transfer-Encoding: xchunked\r\n`,
      `${HEAD}Transfer-Encoding : chunked\r\n`,
      `${HEAD}Content-Length: 5\n`,
    ]) {
      const line = dial();
      line.socket.write(`POST /api/v1/probe HTTP/1.1\r\n${headers}\r\n0\r\n\r\n${hidden}`);
      await until(`it is closed: ${headers}`, () => line.isClosed, 5000);
      assert.deepEqual(line.statuses(), [400], headers);
    }
    assert.ok(!taken.includes('smuggled'));
  });

  it('may come in chunks of any size, and not in broken ones', async () => {
    const good = dial();
    const each = [...'{"name":"chunked"}'].map((character) => `1\r\n${character}\r\n`);
    good.socket.write(chunked(...each, '0\r\n\r\n'));
    await until('it is answered', () => good.statuses().length === 1);
    assert.deepEqual(good.statuses(), [200]);
    for (const broken of ['z\r\n', '-1\r\n', 'ffffffffffffffffff\r\n', '1\r\nab\r\n', '1 ;\nx\r\n\r\n']) {
      const line = dial();
      line.socket.write(chunked(broken, '0\r\n\r\n'));
      await until(`it is closed: ${broken}`, () => line.isClosed, 5000);
      assert.ok([400, 413].includes(line.statuses()[0]!), `${broken}: ${line.said}`);
    }
  });

  it('are refused with headers without end, by size and by number', async () => {
    const large = dial();
    large.socket.write(`GET / HTTP/1.1\r\nHost: x\r\n${`X-A: ${'a'.repeat(1000)}\r\n`.repeat(20)}\r\n`);
    await until('it is closed', () => large.isClosed, 5000);
    assert.deepEqual(large.statuses(), [431]);
    const many = dial();
    many.socket.write(`GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${'A:b\r\n'.repeat(3000)}\r\n`);
    await until('it is closed', () => many.isClosed, 5000);
    assert.ok([404, 431].includes(many.statuses()[0]!), many.said.slice(0, 100));
  });

  it('are no way to another protocol or through us to another machine', async () => {
    for (const [words, status] of [
      ['CONNECT example.com:443 HTTP/1.1\r\nHost: example.com\r\n\r\n', undefined],
      ['GET http://example.com/ HTTP/1.1\r\nHost: example.com\r\nConnection: close\r\n\r\n', 404],
      ['GET / HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
      ['TRACE / HTTP/1.1\r\nHost: x\r\nCookie: a=b\r\nConnection: close\r\n\r\n', 404],
      ['GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n', 404],
      ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
    ] as const) {
      const line = dial();
      line.socket.write(words);
      await until(`it is closed: ${words}`, () => line.isClosed, 5000);
      assert.equal(line.statuses()[0], status, words);
      assert.doesNotMatch(line.said, /a=b|node_modules|\n\s+at /);
    }
  });
});
