import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { readFormula, saveFormula } from '#embrace/trust/index.ts';
import { createOutward } from '#platform/outward/index.ts';
import { readCommunity, saveCommunity } from '#people/members/index.ts';
import { closeEverything, serve } from '../../../platform/outward/local-server.ts';
import { pathOf } from '../domain.ts';
import { catchUp } from '../heard/catch-up.ts';
import { addPost, editPost } from '../talk/posts.ts';
import { deletePost } from '../talk/removal.ts';
import { changeThread } from '../talk/threads.ts';
import { openStage } from '../testing/stage.ts';
import { colleague } from '../testing/talkers.ts';
import { lookAtPages } from './run.ts';

const PHOTO = readFileSync(new URL('../../../lib/images/fixtures/photo.jpg', import.meta.url));
const EVIL = '<img src=x onerror=alert(1)>"><script>alert(2)</script>';
const escaped = EVIL.replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const pages: Record<string, [number, string, string | Uint8Array]> = {
  '/good': [
    200,
    'text/html',
    '<title>Red light</title><meta property="og:image" content="/p.jpg"><meta name="description" content="What to do">',
  ],
  '/evil': [
    200,
    'text/html; charset="><script>',
    `<meta property="og:title" content="${escaped}"><meta property="og:site_name" content="${escaped}">`,
  ],
  '/p.jpg': [200, 'image/jpeg', PHOTO],
  '/pdf': [200, 'application/pdf', '<title>No page</title>'],
  '/huge': [200, 'text/html', `<title>Huge</title>${'x'.repeat(10_000_000)}`],
  '/gone': [410, 'text/html', '<title>Gone</title>'],
  '/busy': [503, 'text/html', '<title>Busy</title>'],
};
const local = await serve(({ url = '' }, response) => {
  if (url.startsWith('/loop'))
    return void response.writeHead(302, { location: `/loop${Math.random()}` }).end();
  const [status, type, body] = pages[url] ?? [404, 'text/html', ''];
  response.writeHead(status, { 'content-type': type }).end(body);
});
const site = `http://${local.host}`;
const stage = await openStage();
const { app, test } = stage;
after(async () => {
  await test.close();
  await closeEverything();
});
// A real server on this machine stands for one of the world: the wall against private addresses has tests of its own.
const real = createOutward({ allow: new Set([local.host]), log: app.log });
after(() => real.close());
const world = {
  ...app,
  outward: {
    ...real,
    fetch: (url: string, { isForeign, ...asked }: Parameters<typeof real.fetch>[1] = {}) => {
      assert.equal(isForeign, true, 'an address of a member');
      return real.fetch(url, asked);
    },
  },
};
const help = await stage.category('Help');
const maya = await stage.member('maya', 'Maya');
const { thread } = await stage.start(maya, help);
const stranger = test.browser();
const signal = new AbortController().signal;
let asked = 0;
const page = async (by: Pick<typeof maya, 'get'> = stranger) =>
  String((await by.get(`${pathOf(thread)}?n=${++asked}`)).body);
const look = async () => {
  await catchUp(app);
  return lookAtPages(world, signal);
};
const say = async (markdown: string, by = maya.doer) =>
  (await addPost(app, by, thread.id, { markdown, replyTo: null })).post;
const stateOf = async (path: string) =>
  (await app.db.query<{ state: string }>('select state from forum_previews where url = $1', [site + path]))[0]
    ?.state;
const again = () => app.db.query(`update forum_previews set next_at = now() - interval '1 minute'`);

