import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { type App, systemActor } from '#platform/app/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { atLevelTwo, openGates } from '../../moderation/testing/open-gates.ts';
import { createTestApp } from '../../../../test/helpers/app.ts';
import { memberDoer, staffDoer } from '../doer.ts';
import { MOST_LETTERS } from '../domain.ts';
import {
  bookmark,
  countUnread,
  findDraft,
  follow,
  keepDraft,
  noteRead,
  selectFollowers,
} from '../own/service.ts';
import { acceptAnswer, react } from './answers.ts';
import { type CategoryRow, readCategories, removeCategory, saveCategory } from './categories.ts';
import { mergeThreads, splitThread } from './merge.ts';
import { addPost, editPost } from './posts.ts';
import { selectNumbers, selectPost, selectRevisions } from './posts-store.ts';
import { selectThread } from './store.ts';
import { changeThread, startThread } from './threads.ts';
import { deletePost, deleteThread } from './removal.ts';

const { app, close } = await createTestApp();
after(close);

const member = (number: number) => memberDoer({ id: `mem_${number}`, displayName: `Member ${number}` });
await openGates(app);
const [asker, helper, other] = [member(1), member(2), member(3)];
const staff = staffDoer({ ...systemActor, kind: 'user', id: 'user_1', name: 'Ama' });
const CATEGORY = {
  slug: '',
  text: '',
  position: 0,
  groupId: null,
  whoReads: 'everybody',
  whoStarts: 'members',
  whoAnswers: 'members',
  isArchived: false,
  closesAfter: null,
} as const;
const category = (name: string, more: object = {}): Promise<CategoryRow> =>
  saveCategory(app, systemActor, { ...CATEGORY, name, ...more });
const help = await category('Help');

const ask = async (title = 'How do I restart it?', more: object = {}, at: App = app) =>
  (
    await startThread(at, asker, {
      categoryId: help.id,
      kind: 'question',
      title,
      markdown: 'It blinks.',
      tags: ['router'],
      ...more,
    })
  ).thread;
const answer = async (threadId: string, doer = helper, markdown = 'Hold the button.') =>
  (await addPost(app, doer, threadId, { markdown, replyTo: null })).post;
const refusal = (code: string) => (error: unknown) => error instanceof AppError && error.code === code;
const counts = async (id: string) => {
  const { posts, answers, reactions, lastNumber } = (await selectThread(app, id))!;
  return { posts, answers, reactions, lastNumber };
};
/** What the rows say, counted one by one. */
async function recounted(): Promise<unknown[]> {
  return app.db.query(
    `select t.id from forum_threads t where t.posts <> (select count(*) from forum_posts p where p.thread_id = t.id and p.deleted_at is null)
        or t.reactions <> (select count(*) from forum_reactions r join forum_posts p on p.id = r.post_id where p.thread_id = t.id)
        or t.answers <> (select count(*) from forum_posts p where p.thread_id = t.id and p.deleted_at is null and p.accepted_at is not null)
     union all select c.id from forum_categories c
      where c.threads <> (select count(*) from forum_threads t where t.category_id = c.id and t.deleted_at is null)
        or c.posts <> (select coalesce(sum(t.posts), 0) from forum_threads t where t.category_id = c.id and t.deleted_at is null)
     union all select g.tag from forum_tags g where g.threads <> (select count(*) from forum_threads t where g.tag = any(t.tags) and t.deleted_at is null)`,
  );
}

