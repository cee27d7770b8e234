import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { eraseMembers } from '#people/members/index.ts';
import { until } from '../../../../test/helpers/app.ts';
import { staffDoer } from '../doer.ts';
import { COMMUNITY, pathOf } from '../domain.ts';
import { catchUp } from '../heard/catch-up.ts';
import { takeFile } from '../own/files.ts';
import { bookmark, follow, keepDraft } from '../own/service.ts';
import { categoryInput } from '../schema.ts';
import { acceptAnswer, react } from '../talk/answers.ts';
import { saveCategory } from '../talk/categories.ts';
import { mergeThreads } from '../talk/merge.ts';
import { addPost, editPost } from '../talk/posts.ts';
import { changeThread } from '../talk/threads.ts';
import { openStage, type Signed } from '../testing/stage.ts';
import { deletePost, deleteThread } from '../talk/removal.ts';

const stage = await openStage();
const { app, test } = stage;
after(() => test.close());
const staff = staffDoer({ ...systemActor, kind: 'user', id: 'user_1', name: 'Ama' });
const help = await stage.category('Help');
const inner = await stage.category('Innermost', { whoReads: 'members', text: 'Zirkel' });
const [maya, bob] = [await stage.member('maya', 'Maya Marker'), await stage.member('bob', 'Bob Brand')];
const stranger = test.browser();

let asked = 0;
/** A page as it is now: no copy is kept of an address that nobody asked for before. */
async function now(path: string, by: { get: Signed['get'] } = stranger, headers = {}) {
  const answer = await by.get(`${path}${path.includes('?') ? '&' : '?'}n=${++asked}`, headers);
  const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
  return { ...answer, text };
}

const feedsBelow = (path: string) => ['atom', 'rss', 'json'].map((kind) => `${path}/feed.${kind}`);
const LISTS = [
  COMMUNITY,
  `${COMMUNITY}/unanswered`,
  `${COMMUNITY}/solved`,
  `${COMMUNITY}/tags`,
  `${COMMUNITY}/sitemap.xml`,
  `${COMMUNITY}/members/maya/posts`,
  `${COMMUNITY}/c/help`,
  ...feedsBelow(COMMUNITY),
  ...feedsBelow(`${COMMUNITY}/c/help`),
];

/** Everything that answers a stranger 200 and says one of these words. */
async function whereSaid(words: RegExp, more: readonly string[] = [], by: { get: Signed['get'] } = stranger) {
  const found: string[] = [];
  for (const path of [...LISTS, ...more]) {
    const { text, headers } = await now(path, by);
    if (words.test(text) || words.test(String(headers['location']))) found.push(path);
  }
  return found;
}

