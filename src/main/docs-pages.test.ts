import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { createTestServer, type TestServer } from '../../test/helpers/server.ts';
import { createServer, type HttpServer } from '#platform/http/index.ts';
import { addDocs } from './docs-pages.ts';

let platform: TestServer;
let pages: HttpServer;
before(async () => {
  platform = await createTestServer([]);
  pages = await createServer({
    app: platform.app,
    routes: [],
    permissions: new Set(),
    authenticate: async () => null,
  });
  addDocs(pages);
});
after(async () => {
  await pages.close();
  await platform.close();
});

test('documents are shown as text, and nothing else of the disk is', async () => {
  const found = await pages.inject({ url: '/docs/demand.md' });
  assert.equal(found.statusCode, 200);
  assert.match(String(found.headers['content-type']), /^text\/plain/);
  assert.match(found.body, /^# Local demand/);
  for (const url of [
    '/docs/..%2fpackage.json',
    '/docs/%2e%2e%2fREADME.md',
    '/docs/adr',
    '/docs/none.md',
    '/docs/',
  ])
    assert.equal((await pages.inject({ url })).statusCode, 404, url);
});

test('every document that a screen links to is there', () => {
  const root = new URL('../../', import.meta.url);
  const screens = readdirSync(new URL('console', root), { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.tsx'),
  );
  const links = screens.flatMap((name) => [
    ...readFileSync(new URL(`console/${name}`, root), 'utf8').matchAll(/href="\/docs\/([^"#]+)/g),
  ]);
  assert.ok(links.length > 0);
  const known = readdirSync(new URL('docs', root));
  for (const [, name] of links) assert.ok(known.includes(name!), name);
});
