import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { readCommunity, saveCommunity } from '#people/members/index.ts';
import { toldServer } from './testing/told-server.ts';

const rapport = await toldServer();
const { app } = rapport;
after(() => rapport.close());
await saveCommunity(app, systemActor, { ...(await readCommunity(app)), languages: ['en', 'de'] });
const reader = rapport.browser();

const languageOf = (html: string) => /<html lang="([^"]+)"/.exec(html)?.[1];
const alternates = (html: string) =>
  new Map(
    Array.from(html.matchAll(/<link rel="alternate" hreflang="([^"]+)" href="([^"]+)"/g), ([, tag, url]) => [
      tag!,
      url!.replaceAll('&#38;', '&'),
    ]),
  );
const get = (path: string, asked?: string) =>
  reader.get(path, asked === undefined ? {} : { 'accept-language': asked });

describe('the language of a page', () => {
  it('is the one that the browser asks for, and no copy goes to somebody who asked for another', async () => {
    for (let turn = 0; turn < 2; turn++)
      for (const [asked, wanted] of [
        ['de-AT,de;q=0.9,en;q=0.5', 'de'],
        ['en', 'en'],
        ['fr', 'en'],
        ['de;q=0.1', 'de'],
        [undefined, 'en'],
      ] as const) {
        const page = await get('/community', asked);
        assert.equal(languageOf(page.body), wanted, asked);
        assert.equal(page.headers['vary'], 'Cookie, Accept-Language');
        assert.match(String(page.headers['cache-control']), /^public/);
      }
    assert.match((await get('/community', 'de')).body, /Unbeantwortet/);
  });

  it('is the one that an address names, for everybody who is sent it', async () => {
    const page = await get('/community?lang=de', 'en');
    assert.equal(languageOf(page.body), 'de');
    assert.match(page.body, /<link rel="canonical" href="http:\/\/localhost:3000\/community\?lang=de"/);
    for (const strange of ['fr', 'x', '', '"><script>', 'de&lang=en', '__proto__'])
      assert.equal(languageOf((await get(`/community?lang=${strange}`)).body), 'en', strange);
    const bare = await get('/community?lang=en');
    assert.match(bare.body, /<link rel="canonical" href="http:\/\/localhost:3000\/community"/);
  });

  it('is told to search engines, each way', async () => {
    const page = await get('/community');
    const others = alternates(page.body);
    assert.deepEqual(Object.fromEntries(others), {
      en: 'http://localhost:3000/community',
      de: 'http://localhost:3000/community?lang=de',
      'x-default': 'http://localhost:3000/community',
    });
    const german = await get('/community?lang=de');
    assert.deepEqual(alternates(german.body), others, 'both name the same');
  });

  it('is kept when somebody chose it, on all pages of the host, and leads back to where he was', async () => {
    const own = rapport.browser();
    const page = await own.get('/community/tags?x="><script>');
    const link = /<a rel="nofollow" href="([^"]+)" lang="de"/.exec(page.body)![1]!.replaceAll('&#38;', '&');
    const chosen = await own.get(link);
    assert.equal(chosen.status, 303);
    assert.equal(chosen.headers['location'], '/community/tags');
    assert.match(chosen.cookies[0]!, /^rapport_language=de; Path=\/; .*SameSite=Lax/);
    assert.equal(languageOf((await own.get('/ideas', { 'accept-language': 'en' })).body), 'de');
    assert.equal((await own.get('/help')).headers['location'], '/help/de');
    for (const hostile of ['//evil.example', 'https://evil.example', '/\\evil.example'])
      assert.equal(
        (await own.get(`/community/language?to=de&back=${encodeURIComponent(hostile)}`)).headers['location'],
        '/community',
      );
    const strange = await rapport.browser().get('/community/language?to=xx%0d%0aSet-Cookie:a=b');
    assert.deepEqual(strange.cookies, []);
  });

  it('is chosen on a search without losing what was asked', async () => {
    const choiceOn = async (path: string) => {
      const [, link = ''] = /<a rel="nofollow" href="([^"]+)" lang="de"/.exec((await get(path)).body)!;
      return (await rapport.browser().get(link.replaceAll('&#38;', '&'))).headers['location'];
    };
    const asked = '/community/search?q=%22router%22+%26+light&by=maya&solved=yes';
    assert.equal(await choiceOn(`${asked}&n=1`), asked, 'and nothing else of the address');
    assert.equal(await choiceOn('/community/search'), '/community/search');
    assert.equal(
      await choiceOn('/search?q=bill&kind=article&lang=en'),
      '/search?q=bill&kind=article',
      'among articles only',
    );
    assert.equal(await choiceOn('/search?q=router&kind=nonsense'), '/search?q=router');
  });

  it('is not chosen where there is one only, and caches look at cookies alone', async () => {
    await saveCommunity(app, systemActor, { ...(await readCommunity(app)), languages: ['de'] });
    const page = await get('/community/tags', 'en');
    assert.equal(languageOf(page.body), 'de');
    assert.equal(page.headers['vary'], 'Cookie');
    assert.doesNotMatch(page.body, /community\/language|hreflang/);
  });
});
