import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { findDraft, keepDraft, noteRead, selectBookmarks, selectFollowers } from '../own/service.ts';
import { bookmark, follow } from '../own/service.ts';
import { selectReads } from '../own/store.ts';
import { MOST_LETTERS } from '../domain.ts';
import { colleague, miscounted, openTalk, refused, talker } from '../testing/talkers.ts';
import { acceptAnswer, react } from './answers.ts';
import { mergeThreads, splitThread } from './merge.ts';
import { addPost, editPost } from './posts.ts';
import { selectRevisions } from './posts-store.ts';
import { findThread, historyOf, listThreads } from './read.ts';
import { changeThread, startThread } from './threads.ts';
import { deletePost, deleteThread } from './removal.ts';

const talk = await openTalk();
const { app } = talk;
after(() => talk.close());
const staff = colleague();
const [asker, helper, reader] = [talker(1), talker(2), talker(3)];
const gone = (isDeleted: boolean, reason = 'Off topic') => ({ isDeleted, reason });

/** Everything that the forum keeps, but for versions and when a row waits to be heard. */
async function everything(): Promise<unknown> {
  const tables = [
    'categories',
    'threads',
    'posts',
    'reactions',
    'follows',
    'reads',
    'drafts',
    'bookmarks',
    'tags',
    'mentions',
  ];
  const kept = await Promise.all(
    tables.map((table) =>
      app.db.query(
        `select to_jsonb(t) - 'version' - 'is_waiting' as row from forum_${table} t order by to_jsonb(t)::text`,
      ),
    ),
  );
  return Object.fromEntries(tables.map((table, index) => [table, kept[index]]));
}

describe('what is taken away and put back', () => {
  it('is as it was: a post with its acceptance, reactions and marks', async () => {
    const thread = await talk.ask({ tags: ['lamp'] });
    const post = await talk.answer(thread.id);
    await talk.answer(thread.id, reader, 'And then?');
    await acceptAnswer(app, asker, post.id, true);
    await react(app, reader, post.id, { kind: 'thanks', isOn: true });
    await bookmark(app, reader.memberId!, post.id, true);
    const before = await everything();
    await deletePost(app, staff, post.id, gone(true));
    const { posts, answers, reactions } = await talk.thread(thread.id);
    assert.deepEqual([posts, answers, reactions], [2, 0, 1]);
    const [, shown] = await talk.posts(thread.id);
    assert.deepEqual([shown!.deletedReason, shown!.deletedBy], ['Off topic', 'Colleague 1']);
    for (const wrong of [
      () => react(app, asker, post.id, { kind: 'like', isOn: true }),
      () => react(app, reader, post.id, { kind: 'thanks', isOn: false }),
      () => editPost(app, helper, post.id, { markdown: 'Mine!', revision: 1 }),
      () => deletePost(app, helper, post.id, gone(false)),
    ])
      await assert.rejects(wrong(), refused('forum.may_not'));
    await assert.rejects(acceptAnswer(app, asker, post.id, false), refused('forum.no_answer'));
    await deletePost(app, staff, post.id, gone(false));
    assert.deepEqual(await everything(), before);
  });

  it('is as it was: a thread, whatever colleagues did to it meanwhile', async () => {
    const thread = await talk.ask({ tags: ['lamp', 'red'] });
    const [first, second] = [await talk.answer(thread.id), await talk.answer(thread.id)];
    await deleteThread(app, staff, thread.id, gone(true));
    await assert.rejects(talk.answer(thread.id, staff), refused('forum.not_found'));
    await assert.rejects(
      splitThread(app, staff, thread.id, { numbers: [2], title: 'Out' }),
      refused('forum.not_found'),
    );
    await deletePost(app, staff, first.id, gone(true));
    await changeThread(app, staff, thread.id, { tags: ['lamp', 'green'] });
    assert.deepEqual(await miscounted(app), []);
    await deleteThread(app, staff, thread.id, gone(false));
    assert.deepEqual(await miscounted(app), []);
    const { posts, tags, deletedReason } = await talk.thread(thread.id);
    assert.deepEqual([posts, tags, deletedReason], [2, ['lamp', 'green'], null]);
    assert.equal((await talk.posts(thread.id))[2]!.id, second.id);
  });

  it('does not come back empty where its posts went elsewhere', async () => {
    const [from, into] = [await talk.ask(), await talk.ask()];
    await mergeThreads(app, staff, from.id, into.id);
    await assert.rejects(deleteThread(app, staff, from.id, gone(false)), refused('forum.may_not'));
    const found = await findThread(app, reader, from.id);
    assert.equal(found?.thread.mergedInto, into.id);
  });

  it('goes by its author only while nobody answered, and never by somebody else', async () => {
    const thread = await talk.ask();
    await assert.rejects(deleteThread(app, helper, thread.id, gone(true)), refused('forum.may_not'));
    await talk.answer(thread.id);
    await assert.rejects(deleteThread(app, asker, thread.id, gone(true)), refused('forum.may_not'));
    const [question] = await talk.posts(thread.id);
    for (const doer of [asker, staff])
      await assert.rejects(deletePost(app, doer, question!.id, gone(true)), refused('forum.may_not'));
    const alone = await talk.ask();
    await deleteThread(app, asker, alone.id, gone(true, ''));
    await assert.rejects(deleteThread(app, asker, alone.id, gone(false)), refused('forum.not_found'));
  });
});

