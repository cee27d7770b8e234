import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { sessionsFeature } from '#people/sessions/index.ts';
import { noticeKindsPort, notificationsFeature } from '#embrace/notifications/index.ts';
import { memberDoer, staffDoer } from '../doer.ts';
import { COMMUNITY, pathOf } from '../domain.ts';
import { catchUp } from '../heard/catch-up.ts';
import { takeFile } from '../own/files.ts';
import { bookmark, follow, keepDraft } from '../own/service.ts';
import { forumBelongings } from '../own/belongings.ts';
import { threadSearch } from '../search/public-search.ts';
import { threadSuggestions } from '../search/suggestions.ts';
import { acceptAnswer, react } from '../talk/answers.ts';
import { saveCategory } from '../talk/categories.ts';
import { addPost, editPost } from '../talk/posts.ts';
import { changeThread } from '../talk/threads.ts';
import { deletePost, deleteThread } from '../talk/removal.ts';
import { havingProblem, threadFor } from '../talk/waiting.ts';
import { forumReplies } from '../telling/by-mail.ts';
import { forumDigest } from '../telling/digest.ts';
import { forumKinds } from '../telling/kinds.ts';
import { tellOfPost, tellOfReactions, tellOfSolution } from '../telling/tell.ts';
import { openStage, sendForm, type Signed } from '../testing/stage.ts';
import { refused } from '../testing/talkers.ts';
import { categoryInput } from '../schema.ts';
import { GROUP_KINDS, type GroupKind, type Wish } from './domain.ts';
import { addGroupCategory, groupPath, removeGroup, saveGroup, seatMember, takeSeat } from './groups.ts';
import { selectGroup, selectSeat } from './store.ts';

const stage = await openStage([sessionsFeature, notificationsFeature]);
const { app, test } = stage;
after(() => test.close());
app.provide(noticeKindsPort, forumKinds);
const staff = staffDoer({ ...systemActor, kind: 'user', id: 'user_1', name: 'Ama' });
const lounge = await stage.category('Lounge');
const NAMES = ['outsider', 'asking', 'invited', 'gone', 'insider', 'leader'] as const;
const people = new Map<string, Signed>();
for (const name of NAMES) people.set(name, await stage.member(name));
const of = (name: (typeof NAMES)[number]) => people.get(name)!;
const [insider, leader, outsider] = [of('insider'), of('leader'), of('outsider')];
const stranger = test.browser();
/** A word that nobody outside may ever read. */
const SECRET = /zirkonium|9f7c1b/i;

let asked = 0;
async function now(path: string, by: { get: Signed['get'] } = stranger) {
  const answer = await by.get(`${path}${path.includes('?') ? '&' : '?'}n=${++asked}`);
  const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
  // What stands in the address is told by whoever asks, not by the page.
  const told = `${text} ${String(answer.headers['location'] ?? '')}`.replaceAll(
    /[a-z]+-zirkonium-[a-z]+|zirkonium-[a-z]+/g,
    '',
  );
  assert.notEqual(answer.status, 429, path);
  return { ...answer, text: told };
}

const wish = (groupId: string, handle: string, one: Wish) =>
  seatMember(app, staff, groupId, { handle, wish: one });

