import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { Browser, BrowserContext } from 'playwright-core';
import { systemActor } from '#platform/app/index.ts';
import { cleanAgain, renderMarkdown } from '#lib/markdown/index.ts';
import { launchChromium } from '../../../../test/helpers/chromium.ts';
import { COMMUNITY, LONGEST_TITLE, pathOf, titleOf, wordsOf } from '../domain.ts';
import { saveGroup } from '../groups/groups.ts';
import { FORUM_DIALECT } from '../talk/written.ts';
import { ATTACKS } from '../testing/attacks.ts';
import { openStage } from '../testing/stage.ts';

const SITE = 'http://localhost:3000';

const stage = await openStage();
const { app, test } = stage;
const stranger = test.browser();
const browser: Browser = await launchChromium();
after(async () => {
  await browser.close();
  await test.close();
});

const lines = ATTACKS.map((text) => titleOf(text)).filter(
  (text) => text !== '' && text.length <= LONGEST_TITLE,
);
const mainOf = (html: string): string => /<main[^>]*>([^]*)<\/main>/.exec(html)?.[1] ?? '';

/** Every attack as name and text of groups and categories, as title and author of threads, and as question and option of polls. */
async function enterRows(): Promise<void> {
  await app.db.query(
    `insert into forum_groups (id, slug, name, text, kind) select format('fgr_%s', n), format('g%s', n), line, line, 'public'
       from unnest($1::text[]) with ordinality as t (line, n)`,
    [lines],
  );
  await app.db.query(
    `insert into forum_categories (id, slug, name, text) select format('fcat_%s', n), format('c%s', n), line, line
       from unnest($1::text[]) with ordinality as t (line, n)`,
    [lines],
  );
  await app.db.query(
    `insert into forum_threads (id, category_id, kind, title, slug, author_name, last_author_name, posts, last_number, has_poll, closed_at, closed_reason)
       select format('thr_%s', n), format('fcat_%s', n), 'question', line, 'x', line, line, 1, 1, n % 20 = 1, case when n % 20 = 1 then now() end, line
       from unnest($1::text[]) with ordinality as t (line, n)`,
    [lines],
  );
  await app.db.query(
    `insert into forum_polls (id, thread_id, question, options, kind, shows, is_anonymous)
       select format('fpl_%s', n), format('thr_%s', n), line, ($1::text[])[n:n + 19], 'single', 'always', true
       from unnest($1::text[]) with ordinality as t (line, n) where n % 20 = 1 and n + 1 <= cardinality($1)`,
    [lines],
  );
}

/** What pages of the forum say of all of them, as it is sent. */
async function attackedPages(): Promise<string[]> {
  await enterRows();
  await saveGroup(app, systemActor, { name: 'Last', slug: '', text: '', kind: 'public' });
  const pages: string[] = [];
  const get = async (path: string) => {
    const { body, status } = await stranger.get(path);
    assert.equal(status, 200, path);
    pages.push(mainOf(String(body)));
  };
  await get(`${COMMUNITY}/groups`);
  await get(`${COMMUNITY}/g/g7`);
  for (let path: string | undefined = COMMUNITY; path !== undefined;) {
    await get(path);
    const next: string | undefined = /rel="next" href="([^"]+)"/.exec(pages.at(-1)!)?.[1];
    path = next?.replaceAll('&amp;', '&');
  }
  for (let n = 1; n < lines.length; n += 20) await get(`${COMMUNITY}/t/thr_${n}/x`);
  for (const line of lines.slice(0, 12))
    await get(`${COMMUNITY}/search?q=${encodeURIComponent(line)}&by=${encodeURIComponent(line)}`);
  return pages;
}

/** Does everything that a reader can do, in the page and its frames; how often `boom` was called. */
const TRY_ALL = `(async () => {
  const documents = [document, ...[...document.querySelectorAll('iframe')].flatMap((frame) => frame.contentDocument ?? [])];
  for (const one of documents)
    for (const element of one.querySelectorAll('body *'))
      for (const name of ['mouseover', 'focus', 'toggle', 'error', 'load', 'begin', 'click'])
        if (name !== 'click' || /^\\s*(?:javascript|vbscript)/i.test(element.getAttribute('href') ?? ''))
          element.dispatchEvent(new Event(name, { cancelable: true }));
  await new Promise((done) => setTimeout(done, 300));
  return fired;
})()`;

/** Loads a page in Chromium, does everything with it that a reader can, and answers how often an attack ran or led off. */
async function fired(html: string, csp: string | undefined): Promise<number> {
  const context: BrowserContext = await browser.newContext();
  let led = 0;
  await context.addInitScript({ content: 'globalThis.fired = 0; globalThis.boom = () => void top.fired++;' });
  const page = await context.newPage();
  await page.route('**/*', (route) => {
    const url = new URL(route.request().url());
    if (url.origin !== SITE) led++;
    if (url.href !== `${SITE}/attacked`) return route.abort();
    const headers = {
      'content-type': 'text/html; charset=utf-8',
      ...(csp === undefined ? {} : { 'content-security-policy': csp }),
    };
    return route.fulfill({ body: html, headers });
  });
  await page.goto(`${SITE}/attacked`, { waitUntil: 'domcontentloaded' });
  const ran = await page.evaluate<number>(TRY_ALL);
  await context.close();
  return ran + led;
}

/** Each text in a document of its own inside of one page, so that none hides the next one. */
const framed = (texts: readonly string[]): string =>
  `<!doctype html><body>${texts
    .map(
      (text) =>
        `<iframe srcdoc="${`<body>${text}`.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"></iframe>`,
    )
    .join('')}</body>`;

describe('attacks of our own in a real browser', () => {
  it('fire where nothing stops them, so that this test could fail', async () => {
    assert.ok(ATTACKS.length > 300, `${ATTACKS.length} attacks`);
    const some = ATTACKS.filter((_, index) => index % 8 === 0);
    assert.ok((await fired(framed(some), undefined)) > 20);
  });

  it('do nothing without the policy, as posts and in every other field', async () => {
    const posts = ATTACKS.map((text) =>
      cleanAgain(
        renderMarkdown(wordsOf(text), FORUM_DIALECT, () => '/community/members/maya'),
        FORUM_DIALECT,
      ),
    );
    const together = posts.flatMap((_, index) =>
      index % 20 === 0 ? posts.slice(index, index + 20).join('\n') : [],
    );
    assert.equal(await fired(framed(together), undefined), 0, 'posts');
    const pages = await attackedPages();
    assert.ok(pages.length > 40 && pages.every((page) => page.length > 100), `${pages.length} pages`);
    assert.ok(pages.join('').split('boom()').length > lines.length * 3);
    assert.equal(await fired(framed(pages), undefined), 0, 'fields');
  });

  it('do nothing without the sanitiser, under the policy of the pages', async () => {
    const author = await stage.member('raw', 'Raw');
    const { thread } = await stage.start(author, await stage.category('Raw'));
    const { headers } = await stranger.get(pathOf(thread));
    // A page with all of them takes twice as long.
    const some = ATTACKS.filter((_, index) => index % 3 !== 0);
    assert.ok(some.length > 300);
    assert.equal(await fired(framed(some), String(headers['content-security-policy'])), 0);
  });
});