describe('what fails in the middle', () => {
  it('leaves everything as it was, the draft included', async () => {
    const thread = await talk.ask({ tags: ['lamp'] });
    const post = await talk.answer(thread.id);
    const other = await talk.ask();
    await keepDraft(app, 'mem_3', { place: thread.id, title: '', markdown: 'Half a sen' });
    const before = await everything();
    const changes = [
      () => addPost(app, reader, thread.id, { markdown: 'Half a sentence.', replyTo: 2 }),
      () => editPost(app, helper, post.id, { markdown: 'Otherwise', revision: 1 }),
      () => react(app, reader, post.id, { kind: 'like', isOn: true }),
      () => changeThread(app, staff, thread.id, { tags: ['red'], title: 'Why?', isClosed: true }),
      () => mergeThreads(app, staff, thread.id, other.id),
      () => splitThread(app, staff, thread.id, { numbers: [2], title: 'Out' }),
      () => deleteThread(app, staff, thread.id, gone(true)),
    ];
    for (const change of changes) {
      const broken = app.db.transaction(async () => {
        await change();
        throw new Error('the power is gone');
      });
      await assert.rejects(broken, /the power is gone/);
      assert.deepEqual(await everything(), before, String(change));
    }
    assert.equal((await findDraft(app, 'mem_3', thread.id))!.markdown, 'Half a sen');
  });
});

describe('the history of a first post', () => {
  it('has every title that the thread had, and every text', async () => {
    const thread = await talk.ask({ title: 'One' });
    await changeThread(app, asker, thread.id, { title: 'Two' });
    await changeThread(app, staff, thread.id, { title: 'Three' });
    const [question] = await talk.posts(thread.id);
    await editPost(app, asker, question!.id, { markdown: 'It glows.', revision: question!.revision });
    await changeThread(app, staff, thread.id, { title: 'Four' });
    await changeThread(app, staff, thread.id, { title: ' Four ' });
    const history = (await historyOf(app, question!.id)).map(({ title, markdown, byName }) => [
      title,
      markdown,
      byName,
    ]);
    assert.deepEqual(history, [
      ['One', 'It blinks.', 'Member 1'],
      ['Two', 'It blinks.', 'Colleague 1'],
      [null, 'It blinks.', 'Member 1'],
      ['Three', 'It glows.', 'Colleague 1'],
    ]);
  });

  it('is not longer for what was saved without a change', async () => {
    const post = await talk.answer((await talk.ask()).id);
    for (const revision of [1, 1, 7])
      await editPost(app, helper, post.id, { markdown: ' Hold the button.\r\n', revision });
    assert.deepEqual(await selectRevisions(app, post.id), []);
  });
});

describe('a split', () => {
  it('begins with a post that can be read; deleted ones before it can be put back where they are', async () => {
    const thread = await talk.ask();
    const [second, third, fourth] = [
      await talk.answer(thread.id),
      await talk.answer(thread.id),
      await talk.answer(thread.id),
    ];
    await deletePost(app, staff, second.id, gone(true));
    await deletePost(app, staff, fourth.id, gone(true));
    const split = await splitThread(app, staff, thread.id, { numbers: [2, 3, 4, 99], title: 'Apart' });
    const numbers = (await talk.posts(split.id)).map(({ id, number }) => [id, number]);
    assert.deepEqual(numbers, [
      [third.id, 1],
      [fourth.id, 2],
    ]);
    for (const { id } of [second, fourth]) await deletePost(app, staff, id, gone(false));
    assert.deepEqual(await miscounted(app), []);
    for (const numbersOf of [[99], [3]])
      await assert.rejects(
        splitThread(app, staff, thread.id, { numbers: numbersOf, title: 'x' }),
        refused('forum.no_post'),
      );
  });
});

