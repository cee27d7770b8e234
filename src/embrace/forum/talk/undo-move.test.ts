import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { pick, randomFrom } from '../../../../test/helpers/random.ts';
import { bookmark, follow, noteRead, selectFollowers, selectReads } from '../own/service.ts';
import { colleague, miscounted, openTalk, refused, talker, through } from '../testing/talkers.ts';
import { acceptAnswer, react } from './answers.ts';
import { mergeThreads, splitThread } from './merge.ts';
import { deedsOf } from './log.ts';
import { deletePost, deleteThread } from './removal.ts';
import { findThread } from './read.ts';
import { changeThread } from './threads.ts';
import { undoMove } from './undo-move.ts';

const talk = await openTalk();
const { app } = talk;
after(() => talk.close());
const staff = colleague();
let count = 100;
/** Nobody writes so much that he is held up. */
const somebody = () => talker(count++);
const ask = (input: Parameters<typeof talk.ask>[0] = {}) => talk.ask(input, somebody());
const answer = (threadId: string, words?: string) => talk.answer(threadId, somebody(), words);
const gone = (isDeleted: boolean) => ({ isDeleted, reason: 'Off topic' });

/** All that readers see of the community: but for versions, and numbers that are never given twice. */
async function seen(): Promise<unknown> {
  const tables = ['categories', 'posts', 'reactions', 'bookmarks', 'tags', 'mentions', 'revisions'];
  const kept = await Promise.all([
    ...tables.map((table) =>
      app.db.query(`select to_jsonb(t) - 'is_waiting' - 'terms' as row from forum_${table} t order by 1`),
    ),
    app.db.query(
      `select to_jsonb(t) - 'version' - 'last_number' as row from forum_threads t where merged_into is null or posts > 0 order by 1`,
    ),
  ]);
  return kept;
}

