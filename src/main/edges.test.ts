import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { createTestDatabase } from '../../test/helpers/database.ts';
import { declaredRoutes, wholeServer } from './testing/whole-server.ts';

const rapport = await wholeServer();
after(() => rapport.close());
const get = (url: string, remoteAddress = '127.0.0.1', headers: Record<string, string> = {}) =>
  rapport.server.inject({ url, remoteAddress, headers: { host: 'localhost:3000', ...headers } });

describe('robots.txt', () => {
  it('lets search engines into what is open to everybody, and into nothing else', async () => {
    const told = async () => (await get('/robots.txt')).body;
    assert.equal(await told(), 'User-agent: *\nDisallow: /\n');
    const owner = await rapport.staff('owner', 'robots@staff.example', '192.0.2.77');
    const { body } = await owner.get('/api/v1/community/settings');
    const opened = await owner.put('/api/v1/community/settings', {
      ...body,
      name: 'People of MobiTel',
      isOpen: true,
    });
    assert.equal(opened.status, 204, JSON.stringify(opened.body));
    assert.match(
      await told(),
      /^User-agent: \*\nDisallow: \/\nAllow: \/community\nAllow: \/site\/\nSitemap: \S+\/community\/sitemap\.xml\n$/,
    );
    const map = /Sitemap: (\S+)/.exec(await told())![1]!;
    assert.equal((await get(new URL(map).pathname)).statusCode, 200);
  });
});

describe('the probes', () => {
  it('say that the process lives and that the database answers', async () => {
    assert.deepEqual([(await get('/healthz')).statusCode, (await get('/readyz')).statusCode], [200, 200]);
  });

  it('tell 503 while the database is away, and live on', async () => {
    const database = await createTestDatabase();
    const other = await wholeServer({ databaseUrl: database.url });
    try {
      // Renaming is not possible while somebody is connected; refusing new connections and ending the old ones is.
      await rapport.app.db.query(
        `alter database ${new URL(other.databaseUrl).pathname.slice(1)} with allow_connections false`,
      );
      await rapport.app.db.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1',
        [new URL(other.databaseUrl).pathname.slice(1)],
      );
      const ready = await other.server.inject('/readyz');
      assert.equal(ready.statusCode, 503);
      assert.doesNotMatch(ready.body, /postgres|test_/, 'nothing of the inside');
      assert.equal((await other.server.inject('/healthz')).statusCode, 200);
      const page = await other.server.inject('/');
      assert.ok(
        page.statusCode === 200 || /has not been built/.test(page.body),
        `the page of the console needs no database: ${page.statusCode}`,
      );
      assert.equal((await other.server.inject('/help/en')).statusCode, 503);
    } finally {
      await rapport.app.db.query(
        `alter database ${new URL(other.databaseUrl).pathname.slice(1)} with allow_connections true`,
      );
      await other.close();
      await database.drop();
    }
  });

  it('give figures to this machine only, as long as there is no token', async () => {
    for (const address of ['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1'])
      assert.equal((await get('/metrics', address)).statusCode, 200, address);
    for (const address of ['192.0.2.1', '10.0.0.1', '2001:db8::1', '1.127.0.1'])
      assert.equal((await get('/metrics', address)).statusCode, 401, address);
    assert.equal(
      (await get('/metrics', '127.0.0.1', { 'x-forwarded-for': '192.0.2.1' })).statusCode,
      401,
      'through a proxy on this machine',
    );
    assert.equal((await get('/metrics', '127.0.0.1', { forwarded: 'for=192.0.2.1' })).statusCode, 401);
  });

  it('give figures to whoever has the token, and to nobody else', async () => {
    const other = await wholeServer({ metricsToken: 'a token of figures' });
    const ask = async (authorization?: string) =>
      (
        await other.server.inject({
          url: '/metrics',
          remoteAddress: '127.0.0.1',
          headers: authorization ? { authorization } : {},
        })
      ).statusCode;
    assert.equal(await ask('Bearer a token of figures'), 200);
    for (const wrong of [
      undefined,
      '',
      'Bearer',
      'Bearer a token of figure',
      'Bearer a token of figures!',
      'a token of figures',
    ])
      assert.equal(await ask(wrong), 401, wrong);
    await other.close();
  });

  it('give Prometheus what it reads', async () => {
    const { body, headers } = await get('/metrics');
    assert.match(String(headers['content-type']), /^text\/plain; version=0\.0\.4/);
    assert.match(body, /^# TYPE process_cpu_seconds_total counter$/m);
    for (const line of body.split('\n').filter((one) => one !== '' && !one.startsWith('#')))
      assert.match(line, /^[a-z]\w*(\{.*\})? [-+\d.eInfNa]+$/, line);
  });
});

