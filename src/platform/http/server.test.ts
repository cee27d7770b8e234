import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { z } from 'zod';
import type { AddressInfo } from 'node:net';
import type { Actor } from '#platform/app/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { createTestApp, type TestApp } from '../../../test/helpers/app.ts';
import {
  createServer,
  type HttpServer,
  idOf,
  longText,
  pageQuery,
  route,
  type Route,
  shortText,
} from './index.ts';

const ACTOR: Actor = {
  kind: 'user',
  id: 'user_1',
  name: 'Una',
  role: 'agent',
  permissions: new Set(['probe.write']),
};
const SECRET = 'the words of a stack trace';

let test: TestApp;
let server: HttpServer;
let handled = 0;

const accepted = z.object({
  name: shortText,
  list: z.array(z.number()).max(3).optional(),
  note: longText.optional(),
});
const routes: Route[] = [
  route({
    method: 'POST',
    url: '/probe',
    permission: 'probe.write',
    summary: 'Takes',
    body: accepted,
    response: z.object({ name: z.string() }),
    async handler({ body }) {
      handled += 1;
      return { name: body.name };
    },
  }),
  route({
    method: 'GET',
    url: '/probe/:id',
    permission: 'probe.write',
    summary: 'Gives',
    params: z.object({ id: idOf('probe') }),
    query: pageQuery,
    response: z.object({ id: z.string(), limit: z.number() }),
    handler: async ({ params, query }) =>
      ({ id: params.id, limit: query.limit, secret: 'not in the shape' }) as never,
  }),
  route({
    method: 'POST',
    url: '/fails',
    permission: 'probe.write',
    summary: 'Fails as its name says',
    body: z.object({ how: z.string() }),
    async handler({ body }) {
      if (body.how === 'known')
        throw new AppError('probe.refused', 409, 'There is no {what}.', { what: 'more' });
      if (body.how === 'full') throw Object.assign(new Error(SECRET), { code: '53100' });
      if (body.how === 'away') throw Object.assign(new Error(SECRET), { code: 'ECONNREFUSED' });
      if (body.how.startsWith('code ')) throw Object.assign(new Error(SECRET), { code: body.how.slice(5) });
      throw new Error(SECRET);
    },
  }),
  route({
    method: 'POST',
    url: '/free',
    permission: 'public',
    summary: 'Any body',
    body: z.unknown(),
    handler: async () => void (handled += 1),
  }),
];

before(async () => {
  test = await createTestApp({ publicUrl: 'http://localhost:3000' });
  server = await createServer({
    app: test.app,
    routes,
    permissions: new Set(['probe.write']),
    authenticate: async ({ headers }) => (headers.authorization === 'yes' ? ACTOR : null),
  });
  server.get('/page/:id', async () => `page ${++handled}`);
  await server.ready();
});
after(async () => {
  await server.close();
  await test.close();
});