describe('a merge or split that is undone', () => {
  it('leaves everything as it was, whatever stood in the threads', async (t) => {
    const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
    t.diagnostic(`seed ${seed}`);
    const random = randomFrom(seed);
    const other = await talk.category('Other');
    for (let round = 0; round < 8; round++) {
      const kind = () => (pick(random, 2) === 0 ? ('question' as const) : ('discussion' as const));
      const from = await ask({ kind: kind(), tags: ['lamp', `t${round}`] });
      const into = await ask({ kind: kind(), tags: ['lamp'], categoryId: other.id });
      for (const thread of [from, into])
        for (let number = 0; number < 5; number++) {
          const post = await answer(thread.id);
          const act = pick(random, 4);
          if (act === 0) await deletePost(app, staff, post.id, gone(true));
          else if (act === 1 && thread.kind === 'question') await acceptAnswer(app, staff, post.id, true);
          else if (act === 2) await react(app, talker(9), post.id, { kind: 'like', isOn: true });
          else await bookmark(app, 'mem_9', post.id, true);
        }
      const numbers = [2, 3, 4, 5, 6].filter(() => pick(random, 2) === 0);
      const before = await seen();
      const move = await (
        pick(random, 2) === 0
          ? mergeThreads(app, staff, from.id, into.id)
          : splitThread(app, staff, from.id, { numbers: [...numbers, 99], title: 'Apart' })
      ).catch(() => undefined);
      if (!move) continue;
      assert.deepEqual(await miscounted(app), [], `seed ${seed}`);
      await undoMove(app, staff, move.moveId);
      assert.deepEqual(await seen(), before, `seed ${seed}, round ${round}`);
      assert.deepEqual(await miscounted(app), [], `seed ${seed}`);
    }
  });

  it('keeps what came since: answers, reactions, deletions, acceptance, and who reads and follows', async () => {
    const [from, into] = [await ask({ title: 'Old' }), await ask({ title: 'New' })];
    const [helps, off] = [await answer(from.id), await answer(from.id)];
    await noteRead(app, talker(5), into.id, 1);
    const { moveId } = await mergeThreads(app, staff, from.id, into.id);
    const later = await answer(into.id, 'Since then');
    await acceptAnswer(app, staff, helps.id, true);
    await deletePost(app, staff, off.id, gone(true));
    await react(app, talker(7), helps.id, { kind: 'thanks', isOn: true });
    await follow(app, 'mem_7', into.id, true);
    await noteRead(app, talker(7), into.id, 5);
    await undoMove(app, staff, moveId);
    const [one, two] = [await talk.thread(from.id), await talk.thread(into.id)];
    assert.deepEqual([one.posts, one.answers, one.reactions, one.deletedAt], [2, 1, 1, null]);
    assert.deepEqual([two.posts, two.answers, two.reactions, two.lastNumber], [2, 0, 0, 5]);
    assert.equal((await talk.posts(into.id)).at(-1)!.id, later.id);
    assert.ok((await selectFollowers(app, [from.id])).includes('mem_7'), 'who followed both follows both');
    assert.equal((await selectReads(app, 'mem_7', [from.id])).get(from.id), 3);
    assert.deepEqual(await miscounted(app), []);
    const next = await answer(into.id);
    assert.equal(next.number, 6, 'no number is given twice');
  });

  it('of a split leads from the new address back to the old one', async () => {
    const thread = await ask({ title: 'Two matters' });
    await answer(thread.id);
    const apart = await splitThread(app, staff, thread.id, { numbers: [2], title: 'Second matter' });
    await changeThread(app, staff, apart.id, { tags: ['red'] });
    const more = await answer(thread.id, 'While it was apart');
    await undoMove(app, staff, apart.moveId);
    const found = await findThread(app, talker(4), apart.id);
    assert.equal(found?.thread.mergedInto, thread.id);
    assert.deepEqual(
      (await talk.posts(thread.id)).map(({ number }) => number),
      [1, 2, more.number],
    );
    assert.deepEqual(await app.db.query("select 1 from forum_tags where tag = 'red'"), []);
    assert.deepEqual(await miscounted(app), []);
  });

  it('stands in the log of both threads, and what can be undone says by what', async () => {
    const [from, into] = [await ask({ title: 'Logged' }), await ask({ title: 'Other' })];
    const post = await answer(from.id);
    await deletePost(app, staff, post.id, gone(true));
    await deletePost(app, staff, post.id, gone(false));
    await acceptAnswer(app, staff, post.id, true);
    await react(app, somebody(), post.id, { kind: 'like', isOn: true });
    const { moveId } = await mergeThreads(app, staff, from.id, into.id);
    const log = async (id: string) =>
      (await deedsOf(app, id)).map(({ deed, number, reason, undoId }) => [deed, number, reason, undoId]);
    const merged = ['thread.merged', null, null, moveId];
    assert.deepEqual(await log(into.id), [
      merged,
      ['answer.accepted', 3, null, null],
      ['post.restored', 3, 'Off topic', null],
      ['post.deleted', 3, 'Off topic', null],
    ]);
    assert.deepEqual(await log(from.id), [merged]);
    await undoMove(app, staff, moveId);
    assert.deepEqual(await log(into.id), [
      ['thread.unmerged', null, null, null],
      ['thread.merged', null, null, null],
    ]);
    assert.equal((await log(from.id)).length, 5, 'what was done to a post went back with it');
  });

  it('is for colleagues, once, and only while the posts are where it put them', async () => {
    const threads = await Promise.all([1, 2, 3].map((n) => ask({ title: `Chain ${n}` })));
    const [a, b, c] = threads.map(({ id }) => id) as [string, string, string];
    const first = await mergeThreads(app, staff, a, b);
    const second = await mergeThreads(app, staff, b, c);
    await assert.rejects(undoMove(app, somebody(), second.moveId), refused('forum.may_not'));
    await assert.rejects(undoMove(app, staff, 'fmv_none'), refused('forum.no_move'));
    await assert.rejects(undoMove(app, staff, first.moveId), refused('forum.moved_on'), 'they went on to c');
    const tries = await Promise.allSettled([1, 2, 3].map(() => undoMove(app, staff, second.moveId)));
    assert.equal(through(tries, 'forum.no_move'), 1, 'at the same moment once');
    await undoMove(app, staff, first.moveId);
    for (const { id, posts } of threads) assert.equal((await talk.thread(id)).posts, posts);

    const apart = await (async () => {
      await answer(a);
      return splitThread(app, staff, a, { numbers: [2], title: 'Apart' });
    })();
    await answer(apart.id, 'An answer in the new one');
    await assert.rejects(undoMove(app, staff, apart.moveId), refused('forum.moved_on'));
    const merged = await mergeThreads(app, staff, b, c);
    await deleteThread(app, staff, c, gone(true));
    await assert.rejects(undoMove(app, staff, merged.moveId), refused('forum.moved_on'));
    await deleteThread(app, staff, c, gone(false));
    await undoMove(app, staff, merged.moveId);
    assert.deepEqual(await miscounted(app), []);
  });

  it('loses no post while others write, merge and undo at the same moment', async () => {
    const [from, into] = [await ask(), await ask()];
    await answer(from.id);
    const { moveId } = await mergeThreads(app, staff, from.id, into.id);
    const written = await Promise.allSettled([
      ...Array.from({ length: 8 }, (_, n) => answer(into.id, `x${n}`)),
      undoMove(app, staff, moveId),
      splitThread(app, staff, into.id, { numbers: [2, 3], title: 'Apart' }),
    ]);
    const stood = through(written.slice(0, 8), 'forum.not_found');
    through(written.slice(8), 'forum.moved_on', 'forum.no_post');
    const [row] = await app.db.query<{ count: number }>(
      `select count(*)::int from forum_posts p join forum_threads t on t.id = p.thread_id where markdown like 'x_' and t.deleted_at is null`,
    );
    assert.deepEqual([row!.count, await miscounted(app)], [stood, []]);
  });
});
