import { after, describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { systemActor } from '#platform/app/index.ts';
import { noticeKindsPort } from '#embrace/notifications/index.ts';
import { staffDoer } from '../doer.ts';
import { follow } from '../own/service.ts';
import { acceptAnswer, react } from '../talk/answers.ts';
import { addPost } from '../talk/posts.ts';
import { changeThread } from '../talk/threads.ts';
import { openStage, sendForm, type Signed } from '../testing/stage.ts';
import { forumKinds } from './kinds.ts';
import { tagSubject, tellOfPost, tellOfReactions, tellOfSolution } from './tell.ts';
import { deletePost, deleteThread } from '../talk/removal.ts';

const stage = await openStage();
const { app, test } = stage;
after(() => test.close());
app.provide(noticeKindsPort, forumKinds);
const help = await stage.category('Help');
const [maya, bob, cleo, dan] = [
  await stage.member('maya', 'Maya'),
  await stage.member('bob', 'Bob'),
  await stage.member('cleo', 'Cleo'),
  await stage.member('dan', 'Dan'),
];
const staff = staffDoer({ ...systemActor, kind: 'user', id: 'user_1', name: 'Ama' });

/** Kinds of what somebody was told of a thread, the first one first. */
async function heard(by: Signed, threadId: string): Promise<string[]> {
  const rows = await app.db.query<{ kind: string }>(
    'select kind from notifications where member_id = $1 and path like $2 order by id',
    [by.member.id, `/community/t/${threadId}/%`],
  );
  return rows.map(({ kind }) => kind.replace('forum.', ''));
}

describe('members are told of a post', () => {
  it('each for the closest reason only, once, and never its author', async () => {
    const { thread, post: first } = await stage.start(maya, help);
    await tellOfPost(app, first.id);
    const { post: answer } = await addPost(app, bob.doer, thread.id, {
      markdown: 'Hold it. @cleo',
      replyTo: 1,
    });
    for (let n = 0; n < 3; n++) await Promise.all([tellOfPost(app, answer.id), tellOfPost(app, answer.id)]);
    assert.deepEqual(await heard(maya, thread.id), ['reply']);
    assert.deepEqual(await heard(cleo, thread.id), ['mention']);
    assert.deepEqual(await heard(bob, thread.id), []);
    const quote = `> [Bob](/community/p/${answer.id}):\n> Hold it.\n\nFor how long, @bob @maya?`;
    const { post } = await addPost(app, dan.doer, thread.id, { markdown: quote, replyTo: null });
    await tellOfPost(app, post.id);
    assert.deepEqual(await heard(bob, thread.id), ['quote']);
    assert.deepEqual(await heard(maya, thread.id), ['reply', 'reply']);
    const { post: own } = await addPost(app, maya.doer, thread.id, {
      markdown: '> not a quote\n\nThanks',
      replyTo: null,
    });
    await tellOfPost(app, own.id);
    assert.deepEqual(await heard(maya, thread.id), ['reply', 'reply'], 'nobody hears of himself');
    assert.deepEqual(await heard(dan, thread.id), ['followed']);
  });

  it('in threads, categories and tags that they follow; many of a thread are one line until it is read', async () => {
    const fan = await stage.member('fan', 'Fan');
    await follow(app, fan.member.id, help.id, true);
    await follow(app, dan.member.id, tagSubject('modem'), true);
    const { thread, post } = await stage.start(bob, help, { tags: ['modem'], title: 'A modem' });
    await tellOfPost(app, post.id);
    assert.deepEqual([await heard(fan, thread.id), await heard(dan, thread.id)], [['started'], ['started']]);
    const page = '/community/c/help';
    const left = await sendForm(fan, page, `${page}/follow`, { act: 'unfollow' });
    assert.equal(left.status, 303);
    assert.match(String((await fan.get(page)).body), /value="follow"/);
    await sendForm(fan, '/community/tags/modem', '/community/tags/modem/follow', { act: 'follow' });
    await follow(app, fan.member.id, thread.id, true);
    for (const text of ['One', 'Two', 'Three']) {
      const { post: next } = await addPost(app, cleo.doer, thread.id, { markdown: text, replyTo: null });
      await tellOfPost(app, next.id);
    }
    assert.deepEqual(await heard(fan, thread.id), ['started', 'followed']);
    await fan.get(`/community/t/${thread.id}/a-modem`);
    const { post: last } = await addPost(app, cleo.doer, thread.id, { markdown: 'Four', replyTo: null });
    await tellOfPost(app, last.id);
    assert.deepEqual(await heard(fan, thread.id), ['started', 'followed', 'followed']);
    const strange = await sendForm(test.browser(), page, `${page}/follow`, { act: 'follow' });
    assert.match(String(strange.headers['location']), /sign-in/);
  });

  it('not of what is gone before, and not any more of what goes afterwards; its author is told why', async () => {
    const { thread } = await stage.start(maya, help, { title: 'Gone' });
    const { post: early } = await addPost(app, bob.doer, thread.id, { markdown: 'Early', replyTo: 1 });
    await deletePost(app, bob.doer, early.id, { isDeleted: true, reason: 'x' });
    await tellOfPost(app, early.id);
    assert.deepEqual(await heard(maya, thread.id), []);
    assert.deepEqual(await heard(bob, thread.id), [], 'he took it away himself');
    const { post: late } = await addPost(app, bob.doer, thread.id, { markdown: 'Late', replyTo: 1 });
    await tellOfPost(app, late.id);
    await deletePost(app, staff, late.id, { isDeleted: true, reason: 'An advertisement' });
    assert.deepEqual([await heard(maya, thread.id), await heard(bob, thread.id)], [[], ['moderated']]);
    await deletePost(app, staff, late.id, { isDeleted: false, reason: '' });
    assert.deepEqual(await heard(bob, thread.id), ['moderated', 'moderated']);
    await tellOfPost(app, late.id);
    assert.deepEqual(await heard(maya, thread.id), [], 'put back it is no news');
    const system = staffDoer(systemActor);
    await deleteThread(app, system, thread.id, { isDeleted: true, reason: 'Whoever wrote it has left' });
    assert.deepEqual(await heard(maya, thread.id), []);
  });
});

describe('members are told of what became of a post', () => {
  it('who liked it in one line, in which each is counted once, and not whoever took it back', async () => {
    const { thread, post } = await stage.start(maya, help, { title: 'Liked' });
    for (const by of [bob, cleo, dan])
      for (const kind of ['like', 'thanks'] as const)
        await react(app, by.doer, post.id, { kind, isOn: true });
    for (const kind of ['like', 'thanks'] as const)
      await react(app, dan.doer, post.id, { kind, isOn: false });
    await Promise.all([tellOfReactions(app, post.id), tellOfReactions(app, post.id)]);
    const rows = await app.db.query<{ people: number }>(
      'select people from notifications where member_id = $1 and subject = $2',
      [maya.member.id, thread.id],
    );
    assert.deepEqual(rows, [{ people: 2 }]);
    await tellOfReactions(app, 'fpo_none');
  });

  it('an accepted answer: its author, everybody who has the problem, and once', async () => {
    const { thread, post: question } = await stage.start(maya, help, { title: 'Solve me' });
    const { post: answer } = await addPost(app, bob.doer, thread.id, { markdown: 'Turn it.', replyTo: 1 });
    await react(app, cleo.doer, question.id, { kind: 'same', isOn: true });
    await follow(app, dan.member.id, thread.id, true);
    for (const isOn of [true, false, true]) await acceptAnswer(app, maya.doer, answer.id, isOn);
    for (let n = 0; n < 2; n++) await tellOfSolution(app, thread.id, answer.id);
    assert.deepEqual(
      [
        await heard(bob, thread.id),
        await heard(cleo, thread.id),
        await heard(dan, thread.id),
        await heard(maya, thread.id),
      ],
      [['accepted'], ['solved'], ['solved'], []],
    );
    const { thread: other, post } = await stage.start(maya, help, { title: 'Solved elsewhere' });
    await react(app, cleo.doer, post.id, { kind: 'same', isOn: true });
    await changeThread(app, maya.doer, other.id, { solvedElsewhere: 'https://lumora.example/fix' });
    await tellOfSolution(app, other.id, null);
    assert.deepEqual(await heard(cleo, other.id), ['solved']);
  });
});
