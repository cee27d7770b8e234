import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { CLOSED, saveCommunity } from '#people/members/index.ts';
import { until } from '../../../../test/helpers/app.ts';
import { catchUp } from '../heard/catch-up.ts';
import { staffDoer } from '../doer.ts';
import { COMMUNITY, EVERYBODY, pathOf } from '../domain.ts';
import { acceptAnswer } from '../talk/answers.ts';
import { addPost } from '../talk/posts.ts';
import { findPage, findThread } from '../talk/read.ts';
import { changeThread } from '../talk/threads.ts';
import { openStage, sendForm } from '../testing/stage.ts';
import { deletePost } from '../talk/removal.ts';

const stage = await openStage();
const { app, test } = stage;
after(() => test.close());
const staff = staffDoer({ ...systemActor, kind: 'user', id: 'user_1', name: 'Ama' });
const help = await stage.category('Help', { text: 'Ask here.' });
const inner = await stage.category('Inner circle', { whoReads: 'members' });
const [maya, bob] = [await stage.member('maya', 'Maya'), await stage.member('bob', 'Bob')];
const { thread } = await stage.start(maya, help);
const { post: answer } = await addPost(app, bob.doer, thread.id, {
  markdown: 'Hold the button for **ten** seconds, @maya.\n\n<script>alert(1)</script>',
  replyTo: 1,
});
await acceptAnswer(app, maya.doer, answer.id, true);
const hidden = (await stage.start(maya, inner, { title: 'Between us', markdown: 'Secret words' })).thread;
const stranger = test.browser();
const read = async (path: string, by = stranger) => {
  const { status, body, headers } = await by.get(path);
  return { status, html: String(body), headers };
};
const path = pathOf(thread);

