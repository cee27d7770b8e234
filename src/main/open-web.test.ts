import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { partOf } from '#people/domains/index.ts';
import { sectionsPort } from '#people/site/index.ts';
import { findingsIn, structuredDataOf } from '../../test/helpers/structured-data.ts';
import { elementsIn, readXml, textsIn } from '../../test/helpers/strict-xml.ts';
import { wish } from './demo/ideas.ts';
import { praise } from './demo/reviews.ts';
import { toldServer } from './testing/told-server.ts';

const SITE = 'http://localhost:3000';
const rapport = await toldServer([wish, praise]);
const { app, server } = rapport;
after(() => rapport.close());

/** A search engine: it knows `robots.txt`, says no language and keeps no cookie. */
async function read(path: string, headers: Record<string, string> = {}) {
  const answer = await server.inject({ url: path, headers: { host: 'localhost:3000', ...headers } });
  return { status: answer.statusCode, headers: answer.headers, text: answer.body };
}

const attribute = (html: string, pattern: RegExp) => pattern.exec(html)?.[1]?.replaceAll('&#38;', '&');
const canonicalOf = (html: string) => attribute(html, /<link rel="canonical" href="([^"]+)"/);
const pages = new Map<string, string>();

before(async () => {
  const maps = Array.from((await read('/robots.txt')).text.matchAll(/^Sitemap: (\S+)$/gm), ([, url]) => url!);
  assert.ok(maps.length >= 5, maps.join());
  for (const map of maps) {
    const root = readXml((await read(map.replace(SITE, ''))).text);
    for (const place of elementsIn(root, 'url').slice(0, 40)) {
      const [url = ''] = textsIn(place, 'loc');
      const answer = await read(url.replace(SITE, ''));
      assert.equal(answer.status, 200, url);
      pages.set(url, answer.text);
    }
  }
});

describe('pages as search engines and other sites see them', () => {
  it('belong to a part that can have an address of its own', async () => {
    const told = await Promise.all((app.find(sectionsPort) ?? []).map((tell) => tell(app, 'en')));
    const sections = told.filter((one) => one !== undefined);
    assert.ok(sections.length > 4, String(sections.length));
    for (const { path } of sections) assert.notEqual(partOf(path), undefined, path);
  });

  it('name themselves, with title, description and picture of themselves for who shares them', () => {
    assert.ok(pages.size > 60, String(pages.size));
    for (const [url, html] of pages) {
      assert.equal(canonicalOf(html), url);
      assert.equal(attribute(html, /property="og:url" content="([^"]+)"/), url);
      for (const name of ['og:title', 'og:type', 'og:site_name'])
        assert.ok(html.includes(`property="${name}"`), `${url} ${name}`);
      assert.doesNotMatch(html, /noindex/, url);
    }
  });

  it('carry structured data that search engines take', () => {
    const types = new Map<string, number>();
    for (const [url, html] of pages)
      for (const thing of structuredDataOf(html)) {
        assert.deepEqual(findingsIn(thing), [], url);
        assert.equal(thing['@context'], 'https://schema.org');
        const type = String(thing['@type']);
        types.set(type, (types.get(type) ?? 0) + 1);
      }
    for (const type of [
      'QAPage',
      'DiscussionForumPosting',
      'Product',
      'BreadcrumbList',
      'TechArticle',
      'WebSite',
      'Article',
    ])
      assert.ok((types.get(type) ?? 0) > 0, type);
  });
});

const cards = () =>
  [
    /\/community\/t\//,
    /\/ideas\/[^/]+\/./,
    /\/changelog\/[^/]+\/./,
    /\/reviews\/[^/]+$/,
    /\/help\/en\/./,
  ].map((kind) => {
    const found = [...pages.keys()].find((url) => kind.test(url));
    assert.ok(found, String(kind));
    return found;
  });