describe('a link that stands alone', () => {
  it('becomes a card, for all posts that have it, with a picture of ours', async () => {
    await say(`Look:\n${site}/good`);
    await say(`${site}/good`);
    assert.ok(!(await page()).includes('class="card-link"'));
    assert.equal(await look(), 1);
    const html = await page();
    assert.equal(html.match(/class="card-link"/g)?.length, 2);
    assert.match(
      html,
      /<strong dir="auto">Red light<\/strong> <span class="card-text" dir="auto">What to do</,
    );
    const [, picture] = /<img src="(\/community\/previews\/file_[0-9a-z]+)"/.exec(html)!;
    const { status, headers } = await stranger.get(picture!);
    assert.deepEqual([status, headers['content-type']], [200, 'image/jpeg']);
    assert.equal(
      local.seen.filter(({ method }) => method === 'GET').length,
      2,
      'a page and its picture, once',
    );
  });

  it('says the same in feeds, plainly and with whole addresses, and to colleagues', async () => {
    await say(`Both:\n${site}/good\n${site}/busy`);
    await look();
    for (const kind of ['atom', 'rss', 'json']) {
      const { body } = await stranger.get(`/community/t/${thread.id}/feed.${kind}?n=${++asked}`);
      const signs = { 60: '<', 62: '>', 34: '"' } as const;
      const html =
        kind === 'json'
          ? body.items[0].content_html
          : body.replaceAll(/&#(60|62|34);/g, (_: string, code: '60') => signs[code]);
      assert.match(html, /src="http:\/\/[^"]+\/community\/previews\/file_[0-9a-z]+"/, kind);
      assert.match(html, /Red light<\/a> \([^<]+\)<br ?\/?>What to do/, kind);
      assert.ok(!html.includes('card-link'), 'readers of feeds have no style of ours');
      assert.match(html, new RegExp(`>${site}/busy<`), 'of what nobody knows the address stays');
    }
    const colleague_ = await test.staff('agent');
    const read = async () => {
      const { items } = (await colleague_.get(`/api/v1/forum/threads/${thread.id}`)).body;
      return items.flatMap(({ cards }: { cards: object[] }) => cards);
    };
    const [card] = await read();
    assert.partialDeepStrictEqual(card, {
      url: `${site}/good`,
      title: 'Red light',
      description: 'What to do',
    });
    assert.match(card.pictureUrl, /^http.+\/community\/previews\/file_/);
    const settings = await readCommunity(app);
    await saveCommunity(app, systemActor, { ...settings, showsPreviews: false });
    assert.deepEqual(await read(), [], 'nothing where the community shows none');
    await saveCommunity(app, systemActor, settings);
  });

  it('shows words of others as words, whatever they are', async () => {
    await say(`${site}/evil`);
    await look();
    const html = await page();
    assert.ok(!html.includes('<img src=x') && !html.includes('<script>alert'));
    assert.ok(html.includes('&#60;img src=x onerror=alert(1)'));
  });

  it('stays a link where there is no page, too much of it, no end of it, or nobody', async () => {
    const paths = ['/pdf', '/huge', '/gone', '/busy', '/loop', '/missing'];
    for (const path of paths) await say(`${site}${path}`);
    await look();
    const html = await page();
    for (const path of paths) {
      assert.ok(html.includes(`<a href="${site}${path}" rel="nofollow ugc noopener">`), path);
      assert.notEqual(await stateOf(path), 'there', path);
    }
    assert.equal(await stateOf('/busy'), 'new', 'it is asked again');
  });

  it('has no card any more once its page is gone, or fails for a week', async () => {
    const before = pages['/good']!;
    pages['/good'] = [500, 'text/html', ''];
    for (let attempt = 0; attempt < 3; attempt++) {
      await again();
      await look();
      assert.equal(await stateOf('/good'), 'there');
    }
    await again();
    await look();
    assert.equal(await stateOf('/good'), 'gone');
    assert.ok(!(await page()).includes('Red light'));
    pages['/good'] = before;
    await again();
    await look();
    assert.ok((await page()).includes('Red light'));
  });

  it('goes with the post, or with the link in it; what stands nowhere is forgotten', async () => {
    const post = await say(`${site}/good?only`);
    pages['/good?only'] = pages['/good']!;
    await look();
    assert.equal(await stateOf('/good?only'), 'there');
    await editPost(app, maya.doer, post.id, { markdown: 'Never mind.', revision: 1 });
    await catchUp(app);
    await again();
    await look();
    assert.equal(await stateOf('/good?only'), undefined);
    const other = await say(`${site}/evil?other`);
    await deletePost(app, colleague(), other.id, { isDeleted: true, reason: '' });
    await look();
    assert.equal(await stateOf('/evil?other'), undefined);
  });
});

describe('who may have cards', () => {
  it('may post links, and the community wants them', async () => {
    const settings = await readCommunity(app);
    await saveCommunity(app, systemActor, { ...settings, showsPreviews: false });
    await say(`${site}/good?off`);
    assert.equal(await look(), 0);
    assert.equal(await stateOf('/good?off'), undefined);
    await app.db.query('update forum_threads set version = version + 1 where id = $1', [thread.id]);
    assert.ok(!(await page()).includes('card-link'));
    await saveCommunity(app, systemActor, settings);
  });

  it('is of a level that may post links; whoever writes for the company may', async () => {
    const formula = await readFormula(app);
    const rights = formula.rights.map((one) => ({ ...one, linksPerPost: 0 }));
    await say(`${site}/good?member`);
    await say(`${site}/good?team`, colleague());
    await saveFormula(app, systemActor, { ...formula, rights });
    await look();
    assert.equal(await stateOf('/good?member'), undefined);
    assert.equal(await stateOf('/good?team'), 'gone', 'nobody answers there, but it was asked');
    await saveFormula(app, systemActor, formula);
  });

  it('asks no machine that the operator allows himself', async () => {
    const strict = createOutward({ allow: new Set([local.host]), log: app.log });
    await assert.rejects(strict.fetch(`${site}/good`, { isForeign: true }), {
      code: 'outward.address_forbidden',
    });
    assert.equal((await strict.fetch(`${site}/good`)).status, 200);
    await strict.close();
  });
});

describe('a link to another thread', () => {
  it('says its title as long as everybody may read it', async () => {
    const club = await stage.category('Club', { whoReads: 'members' });
    const { thread: other } = await stage.start(maya, help, { title: 'The <b>other</b> one' });
    await say(`${app.config.publicUrl}${pathOf(other)}`);
    await catchUp(app);
    await app.db.query('update forum_threads set version = version + 1 where id = $1', [thread.id]);
    assert.match(await page(), /class="thread-link"[^>]*>The &#60;b&#62;other/);
    await changeThread(app, colleague(), other.id, { title: 'Renamed' });
    assert.match(await page(), /class="thread-link"[^>]*>Renamed</);
    await changeThread(app, colleague(), other.id, { categoryId: club.id, title: 'Secret' });
    for (const by of [stranger, maya]) assert.ok(!(await page(by)).includes('Secret'));
  });
});