/** A group with everybody in his place, and something said in it that is everywhere where something can be. */
async function build(kind: GroupKind) {
  const group = await saveGroup(app, systemActor, {
    name: `Circle ${kind}`,
    slug: kind,
    text: 'Friends',
    kind,
  });
  for (const handle of ['gone', 'insider', 'leader']) {
    await wish(group.id, handle, 'invite');
    await takeSeat(
      app,
      of(handle === 'gone' ? 'gone' : handle === 'leader' ? 'leader' : 'insider').doer,
      group.id,
      true,
    );
  }
  await wish(group.id, 'leader', 'promote');
  await wish(group.id, 'invited', 'invite');
  if (kind === 'request') await takeSeat(app, of('asking').doer, group.id, true);
  const category = await addGroupCategory(app, leader.doer, group.id, {
    name: `Zirkonium ${kind}`,
    text: 'zirkonium',
  });
  const { thread, post } = await stage.start(insider, category, {
    title: `Zirkonium ${kind}`,
    markdown: 'The zirkonium blinks. @outsider @gone',
    tags: [`zirkonium-${kind}`],
  });
  const answer = (await addPost(app, of('gone').doer, thread.id, { markdown: 'zirkonium too', replyTo: 1 }))
    .post;
  await editPost(app, of('gone').doer, answer.id, { markdown: 'zirkonium, two', revision: 1 });
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const shown = await takeFile(app, insider.doer, { name: '9f7c1b.png', bytes: png });
  const withFile = (await addPost(app, insider.doer, thread.id, { markdown: `See ${shown}`, replyTo: 1 }))
    .post;
  const fileId = /file_[0-9a-z]+/.exec(shown)![0];
  await react(app, of('gone').doer, post.id, { kind: 'same', isOn: true });
  for (const name of ['gone', 'outsider', 'asking', 'invited'] as const) {
    await bookmark(app, of(name).member.id, answer.id, true);
    for (const subject of [thread.id, category.id]) await follow(app, of(name).member.id, subject, true);
    await keepDraft(app, of(name).member.id, { place: thread.id, title: thread.title, markdown: 'Mine' });
  }
  await wish(group.id, 'gone', 'remove');
  await catchUp(app);
  return { group, category, thread, post, answer, withFile, fileId };
}

type Built = Awaited<ReturnType<typeof build>>;

function doorsOf({ group, category, thread, post, answer, fileId }: Built): string[] {
  const [inside, kinds] = [`${COMMUNITY}/c/${category.slug}`, ['atom', 'rss', 'json']];
  return [
    COMMUNITY,
    ...[
      'unanswered',
      'solved',
      'new-threads',
      'unread',
      'tags',
      'bookmarks',
      'drafts',
      'groups',
      'new',
      'sitemap.xml',
    ].map((page) => `${COMMUNITY}/${page}`),
    ...kinds.flatMap((feed) =>
      [COMMUNITY, inside, `${COMMUNITY}/t/${thread.id}`].map((path) => `${path}/feed.${feed}`),
    ),
    inside,
    `${COMMUNITY}/new?category=${category.slug}`,
    groupPath(group.slug),
    `${groupPath(group.slug)}/members`,
    `${COMMUNITY}/tags/zirkonium-${group.kind}`,
    pathOf(thread).split('#')[0]!,
    `${COMMUNITY}/t/${thread.id}`,
    `${COMMUNITY}/t/${thread.id}/x`,
    ...['reply', 'reply?to=1&quote=1', 'settings'].map((page) => `${COMMUNITY}/t/${thread.id}/${page}`),
    ...[post, answer].flatMap(({ id }) =>
      ['', '/history', '/edit'].map((page) => `${COMMUNITY}/p/${id}${page}`),
    ),
    ...['gone', 'insider'].flatMap((handle) =>
      ['', '/posts'].map((page) => `${COMMUNITY}/members/${handle}${page}`),
    ),
    `${COMMUNITY}/search?q=blinks`,
    `${COMMUNITY}/search?q=blinks&category=${category.slug}`,
    `${COMMUNITY}/search?q=blinks&by=insider&tag=zirkonium-${group.kind}`,
    `${COMMUNITY}/suggest?q=blinks`,
    `${COMMUNITY}/files/${fileId}`,
    ...[post, answer].map(({ id }) => `${COMMUNITY}/flag/post/${id}`),
  ];
}

const closed = new Map<GroupKind, Built>();
for (const kind of GROUP_KINDS) if (kind !== 'public') closed.set(kind, await build(kind));