describe('a page for strangers', () => {
  it('is the same byte for byte whoever of the members was there, and says nothing of them', async () => {
    const { thread, post } = await stage.start(bob, help, { title: 'Byte for byte', tags: ['bytes'] });
    const { post: answer } = await addPost(app, staff, thread.id, { markdown: 'An answer', replyTo: 1 });
    const paths = [
      ...LISTS,
      pathOf(thread),
      `${COMMUNITY}/tags/bytes`,
      `${COMMUNITY}/p/${answer.id}/history`,
    ];
    const before = await Promise.all(paths.map((path) => now(path)));
    await keepDraft(app, maya.member.id, { place: thread.id, title: '', markdown: 'my draft' });
    await bookmark(app, maya.member.id, post.id, true);
    await follow(app, maya.member.id, thread.id, true);
    for (const [index, path] of paths.entries()) {
      for (const [member, other] of [
        [maya, 'Bob Brand'],
        [bob, 'Maya Marker'],
      ] as const) {
        const own = await now(path, member);
        assert.doesNotMatch(own.text, new RegExp(`<span>${other}</span></a>`), 'another one’s account');
        if (!/feed\.|sitemap/.test(path)) {
          assert.equal(own.headers['cache-control'], 'private, no-store', path);
          assert.match(own.text, new RegExp(`<span>${member.member.displayName}</span></a>`), path);
        }
      }
      const after = await now(path, stranger, { 'accept-language': 'en-GB', 'user-agent': 'Other/1.0' });
      assert.equal(after.text, before[index]!.text, path);
      assert.doesNotMatch(
        after.text,
        /my draft|name="proof"|community\/me\b|aria-pressed|Maya Marker<\/span>/,
        path,
      );
      assert.equal(after.headers['etag'], before[index]!.headers['etag'], path);
      assert.equal(after.headers['set-cookie'], undefined, path);
      assert.equal(after.headers['vary'], /sitemap/.test(path) ? 'Cookie' : 'Cookie, Accept-Language', path);
      assert.match(String(after.headers['cache-control']), /^public, max-age=/, path);
    }
  });

  it('is answered from its copy with the same headers, and never to a cookie, good or bad', async () => {
    const path = `${COMMUNITY}?copy=1`;
    const [first, copy] = [await stranger.get(path), await stranger.get(path)];
    for (const [name, value] of Object.entries(first.headers))
      if (!/^x-ratelimit|^date$/.test(name)) assert.equal(copy.headers[name], value, name);
    for (const cookie of ['rapport_member=', 'rapport_member=x', `a=b; rapport_member=${'y'.repeat(43)}`]) {
      const { status, text } = await now(COMMUNITY, stranger, { cookie });
      assert.equal(status, 200);
      assert.doesNotMatch(text, /Maya Marker|name="proof"/);
    }
    const { body } = await maya.get(path);
    assert.match(body, /Maya Marker<\/span>/, 'a member gets none of the copies');
    assert.equal((await stranger.get(path)).body, first.body);
  });

  it('names no host that somebody else wrote into his request', async () => {
    const { thread } = await stage.start(bob, help, { title: 'Poisoned well' });
    for (const path of [COMMUNITY, pathOf(thread), `${COMMUNITY}/feed.atom`, `${COMMUNITY}/sitemap.xml`]) {
      const headers = {
        host: 'evil.example',
        'x-forwarded-host': 'evil.example',
        forwarded: 'host=evil.example',
      };
      assert.doesNotMatch((await now(path, stranger, headers)).text, /evil\.example/, path);
      await stranger.get(path, headers);
      assert.doesNotMatch((await stranger.get(path)).body, /evil\.example/, path);
    }
  });

  it('lets no copy be kept of where a member was led to, and none for longer than the title stands', async () => {
    const { thread } = await stage.start(maya, inner, { title: 'Grimsby merger' });
    const led = await now(`${COMMUNITY}/t/${thread.id}`, bob);
    assert.deepEqual([led.status, led.headers['location']], [301, pathOf(thread)]);
    assert.equal(led.headers['cache-control'], 'private, no-store');
    const open = (await stage.start(maya, help, { title: 'First name' })).thread;
    const away = await now(`${COMMUNITY}/t/${open.id}/second-name`);
    assert.equal(
      away.headers['cache-control'],
      'public, max-age=0, s-maxage=1',
      'it may be renamed and back',
    );
    assert.equal(away.headers['vary'], 'Cookie');
  });
});