describe('cards on other sites (oEmbed)', () => {
  it('are named by the pages, in both formats, and answered as the standard says', async () => {
    for (const url of cards()) {
      const html = pages.get(url)!;
      const json = attribute(html, /type="application\/json\+oembed"[^>]* href="([^"]+)"/)!;
      const answer = await read(json.replace(SITE, ''));
      assert.equal(answer.status, 200, json);
      assert.equal(answer.headers['access-control-allow-origin'], '*');
      const said = JSON.parse(answer.text) as Record<string, string | number>;
      assert.deepEqual([said['version'], said['type']], ['1.0', 'rich']);
      assert.ok(String(said['title']).length > 0);
      const xml = readXml((await read(json.replace(SITE, '').replace('format=json', 'format=xml'))).text);
      assert.deepEqual(textsIn(xml, 'html'), [said['html']]);
      const src = attribute(String(said['html']), /^<iframe src="([^"]+)"/)!;
      const card = await read(src.replace(SITE, ''));
      assert.equal(card.status, 200, src);
      assert.match(card.text, /<h1><a href="[^"]+" target="_blank" rel="noopener">/);
      assert.equal(canonicalOf(card.text), url);
    }
  });

  it('may be framed by anybody, run nothing and know nobody; no other page may be framed', async () => {
    const [url = ''] = cards();
    const card = await read(`/oembed/card?path=${encodeURIComponent(new URL(url).pathname)}`, {
      cookie: 'rapport_member=x',
    });
    const policy = String(card.headers['content-security-policy']);
    assert.match(policy, /frame-ancestors \*/);
    assert.match(policy, /default-src 'none'/);
    assert.doesNotMatch(policy, /script-src/);
    assert.equal(card.headers['x-frame-options'], undefined);
    assert.doesNotMatch(card.text, /<script/);
    // In its sandbox it is of no origin: a style of ours alone would be refused.
    const [, style = ''] = /<link rel="stylesheet" href="([^"]+)"/.exec(card.text)!;
    const dressed = await read(style);
    assert.equal(dressed.headers['cross-origin-resource-policy'], 'cross-origin');
    assert.match(dressed.text, /^:root\{/);
    const page = await read(new URL(url).pathname);
    assert.match(String(page.headers['content-security-policy']), /frame-ancestors 'none'/);
    assert.equal(page.headers['x-frame-options'], 'DENY');
  });

  it('are as large as was asked for, and can be read', async () => {
    const [url = ''] = cards();
    const size = async (query: string) => {
      const { width, height } = JSON.parse(
        (await read(`/oembed?url=${encodeURIComponent(url)}&${query}`)).text,
      );
      return [width, height];
    };
    assert.deepEqual(await size(''), [560, 230]);
    assert.deepEqual(await size('maxwidth=300&maxheight=150'), [300, 150]);
    assert.deepEqual(await size('maxwidth=99999&maxheight=1'), [560, 120]);
    assert.deepEqual(await size('maxwidth=-5&maxheight=1e9&maxheight=2'), [560, 230]);
  });

  it('of what is not there, closed, of others or no address at all are refused alike', async () => {
    const said = new Set<string>();
    for (const url of [
      `${SITE}/community/t/thr_00000000000000000000`,
      `${SITE}/community/me`,
      `${SITE}/community`,
      `${SITE}/inbox`,
      `${SITE}/help/en/nothing`,
      `${SITE}/community/t/%00`,
      `${SITE}/community/t/%ff`,
      'http://evil.example/community/t/1',
      'http://localhost:3000@evil.example/community/t/1',
      'http://me:pw@localhost:3000/community/t/1',
      'javascript:alert(1)',
      '//localhost:3000/',
      'x'.repeat(5000),
      '',
    ]) {
      const answer = await read(`/oembed?url=${encodeURIComponent(url)}`);
      assert.equal(answer.status, 404, url);
      said.add(answer.text);
    }
    assert.equal(said.size, 1, 'nobody learns more from one than from another');
    assert.equal((await read('/oembed')).status, 400);
    assert.equal((await read(`/oembed?url=${encodeURIComponent(SITE)}&format=yaml`)).status, 501);
    const gone = await read('/oembed/card?path=/community/t/thr_00000000000000000000');
    assert.equal(gone.status, 404);
    assert.match(gone.text, /no longer be seen/);
  });

  it('escape what people wrote', async () => {
    const hostile = `"><script>alert(1)</script>`;
    const answer = await read(`/oembed/card?path=${encodeURIComponent(hostile)}`);
    assert.doesNotMatch(answer.text, /alert/);
  });
});