describe('who reads and follows', () => {
  it('has read as much, and follows, after threads were merged and split', async () => {
    const [from, into] = [await talk.ask(), await talk.ask()];
    for (const { id } of [from, from, from, into]) await talk.answer(id, staff);
    // Reader 3 has read all of one and two posts of the other, reader 4 only the other, reader 5 a part of the one.
    await noteRead(app, reader, into.id, 2);
    await noteRead(app, reader, from.id, 2);
    await noteRead(app, talker(4), from.id, 4);
    await noteRead(app, talker(5), into.id, 1);
    await noteRead(app, talker(5), from.id, 4);
    await follow(app, 'mem_4', from.id, true);
    const split = await splitThread(app, staff, from.id, { numbers: [2, 4], title: 'Apart' });
    const readOf = async (id: string) =>
      Promise.all([3, 4, 5].map(async (n) => (await selectReads(app, `mem_${n}`, [id])).get(id)));
    assert.deepEqual(await readOf(split.id), [1, 2, 2]);
    assert.deepEqual(await selectFollowers(app, [split.id]), ['mem_1', 'mem_4']);
    await mergeThreads(app, staff, from.id, into.id);
    assert.deepEqual(await readOf(into.id), [3, 0, 1]);
    assert.deepEqual(await selectFollowers(app, [from.id]), []);
    assert.deepEqual(await selectFollowers(app, [into.id]), ['mem_1', 'mem_4']);
    assert.deepEqual(await selectBookmarks(app, 'mem_4'), []);
    const unread = await listThreads(app, {
      list: 'unread',
      categories: [into.categoryId],
      memberId: 'mem_4',
    });
    assert.deepEqual(
      unread.rows.map(({ id }) => id),
      [into.id],
    );
  });

  it('finds a thread where it went on last, though older posts came behind', async () => {
    const at = new Date('2026-01-01T00:00:00Z');
    const old = await talk.ask({ at });
    const now = await talk.ask();
    const newest = await talk.answer(now.id);
    const merged = await mergeThreads(app, staff, old.id, now.id);
    assert.equal(merged.posts, 3);
    // The one is a time of the database, the other one that JavaScript rounded.
    assert.ok(Math.abs(merged.lastActivity.getTime() - newest.createdAt.getTime()) <= 1);
    assert.equal(merged.lastAuthorId, 'mem_2');
  });
});

describe('lists', () => {
  it('show every thread once, page by page, while others come to the top and some are pinned', async () => {
    const busy = await talk.category('Busy');
    const ids: string[] = [];
    for (let index = 0; index < 12; index++)
      ids.push((await talk.ask({ categoryId: busy.id, title: `T${index}` }, staff)).id);
    await changeThread(app, staff, ids[1]!, { pinnedUntil: '2999-01-01T00:00:00.000Z' });
    await changeThread(app, staff, ids[2]!, { pinnedUntil: '2000-01-01T00:00:00.000Z' });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listThreads(app, { list: 'latest', categories: [busy.id], cursor, limit: 5 });
      seen.push(...[...page.pinned, ...page.rows].map(({ id }) => id));
      cursor = page.next;
      // What was shown already goes on, and something new begins.
      await talk.answer(seen.at(-1)!, staff);
      await talk.ask({ categoryId: busy.id, title: 'New' }, staff);
    } while (cursor !== undefined);
    assert.equal(seen[0], ids[1], 'what is pinned stands above; what was pinned does not');
    assert.deepEqual(seen.toSorted(), ids.toSorted());
  });
});

describe('how long a post may be', () => {
  it('is counted in letters as people see them, and what is far too long is not even read', async () => {
    const { id } = await talk.ask();
    const most = await talk.answer(id, helper, '😀'.repeat(MOST_LETTERS));
    assert.equal(Array.from(most.markdown).length, MOST_LETTERS);
    for (const letters of ['😀'.repeat(MOST_LETTERS + 1), '\u0000'.repeat(MOST_LETTERS * 400)])
      await assert.rejects(talk.answer(id, helper, letters), refused('forum.too_long'));
    const input = { categoryId: most.threadId, kind: 'question', title: 'T', tags: [] } as const;
    await assert.rejects(startThread(app, asker, { ...input, markdown: 'x' }), refused('forum.no_category'));
    await keepDraft(app, 'mem_9', {
      place: 'new',
      title: '😀'.repeat(200),
      markdown: '\ud83d'.repeat(90_000),
    });
    const draft = (await findDraft(app, 'mem_9', 'new'))!;
    assert.ok(draft.title.isWellFormed() && draft.markdown.length <= MOST_LETTERS * 2);
    await keepDraft(app, 'mem_9', { place: 'new', title: ' ', markdown: '\n \u0000' });
    assert.equal(await findDraft(app, 'mem_9', 'new'), undefined);
  });
});