const send = async (
  url: string,
  payload?: unknown,
  headers: Record<string, string> = {},
  method: 'GET' | 'POST' | 'HEAD' | 'OPTIONS' | 'PUT' = payload === undefined ? 'GET' : 'POST',
) => {
  const answer = await server.inject({
    method,
    url,
    headers: {
      authorization: 'yes',
      ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(payload === undefined
      ? {}
      : { payload: typeof payload === 'string' ? payload : JSON.stringify(payload) }),
  });
  return { status: answer.statusCode, headers: answer.headers, text: answer.body };
};
const errorOf = (answer: { text: string }) => JSON.parse(answer.text).error;
const post = (payload: unknown, headers?: Record<string, string>) => send('/api/v1/probe', payload, headers);

describe('a route', () => {
  it('cannot be registered with a permission that no feature declares', async () => {
    const undeclared = route({
      method: 'GET',
      url: '/x',
      permission: 'probe.fly',
      summary: 'x',
      handler: async () => undefined,
    });
    const registering = createServer({
      app: test.app,
      routes: [undeclared],
      permissions: new Set(['probe.write']),
      authenticate: async () => ACTOR,
    });
    await assert.rejects(registering, /GET \/x asks for probe\.fly, which no feature declares/);
  });

  it('answers only what its shape names', async () => {
    const answer = await send(`/api/v1/probe/probe_${'0'.repeat(26)}`);
    assert.deepEqual(JSON.parse(answer.text), { id: `probe_${'0'.repeat(26)}`, limit: 50 });
    assert.equal(answer.headers['cache-control'], 'no-store');
  });

  it('answers HEAD like GET, without the body, and asks for the same permission', async () => {
    const url = `/api/v1/probe/probe_${'0'.repeat(26)}`;
    const head = await send(url, undefined, {}, 'HEAD');
    assert.deepEqual([head.status, head.text], [200, '']);
    assert.equal((await send(url, undefined, { authorization: 'no' }, 'HEAD')).status, 401);
  });
});

describe('what is not usable', () => {
  const BAD: Record<string, [payload: string, headers?: Record<string, string>]> = {
    'no JSON': ['{"name":'],
    'nothing at all': [''],
    'another type': ['name=x', { 'content-type': 'application/x-www-form-urlencoded' }],
    'text in the place of an object': ['"x"'],
    'a list in the place of an object': ['[]'],
    null: ['null'],
    'a field of another type': ['{"name":1}'],
    'a missing field': ['{}'],
    'an empty text': ['{"name":"  "}'],
    'a text that is too long': [JSON.stringify({ name: 'x'.repeat(201) })],
    'a list that is too long': [JSON.stringify({ name: 'x', list: Array.from({ length: 10_000 }, () => 1) })],
    'a key that would change all objects': ['{"__proto__":{"isAdmin":true},"name":"x"}'],
    'a constructor that would change all objects': [
      '{"constructor":{"prototype":{"isAdmin":true}},"name":"x"}',
    ],
    'U+0000': ['{"name":"a\\u0000b"}'],
    'U+0000 in a text that keeps line breaks': ['{"name":"x","note":"a\\u0000b"}'],
    'half a character': ['{"name":"a\\ud800b"}'],
    'the other half': ['{"name":"a\\udc00"}'],
    'escape codes of a terminal': ['{"name":"\\u001b[31mred"}'],
    'nesting without end': [`{"name":"x","more":${'['.repeat(50_000)}${']'.repeat(50_000)}}`],
  };
  for (const [what, [payload, headers]] of Object.entries(BAD)) {
    it(`is refused with a reason: ${what}`, async () => {
      const before = handled;
      const answer = await post(payload, headers);
      assert.deepEqual([answer.status, errorOf(answer).code], [400, 'http.invalid'], answer.text);
      assert.equal(handled, before, 'the handler was not asked');
      assert.equal(({} as Record<string, unknown>)['isAdmin'], undefined);
    });
  }

  it('names each field that is wrong', async () => {
    const { fields, message } = errorOf(await post({ name: '', list: ['a', 2] }));
    assert.deepEqual(fields.map((field: { path: string }) => field.path).sort(), ['list.0', 'name']);
    assert.match(message, /name: .*; list\.0: /);
    const unwritable = errorOf(await post('{"name":"x","note":"a\\ud800"}'));
    assert.deepEqual(unwritable.fields, [
      { path: 'note', message: 'contains characters that cannot be stored' },
    ]);
  });

  it('is refused wherever it stands, even where a route takes anything', async () => {
    for (const payload of ['{"a":{"b":["ok","\\u0000"]}}', '{"\\u0000":1}', '{"a":"\\ud83d"}', '"\\u0000"'])
      assert.equal((await send('/api/v1/free', payload)).status, 400, payload);
    const before = handled;
    const answer = await send('/api/v1/free', {
      emoji: '👩‍🚒',
      rtl: '\u202eevil',
      lines: 'a\n\tb',
      lists: [[[1]]],
    });
    assert.deepEqual([answer.status, handled], [204, before + 1], answer.text);
    assert.equal((await send('/api/v1/probe/x?cursor=%00')).status, 400);
    assert.equal((await send('/api/v1/probe/%00')).status, 400);
  });

  it('is not there as the address of a page: nothing is looked up by it', async () => {
    const before = handled;
    const answer = await send('/page/a%00b');
    assert.deepEqual([answer.status, errorOf(answer).code, handled], [404, 'http.not_found', before]);
    assert.equal((await send('/page/a%01b')).text, `page ${before + 1}`);
  });

  it('is refused when it is larger than allowed, whether it says so or not', async () => {
    const answer = await post({ name: 'x', note: 'y'.repeat(2_000_000) });
    assert.deepEqual(
      [answer.status, errorOf(answer)],
      [413, { ...errorOf(answer), code: 'http.too_large', params: { limit: 1_048_576 } }],
    );
    const lying = await post({ name: 'x', note: 'y'.repeat(2_000_000) }, { 'content-length': '10' });
    assert.equal(lying.status, 413);
  });

  it('is refused in a number that is no page', async () => {
    const url = `/api/v1/probe/probe_${'0'.repeat(26)}`;
    for (const limit of ['0', '201', '-1', '1.5', 'many', '1e9', 'Infinity'])
      assert.equal((await send(`${url}?limit=${limit}`)).status, 400, limit);
    assert.equal((await send(`${url}?limit=200`)).status, 200);
    assert.equal((await send(`${url}?cursor=${'a'.repeat(501)}`)).status, 400);
  });
});

describe('a failure', () => {
  it('has one shape, whoever failed', async () => {
    const answers = [
      await send('/api/v1/nowhere'),
      await send('/api/v2/probe'),
      await send('/%'),
      await send('/api/v1/%zz'),
      await send('/api/v1/probe', {}, { authorization: 'no' }),
      await send('/api/v1/probe', {}, {}, 'PUT'),
      await send('/api/v1/probe', undefined, {}, 'OPTIONS'),
      await post({}),
      await post({ name: 'x', note: 'y'.repeat(2_000_000) }),
      await send('/api/v1/fails', { how: 'known' }),
      await send('/api/v1/fails', { how: 'away' }),
      await send('/api/v1/fails', { how: 'full' }),
      await send('/api/v1/fails', { how: 'unknown' }),
    ];
    assert.deepEqual(
      answers.map((answer) => answer.status),
      [404, 404, 400, 400, 401, 404, 404, 400, 413, 409, 503, 507, 500],
    );
    for (const answer of answers) {
      const error = errorOf(answer);
      assert.match(String(answer.headers['content-type']), /^application\/json/);
      assert.equal(answer.headers['cache-control'], 'no-store');
      assert.match(error.code, /^[a-z]+\.[a-z_]+$/);
      assert.match(error.requestId, /^req_[0-9a-z]{26}$/);
      assert.ok(error.message.length > 10 && typeof error.params === 'object', answer.text);
      assert.deepEqual(Object.keys(JSON.parse(answer.text)), ['error']);
      assert.doesNotMatch(answer.text, /\bat .*\.ts|node_modules|the words of/, 'nothing of the inside');
    }
  });

  it('that is the loss of the database is told as one, however it shows', async () => {
    for (const code of [
      'ECONNRESET',
      'EPIPE',
      'ETIMEDOUT',
      'EHOSTUNREACH',
      '57P01',
      '57P02',
      '57P03',
      '53300',
    ]) {
      const answer = await send('/api/v1/fails', { how: `code ${code}` });
      assert.deepEqual([answer.status, errorOf(answer).code], [503, 'http.unavailable'], code);
      assert.doesNotMatch(answer.text, new RegExp(SECRET));
    }
  });

  it('says what of a known one', async () => {
    const error = errorOf(await send('/api/v1/fails', { how: 'known' }));
    assert.deepEqual(
      [error.code, error.message, error.params],
      ['probe.refused', 'There is no more.', { what: 'more' }],
    );
  });

  it('gives each request a number of its own', async () => {
    const ids = await Promise.all(
      Array.from({ length: 20 }, async () => errorOf(await send('/api/v1/x')).requestId),
    );
    assert.equal(new Set(ids).size, 20);
  });
});

describe('every answer', () => {
  it('carries a content security policy with a nonce of its own, and the other walls', async () => {
    const nonces = new Set<string>();
    const urls = [
      '/api/v1/nowhere',
      '/nowhere',
      '/%',
      '/api/v1/openapi.json',
      '/api/v1/probe/x',
      '/api/v1/openapi.json',
    ];
    for (const url of urls) {
      const { headers } = await send(url);
      const policy = String(headers['content-security-policy']);
      assert.match(
        policy,
        /^default-src 'none'; script-src 'nonce-([\w+/=]{22,})' 'strict-dynamic'; style-src 'self' 'nonce-\1'/,
        url,
      );
      assert.doesNotMatch(policy, /unsafe/);
      nonces.add(/nonce-([\w+/=]+)/.exec(policy)![1]!);
      assert.equal(headers['x-content-type-options'], 'nosniff');
      assert.equal(headers['x-frame-options'], 'DENY');
      assert.equal(headers['cross-origin-opener-policy'], 'same-origin');
      assert.equal(headers['x-powered-by'], undefined);
    }
    assert.equal(nonces.size, urls.length);
  });

  it('cannot be given headers by the address', async () => {
    const answer = await send('/api/v1/nowhere%0d%0aset-cookie:%20a=b');
    assert.equal(answer.headers['set-cookie'], undefined);
    assert.equal(answer.status, 404);
  });
});

describe('a connection', () => {
  it('that sends no HTTP is closed and harms nobody', async () => {
    await server.listen({ port: 0, host: '127.0.0.1' });
    const { port } = server.server.address() as AddressInfo;
    for (const words of [
      '\x16\x03\x01\x02\x00',
      'GET / HTTP/9.9\r\n\r\n',
      `GET /${'a'.repeat(100_000)} HTTP/1.1\r\n\r\n`,
    ]) {
      const socket = connect(port, '127.0.0.1');
      socket.on('error', () => undefined);
      socket.resume();
      socket.write(words);
      await new Promise((resolve) => socket.once('close', resolve));
    }
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/openapi.json`);
    assert.equal(answer.status, 200);
  });
});