describe('a closed group', () => {
  for (const [kind, built] of closed)
    it(`(${kind}) says nothing outside, whatever door is tried, and everything to its members`, async () => {
      const doors = doorsOf(built);
      const outside = [undefined, 'outsider', kind === 'request' ? 'asking' : 'invited', 'gone'] as const;
      for (const name of outside)
        for (const door of doors) {
          const { text, status, headers } = await now(door, name && of(name));
          assert.doesNotMatch(text, SECRET, `${name ?? 'a stranger'} at ${door}`);
          assert.ok(status < 500, `${door} answered ${status}`);
          if (door.includes('/files/')) assert.deepEqual([status, headers['etag']], [404, undefined]);
          if (kind === 'hidden' && (name === undefined || name === 'outsider' || name === 'gone'))
            assert.doesNotMatch(text, /Circle hidden/, `${name ?? 'a stranger'} at ${door}`);
        }
      let told = 0;
      for (const door of doors) {
        const { text, status, headers } = await now(door, insider);
        told += Number(SECRET.test(text));
        if (status === 200 && !/feed\.|sitemap/.test(door))
          assert.match(String(headers['cache-control']), /^private/, door);
      }
      assert.ok(told > 15, `the doors lead somewhere for members: ${told}`);
      const picture = await now(`${COMMUNITY}/files/${built.fileId}`, leader);
      assert.deepEqual([picture.status, picture.headers['cache-control']], [200, 'private, no-store']);
      assert.match((await now(pathOf(built.thread), insider)).text, /noindex/);
    });

  it('takes nothing from outside: no post, answer, reaction, flag, acceptance, follow or draft', async () => {
    for (const { thread, post, answer, category, group } of closed.values())
      for (const name of [group.kind === 'request' ? 'asking' : 'invited', 'gone'] as const) {
        const { doer } = of(name);
        const no = refused('forum.not_found');
        await assert.rejects(addPost(app, doer, thread.id, { markdown: 'x', replyTo: null }), no);
        await assert.rejects(stage.start(of(name), category), refused('forum.no_category'));
        await assert.rejects(react(app, doer, post.id, { kind: 'like', isOn: true }), no);
        await assert.rejects(acceptAnswer(app, doer, answer.id, true), no);
        await assert.rejects(editPost(app, doer, answer.id, { markdown: 'y', revision: 2 }), no);
        await assert.rejects(deletePost(app, doer, answer.id, { isDeleted: true, reason: '' }), no);
        await assert.rejects(changeThread(app, doer, thread.id, { title: 'Mine' }), no);
        await assert.rejects(
          addGroupCategory(app, doer, group.id, { name: 'z', text: '' }),
          (error) => refused('forum.may_not')(error) || refused('forum.no_group')(error),
        );
        const flagged = await sendForm(of(name), COMMUNITY, `${COMMUNITY}/flag/post/${post.id}`, {
          reason: 'spam',
        });
        assert.doesNotMatch(JSON.stringify(flagged.body), SECRET);
        for (const [path, fields] of [
          [`${COMMUNITY}/t/${thread.id}/act`, { act: 'follow' }],
          [`${COMMUNITY}/c/${category.slug}/follow`, { act: 'follow' }],
          [`${COMMUNITY}/p/${post.id}/act`, { act: 'bookmark' }],
        ] as const) {
          const answered = await sendForm(of(name), `${COMMUNITY}/new`, path, fields);
          assert.equal(answered.status, 404, `${name} ${path}`);
        }
      }
    assert.deepEqual(await app.db.query('select 1 from moderation_flags'), []);
  });

  it('is told of to its members only: at once, by digest, by answers of mail, beside a problem, to other programs of the company', async () => {
    for (const { thread, post, answer } of closed.values()) {
      for (const { id } of [post, answer]) await tellOfPost(app, id);
      await react(app, insider.doer, answer.id, { kind: 'thanks', isOn: true });
      await tellOfReactions(app, answer.id);
      await acceptAnswer(app, insider.doer, answer.id, true);
      await tellOfSolution(app, thread.id, answer.id);
      const outside = NAMES.filter((name) => name !== 'insider' && name !== 'leader');
      const ids = outside.map((name) => of(name).member.id);
      const told = await app.db.query(
        'select kind, title, member_id from notifications where member_id = any($1) and title ~* $2',
        [ids, 'zirkonium'],
      );
      assert.deepEqual(told, []);
      assert.deepEqual([...(await havingProblem(app, thread.id, ids))], []);
      for (const name of outside) {
        const { id } = of(name).member;
        assert.equal(await threadFor(app, id, thread.id), undefined);
        const digest = await forumDigest(app, { memberId: id, since: new Date(0), language: 'en' });
        assert.doesNotMatch(JSON.stringify(digest), SECRET);
        const visitor = of(name).member;
        const everywhere = await threadSearch.search(app, 'blinks', { limit: 5, language: 'en', visitor });
        assert.deepEqual(everywhere, []);
        for (const { texts } of forumKinds)
          assert.equal((await texts?.(app, id, [post.id, answer.id]))?.size ?? 0, 0);
        const about = { subject: thread.id, item: post.id };
        const mail = { about, text: 'by mail', files: [], key: `${name} ${thread.id}` };
        await assert.rejects(forumReplies.reply(app, of(name).member, mail), refused('forum.no_post'));
      }
      const suggested = await threadSuggestions.suggest(app, {
        text: thread.title,
        language: 'en',
        conversationId: '',
        actor: systemActor,
      });
      assert.doesNotMatch(JSON.stringify(suggested), SECRET);
    }
    const own = await forumBelongings.exportOf(app, outsider.member.id);
    assert.doesNotMatch(JSON.stringify(own), /zirkonium (blinks|too|two)/i);
  });

  it('lets go whoever is removed at once, and takes him back as he was', async () => {
    const { group, thread } = closed.get('invitation')!;
    assert.equal((await now(pathOf(thread), insider)).status, 200);
    await wish(group.id, 'insider', 'remove');
    assert.equal((await now(pathOf(thread), insider)).status, 404);
    assert.equal((await insider.get(`${groupPath(group.slug)}/members`)).status, 404);
    await wish(group.id, 'insider', 'invite');
    assert.equal((await now(pathOf(thread), insider)).status, 404, 'who is invited is not in');
    const came = await sendForm(insider, groupPath(group.slug), groupPath(group.slug), { act: 'come' });
    assert.equal(came.status, 303);
    assert.equal((await now(pathOf(thread), insider)).status, 200);
  });
});

