/** A stranger finds an answer without signing in: by a search engine, by the search with a typing error, with scripts and without, and it is counted that it helped. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { catchUp } from '#embrace/forum/index.ts';
import { toldServer } from '../../src/main/testing/told-server.ts';
import { findings, RULES_OF_COLOUR } from '../helpers/axe.ts';
import { launchChromium } from '../helpers/chromium.ts';
import { freePort } from '../helpers/program.ts';
import { elementsIn, readXml, textsIn } from '../helpers/strict-xml.ts';
import { findingsIn, structuredDataOf } from '../helpers/structured-data.ts';

let whole: Awaited<ReturnType<typeof toldServer>>;
let browser: Browser;
let site = '';

before(async () => {
  const port = await freePort();
  site = `http://localhost:${port}`;
  whole = await toldServer([], { publicUrl: site });
  const { app, server } = whole;
  await catchUp(app);
  await server.listen({ port, host: 'localhost' });
  browser = await launchChromium();
});
after(async () => {
  await browser?.close();
  await whole?.close();
});

const textAt = async (url: string) => (await fetch(url)).text();

/** What was counted today, of all places together. */
async function counted(): Promise<Record<string, number>> {
  const rows = await whole.app.db.query<{ what: string; count: number }>(
    'select what, sum(count)::int as count from answer_counts group by what',
  );
  return Object.fromEntries(rows.map(({ what, count }) => [what, count]));
}

describe('a stranger', () => {
  test('comes by a search engine, which reads the site as its maps, pages and data say', async () => {
    const robots = await textAt(`${site}/robots.txt`);
    const maps = Array.from(robots.matchAll(/^Sitemap: (\S+)$/gm), ([, url]) => url!);
    const map = readXml(await textAt(maps.find((url) => url.endsWith('/community/sitemap.xml'))!));
    const urls = elementsIn(map, 'url').flatMap((one) => textsIn(one, 'loc'));
    const url = urls.find((one) => one.includes('router-blinks-red'))!;
    assert.ok(
      robots.split('\n').some((line) => line === `Allow: /community`),
      'and may read it',
    );
    const html = await textAt(url);
    assert.match(html, new RegExp(`<link rel="canonical" href="${url}"`));
    const [page] = structuredDataOf(html);
    assert.deepEqual(findingsIn(page!), []);
    const question = page!['mainEntity'] as { name: string; acceptedAnswer: { text: string; url: string }[] };
    assert.match(question.name, /Router blinks red/);
    const [answer] = question.acceptedAnswer;
    assert.ok(answer!.text.length > 20);
    assert.equal((await fetch(answer!.url)).status, 200, 'the answer has an address of its own');
    assert.match(html, new RegExp(`id="${new URL(answer!.url).hash.slice(1)}"`), 'and stands there');
  });

  for (const javaScriptEnabled of [false, true])
    test(`finds it with a typing error, ${javaScriptEnabled ? 'with' : 'without'} scripts, on a phone, and says that it helped`, async () => {
      const before = await counted();
      const context = await browser.newContext({
        baseURL: site,
        javaScriptEnabled,
        viewport: { width: 390, height: 844 },
      });
      const page = await context.newPage();
      page.setDefaultTimeout(10_000);
      await page.goto('/community');
      const field = page.getByRole('banner').getByRole('searchbox');
      await field.fill('ruoter blinks red');
      if (javaScriptEnabled)
        await page
          .getByRole('banner')
          .getByRole('link', { name: /Router blinks red/ })
          .waitFor();
      await field.press('Enter');
      const result = page.getByRole('main').getByRole('link', { name: /Router blinks red/ });
      assert.match(await result.innerHTML(), /<mark>Router<\/mark>/, 'what was meant is marked');
      await result.click();
      assert.match(await page.locator('h1').innerText(), /Router blinks red/);
      assert.match(page.url(), /#/, 'at the answer, not at the top');
      await page.goBack();
      await page.getByRole('main').getByRole('button', { name: 'Yes' }).click();
      assert.equal(await page.locator('h1').innerText(), 'Thank you');
      const now = await counted();
      for (const what of ['opened', 'helped']) assert.equal(now[what]! - (before[what] ?? 0), 1, what);
      assert.deepEqual(await context.cookies(), [], 'nobody was given a cookie');
      await context.close();
    });

  test('is kept from nothing on the way: axe finds nothing, light or dark', async () => {
    const context = await browser.newContext({
      baseURL: site,
      bypassCSP: true,
      viewport: { width: 390, height: 844 },
    });
    const page: Page = await context.newPage();
    for (const path of [
      '/search?q=ruoter+blinks',
      '/search?q=zzzz',
      '/search/thanks',
      '/oembed/card?path=/community',
    ]) {
      await page.goto(path);
      assert.deepEqual(await findings(page), [], path);
      await page.emulateMedia({ colorScheme: 'dark' });
      assert.deepEqual(await findings(page, RULES_OF_COLOUR), [], `${path} in the dark`);
      await page.emulateMedia({ colorScheme: 'light' });
      const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
      assert.ok(wide <= 390, `${path} is ${wide} wide`);
    }
    await context.close();
  });
});
