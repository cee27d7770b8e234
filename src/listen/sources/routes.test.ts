import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { type App, systemActor } from '#platform/app/index.ts';
import { createServer, type HttpServer } from '#platform/http/index.ts';
import { intakeFeature } from '#listen/intake/index.ts';
import { postsFeature } from '#listen/posts/index.ts';
import { createTestApp, type TestApp } from '../../../test/helpers/app.ts';
import { sourcesFeature } from './index.ts';
import { provideSources, scriptedSource } from './testing/script-source.ts';
import type { SourceView } from './schema.ts';

let test: TestApp;
let app: App;
let server: HttpServer;

before(async () => {
  test = await createTestApp();
  app = test.app;
  const feed = scriptedSource('feed', 'poll', async function* () {
    yield { items: [] };
  });
  provideSources(app, [feed], {
    lineParsers: new Map([['ndjson', () => null]]),
    feeds: {
      findFeeds: async (url) => [{ url: `${url}/feed.xml`, title: 'A blog' }],
      readOpml: async (bytes) => ({
        feeds:
          bytes.toString() === ''
            ? []
            : ['https://a.example', 'https://b.example'].map((url) => ({
                url,
                title: url,
                siteUrl: null,
                folders: [],
              })),
        warnings: [{ message: 'odd' }],
      }),
      writeOpml: async (title, feeds) =>
        `<opml title="${title}">${feeds.map((entry) => entry.url).join(' ')}</opml>`,
    },
  });
  const features = [postsFeature, intakeFeature, sourcesFeature];
  server = await createServer({
    app,
    routes: features.flatMap((feature) => feature.routes ?? []),
    permissions: new Set(features.flatMap((feature) => Object.keys(feature.permissions ?? {}))),
    authenticate: async () => systemActor,
  });
});
after(async () => {
  await server.close();
  await test.close();
});

async function call<T>(
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  url: string,
  body?: unknown,
  type?: string,
): Promise<{ status: number; body: T }> {
  const answer = await server.inject({
    method,
    url: `/api/v1${url}`,
    ...(body === undefined ? {} : { payload: body as string }),
    ...(type ? { headers: { 'content-type': type } } : {}),
  });
  const isJson = answer.headers['content-type']?.toString().includes('json');
  return { status: answer.statusCode, body: (isJson ? answer.json() : answer.body) as T };
}

it('adds, shows, changes and removes a source', async () => {
  const added = await call<SourceView>('POST', '/sources', {
    kind: 'feed',
    config: { url: 'https://one.example' },
  });
  assert.equal(added.status, 201);
  assert.equal(added.body.name, 'Scripted feed: https://one.example');
  assert.equal(added.body.health, 'starting');
  const again = await call<{ error: { code: string } }>('POST', '/sources', {
    kind: 'feed',
    config: { url: 'https://one.example' },
  });
  assert.deepEqual([again.status, again.body.error.code], [409, 'source.exists']);
  const url = `/sources/${added.body.id}`;
  assert.equal((await call<SourceView>('PATCH', url, { name: 'One' })).body.name, 'One');
  assert.equal((await call<SourceView>('POST', `${url}/pause`)).body.health, 'paused');
  assert.equal((await call('POST', `${url}/read-now`)).status, 409);
  assert.equal((await call<SourceView>('POST', `${url}/start`)).body.state, 'running');
  assert.equal((await call('POST', `${url}/read-now`)).status, 204);
  assert.equal((await call<{ items: SourceView[] }>('GET', '/sources')).body.items.length, 1);
  assert.equal((await call('DELETE', url)).status, 204);
  assert.equal((await call('GET', url)).status, 404);
});

it('refuses what is not usable', async () => {
  const refusals: [unknown, string][] = [
    [{ kind: 'nothing', config: {} }, 'source.kind_unknown'],
    [{ kind: 'feed', config: {} }, 'source.config_invalid'],
    [{ kind: 'feed' }, 'http.invalid'],
  ];
  for (const [body, code] of refusals) {
    const answer = await call<{ error: { code: string } }>('POST', '/sources', body);
    assert.deepEqual([answer.status, answer.body.error.code], [400, code]);
  }
});

it('tries sources and finds feeds', async () => {
  const good = await call<{ ok: boolean; summary: string }>('POST', '/sources/test', {
    kind: 'feed',
    config: { url: 'https://x.example' },
  });
  assert.deepEqual(good.body, { ok: true, summary: 'It answers.', sample: [] });
  const bad = await call<{ ok: boolean; summary: string }>('POST', '/sources/test', {
    kind: 'feed',
    config: { url: 'https://broken.example' },
  });
  assert.deepEqual([bad.status, bad.body.ok, bad.body.summary], [200, false, 'It does not answer.']);
  const found = await call('POST', '/sources/discover', { url: 'https://x.example' });
  assert.deepEqual(found.body, {
    feeds: [{ url: 'https://x.example/feed.xml', title: 'A blog', kind: 'feed' }],
  });
  const kinds = await call<{ items: { kind: string; fields: unknown[] }[] }>('GET', '/sources/kinds');
  assert.deepEqual(
    kinds.body.items.map((kind) => [kind.kind, kind.fields.length]),
    [['feed', 2]],
  );
});

it('takes lists of feeds in and out', async () => {
  const first = await call('POST', '/sources/opml', '<opml/>', 'text/xml');
  assert.deepEqual([first.status, first.body], [200, { found: 2, added: 2, warnings: ['odd'] }]);
  assert.deepEqual((await call('POST', '/sources/opml', '<opml/>', 'text/xml')).body, {
    found: 2,
    added: 0,
    warnings: ['odd'],
  });
  assert.equal(
    (await call('GET', '/sources/opml')).body,
    '<opml title="Rapport">https://a.example https://b.example</opml>',
  );
});

it('sums the health up, shows refusals and starts imports', async () => {
  const health = await call<{ worst: string; lagSeconds: null }>('GET', '/sources/health');
  assert.deepEqual([health.status, health.body.worst, health.body.lagSeconds], [200, 'starting', null]);
  assert.deepEqual((await call('GET', '/sources/refusals')).body, { items: [] });
  const started = await call<{ id: string }>(
    'POST',
    '/imports?format=ndjson&name=x',
    '{}\n',
    'application/x-ndjson',
  );
  assert.equal(started.status, 202);
  const shown = await call<{ totalBytes: number; state: string }>('GET', `/imports/${started.body.id}`);
  assert.deepEqual([shown.body.totalBytes, shown.body.state], [3, 'running']);
  assert.equal((await call('POST', `/imports/${started.body.id}/cancel`)).status, 200);
  assert.equal((await call('POST', '/imports?format=xml', 'x', 'text/plain')).status, 400);
});