describe('who comes into a group', () => {
  it('is counted exactly, whatever 64 do at once', async () => {
    const group = await saveGroup(app, systemActor, { name: 'Rush', slug: '', text: '', kind: 'public' });
    const rushing = Array.from({ length: 64 }, (_, index) =>
      memberDoer({ id: `mem_rush${index % 8}`, displayName: 'R' }),
    );
    await Promise.all(rushing.map((doer, index) => takeSeat(app, doer, group.id, index % 3 !== 0)));
    const [{ n }] = (await app.db.query<{ n: number }>(
      `select count(*)::int as n from forum_group_members where group_id = $1 and state = 'in'`,
      [group.id],
    )) as [{ n: number }];
    assert.equal((await selectGroup(app, group.id))?.members, n);
  });

  it('comes as its kind allows, and a moderator decides only in his own', async () => {
    const { group: request } = closed.get('request')!;
    const seat = async (id: string, name: (typeof NAMES)[number]) => selectSeat(app, id, of(name).member.id);
    for (const kind of ['invitation', 'hidden'] as const) {
      const { id } = closed.get(kind)!.group;
      await assert.rejects(
        takeSeat(app, outsider.doer, id, true),
        refused(kind === 'hidden' ? 'forum.no_group' : 'forum.may_not'),
      );
    }
    await takeSeat(app, outsider.doer, request.id, true);
    assert.equal((await seat(request.id, 'outsider'))?.state, 'asked');
    for (const name of ['outsider', 'insider', 'asking'] as const)
      for (const one of ['admit', 'promote', 'invite', 'remove'] as const)
        await assert.rejects(
          seatMember(app, of(name).doer, request.id, { handle: 'outsider', wish: one }),
          refused('forum.may_not'),
        );
    await assert.rejects(
      seatMember(app, outsider.doer, closed.get('hidden')!.group.id, { handle: 'outsider', wish: 'admit' }),
      refused('forum.no_group'),
    );
    const page = `${groupPath(request.slug)}/members`;
    assert.equal((await sendForm(leader, page, page, { act: 'admit', handle: '@Outsider' })).status, 303);
    assert.equal((await seat(request.id, 'outsider'))?.state, 'in');
    assert.equal((await sendForm(leader, page, page, { act: 'invite', handle: 'nobody-here' })).status, 404);
    assert.equal((await sendForm(leader, page, page, { act: 'crown', handle: 'outsider' })).status, 400);
    await takeSeat(app, outsider.doer, request.id, false);
    assert.equal(await seat(request.id, 'outsider'), undefined);
  });

  it('keeps order there as its moderator, and nowhere else', async () => {
    const { thread, answer, group } = closed.get('request')!;
    const outside = await stage.start(outsider, lounge);
    const away = { isDeleted: true, reason: 'Off topic' };
    for (const doer of [insider.doer, leader.doer])
      await assert.rejects(deleteThread(app, doer, outside.thread.id, away), refused('forum.may_not'));
    await assert.rejects(
      changeThread(app, leader.doer, outside.thread.id, { isClosed: true }),
      refused('forum.may_not'),
    );
    await assert.rejects(deletePost(app, insider.doer, answer.id, away), refused('forum.may_not'));
    await deletePost(app, leader.doer, answer.id, away);
    await deletePost(app, leader.doer, answer.id, { isDeleted: false, reason: '' });
    await assert.rejects(
      changeThread(app, leader.doer, thread.id, { categoryId: lounge.id }),
      refused('forum.may_not'),
    );
    await changeThread(app, leader.doer, thread.id, { isClosed: true, reason: 'Done' });
    await assert.rejects(
      addPost(app, insider.doer, thread.id, { markdown: 'x', replyTo: null }),
      refused('forum.closed'),
    );
    const settings = `${COMMUNITY}/t/${thread.id}/settings`;
    const form = { title: thread.title, tags: '', order: 'yes', closed: '', pinnedUntil: '2031-05-06T07:08' };
    assert.equal((await sendForm(leader, settings, settings, form)).status, 303);
    await addPost(app, insider.doer, thread.id, { markdown: 'open again', replyTo: null });
    await wish(group.id, 'leader', 'demote');
    await assert.rejects(deletePost(app, leader.doer, answer.id, away), refused('forum.may_not'));
    await wish(group.id, 'leader', 'promote');
  });

  it('is not known any more once he is erased', async () => {
    const erased = await stage.member('erased');
    const { group } = closed.get('request')!;
    await takeSeat(app, erased.doer, group.id, true);
    await wish(group.id, 'erased', 'admit');
    const before = (await selectGroup(app, group.id))!.members;
    assert.match(JSON.stringify(await forumBelongings.exportOf(app, erased.member.id)), /Circle request/);
    await app.db.transaction(() => forumBelongings.erase(app, erased.member.id, { keepsContent: true }));
    assert.equal((await selectGroup(app, group.id))!.members, before - 1);
    assert.equal(await selectSeat(app, group.id, erased.member.id), undefined);
  });
});

describe('an open group', () => {
  it('is read and written by everybody, and closes with all that was said in it', async () => {
    const built = await build('public');
    assert.match((await now(pathOf(built.thread))).text, SECRET);
    assert.match((await now(groupPath('public'))).text, SECRET);
    await addPost(app, outsider.doer, built.thread.id, { markdown: 'Hello', replyTo: null });
    const { id, name, slug, text } = built.group;
    await saveGroup(app, systemActor, { name, slug, text, kind: 'hidden' }, id);
    for (const door of doorsOf(built)) assert.doesNotMatch((await now(door, of('gone'))).text, SECRET, door);
    await assert.rejects(
      addPost(app, outsider.doer, built.thread.id, { markdown: 'x', replyTo: null }),
      refused('forum.not_found'),
    );
    await assert.rejects(removeGroup(app, systemActor, id), refused('forum.group_used'));
    await assert.rejects(
      saveCategory(app, systemActor, categoryInput.parse({ name: 'Lost', groupId: `fgr_${'0'.repeat(26)}` })),
      refused('forum.no_group'),
    );
    await assert.rejects(
      saveGroup(app, systemActor, { name, slug: 'request', text, kind: 'public' }),
      refused('forum.slug_taken'),
    );
  });
});
