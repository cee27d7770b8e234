import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { addressesPort } from '#platform/addresses/index.ts';
import { systemActor } from '#platform/app/index.ts';
import { filesFeature, storeFile } from '#platform/files/index.ts';
import { CLOSED, membersFeature, saveCommunity } from '#people/members/index.ts';
import { siteFeature, siteLanguagesPort, sitePagesPort } from '#people/site/index.ts';
import type { Browser } from '../../../test/helpers/browser.ts';
import { createTestServer, type TestServer } from '../../../test/helpers/server.ts';
import { statementsOf } from '../../../test/helpers/statements.ts';
import { addOwnPages, pageSections, sitePagesFeature } from './index.ts';

const API = '/api/v1/site/pages';
let made: TestServer;
let manager: Browser;
let agent: Browser;
let anybody: Browser;
before(async () => {
  made = await createTestServer(
    [sitePagesFeature, siteFeature, membersFeature, filesFeature],
    {},
    addOwnPages,
  );
  const { app } = made;
  app.provide(sitePagesPort, pageSections);
  app.provide(siteLanguagesPort, async () => ['en', 'de']);
  await saveCommunity(app, systemActor, {
    ...CLOSED,
    isOpen: true,
    name: 'MobiTel',
    languages: ['en', 'de'],
  });
  [manager, agent, anybody] = [await made.staff('manager'), await made.staff('agent'), made.browser()];
});
after(() => made.close());

const begin = async (title: string, more: object = {}) =>
  manager.post(API, { language: 'en', title, markdown: 'Who we **are**.', ...more });
const write = async (title: string, more: object = {}): Promise<string> => (await begin(title, more)).body.id;
const publish = (id: string, language = 'en') => manager.put(`${API}/${id}/texts/${language}/published`);
const save = (id: string, language: string, basedOn: number, more: object) =>
  manager.put(`${API}/${id}/texts/${language}`, { basedOn, title: 'About us', markdown: 'x', ...more });
const get = (path: string) => anybody.get(path);

