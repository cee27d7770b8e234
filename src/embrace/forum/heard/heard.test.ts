import assert from 'node:assert/strict';
import { AsyncLocalStorage } from 'node:async_hooks';
import { after, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { until } from '../../../../test/helpers/app.ts';
import { communityReplies } from '#connectors/community/index.ts';
import { connectorsPort, type OutboundReply, SendRefused } from '#connectors/kit/index.ts';
import { sendContextOf } from '#connectors/kit/testing/context.ts';
import { ownAccounts } from '#people/brand/index.ts';
import { CLOSED, saveCommunity } from '#people/members/index.ts';
import { matcherPort, ownAccountsPort, postObserverPort } from '#listen/intake/index.ts';
import { topicLabelsPort } from '#listen/posts/index.ts';
import {
  conversationsInThread,
  inboxFeature,
  inboxObserver,
  listInbox,
  readConversation,
} from '#respond/inbox/index.ts';
import { staffDoer } from '../doer.ts';
import { saveGroup } from '../groups/groups.ts';
import { forumBelongings } from '../own/belongings.ts';
import { threadSuggestions } from '../search/suggestions.ts';
import { noteHeard, settleWaiting, takeWaiting } from '../search/words-store.ts';
import { acceptAnswer, react } from '../talk/answers.ts';
import { addPost, editPost } from '../talk/posts.ts';
import { mergeThreads } from '../talk/merge.ts';
import { postAt } from '../talk/read.ts';
import { changeThread } from '../talk/threads.ts';
import { openStage } from '../testing/stage.ts';
import { communityThreads } from './answering.ts';
import { catchUp } from './catch-up.ts';
import { COMPANY, ensureVoice } from './hear.ts';
import { settle } from './settle.ts';
import { deletePost, deleteThread } from '../talk/removal.ts';

const stage = await openStage([inboxFeature]);
const { app, test } = stage;
after(() => test.close());
const replies = communityReplies(communityThreads(app));
app.provide(connectorsPort, {
  sources: new Map(),
  replies: new Map([['community', replies]]),
  profiles: new Map(),
  lineParsers: new Map(),
});
app.provide(matcherPort, { match: () => [] });
app.provide(postObserverPort, inboxObserver);
app.provide(topicLabelsPort, { find: () => undefined, label: async () => new Map() });
await ensureVoice(app);
await ensureVoice(app);
app.provide(ownAccountsPort, { externalIds: (network) => new Set(network === 'community' ? [COMPANY] : []) });
const help = await stage.category('Help');
const inner = await stage.category('Inner', { whoReads: 'members' });
const [maya, bob] = [await stage.member('maya', 'Maya'), await stage.member('bob', 'Bob')];
const staff = staffDoer({ ...systemActor, kind: 'user', id: 'user_1', name: 'Ama' });

const inbox = async () =>
  (await listInbox(app, systemActor, { status: 'any', sort: 'newest', limit: 50 })).items;
const heard = async () =>
  app.db.query<{ text: string; externalId: string; isOwn: boolean; isPrivate: boolean; isDeleted: boolean }>(
    `select text, external_id as "externalId", is_own as "isOwn", is_private as "isPrivate", deleted_at is not null as "isDeleted"
       from posts where origin = 'community' order by id`,
  );
const context = sendContextOf({ network: 'community', externalId: COMPANY });
const outbound = (target: string, key: string, more: Partial<OutboundReply> = {}): OutboundReply => ({
  key,
  text: 'We look into it.',
  author: 'Ama',
  target: { externalId: target },
  decidedAt: new Date(),
  ...more,
});

describe('what is said in the community', () => {
  it('is heard: a question is a conversation, an answer of others is in its thread', async () => {
    const { thread, post } = await stage.start(maya, help);
    await addPost(app, bob.doer, thread.id, { markdown: 'Hold the **button**.', replyTo: null });
    await catchUp(app);
    const [row] = await inbox();
    assert.deepEqual([row!.network, row!.author.displayName], ['community', 'Maya']);
    const texts = (await heard()).map(({ text, isOwn }) => [text, isOwn]);
    assert.deepEqual(texts, [
      ['Since this morning. I have restarted it.', false],
      ['Hold the button.', false],
    ]);
    assert.equal((await inbox()).length, 1, 'what members tell each other opens nothing');
    const detail = await readConversation(app, systemActor, row!.id);
    assert.ok(JSON.stringify(detail).includes(post.id));
    await catchUp(app);
    assert.equal((await heard()).length, 2);
  });

  it('that was solved among members needs nobody: it is done, unless somebody has taken it, and opens again', async () => {
    const [alone, taken] = [
      await stage.start(maya, help, { title: 'Solved alone' }),
      await stage.start(maya, help, { title: 'Taken' }),
    ];
    const rowOf = async ({ post }: { post: { id: string } }) =>
      (await conversationsInThread(app, 'community', post.id))[0]!;
    await catchUp(app);
    await app.db.query('update conversations set assignee_id = $1 where id = $2', [
      'user_ama',
      (await rowOf(taken)).id,
    ]);
    for (const { thread } of [alone, taken]) {
      await settle(app, thread.id);
      const { post } = await addPost(app, bob.doer, thread.id, { markdown: 'Hold it.', replyTo: null });
      await acceptAnswer(app, maya.doer, post.id, true);
      await settle(app, thread.id);
      await settle(app, thread.id);
    }
    assert.deepEqual([(await rowOf(alone)).status, (await rowOf(taken)).status], ['done', 'open']);
    const detail = JSON.stringify(await readConversation(app, systemActor, (await rowOf(alone)).id));
    assert.equal(detail.split('Solved in the community').length, 2, 'told once');
    await addPost(app, maya.doer, alone.thread.id, { markdown: 'It blinks again!', replyTo: null });
    await catchUp(app);
    assert.equal((await rowOf(alone)).status, 'open');
  });

  it('is forgotten when who said it takes his words along', async () => {
    const leaver = await stage.member('leaver', 'Leaver');
    const { thread, post } = await stage.start(leaver, help, { title: 'Leaving', markdown: 'Words that go' });
    await addPost(app, bob.doer, thread.id, { markdown: 'Words that stay', replyTo: null });
    await catchUp(app);
    await app.db.transaction(() => forumBelongings.erase(app, leaver.member.id, { keepsContent: false }));
    await catchUp(app);
    const said = await heard();
    assert.equal(said.find(({ externalId }) => externalId === post.id)?.isDeleted ?? true, true);
    assert.doesNotMatch(JSON.stringify(said.filter(({ isDeleted }) => !isDeleted)), /Words that go/);
    assert.match(JSON.stringify(said), /Words that stay/);
  });

  it('is heard anew when it changes, and forgotten when it goes', async () => {
    const { thread } = await stage.start(maya, help, { title: 'Another one', kind: 'discussion' });
    const { post } = await addPost(app, bob.doer, thread.id, { markdown: 'Befor', replyTo: null });
    await catchUp(app);
    await editPost(app, bob.doer, post.id, { markdown: 'After', revision: 1 });
    await catchUp(app);
    assert.ok((await heard()).some(({ externalId, text }) => externalId === post.id && text === 'After'));
    await deletePost(app, bob.doer, post.id, { isDeleted: true, reason: '' });
    await catchUp(app);
    assert.ok((await heard()).every(({ externalId, isDeleted }) => externalId !== post.id || isDeleted));
  });

  it('is heard once, though many are told of it at the same moment, and with its new title', async () => {
    const { thread, post } = await stage.start(maya, help, { title: 'Old name' });
    await addPost(app, bob.doer, thread.id, { markdown: 'Told once', replyTo: null });
    await Promise.all(Array.from({ length: 6 }, () => catchUp(app)));
    await app.db.query('update forum_posts set is_waiting = true');
    await Promise.all(Array.from({ length: 6 }, () => catchUp(app)));
    assert.equal((await heard()).filter(({ text }) => text === 'Told once').length, 1);
    await changeThread(app, maya.doer, thread.id, { title: 'New name' });
    await catchUp(app);
    const titles = await app.db.query<{ title: string }>('select title from posts where external_id = $1', [
      post.id,
    ]);
    assert.deepEqual(
      titles.map(({ title }) => title),
      ['New name'],
    );
  });

  it('keeps nobody waiting in a circle who reacts while it is heard', async () => {
    const { thread, post } = await stage.start(maya, help);
    await catchUp(app);
    await editPost(app, maya.doer, post.id, { markdown: 'Other words.', revision: 1 });
    const outside = AsyncLocalStorage.snapshot();
    let reacting: Promise<void> | undefined;
    await app.db.transaction(async () => {
      const waiting = await takeWaiting(app, 10);
      await settleWaiting(
        app,
        waiting.map(({ id }) => ({ id, vector: null })),
      );
      // Holds the thread from here on, and waits for the post.
      reacting = outside(() => react(app, bob.doer, post.id, { kind: 'thanks', isOn: true }));
      await until('somebody waits for the post', async () => {
        const rows = await app.db.query('select from pg_locks where not granted');
        return rows.length > 0;
      });
      await noteHeard(app, [{ id: post.id, version: 2, revision: 2, as: 'public' }]);
    });
    await reacting;
    assert.equal((await postAt(app, thread.id, post.number))?.reactions.thanks, 1);
  });

  it('is forgotten with its whole thread, and waits again where hearing failed in the middle', async () => {
    const { thread } = await stage.start(maya, help, {
      title: 'Gone soon',
      markdown: 'Gone with the thread',
    });
    await addPost(app, bob.doer, thread.id, { markdown: 'Gone as well', replyTo: 1 });
    const broken = app.db.transaction(async () => {
      await catchUp(app);
      throw new Error('the power is gone');
    });
    await assert.rejects(broken, /the power is gone/);
    const gone = async () => (await heard()).filter(({ text }) => text.startsWith('Gone'));
    assert.equal((await gone()).length, 0);
    await catchUp(app);
    assert.equal((await gone()).length, 2);
    await deleteThread(app, staff, thread.id, { isDeleted: true, reason: 'Spam' });
    await catchUp(app);
    assert.ok((await gone()).every(({ isDeleted }) => isDeleted));
  });

  it('is private where only members read', async () => {
    const { post } = await stage.start(maya, inner, { title: 'Between us', markdown: 'Inside words' });
    await catchUp(app);
    const found = (await heard()).find(({ externalId }) => externalId === post.id);
    assert.equal(found?.isPrivate, true);
  });
});

describe('a reply from the inbox', () => {
  it('is heard again when it is put back, and as others read it now', async () => {
    const club = await saveGroup(app, systemActor, { name: 'Club', slug: '', text: '', kind: 'public' });
    const inClub = await stage.category('In the club', { groupId: club.id });
    const { thread, post } = await stage.start(maya, help, { title: 'To and fro', markdown: 'To and fro' });
    const state = async () => {
      await catchUp(app);
      await catchUp(app);
      const rows = (await heard()).filter(({ externalId }) => externalId === post.id);
      assert.equal(rows.length, 1);
      return `${rows[0]!.isPrivate ? 'private' : 'public'}${rows[0]!.isDeleted ? ', gone' : ''} ${rows[0]!.text}`;
    };
    assert.equal(await state(), 'public To and fro');
    for (const turn of [1, 2]) {
      await deleteThread(app, staff, thread.id, { isDeleted: true, reason: '' });
      assert.match(await state(), /, gone/, `turn ${turn}`);
      await deleteThread(app, staff, thread.id, { isDeleted: false, reason: '' });
      assert.equal(await state(), 'public To and fro', `turn ${turn}`);
    }
    await changeThread(app, staff, thread.id, { categoryId: inner.id });
    assert.equal(await state(), 'private To and fro');
    await changeThread(app, staff, thread.id, { categoryId: inClub.id });
    assert.equal(await state(), 'public To and fro');
    const { id, name, slug, text } = club;
    await saveGroup(app, systemActor, { name, slug, text, kind: 'request' }, id);
    assert.equal(await state(), 'private To and fro');
    await editPost(app, staff, post.id, { markdown: 'Fro and to', revision: 1 });
    assert.equal(await state(), 'private Fro and to');
    await saveGroup(app, systemActor, { name, slug, text, kind: 'public' }, id);
    assert.equal(await state(), 'public Fro and to');
    const { post: answer } = await addPost(app, bob.doer, thread.id, { markdown: 'Back soon', replyTo: 1 });
    for (const gone of [true, false, true, false]) {
      await deletePost(app, staff, answer.id, { isDeleted: gone, reason: '' });
      await catchUp(app);
      assert.equal(
        (await heard()).find(({ externalId }) => externalId === answer.id)?.isDeleted ?? true,
        gone,
      );
    }
    await editPost(app, bob.doer, answer.id, { markdown: 'Back', revision: 1 });
    await catchUp(app);
    assert.equal((await heard()).find(({ externalId }) => externalId === answer.id)?.text, 'Back');
  });

  it('becomes a post once, however often it is sent, and is read back', async () => {
    const { thread, post } = await stage.start(bob, help, { title: 'When does it end?' });
    const [first, second] = await Promise.all([
      replies.send(outbound(post.id, 'forum_1'), context),
      replies.send(outbound(post.id, 'forum_1'), context),
    ]);
    assert.equal(first.externalId, second.externalId);
    assert.match(first.url!, /\/community\/t\/thr_[^/]+\/when-does-it-end#post-2$/);
    const answer = (await postAt(app, thread.id, 2))!;
    assert.deepEqual(
      [answer.authorName, answer.authorId, answer.replyTo, answer.markdown],
      ['Ama', null, 1, 'We look into it.'],
    );
    assert.equal((await replies.readBack(outbound(post.id, 'forum_1'), context)).state, 'present');
    assert.equal((await replies.readBack(outbound(post.id, 'forum_2'), context)).state, 'absent');
    await catchUp(app);
    const own = (await heard()).find(({ externalId }) => externalId === answer.id);
    assert.equal(own?.isOwn, true);
    await replies.remove({ externalId: answer.id }, context);
    assert.notEqual((await postAt(app, thread.id, 2))!.deletedAt, null);
    await replies.remove({ externalId: answer.id }, context);
  });

  it('reads the same in the inbox as what is heard of it: nobody changed it', async () => {
    const { post } = await stage.start(maya, help, { title: 'How do I reset it?' });
    const text = 'In **two** steps:\n\n1. Hold\n2. Wait\n\n> red';
    const receipt = await replies.send(outbound(post.id, 'forum_9', { text }), context);
    assert.equal(receipt.text, 'In two steps:\n\n1. Hold\n2. Wait\n\n> red');
    await catchUp(app);
    const own = (await heard()).find(({ externalId }) => externalId === receipt.externalId);
    assert.equal(own?.text, receipt.text);
  });

  it('is refused where the thread or the community is gone', async () => {
    await assert.rejects(replies.send(outbound('fpo_none', 'forum_3'), context), /thread is gone/);
    const { post } = await stage.start(bob, help, { title: 'Closed soon' });
    await saveCommunity(app, systemActor, { ...CLOSED });
    await assert.rejects(replies.send(outbound(post.id, 'forum_4'), context), /community is closed/);
    await assert.rejects(replies.check!(context), /community is closed/);
    await saveCommunity(app, systemActor, { ...CLOSED, isOpen: true, name: 'Lumora community' });
    await replies.check!(context);
  });

  it('is refused for good where it can never be a post, and stays in its thread where that was merged', async () => {
    const { thread, post } = await stage.start(bob, help, { title: 'Mentions' });
    const crowd = Array.from({ length: 21 }, (_, index) => `@somebody${index}`).join(' ');
    const refusal = (error: unknown) =>
      error instanceof SendRefused && /You call 21 people/.test(error.message);
    await assert.rejects(replies.send(outbound(post.id, 'forum_5', { text: crowd }), context), refusal);
    const long = '😀'.repeat(32_000);
    assert.equal(replies.preflight(long).verdict, 'allowed');
    await replies.send(outbound(post.id, 'forum_6', { text: long }), context);
    const { thread: into } = await stage.start(maya, help, { title: 'Goes on here' });
    await mergeThreads(app, staff, thread.id, into.id);
    const receipt = await replies.send(outbound(post.id, 'forum_7'), context);
    assert.match(receipt.url!, new RegExp(`${into.id}/goes-on-here#post-4$`));
    assert.equal((await postAt(app, into.id, 4))!.replyTo, 2);
    await deleteThread(app, staff, into.id, { isDeleted: true, reason: 'x' });
    await assert.rejects(replies.send(outbound(post.id, 'forum_8'), context), /thread is gone/);
    assert.equal(
      (await replies.send(outbound(post.id, 'forum_7'), context).catch(() => null))?.externalId,
      undefined,
    );
  });

  it('is looked at before it leaves', () => {
    assert.equal(replies.preflight('  ').verdict, 'forbidden');
    assert.equal(replies.preflight('a'.repeat(32_001)).verdict, 'too-long');
    const { verdict, facets } = replies.preflight('See https://a.example/x, please.');
    assert.deepEqual([verdict, facets[0]?.value], ['allowed', 'https://a.example/x']);
    assert.match(replies.newKey(new Date()), /^forum_[0-9a-f-]{36}$/);
  });

  it('comes from one account of the company, made when the community opens', async () => {
    assert.deepEqual(
      (await ownAccounts(app, 'community')).map(({ externalId, handle }) => [externalId, handle]),
      [[COMPANY, 'Lumora community']],
    );
  });
});

describe('a solved thread', () => {
  it('is offered beside a conversation about the same, with its answer', async () => {
    const { thread } = await stage.start(maya, help, { title: 'Where do I find my invoice?' });
    const { post } = await addPost(app, staff, thread.id, {
      markdown: 'In the app, under *Contract*.',
      replyTo: 1,
    });
    const ask = () =>
      threadSuggestions.suggest(app, {
        text: 'I cannot find the invoce',
        language: 'en',
        conversationId: 'conv_1',
        actor: systemActor,
      });
    await catchUp(app);
    assert.deepEqual(await ask(), [], 'not solved yet');
    await acceptAnswer(app, maya.doer, post.id, true);
    const [offered] = await ask();
    assert.deepEqual(
      [offered?.kind, offered?.title, offered?.excerpt],
      ['thread', 'Where do I find my invoice?', 'In the app, under Contract.'],
    );
    assert.match(offered!.insert!, /^Where do I find my invoice\? http.*#post-2$/);
    const { thread: hidden } = await stage.start(maya, inner, { title: 'The secret invoice' });
    const { post: secret } = await addPost(app, bob.doer, hidden.id, { markdown: 'Hush', replyTo: 1 });
    await acceptAnswer(app, maya.doer, secret.id, true);
    await catchUp(app);
    assert.ok((await ask()).every(({ id }) => id !== hidden.id));
  });
});