describe('the files of the console', () => {
  it('are the page, with the nonce of this answer, for every address of the app', async () => {
    for (const url of ['/', '/inbox', '/inbox/conv_1?x=1', '/settings/tokens', '/apis', '//api/v1']) {
      const page = await get(url);
      assert.equal(page.statusCode, 200, url);
      const nonce = /nonce-([\w+/=]+)/.exec(String(page.headers['content-security-policy']))![1]!;
      assert.ok(page.body.includes(`nonce="${nonce}"`), url);
      assert.doesNotMatch(page.body, /__NONCE__/);
      assert.equal(page.headers['cache-control'], 'no-store');
      for (const [tag] of page.body.matchAll(/<(script|style)\b[^>]*>/g)) assert.ok(tag.includes(nonce), tag);
    }
  });

  it('live long, and nothing else does', async () => {
    const page = await get('/');
    const asset = /\/assets\/[\w.-]+\.js/.exec(page.body)![0];
    const answer = await get(asset);
    assert.equal(answer.statusCode, 200);
    assert.match(String(answer.headers['cache-control']), /max-age=31536000, immutable/);
    assert.match(String(answer.headers['content-type']), /javascript/);
    assert.equal(answer.headers['x-content-type-options'], 'nosniff');
  });

  it('cannot be left', async () => {
    for (const url of [
      '/assets/',
      '/assets',
      '/assets/nope.js',
      '/assets/..%2findex.html',
      '/assets/..%2f..%2f..%2fpackage.json',
      '/assets/%2e%2e%2f%2e%2e%2f%2e%2e%2fpackage.json',
      '/assets/....//....//package.json',
      '/assets/..%5c..%5cpackage.json',
      '/assets/%00',
      '/assets//etc/passwd',
      '/assets/%c0%ae%c0%ae/package.json',
    ]) {
      const answer = await get(url);
      assert.ok([400, 404].includes(answer.statusCode), `${url} ${answer.statusCode}`);
      assert.match(answer.json().error.code, /^http\.(not_found|invalid)$/, url);
    }
    for (const url of [
      '/assets/../../package.json',
      '/../package.json',
      '/assets/..\\..\\package.json',
      '/.git/config',
      '/package.json',
      '/secret.key',
    ])
      assert.doesNotMatch((await get(url)).body, /"license"|repositoryformatversion/, url);
  });

  it('are not what an unknown address of the API answers', async () => {
    for (const url of [
      '/api/v1/nope',
      '/api/v2/x',
      '/api/auth/nope',
      '/api/',
      '/metrics/x',
      '/healthz/x',
      '/readyz/x',
    ]) {
      const answer = await get(url);
      assert.equal(answer.statusCode, 404, url);
      assert.match(String(answer.headers['content-type']), /^application\/json/, url);
    }
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'] as const) {
      const answer = await rapport.server.inject({ method, url: '/inbox' });
      assert.equal(answer.statusCode, 404, method);
    }
  });
});

describe('lists', () => {
  it('refuse forged cursors, every one of them, and never fail', async () => {
    const owner = await rapport.staff('owner', 'cursors@staff.example', '192.0.2.33');
    const forge = (json: string) => Buffer.from(json).toString('base64url');
    const forged = [
      'junk',
      '%00',
      '%ED%A0%80',
      "'--",
      'ref_~',
      ...[
        '["a"]',
        '["a","b"]',
        '[1]',
        '[1,2]',
        '[-1,"x"]',
        '[1e300,"x"]',
        '[1e999,"x"]',
        '[0.5,"x"]',
        '["\\u0000"]',
        '["\\ud800","x"]',
        '[9007199254740991,"x"]',
        '[-9007199254740991,"x"]',
        '["2026-99-99","x"]',
        '[null]',
        '{}',
      ].map(forge),
    ];
    const lists = declaredRoutes.filter(
      (route) =>
        route.method === 'GET' && !route.url.includes(':') && !route.stream && route.permission !== 'public',
    );
    assert.ok(lists.length > 15);
    for (const route of lists)
      for (const cursor of forged)
        for (const more of route.url === '/inbox' ? ['', '&sort=newest', '&sort=oldest'] : ['']) {
          const answer = await owner.get(`/api/v1${route.url}?cursor=${cursor}${more}`);
          assert.ok(
            [200, 400].includes(answer.status),
            `${route.url} ${cursor}${more} ${answer.status} ${JSON.stringify(answer.body)}`,
          );
        }
  });
});