describe('what is for members', () => {
  it('is nowhere a stranger can look: lists, tags, feeds, site map, search, addresses of its posts and files', async () => {
    const word = /quokka|Innermost|Zirkel|innermost/i;
    const file = await takeFile(app, maya.doer, { name: 'quokka.txt', bytes: Buffer.from('quokka') });
    const filePath = /\((.*)\)/.exec(file)![1]!;
    const { thread, post } = await stage.start(maya, inner, {
      title: 'Quokka plans',
      markdown: `The quokka flies on Monday. ${file}`,
      tags: ['quokka', 'router'],
    });
    const { post: answer } = await addPost(app, bob.doer, thread.id, {
      markdown: 'Yes, quokka!',
      replyTo: 1,
    });
    await editPost(app, bob.doer, answer.id, { markdown: 'Yes, the quokka!', revision: 1 });
    await acceptAnswer(app, maya.doer, answer.id, true);
    await changeThread(app, staff, thread.id, { pinnedUntil: '2099-01-01T00:00:00.000Z' });
    await catchUp(app);
    const its = [
      pathOf(thread),
      `${COMMUNITY}/t/${thread.id}`,
      `${COMMUNITY}/t/${thread.id}/other`,
      ...feedsBelow(`${COMMUNITY}/t/${thread.id}`),
      `${COMMUNITY}/c/innermost`,
      ...feedsBelow(`${COMMUNITY}/c/innermost`),
      `${COMMUNITY}/p/${post.id}`,
      `${COMMUNITY}/p/${answer.id}/history`,
      `${COMMUNITY}/tags/quokka`,
      filePath,
    ];
    for (const path of its) assert.equal((await now(path)).status, 404, path);
    const looked = [
      'q=monday',
      'q=flies&category=innermost',
      'q=monday&by=maya',
      'q=flies&tag=router',
      'q=flies&solved=yes',
      'q=plnas',
    ].map((query) => `${COMMUNITY}/search?${query}`);
    const suggested = `${COMMUNITY}/suggest?q=flies%20on%20monday`;
    assert.deepEqual(
      await whereSaid(word, [...its.slice(0, -2), ...looked, suggested, `${COMMUNITY}/members/bob/posts`]),
      [],
    );
    for (const path of [
      pathOf(thread),
      `${COMMUNITY}/tags`,
      looked[0]!,
      `${COMMUNITY}/c/innermost`,
      suggested,
    ])
      assert.match((await now(path, bob)).text, /quokka/i, `members read it: ${path}`);
    for (const path of [...feedsBelow(COMMUNITY), `${COMMUNITY}/sitemap.xml`])
      assert.doesNotMatch((await now(path, bob)).text, word, `feeds are the same for all: ${path}`);
    assert.equal((await now(filePath, bob)).headers['cache-control'], 'private, no-store');
    assert.equal((await stranger.get(COMMUNITY)).body.includes('router'), true, 'a tag of both is shown');
    assert.match(
      (await now(`${COMMUNITY}/tags`)).text,
      /#router <span class="quiet">2</,
      'with what all may read',
    );
  });

  it('has a file of its own: naming it elsewhere shows it to nobody', async () => {
    const file = await takeFile(app, maya.doer, { name: 'plan.txt', bytes: Buffer.from('plan') });
    const path = /\((.*)\)/.exec(file)![1]!;
    await stage.start(maya, inner, { title: 'With a plan', markdown: file });
    for (const by of [bob, maya]) await stage.start(by, help, { title: 'Look here', markdown: file });
    assert.equal((await now(path)).status, 404);
    assert.equal((await now(path, bob)).text, 'plan');
  });

  it('does not tell by an older page that somebody wrote more than one may read', async () => {
    const cyd = await stage.member('cyd');
    const { thread } = await stage.start(cyd, help, { title: 'The only one to see' });
    const hidden = (await stage.start(maya, inner, { title: 'A long talk' })).thread;
    await app.db.query(
      `insert into forum_posts (id, thread_id, number, author_id, author_name, markdown, html, is_waiting)
         select 'fpo_zz' || n, $1, n + 1, $2, 'cyd', 'x', 'x', false from generate_series(10, 60) n`,
      [hidden.id, cyd.member.id],
    );
    const { text } = await now(`${COMMUNITY}/members/cyd/posts`);
    assert.doesNotMatch(text, /before=|fpo_zz/);
    assert.match(text, new RegExp(thread.id), 'what he may read is there, under all that he may not');
  });

  it('vanishes as soon as its category is for members, and is back as it was', async () => {
    const lounge = await stage.category('Lounge');
    const { thread } = await stage.start(maya, lounge, { title: 'Wombat news', tags: ['wombat'] });
    const near = (await stage.start(bob, lounge, { title: 'More wombat' })).thread;
    const far = (await stage.start(bob, help, { title: 'Wombat elsewhere' })).thread;
    await catchUp(app);
    const search = `${COMMUNITY}/search?q=wombat`;
    await until('the thread is named beside one that is like it', async () =>
      (await now(pathOf(far))).text.includes(near.title),
    );
    const before = await whereSaid(/Wombat news|More wombat/, [search, pathOf(far)]);
    assert.ok(before.length >= 7, before.join());
    const rules = { name: 'Lounge', slug: 'lounge' };
    await saveCategory(app, systemActor, categoryInput.parse({ ...rules, whoReads: 'members' }), lounge.id);
    assert.deepEqual(await whereSaid(/Wombat news|More wombat|lounge|#wombat/i, [search, pathOf(far)]), []);
    assert.equal((await now(pathOf(thread))).status, 404);
    await saveCategory(app, systemActor, categoryInput.parse(rules), lounge.id);
    assert.deepEqual(await whereSaid(/Wombat news|More wombat/, [search, pathOf(far)]), before);
  });
});

describe('what was taken away', () => {
  it('is gone from every page, feed and search when a post is deleted, and comes back with it', async () => {
    const { thread } = await stage.start(maya, help, { title: 'Numbat', markdown: 'A question' });
    const file = await takeFile(app, bob.doer, { name: 'echidna.txt', bytes: Buffer.from('e') });
    const { post } = await addPost(app, bob.doer, thread.id, {
      markdown: `It is an echidna. ${file}`,
      replyTo: 1,
    });
    await editPost(app, bob.doer, post.id, { markdown: `It was an echidna. ${file}`, revision: 1 });
    await addPost(app, maya.doer, thread.id, { markdown: 'Thank you', replyTo: 2 });
    await acceptAnswer(app, maya.doer, post.id, true);
    await react(app, maya.doer, post.id, { kind: 'thanks', isOn: true });
    await bookmark(app, maya.member.id, post.id, true);
    await catchUp(app);
    const places = [
      pathOf(thread),
      ...feedsBelow(`${COMMUNITY}/t/${thread.id}`),
      `${COMMUNITY}/members/bob/posts`,
      `${COMMUNITY}/search?q=echidna&solved=yes`,
      `${COMMUNITY}/p/${post.id}/history`,
      `${COMMUNITY}/t/${thread.id}/reply?to=2&quote=1`,
      `${COMMUNITY}/bookmarks`,
    ];
    const all = await whereSaid(/echidna/, places, maya);
    assert.equal(all.length, places.length, all.join());
    const page = await now(pathOf(thread));
    await deletePost(app, staff, post.id, { isDeleted: true, reason: 'Not here' });
    assert.deepEqual(
      await whereSaid(
        /echidna/,
        places.filter((path) => !path.includes('search')),
        maya,
      ),
      [],
    );
    await catchUp(app);
    assert.doesNotMatch((await now(places[5]!)).text, /was an/);
    const gone = await now(pathOf(thread), stranger, { 'if-none-match': String(page.headers['etag']) });
    assert.equal(gone.status, 200, 'whoever kept the page gets the new one');
    assert.match(gone.text, /Moderators hid this post: Not here/);
    assert.doesNotMatch(gone.text, /class="solution"|acceptedAnswer|Thanks 1/);
    const filePath = /\((.*)\)/.exec(file)![1]!;
    assert.equal((await now(filePath)).status, 404);
    await deletePost(app, staff, post.id, { isDeleted: false, reason: '' });
    await catchUp(app);
    assert.deepEqual(await whereSaid(/echidna/, places, maya), all);
    assert.equal((await now(filePath)).status, 200);
  });

  it('is gone when a thread is deleted, from threads like it, too', async () => {
    const { thread, post } = await stage.start(maya, help, { title: 'Bilby burrow', tags: ['bilby'] });
    const like = (await stage.start(bob, help, { title: 'Another burrow' })).thread;
    await catchUp(app);
    await until('they are named beside each other', async () =>
      (await now(pathOf(like))).text.includes('Bilby burrow'),
    );
    const more = [pathOf(like), `${COMMUNITY}/search?q=burrow`, `${COMMUNITY}/suggest?q=burrow`];
    const before = await whereSaid(/bilby/i, more);
    assert.ok(before.length >= 8, before.join());
    await deleteThread(app, staff, thread.id, { isDeleted: true, reason: 'Spam' });
    assert.deepEqual(await whereSaid(/bilby/i, more), []);
    const its = [
      pathOf(thread),
      `${COMMUNITY}/t/${thread.id}`,
      `${COMMUNITY}/p/${post.id}`,
      `${COMMUNITY}/tags/bilby`,
    ];
    for (const path of [
      ...its,
      `${COMMUNITY}/p/${post.id}/history`,
      ...feedsBelow(`${COMMUNITY}/t/${thread.id}`),
    ])
      for (const by of [stranger, maya]) {
        const { status, headers } = await now(path, by);
        assert.deepEqual([status, headers['location']], [404, undefined], path);
      }
    await deleteThread(app, staff, thread.id, { isDeleted: false, reason: '' });
    await catchUp(app);
    assert.deepEqual(await whereSaid(/bilby/i, more), before);
  });

  it('leads on where it was merged, but not to what the reader may not see', async () => {
    const [a, b, c] = await Promise.all(
      ['Alpha', 'Beta', 'Gamma'].map(async (title) => (await stage.start(maya, help, { title })).thread),
    );
    await mergeThreads(app, staff, a!.id, b!.id);
    await mergeThreads(app, staff, b!.id, c!.id);
    let path = pathOf(a!);
    for (let step = 0; step < 3 && path !== pathOf(c!); step++)
      path = String((await now(path)).headers['location']);
    assert.equal(path, pathOf(c!));
    await changeThread(app, staff, c!.id, { categoryId: inner.id });
    assert.equal((await now(pathOf(b!))).status, 404);
    assert.doesNotMatch((await now(pathOf(a!))).text, /gamma/i);
  });

  it('takes the name of somebody who left off what others wrote to him, and off the history', async () => {
    const dora = await stage.member('dora', 'Dora Departed');
    const { thread } = await stage.start(maya, help, { title: 'Farewell' });
    const { post } = await addPost(app, dora.doer, thread.id, { markdown: 'I go', replyTo: 1 });
    await editPost(app, dora.doer, post.id, { markdown: 'I went', revision: 1 });
    await addPost(app, bob.doer, thread.id, { markdown: 'Bye', replyTo: post.number });
    const places = [
      pathOf(thread),
      `${COMMUNITY}/p/${post.id}/history`,
      `${COMMUNITY}/t/${thread.id}/reply?to=2&quote=1`,
    ];
    assert.equal(
      (await whereSaid(/Dora Departed/, places, maya)).filter((path) => places.includes(path)).length,
      3,
    );
    await eraseMembers(app, [dora.member.id]);
    await addPost(app, bob.doer, thread.id, { markdown: 'Bye again', replyTo: post.number });
    assert.deepEqual(await whereSaid(/Dora Departed/, places, maya), []);
  });
});

describe('a member whom somebody blocked', () => {
  it('is folded for him alone, and opened as before when he is unblocked', async () => {
    const { thread } = await stage.start(maya, help, { title: 'Who reads this?' });
    await addPost(app, bob.doer, thread.id, { markdown: 'Words of Bob that are folded', replyTo: null });
    const isFolded = async (by?: { get: Signed['get'] }) =>
      /<details><summary>Somebody whom you blocked[^<]*<\/summary>[^]*Words of Bob/.test(
        (await now(pathOf(thread), by)).text,
      );
    assert.equal(await isFolded(maya), false);
    await app.db.query('insert into member_blocks (member_id, blocked_id) values ($1, $2)', [
      maya.member.id,
      bob.member.id,
    ]);
    assert.deepEqual([await isFolded(maya), await isFolded(bob), await isFolded()], [true, false, false]);
    await app.db.query('delete from member_blocks');
    assert.equal(await isFolded(maya), false);
  });
});
