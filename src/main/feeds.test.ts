import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { problemsOfFeed } from '../../test/helpers/feed-rules.ts';
import { elementsIn, readXml, textsIn } from '../../test/helpers/strict-xml.ts';
import { wish } from './demo/ideas.ts';
import { toldServer } from './testing/told-server.ts';

const rapport = await toldServer([wish]);
after(() => rapport.close());
const reader = rapport.browser();

const KINDS = {
  'application/atom+xml': 'atom',
  'application/rss+xml': 'rss',
  'application/feed+json': 'json',
} as const;

/** Feeds are found as a reader finds them: by the heads of the pages that site maps name. */
async function discover(): Promise<Map<string, 'atom' | 'rss' | 'json'>> {
  const robots = (await reader.get('/robots.txt')).body as string;
  const maps = Array.from(robots.matchAll(/^Sitemap: (\S+)$/gm), ([, url]) => new URL(url!).pathname);
  const found = new Map<string, 'atom' | 'rss' | 'json'>();
  for (const map of maps) {
    const places = elementsIn(readXml((await reader.get(map)).body as string), 'url');
    // Some of each kind are enough: pages of a kind name the same feeds.
    const pages = places
      .flatMap((one) => textsIn(one, 'loc').map((url) => new URL(url).pathname))
      .slice(0, 12);
    for (const page of pages) {
      const html = (await reader.get(page)).body as string;
      for (const [, type, href] of html.matchAll(
        /<link rel="alternate" type="([^"]+)" title="[^"]*" href="([^"]+)"/g,
      )) {
        const kind = KINDS[type as keyof typeof KINDS];
        if (kind) found.set(new URL(href!).pathname, kind);
      }
    }
  }
  return found;
}

describe('feeds of the public site', async () => {
  const feeds = await discover();

  it('are named by its pages: of all parts, in all three formats', () => {
    for (const part of [
      '/community/feed',
      '/community/c/',
      '/community/t/',
      '/ideas/feed',
      '/changelog/feed',
      '/help/en/feed',
    ])
      for (const kind of ['atom', 'rss', 'json'])
        assert.ok(
          [...feeds].some(([path, one]) => path.startsWith(part) && one === kind),
          `${part} ${kind}`,
        );
  });

  it('are valid, name themselves, and have entries that lead to pages', async () => {
    let entries = 0;
    for (const [path, kind] of feeds) {
      const { status, body, headers } = await reader.get(path);
      assert.equal(status, 200, path);
      assert.match(
        String(headers['content-type']),
        kind === 'json' ? /feed\+json/ : new RegExp(`${kind}\\+xml`),
      );
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      assert.deepEqual(problemsOfFeed(kind, text), [], path);
      assert.ok(text.includes(`http://localhost:3000${path}`), `${path} names itself`);
      entries += text.match(/<entry>|<item>|"content_html"/g)?.length ?? 0;
    }
    assert.ok(entries > 50, String(entries));
  });

  it('are sent once to who has them, by tag and by date', async () => {
    for (const path of feeds.keys()) {
      const { headers, body } = await reader.get(path);
      const etag = String(headers['etag']);
      assert.equal((await reader.get(path, { 'if-none-match': `W/${etag}` })).status, 304, path);
      assert.equal((await reader.get(path, { 'if-none-match': '"other"' })).status, 200, path);
      const changed = headers['last-modified'];
      if (changed === undefined) {
        assert.doesNotMatch(
          JSON.stringify(body),
          /<entry>|<item>|content_html/,
          `${path} has entries and no date`,
        );
        continue;
      }
      assert.equal((await reader.get(path, { 'if-modified-since': String(changed) })).status, 304, path);
      const before = new Date(Date.parse(String(changed)) - 1000).toUTCString();
      assert.equal((await reader.get(path, { 'if-modified-since': before })).status, 200, path);
      const both = { 'if-modified-since': String(changed), 'if-none-match': '"other"' };
      assert.equal((await reader.get(path, both)).status, 200, 'the tag counts first');
      assert.equal((await reader.get(path, { 'if-modified-since': 'yesterday' })).status, 200, path);
    }
  });
});
