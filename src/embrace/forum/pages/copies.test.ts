import assert from 'node:assert/strict';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import Fastify from 'fastify';
import { sendOwn, sendShared } from '#ui/site/index.ts';
import { keepCopies } from './copies.ts';

const server = Fastify({ forceCloseConnections: true, trustProxy: true });
let port = 0;
let now = 0;
let made = 0;
before(async () => {
  server.addHook('onRequest', async (_request, reply) => {
    reply.headers({ 'x-frame-options': 'DENY', 'x-of-this-answer': String(made) });
  });
  await server.register(async (pages) => {
    keepCopies(
      pages,
      () => 'en',
      () => now,
    );
    pages.get('/page', async (request, reply) =>
      sendShared(request, reply, { body: `made ${++made} for ${request.protocol}://${request.host}` }),
    );
    pages.get('/own', async (request, reply) => sendOwn(request, reply, { body: `own ${++made}` }));
  });
  await server.listen({ port: 0, host: '127.0.0.1' });
  ({ port } = server.server.address() as AddressInfo);
});
after(() => server.close());

interface Got {
  status: number | undefined;
  headers: http.IncomingHttpHeaders;
  body: string;
}

function get(path: string, headers: Record<string, string> = {}): Promise<Got> {
  return new Promise((resolve, reject) => {
    const asked = http.get({ port, path, headers: { host: 'a.example', ...headers } }, (answer) => {
      let body = '';
      answer.on('data', (part: Buffer) => (body += part.toString()));
      answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, body }));
    });
    asked.on('error', reject);
  });
}

/** Without headers that say when and to whom an answer was sent. */
const lasting = (headers: http.IncomingHttpHeaders) =>
  Object.fromEntries(
    Object.entries(headers).filter(([name]) => !['date', 'x-of-this-answer'].includes(name)),
  );

describe('copies over a connection', () => {
  it('are the page with all that it says of itself, for a second', async () => {
    const first = await get('/page');
    const copy = await get('/page');
    assert.equal(copy.body, first.body);
    assert.deepEqual(lasting(copy.headers), lasting(first.headers));
    assert.equal(copy.headers['x-frame-options'], 'DENY');
    assert.equal(copy.headers['x-of-this-answer'], undefined, 'nothing of the first reader');
    now += 1001;
    assert.notEqual((await get('/page')).body, first.body);
  });

  it('are not sent to who has them, and not to members', async () => {
    const { headers, body } = await get('/page');
    for (const tag of [headers.etag!, `"other", W/${headers.etag}`]) {
      const known = await get('/page', { 'if-none-match': tag });
      assert.deepEqual([known.status, known.body, known.headers.etag], [304, '', headers.etag]);
    }
    assert.equal((await get('/page', { 'if-none-match': '"older"' })).body, body);
    assert.notEqual((await get('/page', { cookie: 'theme=dark; rapport_member=x' })).body, body);
    assert.equal((await get('/page', { cookie: 'theme=dark' })).body, body);
  });

  it('are of one host and one protocol, whoever names them', async () => {
    const { body } = await get('/page');
    for (const [headers, of] of [
      [{ host: 'b.example' }, 'http://b.example'],
      [{ 'x-forwarded-proto': 'https' }, 'https://a.example'],
      [{ 'x-forwarded-host': 'c.example' }, 'http://c.example'],
    ] as const) {
      const other = await get('/page', headers);
      assert.ok(other.body.endsWith(` for ${of}`), other.body);
      assert.equal((await get('/page', headers)).body, other.body);
    }
    assert.equal((await get('/page')).body, body);
    const twice = await get('/page', { 'x-forwarded-host': 'a.example' });
    assert.equal(twice.body, body, 'a proxy that says the same host twice');
  });

  it('are never of what is for one reader', async () => {
    assert.notEqual((await get('/own')).body, (await get('/own')).body);
  });
});