describe('a thread', () => {
  it('is asked, answered and solved, by several answers or elsewhere', async () => {
    const thread = await ask();
    assert.deepEqual([thread.slug, thread.posts, thread.tags], ['how-do-i-restart-it', 1, ['router']]);
    const [first, second] = [await answer(thread.id), await answer(thread.id, staff, 'Or pull the plug.')];
    assert.deepEqual([first.number, second.number, second.authorId, second.authorName], [2, 3, null, 'Ama']);
    await assert.rejects(acceptAnswer(app, helper, first.id, true), refusal('forum.may_not'));
    await acceptAnswer(app, asker, first.id, true);
    await acceptAnswer(app, staff, second.id, true);
    await acceptAnswer(app, staff, second.id, true);
    assert.deepEqual(await counts(thread.id), { posts: 3, answers: 2, reactions: 0, lastNumber: 3 });
    await acceptAnswer(app, asker, first.id, false);
    assert.equal((await counts(thread.id)).answers, 1);
    const [question] = await selectNumbers(app, thread.id, { first: 1, last: 1 });
    await assert.rejects(acceptAnswer(app, asker, question!.id, true), refusal('forum.no_answer'));
    const solvedElsewhere = 'https://status.example/42';
    assert.equal(
      (await changeThread(app, asker, thread.id, { solvedElsewhere })).solvedElsewhere,
      solvedElsewhere,
    );
    await assert.rejects(
      changeThread(app, asker, thread.id, { solvedElsewhere: 'javascript:alert(1)' }),
      refusal('forum.bad_link'),
    );
    assert.deepEqual(await recounted(), []);
  });

  it('is closed, pinned, moved and deleted by colleagues, and renamed by who asked', async () => {
    const thread = await ask();
    const news = await category('News', { whoStarts: 'staff' });
    await assert.rejects(changeThread(app, asker, thread.id, { isClosed: true }), refusal('forum.may_not'));
    await changeThread(app, asker, thread.id, { title: 'Red light', tags: ['light', 'router'] });
    await changeThread(app, staff, thread.id, { isClosed: true, reason: 'Solved long ago' });
    await assert.rejects(answer(thread.id), refusal('forum.closed'));
    await answer(thread.id, staff);
    await changeThread(app, staff, thread.id, { isClosed: false });
    const moved = await changeThread(app, staff, thread.id, {
      categoryId: news.id,
      pinnedUntil: '2030-01-01T00:00:00.000Z',
    });
    assert.deepEqual(
      [moved.title, moved.slug, moved.closedAt, moved.categoryId],
      ['Red light', 'red-light', null, news.id],
    );
    assert.deepEqual(await recounted(), []);
    await deleteThread(app, staff, thread.id, { isDeleted: true, reason: 'Spam' });
    await assert.rejects(answer(thread.id), refusal('forum.not_found'));
    assert.deepEqual(await recounted(), []);
    await deleteThread(app, staff, thread.id, { isDeleted: false, reason: '' });
    assert.deepEqual(await recounted(), []);
    await assert.rejects(removeCategory(app, systemActor, news.id), refusal('forum.no_category'));
    await assert.rejects(ask('May I?', { categoryId: news.id }), refusal('forum.may_not'));
    await assert.rejects(category('News'), refusal('forum.slug_taken'));
  });

  it('takes up another one, and gives posts away', async () => {
    const [a, b] = [await ask('First'), await ask('Second', { tags: ['red'] })];
    const [, a3] = [await answer(a.id), await answer(a.id, other)];
    const b2 = await answer(b.id);
    await addPost(app, other, b.id, { markdown: 'Yes, that.', replyTo: 2 });
    await react(app, asker, b2.id, { kind: 'thanks', isOn: true });
    await acceptAnswer(app, asker, b2.id, true);
    await mergeThreads(app, staff, b.id, a.id);
    assert.deepEqual(await counts(a.id), { posts: 6, answers: 1, reactions: 1, lastNumber: 6 });
    const posts = await selectNumbers(app, a.id, { first: 1, last: 20 });
    assert.deepEqual(
      posts.map(({ number, replyTo }) => [number, replyTo]),
      [
        [1, null],
        [2, null],
        [3, null],
        [4, null],
        [5, null],
        [6, 5],
      ],
    );
    const gone = (await selectThread(app, b.id))!;
    assert.deepEqual([gone.mergedInto, gone.posts, gone.reactions], [a.id, 0, 0]);
    await assert.rejects(mergeThreads(app, staff, a.id, a.id), refusal('forum.same_thread'));
    await assert.rejects(mergeThreads(app, asker, b.id, a.id), refusal('forum.may_not'));
    const split = await splitThread(app, staff, a.id, { numbers: [3, 5, 6], title: 'Another matter' });
    assert.deepEqual(await counts(split.id), { posts: 3, answers: 0, reactions: 1, lastNumber: 3 });
    assert.deepEqual(await counts(a.id), { posts: 3, answers: 0, reactions: 0, lastNumber: 6 });
    assert.equal((await selectPost(app, a3.id))!.threadId, split.id);
    assert.equal((await selectNumbers(app, split.id, { first: 3, last: 3 }))[0]!.replyTo, 2);
    await assert.rejects(
      splitThread(app, staff, a.id, { numbers: [1], title: 'x' }),
      refusal('forum.whole_thread'),
    );
    assert.deepEqual(await recounted(), []);
  });
});

