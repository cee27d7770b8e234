import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import Fastify from 'fastify';
import { answerFirst } from './first.ts';

const server = Fastify({ forceCloseConnections: true });
const seen: string[] = [];
let at = '';
before(async () => {
  server.get('/*', async ({ url }) => `served ${url}`);
  server.post('/*', async ({ url, body }) => `took ${JSON.stringify(body)} at ${url}`);
  for (const name of ['one', 'two'])
    answerFirst(server, ({ url }, response) => {
      seen.push(name);
      if (url !== `/${name}`) return false;
      response.end(`first ${name}`);
      return true;
    });
  await server.listen({ port: 0, host: '127.0.0.1' });
  at = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
});
after(() => server.close());
const textAt = async (path: string, init?: RequestInit) => (await fetch(at + path, init)).text();

describe('who answers first', () => {
  it('is whoever has an answer; all others get the request as it is', async () => {
    assert.equal(await textAt('/one'), 'first one');
    assert.equal(await textAt('/two'), 'first two');
    assert.equal(await textAt('/three'), 'served /three');
    assert.ok(seen.includes('one') && seen.includes('two'));
  });

  it('is not asked about what has a body, nor about what nobody sent', async () => {
    const [asked, json] = [seen.length, { 'content-type': 'application/json' }];
    const posted = await textAt('/one', { method: 'POST', body: '{"a":1}', headers: json });
    assert.equal(posted, 'took {"a":1} at /one');
    assert.equal((await server.inject('/one')).body, 'served /one');
    assert.equal(seen.length, asked);
  });
});