describe('a stranger', () => {
  it('reads a thread with its solution first, and what search engines want', async () => {
    const { status, html, headers } = await read(path);
    assert.equal(status, 200);
    assert.match(html, /<h1 dir="auto">The router blinks red<\/h1>/);
    assert.ok(html.indexOf('Solved by Bob in post 2') < html.indexOf('id="post-2"'));
    assert.match(
      html,
      /<strong>ten<\/strong> seconds, <a href="\/community\/members\/maya" class="mention">@maya<\/a>/,
    );
    assert.match(html, new RegExp(`<link rel="canonical" href="http://localhost:3000${path}" />`));
    assert.match(html, /<meta property="og:type" content="article" \/>/);
    const [qa] = [...html.matchAll(/<script type="application\/ld\+json">\s*([^<]+)<\/script>/g)].map(
      ([, json]) => JSON.parse(json!),
    );
    assert.deepEqual(
      [qa['@type'], qa.mainEntity.answerCount, qa.mainEntity.acceptedAnswer[0].author.name],
      ['QAPage', 1, 'Bob'],
    );
    assert.doesNotMatch(html, /<script(?! type="application\/ld)|proof|rapport_member/);
    assert.deepEqual(
      [headers['cache-control'], headers['vary'], headers['set-cookie']],
      ['public, max-age=0, s-maxage=1', 'Cookie, Accept-Language', undefined],
    );
    assert.equal((await stranger.get(path, { 'if-none-match': String(headers['etag']) })).status, 304);
  });

  it('is led from other addresses to the one', async () => {
    for (const other of [`${COMMUNITY}/t/${thread.id}`, `${COMMUNITY}/t/${thread.id}/old-title`]) {
      const { status, headers } = await read(other);
      assert.deepEqual([status, headers['location']], [301, path]);
    }
    assert.equal((await read(`${COMMUNITY}/p/${answer.id}`)).headers['location'], `${path}#post-2`);
    for (const none of [
      `${path}?page=2`,
      `${path}?page=x`,
      `${COMMUNITY}/t/thr_none`,
      `${COMMUNITY}/c/none`,
      `${COMMUNITY}/p/%00`,
    ])
      assert.equal((await read(none)).status, 404, none);
  });

  it('sees nothing of what is for members', async () => {
    for (const page of [
      COMMUNITY,
      `${COMMUNITY}/unanswered`,
      `${COMMUNITY}/tags`,
      `${COMMUNITY}/sitemap.xml`,
      `${COMMUNITY}/feed.atom`,
      `${COMMUNITY}/search?q=between`,
      `${COMMUNITY}/members/maya/posts`,
    ]) {
      const { status, html } = await read(page);
      assert.equal(status, 200, page);
      assert.doesNotMatch(html, /Between us|Secret words|Inner circle/, page);
    }
    for (const page of [
      pathOf(hidden),
      `${COMMUNITY}/c/inner-circle`,
      `${COMMUNITY}/c/inner-circle/feed.rss`,
      `${COMMUNITY}/t/${hidden.id}/feed.json`,
    ])
      assert.equal((await read(page)).status, 404, page);
    assert.equal((await read(pathOf(hidden), bob)).status, 200);
  });

  it('finds by words with typing errors, and by filters', async () => {
    await catchUp(app);
    const found = await read(`${COMMUNITY}/search?q=ruoter%20blniks`);
    assert.match(found.html, /The <mark>router<\/mark> <mark>blinks<\/mark> red/);
    assert.match(
      (await read(`${COMMUNITY}/search?q=router&solved=yes&category=help&by=maya&tag=router`)).html,
      /<mark>router<\/mark>/,
    );
    for (const none of ['q=router&by=nobody', 'q=router&tag=other', 'q=zzzzz', 'q=%27%20%26%20%7C%21%28'])
      assert.match((await read(`${COMMUNITY}/search?${none}`)).html, /Nothing fits/, none);
    const { body } = await stranger.get(`${COMMUNITY}/suggest?q=my%20router%20is%20red`);
    assert.deepEqual(
      body.items.map(({ title, isSolved }: { title: string; isSolved: boolean }) => [title, isSolved]),
      [['The router blinks red', true]],
    );
    assert.match((await read(`${COMMUNITY}/tags/router`)).html, /Threads about router/);
  });

  it('follows by feeds and finds all in the site map', async () => {
    for (const feed of [`${COMMUNITY}/feed`, `${COMMUNITY}/c/help/feed`, `${COMMUNITY}/t/${thread.id}/feed`])
      for (const kind of ['atom', 'rss', 'json']) {
        const { status, html, headers } = await read(`${feed}.${kind}`);
        assert.equal(status, 200, feed);
        const text = kind === 'json' ? JSON.stringify((await stranger.get(`${feed}.${kind}`)).body) : html;
        assert.match(text, /router blinks red/);
        assert.doesNotMatch(text, /<script/);
        assert.equal(
          (await stranger.get(`${feed}.${kind}`, { 'if-none-match': String(headers['etag']) })).status,
          304,
        );
      }
    assert.match(
      (await read(`${COMMUNITY}/sitemap.xml`)).html,
      new RegExp(`<loc>http://localhost:3000${path}</loc>`),
    );
  });
});

describe('a member', () => {
  it('asks, is shown what will stand there, and posts it once', async () => {
    const asked = {
      title: 'Where is my bill?',
      markdown: 'I cannot *find* it.',
      tags: 'bill, app',
      kind: 'question',
      category: help.id,
    };
    const preview = await sendForm(bob, `${COMMUNITY}/new`, `${COMMUNITY}/new`, { ...asked, act: 'preview' });
    assert.match(String(preview.body), /draft-preview[\s\S]*I cannot <em>find<\/em> it/);
    const [first, second] = [
      await sendForm(bob, `${COMMUNITY}/new`, `${COMMUNITY}/new`, { ...asked, act: 'post', form: 'form_1' }),
      await sendForm(bob, `${COMMUNITY}/new`, `${COMMUNITY}/new`, { ...asked, act: 'post', form: 'form_1' }),
    ];
    assert.equal(first.status, 303);
    assert.equal(second.headers['location'], first.headers['location']);
    assert.equal(
      (await read(String(first.headers['location']), bob)).headers['cache-control'],
      'private, no-store',
    );
    assert.match((await read(`${COMMUNITY}/unanswered?now`)).html, /Where is my bill/);
  });

  it('is told what was refused, and keeps the text', async () => {
    const reply = `${COMMUNITY}/t/${thread.id}/reply`;
    const mentions = Array.from({ length: 1000 }, (_, i) => `@member${i}`).join(' ');
    const refused = await sendForm(bob, reply, reply, { act: 'post', markdown: mentions });
    assert.equal(refused.status, 400);
    assert.match(String(refused.body), /You call 1000 people; one post may call 20[\s\S]*@member999/);
    const long = await sendForm(bob, reply, reply, { act: 'post', markdown: 'a'.repeat(10 * 1024 ** 2) });
    assert.equal(long.status, 400);
    assert.match(String(long.body), /Your text has 10485760 letters; a post may have 32000/);
    const forged = await bob.post(reply, 'markdown=x&act=post&proof=no', {
      'content-type': 'application/x-www-form-urlencoded',
    });
    assert.equal(forged.status, 400);
    assert.equal((await test.browser().get(reply)).status, 303);
    await changeThread(app, staff, thread.id, { isClosed: true, reason: 'Enough' });
    assert.match((await read(path, maya)).html, /This thread is closed: Enough/);
    const closed = await sendForm(bob, `${COMMUNITY}/new`, reply, { act: 'post', markdown: 'Too late' });
    assert.equal(closed.status, 403);
    assert.match((await read(`${COMMUNITY}/drafts`, bob)).html, /Too late/);
    await changeThread(app, staff, thread.id, { isClosed: false });
  });

  it('reacts, accepts, marks, follows and deletes with buttons', async () => {
    const own = (await stage.start(bob, help, { title: 'Buttons' })).thread;
    const { post } = await addPost(app, maya.doer, own.id, { markdown: 'An answer', replyTo: null });
    const press = (by: typeof bob, act: string, more = {}) =>
      sendForm(by, pathOf(own), `${COMMUNITY}/p/${post.id}/act`, { act, ...more });
    const asked = { there: /class="accept-here"/, menu: /class="link" name="act" value="accept"/ };
    const open = (await read(pathOf(own), bob)).html;
    assert.match(open, asked.there, 'who asked sees how to say that it helped');
    assert.doesNotMatch(open, asked.menu, 'once is enough');
    assert.doesNotMatch((await read(pathOf(own), maya)).html, /value="accept"/, 'nobody else is asked');
    for (const act of ['like', 'like', 'thanks', 'unthanks', 'accept', 'bookmark'])
      assert.equal((await press(bob, act)).headers['location'], `${COMMUNITY}/p/${post.id}`, act);
    const { html } = await read(pathOf(own), bob);
    assert.match(html, /value="unlike"[^>]*aria-pressed="true"[\s\S]{0,120}1<\/button/);
    assert.match(html, /Not the answer[\s\S]*Remove bookmark/);
    assert.doesNotMatch(html, asked.there, 'nor any more once it is solved');
    assert.equal((await press(maya, 'like')).status, 403);
    assert.match((await read(`${COMMUNITY}/bookmarks`, bob)).html, /Buttons/);
    const unfollow = await sendForm(bob, pathOf(own), `${COMMUNITY}/t/${own.id}/act`, { act: 'unfollow' });
    assert.equal(unfollow.status, 303);
    assert.match(String((await press(maya, 'delete')).body), /Readers see that it was deleted/);
    await press(maya, 'delete-now', { reason: 'I was wrong' });
    assert.match((await read(pathOf(own), bob)).html, /This post was deleted: I was wrong/);
    assert.equal((await findThread(app, staff, own.id))!.thread.answers, 0);
  });

  it('changes a post; who was overtaken sees both texts; everybody sees the history', async () => {
    const { post } = await addPost(app, bob.doer, thread.id, { markdown: 'One two three', replyTo: null });
    const edit = `${COMMUNITY}/p/${post.id}/edit`;
    assert.equal(
      (await sendForm(bob, edit, edit, { act: 'post', markdown: 'One 2 three', revision: '1' })).status,
      303,
    );
    const late = await sendForm(bob, edit, edit, { act: 'post', markdown: 'One two 3', revision: '1' });
    assert.equal(late.status, 409);
    assert.match(String(late.body), /As it is now[\s\S]*One 2 three[\s\S]*Your text[\s\S]*One two 3[\s\S]*/);
    assert.match(
      (await read(`${COMMUNITY}/p/${post.id}/history`)).html,
      /One <del>two<\/del><ins>2<\/ins> three/,
    );
    assert.equal((await read(edit, maya)).status, 404);
    await deletePost(app, staff, post.id, { isDeleted: true, reason: '' });
    assert.equal((await read(`${COMMUNITY}/p/${post.id}/history?later`)).status, 404);
    const settings = `${COMMUNITY}/t/${thread.id}/settings`;
    const renamed = await sendForm(maya, settings, settings, {
      title: 'Router blinks',
      tags: 'red',
      solvedElsewhere: '',
    });
    assert.equal(renamed.headers['location'], `${COMMUNITY}/t/${thread.id}/router-blinks`);
    assert.equal(
      (await sendForm(maya, settings, settings, { title: 'x', tags: '', solvedElsewhere: 'javascript:1' }))
        .status,
      400,
    );
  });

  it('goes on reading where he stopped, page by page', async () => {
    const long = (await stage.start(maya, help, { title: 'A long story' })).thread;
    for (let i = 2; i <= 45; i++)
      await addPost(app, staff, long.id, { markdown: `Part ${i}`, replyTo: i - 1 });
    await bob.get(pathOf(long));
    const { html } = await read(pathOf(long), bob);
    assert.match(html, /href="[^"]*\?page=2#post-21">Go on where you stopped/);
    assert.match(html, /id="post-20"/);
    assert.doesNotMatch(html, /id="post-21"/);
    assert.match((await read(`${pathOf(long)}?page=3`)).html, /Part 45[\s\S]*aria-current="page"/);
    const { html: front } = await read(COMMUNITY, bob);
    assert.match(front, /thread fresh"?[\s\S]*A long story/);
    assert.match(front, /Unread <span class="pill">\d+/);
    assert.match((await read(`${COMMUNITY}/unread`, bob)).html, /A long story/);
  });

  it('puts pictures into what he writes; what is no picture is downloaded, and drafts’ files are nobody else’s', async () => {
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    const page = String((await bob.get(`${COMMUNITY}/t/${thread.id}/reply`)).body);
    const proof = /name="proof" value="([^"]*)"/.exec(page)![1]!;
    const parts = (act: string) =>
      Buffer.concat([
        Buffer.from(
          `--b\r\ncontent-disposition: form-data; name="proof"\r\n\r\n${proof}\r\n--b\r\ncontent-disposition: form-data; name="act"\r\n\r\n${act}\r\n--b\r\ncontent-disposition: form-data; name="markdown"\r\n\r\nLook:\r\n--b\r\ncontent-disposition: form-data; name="file"; filename="light].png"\r\ncontent-type: image/png\r\n\r\n`,
        ),
        png,
        Buffer.from('\r\n--b--\r\n'),
      ]);
    const send = (act: string) =>
      bob.post(`${COMMUNITY}/t/${thread.id}/reply`, parts(act), {
        'content-type': 'multipart/form-data; boundary=b',
      });
    const preview = String((await send('preview')).body);
    const file = /<img src="(\/community\/files\/file_[0-9a-z]+)" alt="light/.exec(preview)?.[1];
    assert.ok(file, preview.slice(0, 3000));
    assert.equal((await bob.get(file)).status, 200);
    assert.equal((await stranger.get(file)).status, 404);
    const posted = await send('post');
    const shown = /<img src="(\/community\/files\/file_[0-9a-z]+)"/.exec(
      (await read(String(posted.headers['location']))).html,
    )?.[1];
    const { status, headers } = await stranger.get(shown!);
    assert.deepEqual(
      [status, headers['content-type'], headers['content-security-policy']],
      [200, 'image/png', "default-src 'none'; sandbox"],
    );
  });
});

describe('a page of a thread', () => {
  it('is of one moment while others write: as many posts as its thread says, and none twice', async () => {
    const { thread: busy } = await stage.start(maya, help, { title: 'Busy thread' });
    const state = { isWriting: true };
    const writing = Promise.all(
      [maya, bob].map(async ({ doer }) => {
        for (let n = 0; n < 12; n++)
          await addPost(app, doer, busy.id, { markdown: `Word ${n} of ${doer.name}.`, replyTo: null });
      }),
    ).finally(() => (state.isWriting = false));
    const asked = { page: 1, beside: [] };
    let known: number | undefined;
    while (state.isWriting) {
      const found = (await findPage(app, EVERYBODY, busy.id, { ...asked, version: known }))!;
      assert.equal(found.rows === undefined, found.thread.version === known, 'posts only where they are new');
      if (found.rows)
        assert.deepEqual(
          found.rows.posts.map(({ number }) => number),
          Array.from({ length: Math.min(20, found.thread.lastNumber) }, (_, n) => n + 1),
        );
      known = found.thread.version;
    }
    await writing;
    const second = (await findPage(app, EVERYBODY, busy.id, { ...asked, page: 2, version: undefined }))!;
    assert.deepEqual(
      second.rows!.posts.map(({ number }) => number),
      [21, 22, 23, 24, 25],
    );
    assert.equal((await read(`${pathOf(busy)}?page=2`)).html.match(/<article /g)!.length, 5);
    for (const page of ['0', '-1', '1.5', '3', '99999999999', 'x', '', '1e3'])
      assert.equal((await read(`${pathOf(busy)}?page=${page}`)).status, 404, page);
  });

  it('names its authors as they are called by now, and threads beside it only where everybody may read them', async () => {
    const { thread: own } = await stage.start(bob, help, { title: 'Whose is it' });
    const { thread: other } = await stage.start(bob, inner, { title: 'Nobody else’s' });
    assert.match((await read(pathOf(own))).html, />Bob</);
    await app.db.transaction(async () => {
      await app.db.query(`update members set display_name = 'Robert' where id = $1`, [bob.member.id]);
      await app.bus.publish('member.changed', { memberId: bob.member.id });
    });
    const { thread: next } = await stage.start(bob, help, { title: 'Another of his' });
    await until('he is called so', async () =>
      />Robert</.test((await read(`${pathOf(next)}?x=${Math.random()}`)).html),
    );
    const beside = [other.id, 'thr_none', thread.id, own.id];
    const found = await findPage(app, { memberId: maya.member.id, isStaff: false }, next.id, {
      page: 1,
      version: undefined,
      beside,
    });
    assert.deepEqual(
      found!.beside.map(({ id }) => id),
      [thread.id, own.id],
      'in their order',
    );
  });
});

describe('copies', () => {
  it('are kept for a second, for strangers only, and say nothing of anybody', async () => {
    const before = await read(COMMUNITY);
    await stage.start(maya, help, { title: 'Just now' });
    assert.equal((await read(COMMUNITY)).html, before.html, 'the copy');
    assert.match((await read(COMMUNITY, bob)).html, /Just now/);
    assert.doesNotMatch((await read(COMMUNITY)).html, /proof|community\/me|Unread/);
    await until('the copy is a second old', async () => (await read(COMMUNITY)).html.includes('Just now'));
  });

  it('are made also of what somebody had already, who has nothing sent meanwhile', async () => {
    const etag = String((await read(`${COMMUNITY}?a=1`)).headers['etag']);
    const known = { 'if-none-match': etag };
    const first = await stranger.get(`${COMMUNITY}?b=1`, known);
    assert.deepEqual([first.status, first.body || ''], [304, '']);
    await stage.start(maya, help, { title: 'After the copy' });
    assert.equal((await stranger.get(`${COMMUNITY}?b=1`, known)).status, 304, 'the copy');
    const { status, html, headers } = await read(`${COMMUNITY}?b=1`);
    assert.deepEqual(
      [status, headers['etag'], headers['content-type']],
      [200, etag, 'text/html; charset=utf-8'],
    );
    assert.doesNotMatch(html, /After the copy/);
    await until(
      'it is a second old',
      async () => (await stranger.get(`${COMMUNITY}?b=1`, known)).status === 200,
    );
  });

  it('are gone soon when the community closes', async () => {
    const settings = { ...CLOSED, name: 'Lumora community' };
    await saveCommunity(app, systemActor, settings);
    await until('it is closed', async () => (await read(`${COMMUNITY}?x=${Math.random()}`)).status === 404);
    await saveCommunity(app, systemActor, { ...settings, isOpen: true, languages: ['de'] });
    await until('it is open in German', async () =>
      /Frage stellen/.test((await read(`${COMMUNITY}?x=${Math.random()}`)).html),
    );
  });
});