describe('many at once', () => {
  it('get a number each, and are counted exactly', async () => {
    const thread = await ask('Sixty-four at once');
    const made = await Promise.all(
      Array.from({ length: 64 }, (_, i) => answer(thread.id, member(100 + i), `I am ${i}`)),
    );
    assert.deepEqual(
      made.map(({ number }) => number).sort((a, b) => a - b),
      Array.from({ length: 64 }, (_, i) => i + 2),
    );
    const [first] = await selectNumbers(app, thread.id, { first: 1, last: 1 });
    const like = (isOn: boolean) =>
      Promise.all(
        Array.from({ length: 64 }, (_, i) => react(app, member(100 + i), first!.id, { kind: 'like', isOn })),
      );
    await like(true);
    await like(true);
    assert.deepEqual((await selectPost(app, first!.id))!.reactions, { like: 64 });
    assert.deepEqual(await counts(thread.id), { posts: 65, answers: 0, reactions: 64, lastNumber: 65 });
    await Promise.all([
      ...made
        .slice(0, 20)
        .map(({ id }) => deletePost(app, staff, id, { isDeleted: true, reason: 'off topic' })),
      ...made.slice(0, 20).map(({ id }) => deletePost(app, staff, id, { isDeleted: true, reason: 'again' })),
      like(false),
    ]);
    assert.deepEqual(await counts(thread.id), { posts: 45, answers: 0, reactions: 0, lastNumber: 65 });
    assert.deepEqual(await recounted(), []);
  });

  it('sending one form twice, or in the same moment, make one post', async () => {
    const forms = await Promise.all(Array.from({ length: 8 }, () => ask('Twice', { formId: 'form-1' })));
    assert.equal(new Set(forms.map(({ id }) => id)).size, 1);
    const input = { markdown: 'Me too', replyTo: null, formId: 'form-2' };
    const posts = await Promise.all(
      Array.from({ length: 8 }, () => addPost(app, helper, forms[0]!.id, input)),
    );
    assert.equal(new Set(posts.map(({ post }) => post.id)).size, 1);
    assert.equal(posts.filter(({ isNew }) => isNew).length, 1);
    assert.equal((await counts(forms[0]!.id)).posts, 2);
    const keyed = await Promise.all(
      Array.from({ length: 4 }, () =>
        addPost(app, staff, forms[0]!.id, { markdown: 'Ours', replyTo: null, key: 'out_1' }),
      ),
    );
    assert.equal(new Set(keyed.map(({ post }) => post.id)).size, 1);
    assert.deepEqual(await recounted(), []);
  });

  it('changing the same post: one wins, the other one is told, and both texts are kept', async () => {
    const thread = await ask('Racing');
    const post = await answer(thread.id);
    const edits = await Promise.allSettled([
      editPost(app, helper, post.id, { markdown: 'Hold it for ten seconds.', revision: 1 }),
      editPost(app, staff, post.id, { markdown: 'Hold it for twenty seconds.', revision: 1 }),
    ]);
    assert.deepEqual(edits.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    const lost = edits.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
    assert.ok(refusal('forum.overtaken')(lost.reason));
    const [before] = await selectRevisions(app, post.id);
    assert.deepEqual([before!.revision, before!.markdown], [1, 'Hold the button.']);
    assert.equal((await selectPost(app, post.id))!.revision, 2);
    await assert.rejects(
      editPost(app, other, post.id, { markdown: 'x', revision: 2 }),
      refusal('forum.may_not'),
    );
  });
});

describe('what cannot be posted', () => {
  it('is refused plainly, and nothing of it is kept', async () => {
    const thread = await ask('Refused');
    const mentions = Array.from({ length: 1000 }, (_, i) => `@member${i}`).join(' ');
    for (const [markdown, code] of [
      ['a'.repeat(10 * 1024 ** 2), 'forum.too_long'],
      [mentions, 'forum.too_many_mentions'],
      [' \n\u200b\u0000'.replaceAll('\u200b', ''), 'forum.empty'],
    ] as const)
      await assert.rejects(answer(thread.id, helper, markdown), refusal(code));
    await assert.rejects(ask('x'.repeat(151)), refusal('forum.title_too_long'));
    await assert.rejects(ask(' \u202e '), refusal('forum.no_title'));
    await assert.rejects(ask('x', { categoryId: 'fcat_none' }), refusal('forum.no_category'));
    assert.equal((await counts(thread.id)).posts, 1);
    assert.ok((await answer(thread.id, helper, 'b'.repeat(MOST_LETTERS))).id);
    const busy = member(50);
    await atLevelTwo(app, 'mem_50');
    for (let i = 0; i < 20; i++) await answer(thread.id, busy, `${i}`);
    await assert.rejects(answer(thread.id, busy, 'one more'), refusal('trust.too_fast'));
  });

  it('nor read, where it is for members only', async () => {
    const inner = await category('Members only', { whoReads: 'members' });
    const thread = await ask('Inside', { categoryId: inner.id });
    const stranger = { ...helper, memberId: null };
    await assert.rejects(answer(thread.id, stranger), refusal('forum.not_found'));
    assert.ok((await readCategories(app)).find(({ id, threads }) => id === inner.id && threads === 1));
  });
});

describe('what is one’s own', () => {
  it('is how far one has read, what one follows, marked and began to write', async () => {
    const reader = member(70);
    const own = await category('Own');
    const thread = await ask('Read me', { categoryId: own.id });
    assert.deepEqual(await countUnread(app, 'mem_70', [own.id]), { unread: 0, fresh: 1 });
    await noteRead(app, reader, thread.id, 1);
    assert.deepEqual(await countUnread(app, 'mem_70', [own.id]), { unread: 0, fresh: 0 });
    await answer(thread.id);
    assert.deepEqual(await countUnread(app, 'mem_70', [own.id]), { unread: 1, fresh: 0 });
    await noteRead(app, reader, thread.id, 2);
    await noteRead(app, reader, thread.id, 1);
    assert.deepEqual(await countUnread(app, 'mem_70', [own.id]), { unread: 0, fresh: 0 });
    assert.deepEqual(await countUnread(app, 'mem_70', []), { unread: 0, fresh: 0 });
    await follow(app, 'mem_70', own.id, true);
    await bookmark(app, 'mem_70', (await selectNumbers(app, thread.id, { first: 1, last: 1 }))[0]!.id, true);
    assert.deepEqual(await selectFollowers(app, [thread.id, own.id]), ['mem_1', 'mem_2', 'mem_70']);
    await keepDraft(app, 'mem_70', { place: thread.id, title: '', markdown: 'Half a sen' });
    assert.equal((await findDraft(app, 'mem_70', thread.id))!.markdown, 'Half a sen');
    await answer(thread.id, reader, 'Half a sentence.');
    assert.equal(await findDraft(app, 'mem_70', thread.id), undefined);
  });
});