describe('a page of the company’s own', () => {
  let id = '';
  before(async () => {
    id = await write('About us');
  });

  it('is a draft that nobody sees until it is published', async () => {
    assert.equal((await get('/pages/en/about-us')).status, 404);
    assert.doesNotMatch(String((await get('/pages/sitemap.xml')).body), /about/);
    assert.equal((await publish(id)).status, 204);
    const { status, body, headers } = await get('/pages/en/about-us');
    assert.equal(status, 200);
    assert.match(String(body), /<h1>About us<\/h1><p>Who we <strong>are<\/strong>\.<\/p>/);
    assert.match(String(body), /rel="canonical" href="http:\/\/localhost:3000\/pages\/en\/about-us"/);
    assert.match(String(body), /property="og:title" content="About us"/);
    assert.match(String(body), /name="description" content="Who we are\."/);
    assert.match(String(headers['cache-control']), /^public/);
    assert.match(String((await get('/pages/sitemap.xml')).body), /<loc>[^<]*\/pages\/en\/about-us</);
    assert.deepEqual((await get('/pages/about-us')).headers['location'], '/pages/en/about-us');
  });

  it('is named in the site map where it stands', async (t) => {
    const at = (host?: string) => made.app.provide(addressesPort, { originOf: () => host });
    at('https://talk.example.com');
    t.after(() => at());
    const map = String((await get('/pages/sitemap.xml')).body);
    assert.match(map, /<loc>https:\/\/talk\.example\.com\/pages\/en\/about-us</);
    assert.doesNotMatch(map, /localhost/);
  });

  it('costs the database nothing once it is known', async () => {
    await get('/pages/en/about-us');
    assert.deepEqual(await statementsOf(() => get('/pages/en/about-us')), []);
  });

  it('has texts in several languages, each at its own address, and leads readers of others to what there is', async () => {
    assert.equal((await get('/pages/de/about-us')).headers['location'], '/pages/en/about-us');
    assert.equal((await save(id, 'de', 0, { title: 'Über uns' })).status, 200);
    assert.equal((await publish(id, 'de')).status, 204);
    const german = String((await get('/pages/de/uber-uns')).body);
    assert.match(german, /<html lang="de" dir="ltr">/);
    assert.match(german, /hreflang="en" href="http:\/\/localhost:3000\/pages\/en\/about-us"/);
    const { status, headers } = await get('/pages/de/about-us');
    assert.deepEqual(
      [status, headers['location']],
      [302, '/pages/de/uber-uns'],
      'not for good: another text may come',
    );
    assert.equal((await save(id, 'ar', 0, { title: 'من نحن', markdown: 'مرحبا' })).status, 200);
    await publish(id, 'ar');
    const path = `/pages/ar/${encodeURIComponent('من-نحن')}`;
    assert.match(String((await get(path)).body), /<html lang="ar" dir="rtl">/);
  });

  it('keeps what readers see while it is written on, and knows who wrote over whom', async () => {
    assert.equal((await save(id, 'en', 1, { markdown: 'Second.' })).body.version, 2);
    assert.match(String((await get('/pages/en/about-us')).body), /Who we/);
    assert.equal(
      (await save(id, 'en', 1, { markdown: 'Third.' })).body.error.code,
      'site_page.changed_meanwhile',
    );
    await publish(id);
    assert.match(String((await get('/pages/en/about-us')).body), /Second\./);
    assert.equal((await manager.post(`${API}/${id}/texts/en/versions/1/restore`)).body.version, 3);
    const { items } = (await agent.get(`${API}/${id}/texts/en/versions`)).body;
    assert.deepEqual(
      items.map(({ markdown }: { markdown: string }) => markdown),
      ['Who we **are**.', 'Second.', 'Who we **are**.'],
    );
    assert.equal((await manager.post(`${API}/${id}/texts/en/versions/9/restore`)).status, 404);
  });

  it('leads from every address that it had to the one that it has', async () => {
    await save(id, 'en', 3, { slug: 'company' });
    await publish(id);
    await save(id, 'en', 4, { slug: 'Who We Are' });
    await publish(id);
    for (const old of ['/pages/en/about-us', '/pages/en/company'])
      assert.deepEqual(
        [(await get(old)).status, (await get(old)).headers['location']],
        [301, '/pages/en/who-we-are'],
      );
    const other = await write('Company');
    assert.equal((await publish(other)).status, 204);
    assert.equal((await get('/pages/en/company')).status, 200, 'another page took it');
    await save(id, 'en', 5, { slug: 'company' });
    assert.equal((await publish(id)).body.error.code, 'site_page.slug_taken');
    assert.equal((await get('/pages/en/who-we-are')).status, 200, 'nothing changed');
  });

  it('stands in header or footer where somebody puts it, and goes with all that it is', async () => {
    await manager.put(`${API}/${id}/place`, { place: 'footer' });
    const [listed] = (await agent.get(API)).body.items;
    assert.equal(listed.place, 'footer');
    const foot = async () =>
      /class="foot".*?<\/nav>/s.exec(String((await get('/pages/en/company')).body))?.[0] ?? '';
    assert.match(await foot(), /href="\/pages\/en\/who-we-are"/);
    assert.equal((await manager.delete(`${API}/${id}`)).status, 204);
    assert.equal(await foot(), '');
    assert.equal((await get('/pages/en/who-we-are')).status, 404);
    assert.equal((await manager.post(`${API}/${id}/restore`)).status, 204);
    assert.match(await foot(), /href="\/pages\/en\/who-we-are"/);
    await manager.put(`${API}/${id}/place`, { place: 'header' });
    assert.equal(await foot(), '');
    assert.match(String((await get('/pages/en/company')).body), /class="sections".*who-we-are/s);
  });

  it('is hidden from readers again, and stays a draft', async () => {
    assert.equal((await manager.delete(`${API}/${id}/texts/en/published`)).status, 204);
    assert.equal((await get('/pages/en/who-we-are')).headers['location'], undefined);
    assert.equal(
      (await agent.get(`${API}/${id}`)).body.texts.find(
        ({ language }: { language: string }) => language === 'en',
      ).path,
      null,
    );
  });
});

