import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Actor } from '#platform/app/index.ts';
import { createTestApp, type TestApp } from '../../../test/helpers/app.ts';
import { createServer, type HttpServer, route, type Route } from './index.ts';

const ACTOR: Actor = { kind: 'user', id: 'user_1', name: 'Una', role: 'agent', permissions: new Set() };
const ACTORS = new Map([
  ['yes', ACTOR],
  ['colleague', { ...ACTOR, id: 'user_2' }],
]);
const routes: Route[] = [
  route({
    method: 'POST',
    url: '/rare',
    permission: 'public',
    summary: 'Rarely',
    perMinute: 3,
    handler: async () => undefined,
  }),
  route({
    method: 'POST',
    url: '/rare-for-each',
    permission: 'signed-in',
    summary: 'Rarely for each',
    perMinute: 3,
    handler: async () => undefined,
  }),
];

let test: TestApp;
let server: HttpServer;
before(async () => {
  test = await createTestApp({ publicUrl: 'http://localhost:3000' });
  server = await createServer({
    app: test.app,
    routes,
    permissions: new Set(),
    authenticate: async ({ headers }) => ACTORS.get(headers.authorization ?? '') ?? null,
  });
  await server.ready();
});
after(async () => {
  await server.close();
  await test.close();
});
const errorOf = (answer: { text: string }) => JSON.parse(answer.text).error;

describe('too many requests', () => {
  it('are refused with the time to wait, by address', async () => {
    const from = async (remoteAddress: string, headers: Record<string, string> = {}) =>
      server.inject({ method: 'POST', url: '/api/v1/rare', remoteAddress, headers });
    const statuses: number[] = [];
    for (let i = 0; i < 5; i++) statuses.push((await from('203.0.113.1')).statusCode);
    assert.deepEqual(statuses, [204, 204, 204, 429, 429]);
    const refused = await from('203.0.113.1');
    const wait = Number(refused.headers['retry-after']);
    assert.ok(wait >= 1 && wait <= 60, String(wait));
    assert.deepEqual(errorOf({ text: refused.body }).code, 'http.too_many');
    assert.match(errorOf({ text: refused.body }).message, new RegExp(`Try again in ${wait} seconds`));
    assert.equal((await from('203.0.113.2')).statusCode, 204, 'others go on');
    const lied = await from('203.0.113.1', { 'x-forwarded-for': '203.0.113.77' });
    assert.equal(lied.statusCode, 429, 'an address is not believed that no proxy of ours names');
  });

  it('of people who share an address are counted for each of them', async () => {
    const from = async (authorization: string) =>
      (
        await server.inject({
          method: 'POST',
          url: '/api/v1/rare-for-each',
          remoteAddress: '203.0.113.20',
          headers: { authorization, origin: 'http://localhost:3000' },
        })
      ).statusCode;
    for (const who of ['yes', 'colleague'])
      for (const expected of [204, 204, 204, 429]) assert.equal(await from(who), expected, who);
    const strangers: number[] = [];
    for (let i = 0; i < 400; i++) strangers.push(await from('guess'));
    assert.deepEqual([...new Set(strangers)], [401, 429], 'and their address as a whole');
  });

  it('are counted before anybody asks who it is, so that tokens cannot be guessed', async () => {
    const asked: number[] = [];
    for (let i = 0; i < 5; i++) {
      const answer = await server.inject({
        method: 'POST',
        url: '/api/v1/rare',
        remoteAddress: '203.0.113.9',
        headers: { origin: 'https://evil.example' },
      });
      asked.push(answer.statusCode);
    }
    assert.deepEqual(asked, [403, 403, 403, 429, 429]);
  });
});
