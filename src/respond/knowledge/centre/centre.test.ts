import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Parser } from 'htmlparser2';
import { openStage, type Stage } from '../testing/stage.ts';

const api = '/api/v1/knowledge';
let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

const get = (url: string, headers?: Record<string, string>) => stage.test.browser().get(url, headers);
const HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(1)>';

/** A form as a browser sends it. */
const vote = (path: string, helped: string) =>
  stage.test.server.inject({
    method: 'POST',
    url: `${path}/vote`,
    payload: `helped=${helped}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });

const figures = async () => (await stage.agent.get(`${api}/figures`)).body;

describe('the help centre', () => {
  it('is not there until it is opened, and only owners and admins open it', async () => {
    await stage.article('How do I get a refund?', 'Wait **ten** days.');
    for (const path of ['/help', '/help/en', '/help/en/how-do-i-get-a-refund', '/help/sitemap.xml'])
      assert.equal((await get(path)).status, 404, path);
    assert.equal((await stage.agent.put(`${api}/centre`, {})).status, 403);
    await stage.openCentre({
      languages: ['en', 'de'],
      contactUrl: 'https://acme.example/contact',
      homeUrl: 'https://acme.example',
    });
    const first = await get('/help');
    assert.deepEqual([first.status, first.headers['location']], [302, '/help/en']);
  });

  it('shows articles to everybody, the same for all, without a script or cookie', async () => {
    const page = await get('/help/en/how-do-i-get-a-refund');
    assert.equal(page.status, 200);
    const html = String(page.body);
    assert.match(html, /<h1>How do I get a refund\?<\/h1>\s*<p>Wait <strong>ten<\/strong> days\.<\/p>/);
    assert.match(
      html,
      /<link rel="canonical" href="http:\/\/localhost:3000\/help\/en\/how-do-i-get-a-refund"/,
    );
    assert.equal(page.headers['set-cookie'], undefined);
    assert.match(String(page.headers['cache-control']), /^public/);
    const policy = String(page.headers['content-security-policy']);
    assert.match(policy, /default-src 'none'/);
    assert.doesNotMatch(policy, /script-src|unsafe|nonce/);
    const again = await get('/help/en/how-do-i-get-a-refund', {
      'user-agent': 'Another/1.0',
      'accept-language': 'fr',
    });
    assert.equal(String(again.body), html, 'nothing about the reader');
    const kept = await get('/help/en/how-do-i-get-a-refund', {
      'if-none-match': String(page.headers['etag']),
    });
    assert.equal(kept.status, 304);
  });

  it('tells search engines what a page is', async () => {
    const html = String((await get('/help/en/how-do-i-get-a-refund')).body);
    const data = [...html.matchAll(/<script type="application\/ld\+json">([^]*?)<\/script>/g)].map(
      ([, text]) => JSON.parse(text!) as Record<string, unknown>,
    );
    assert.deepEqual(
      data.map((one) => one['@type']),
      ['TechArticle', 'FAQPage'],
    );
    assert.equal((data[1]!['mainEntity'] as { name: string }[])[0]!.name, 'How do I get a refund?');
    const sitemap = String((await get('/help/sitemap.xml')).body);
    assert.match(sitemap, /<loc>http:\/\/localhost:3000\/help\/en\/how-do-i-get-a-refund<\/loc>/);
    for (const [feed, type] of [
      ['feed.atom', 'atom'],
      ['feed.rss', 'rss'],
    ] as const) {
      const answer = await get(`/help/en/${feed}`);
      assert.match(String(answer.headers['content-type']), new RegExp(type));
      assert.ok(isWellFormed(String(answer.body)), feed);
      assert.match(String(answer.body), /How do I get a refund\?/);
    }
  });

  it('keeps internal, unpublished and archived articles to the company', async () => {
    const inside = await stage.article('Secret discount', 'Codeword: heron.', { visibility: 'internal' });
    const away = await stage.article('Old heron tariff', 'Codeword: heron.');
    await stage.manager.patch(`${api}/articles/${away}`, { isArchived: true });
    await stage.agent.post(`${api}/articles`, {
      title: 'Heron draft',
      body: 'Codeword: heron.',
      language: 'en',
    });
    await stage.tell();
    assert.ok(inside);
    for (const path of [
      '/help/en',
      '/help/en/search?q=heron',
      '/help/en/feed.atom',
      '/help/en/feed.rss',
      '/help/sitemap.xml',
      '/help/en/secret-discount',
      '/help/en/old-heron-tariff',
    ])
      assert.doesNotMatch(
        String((await get(path)).body)
          .replaceAll('heron”', '')
          .replaceAll('value="heron"', ''),
        /heron|secret discount/i,
        path,
      );
  });

  it('finds answers in whole sentences, and says so where there is none', async () => {
    const found = String(
      (await get(`/help/en/search?q=${encodeURIComponent('I want my money back, please!')}`)).body,
    );
    assert.match(found, /href="\/help\/en\/how-do-i-get-a-refund\?from=search"/);
    const none = String((await get('/help/en/search?q=zzzz')).body);
    assert.match(none, /No article answers this/);
    assert.match(none, /noindex/);
    assert.equal((await get('/help/en/search?q=')).status, 302);
  });

  it('counts searches, views and votes, and nothing about who it was', async () => {
    const before = (await figures()).totals;
    await get('/help/en/how-do-i-get-a-refund?from=search');
    assert.equal(
      (await vote('/help/en/how-do-i-get-a-refund', 'yes')).headers['location'],
      '/help/en/thanks',
    );
    assert.equal((await vote('/help/en/how-do-i-get-a-refund', 'no')).statusCode, 303);
    assert.equal((await vote('/help/en/nothing', 'yes')).headers['location'], '/help');
    const { totals } = await figures();
    const grown = Object.fromEntries(
      Object.entries(totals).map(([key, value]) => [key, Number(value) - before[key]]),
    );
    assert.deepEqual(grown, {
      searches: 0,
      searchesWithoutArticle: 0,
      views: 1,
      viewsFromSearch: 1,
      helpful: 1,
      unhelpful: 1,
      used: 0,
    });
    for (let i = 0; i < 5; i++) await get('/help/en/search?q=quokka');
    await get('/help/en/search?q=ana@example.org');
    await get('/help/en/search?q=order+12345');
    const { searchesWithoutArticle } = await figures();
    assert.deepEqual(searchesWithoutArticle, [{ words: 'quokka', language: 'en', count: 5 }]);
  });

  it('speaks the languages of its articles, and falls back', async () => {
    const id = await stage.article('Pay a bill', 'Pay by card.');
    await stage.agent.post(`${api}/articles/${id}/texts`, {
      language: 'de',
      title: 'Rechnung bezahlen',
      body: 'Mit Karte.',
    });
    await stage.manager.post(`${api}/articles/${id}/texts/de/publish`);
    await stage.tell();
    const german = String((await get('/help/de')).body);
    assert.match(german, /<html lang="de"/);
    assert.match(german, /Rechnung bezahlen/);
    assert.match(german, /How do I get a refund\?/, 'what is not translated is shown as it is');
    const article = String((await get('/help/de/rechnung-bezahlen')).body);
    assert.match(article, /hreflang="en" href="http:\/\/localhost:3000\/help\/en\/pay-a-bill"/);
    assert.match(article, /Hat das geholfen\?/);
    assert.match(String((await get('/help/xx')).body), /<html lang="en"/);
  });

  it('leads from old addresses to new ones', async () => {
    const id = await stage.article('Moving house', 'Tell us.');
    const draft = { title: 'Moving house', body: 'Tell us early.', slug: 'relocation', revision: 2 };
    assert.equal((await stage.manager.put(`${api}/articles/${id}/texts/en/draft`, draft)).status, 200);
    await stage.manager.post(`${api}/articles/${id}/texts/en/publish`);
    await stage.tell();
    const old = await get('/help/en/moving-house');
    assert.deepEqual([old.status, old.headers['location']], [301, '/help/en/relocation']);
    assert.match(String((await get('/help/en/relocation')).body), /Tell us early/);
    const other = await stage.article('Moving house', 'Another one.');
    assert.ok(other);
    assert.match(
      String((await get('/help/en/moving-house')).body),
      /Another one/,
      'an address that is used again leads there',
    );
    const missing = await get('/help/en/never-was');
    assert.equal(missing.status, 404);
    assert.match(String(missing.body), /This page is not there/);
  });

  it('lets nothing hostile out of its place', async () => {
    await stage.openCentre({ languages: ['en'], name: `Acme ${HOSTILE}`, welcome: HOSTILE });
    await stage.article(`Hostile ${HOSTILE}`, `${HOSTILE}\n\n[x](javascript:alert(1))`);
    await stage.tell();
    for (const path of [
      '/help/en',
      `/help/en/search?q=${encodeURIComponent(HOSTILE)}`,
      '/help/en/feed.atom',
      '/help/en/feed.rss',
    ]) {
      const { body } = await get(path);
      const text = String(body).replaceAll(/<script type="application\/ld\+json">[^]*?<\/script>/g, '');
      assert.doesNotMatch(text, /<script|<img|javascript:/i, path);
    }
    for (const path of [
      '/help/en/..%2f..%2fapi',
      '/help/%00/x',
      '/help/en/%E0%A4%A',
      "/help/en/search?q='%20or%201=1--",
      '/help/en/search?q[]=a&q[]=b',
    ])
      assert.ok((await get(path)).status < 500, path);
  });
});

function isWellFormed(xml: string): boolean {
  const open: string[] = [];
  let isGood = true;
  const parser = new Parser(
    {
      onopentag: (name) => void open.push(name),
      onclosetag: (name, isImplied) => {
        isGood &&= open.pop() === name && (!isImplied || /^(?:(?:atom:)?link|Url)$/.test(name));
      },
    },
    { xmlMode: true },
  );
  parser.end(xml.replace(/^<\?xml[^>]*>/, ''));
  return isGood && open.length === 0;
}