describe('addresses', () => {
  it('are never those of the program, whatever somebody wishes', async () => {
    for (const slug of ['preview', 'Sitemap', 'files', 'feed', 'API', 'drafts']) {
      const answer = await begin('Some page', { slug });
      assert.equal(answer.body.error?.code, 'site_page.slug_reserved', slug);
    }
    const id = await write('../../etc/passwd?<script>');
    assert.equal((await agent.get(`${API}/${id}`)).body.texts[0].slug, 'etc-passwd-script');
    assert.equal((await agent.get(`${API}/${await write('!!!')}`)).body.texts[0].slug, 'page');
  });

  it('are given to one of two who publish at the same moment', async () => {
    const ids = await Promise.all(['Privacy', 'Privacy'].map((title) => write(title)));
    const answers = await Promise.all(ids.map((id) => publish(id)));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [204, 409]);
  });

  it('that are none are answered in words, and hurt nothing', async () => {
    for (const path of [
      '/pages/en/none',
      '/pages/xx/none',
      '/pages/en/%00',
      '/pages/%ff',
      '/pages/preview/short',
      `/pages/en/${'a'.repeat(500)}`,
    ])
      assert.ok([400, 404].includes((await get(path)).status), path);
  });
});

describe('what somebody writes', () => {
  it('is text: nothing in it runs', async () => {
    const markdown =
      '<script>alert(1)</script>\n\n[x](javascript:alert(1))\n\n<img src=x onerror=alert(1)>\n\n![p](https://evil.example/p.png)\n\n<iframe src="https://evil.example"></iframe>';
    const id = await write('<img src=x onerror=alert(1)>', {
      markdown,
      slug: 'hostile',
      description: '"><script>',
    });
    await publish(id);
    const html = String((await get('/pages/en/hostile')).body);
    assert.doesNotMatch(html, /<script|<iframe|<img|javascript:|evil\.example/);
    const { previewPath } = (await agent.get(`${API}/${id}`)).body.texts[0];
    assert.doesNotMatch(String((await get(previewPath)).body), /<script|<iframe|<img|javascript:/);
  });

  it('shows pictures of this server, while a published page does', async () => {
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    const { id: file } = await storeFile(made.app, {
      name: 'p.png',
      bytes: new Uint8Array(png),
      purpose: 'page',
    });
    const id = await write('Team', { markdown: `![We](/pages/files/${file})` });
    assert.equal((await get(`/pages/files/${file}`)).status, 404);
    await publish(id);
    assert.match(String((await get('/pages/en/team')).body), /<img src="\/pages\/files\/file_/);
    assert.equal((await get(`/pages/files/${file}`)).status, 200);
  });

  it('is seen at its preview by whoever has the address, in a frame of ours, and by no search engine', async () => {
    const id = await write('Secret plans');
    const { previewPath } = (await agent.get(`${API}/${id}`)).body.texts[0];
    const { body, headers } = await get(previewPath);
    assert.match(String(body), /A draft[^]*Secret plans[^]*/);
    assert.match(String(body), /noindex/);
    assert.match(String(headers['content-security-policy']), /frame-ancestors 'self'/);
    assert.match(String(headers['cache-control']), /no-store/);
    assert.equal((await get(`${previewPath}x`)).status, 404);
  });

  it('is written by managers and up, and by nobody else', async () => {
    const id = await write('Rights');
    assert.equal((await agent.get(`${API}/${id}`)).status, 200);
    const tries = [
      agent.post(API, { language: 'en', title: 'x', markdown: '' }),
      agent.put(`${API}/${id}/texts/en`, { basedOn: 1, title: 'x', markdown: '' }),
      agent.put(`${API}/${id}/texts/en/published`),
      agent.put(`${API}/${id}/place`, { place: 'header' }),
      agent.delete(`${API}/${id}`),
    ];
    for (const { status } of await Promise.all(tries)) assert.equal(status, 403);
    assert.equal((await anybody.get(API)).status, 401);
  });
});
