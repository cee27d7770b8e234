import assert from 'node:assert/strict';
import { AsyncLocalStorage } from 'node:async_hooks';
import { after, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { until } from '../../../../test/helpers/app.ts';
import { bookmark, follow, noteRead, selectBookmarks, selectFollowers } from '../own/service.ts';
import { selectReads } from '../own/store.ts';
import { colleague, miscounted, openTalk, refused, talker, through } from '../testing/talkers.ts';
import { atLevelTwo } from '../../moderation/testing/open-gates.ts';
import { acceptAnswer, react } from './answers.ts';
import { readCategories, removeCategory, saveCategory } from './categories.ts';
import { mergeThreads, splitThread } from './merge.ts';
import { addPost, editPost } from './posts.ts';
import { selectRevisions } from './posts-store.ts';
import { changeThread, startThread } from './threads.ts';
import { deletePost, deleteThread } from './removal.ts';

const talk = await openTalk();
const { app } = talk;
after(() => talk.close());
const staff = colleague();
const [help] = await readCategories(app);
/** Outside of any transaction that is open where it is called. */
const fromOutside = AsyncLocalStorage.snapshot();
const many = <T>(count: number, make: (index: number) => Promise<T>) =>
  Promise.allSettled(Array.from({ length: count }, (_, index) => make(index)));

describe('sixty-four at once', () => {
  it('accept, react, follow, mark and read, and everything is counted once', async () => {
    const thread = await talk.ask();
    const answers = await Promise.all(
      [0, 1, 2, 3].map((index) => talk.answer(thread.id, talker(10 + index))),
    );
    const kinds = ['like', 'thanks', 'same', 'insightful'] as const;
    await many(64, async (index) => {
      const who = talker(100 + (index % 32));
      const post = answers[index % 4]!;
      await Promise.all([
        react(app, who, post.id, { kind: kinds[index % 4]!, isOn: true }),
        acceptAnswer(app, index % 2 === 0 ? staff : talker(1), post.id, true),
        follow(app, who.memberId!, thread.id, true),
        bookmark(app, who.memberId!, post.id, true),
        noteRead(app, who, thread.id, 1 + (index % 5)),
      ]);
    }).then((results) => assert.equal(through(results), 64));
    const { answers: accepted, reactions, posts } = await talk.thread(thread.id);
    assert.deepEqual([posts, accepted, reactions], [5, 4, 32]);
    assert.equal((await selectFollowers(app, [thread.id])).length, 1 + 4 + 32);
    assert.deepEqual(await selectBookmarks(app, 'mem_100'), [answers[0]!.id]);
    const furthest = Math.max(1, 1 + (32 % 5));
    assert.equal((await selectReads(app, 'mem_100', [thread.id])).get(thread.id), furthest);
    await many(64, (index) =>
      acceptAnswer(app, index % 2 === 0 ? staff : talker(1), answers[0]!.id, index % 3 === 0),
    );
    assert.deepEqual(await miscounted(app), []);
  });

  it('of one member are twenty, in however many threads he writes', async () => {
    const busy = talker(30);
    await atLevelTwo(talk.app, 'mem_30');
    const threads = await Promise.all([talk.ask(), talk.ask(), talk.ask(), talk.ask()]);
    const answered = await many(32, (index) => talk.answer(threads[index % 4]!.id, busy, `${index}`));
    const started = await many(8, (index) => talk.ask({ title: `${index}` }, busy));
    assert.equal(through([...answered, ...started], 'trust.too_fast'), 20);
    assert.deepEqual(await miscounted(app), []);
  });

  it('give threads other tags and categories, and none waits for another in vain', async () => {
    const other = await talk.category('Other');
    const tags = ['ant', 'bee', 'cat', 'dog', 'eel'];
    const threads = await Promise.all(tags.map((tag) => talk.ask({ tags: [tag, 'bee'] })));
    const changed = await many<unknown>(48, (index) =>
      index % 8 === 7
        ? startThread(app, staff, {
            categoryId: [help!.id, other.id][index % 2]!,
            kind: 'question',
            title: 'New',
            markdown: 'x',
            tags,
          })
        : changeThread(app, staff, threads[index % 5]!.id, {
            tags: index % 3 === 0 ? tags.toReversed() : [tags[index % 4]!, tags[(index + 2) % 5]!],
            categoryId: [help!.id, other.id][index % 2]!,
          }),
    );
    assert.equal(through(changed), 48);
    assert.deepEqual(await miscounted(app), []);
  });
});

describe('the same form', () => {
  it('of a colleague is one post, too, and two colleagues’ forms are two', async () => {
    const form = {
      categoryId: help!.id,
      kind: 'discussion',
      title: 'News',
      markdown: 'Hello',
      tags: [],
    } as const;
    const twice = await Promise.all(
      [staff, staff, colleague(2)].map((by) => startThread(app, by, { ...form, formId: 'form-a' })),
    );
    assert.equal(new Set(twice.map(({ thread }) => thread.id)).size, 2);
    const { id } = twice[0]!.thread;
    const input = { markdown: 'More', replyTo: null, formId: 'form-b' };
    const posts = await Promise.all(Array.from({ length: 6 }, () => addPost(app, staff, id, input)));
    assert.deepEqual([new Set(posts.map(({ post }) => post.id)).size, (await talk.thread(id)).posts], [1, 2]);
  });

  it('sent again after its thread was merged, or its post deleted, makes nothing new', async () => {
    const [from, into] = [await talk.ask(), await talk.ask()];
    const input = { markdown: 'Me too', replyTo: null, formId: 'form-c' };
    const { post } = await addPost(app, talker(2), from.id, input);
    await mergeThreads(app, staff, from.id, into.id);
    const again = await addPost(app, talker(2), from.id, input);
    assert.deepEqual([again.isNew, again.post.id, again.post.threadId], [false, post.id, into.id]);
    await deletePost(app, staff, post.id, { isDeleted: true, reason: 'Off topic' });
    assert.equal((await addPost(app, talker(2), from.id, input)).isNew, false);
  });
});

describe('changes that cross', () => {
  it('each other in a post: what everybody wrote is in the text or was told to be overtaken', async () => {
    const post = await talk.answer((await talk.ask()).id);
    const texts = Array.from({ length: 16 }, (_, index) => `Text ${index}`);
    const kept: string[] = [];
    const save = async (markdown: string): Promise<void> => {
      // Whoever is overtaken reads what is there, and saves over it.
      for (let revision = 1; ; revision++)
        try {
          await editPost(app, talker(2), post.id, { markdown, revision });
          return void kept.push(markdown);
        } catch (error) {
          assert.ok(refused('forum.overtaken')(error));
        }
    };
    await Promise.all(texts.map(save));
    const history = (await selectRevisions(app, post.id)).map(({ markdown }) => markdown);
    const now = (await talk.posts(post.threadId)).find(({ id }) => id === post.id);
    assert.equal(now!.revision, 17);
    assert.deepEqual([...history, now!.markdown].sort(), ['Hold the button.', ...texts].sort());
  });

  it('when two threads go into each other, one does', async () => {
    const [a, b] = [await talk.ask({ tags: ['ant'] }), await talk.ask({ tags: ['ant', 'bee'] })];
    await Promise.all([a, b].map(({ id }) => talk.answer(id)));
    const both = await Promise.allSettled([
      mergeThreads(app, staff, a.id, b.id),
      mergeThreads(app, staff, b.id, a.id),
    ]);
    assert.equal(through(both, 'forum.not_found'), 1);
    assert.equal((await talk.posts(a.id)).length + (await talk.posts(b.id)).length, 4);
    assert.deepEqual(await miscounted(app), []);
  });

  it('when a thread is merged, split and deleted while people write in it, every post stands somewhere', async () => {
    const [from, into] = [await talk.ask(), await talk.ask()];
    const first = await Promise.all([1, 2, 3, 4].map((index) => talk.answer(from.id, talker(50 + index))));
    const written = many(24, (index) =>
      talk.answer([from.id, into.id][index % 2]!, talker(60 + index), `w${index}`),
    );
    const moved = Promise.allSettled([
      splitThread(app, staff, from.id, { numbers: [2, 3], title: 'Apart' }),
      mergeThreads(app, staff, from.id, into.id),
      deletePost(app, staff, first[3]!.id, { isDeleted: true, reason: 'x' }),
      ...first.map(({ id }) => react(app, talker(1), id, { kind: 'like', isOn: true })),
    ]);
    const stood = through(await written, 'forum.not_found');
    through(await moved, 'forum.not_found', 'forum.no_post', 'forum.may_not');
    const [row] = await app.db.query<{ count: number }>(
      `select count(*)::int from forum_posts p where markdown like 'w%' and exists (select from forum_threads t where t.id = p.thread_id and t.deleted_at is null)`,
    );
    assert.equal(row!.count, stood);
    assert.deepEqual(await miscounted(app), []);
  });
});

describe('categories', () => {
  it('of the same name, added at once, are one', async () => {
    const added = await many(8, () => talk.category('Twins'));
    assert.equal(through(added, 'forum.slug_taken'), 1);
  });

  it('are not removed under a thread that is just being started', async () => {
    const short = await talk.category('Short-lived');
    let removed: Promise<unknown> = Promise.resolve();
    await app.db.transaction(async () => {
      await startThread(app, staff, {
        categoryId: short.id,
        kind: 'question',
        title: 'x',
        markdown: 'y',
        tags: [],
      });
      const [mine] = await app.db.query<{ pid: number }>('select pg_backend_pid() as pid');
      removed = fromOutside(() => removeCategory(app, systemActor, short.id)).catch(
        (error: unknown) => error,
      );
      await until('the removal waits', async () => {
        const { rows } = await app.db.pool.query(
          'select 1 from pg_stat_activity where $1 = any(pg_blocking_pids(pid))',
          [mine!.pid],
        );
        return rows.length > 0;
      });
    });
    assert.ok(refused('forum.no_category')(await removed));
    const again = await talk.category('Short-lived, too');
    const results = await Promise.allSettled([
      removeCategory(app, systemActor, again.id),
      ...[1, 2, 3].map(() => talk.ask({ categoryId: again.id }, staff)),
    ]);
    through(results, 'forum.no_category');
    assert.deepEqual(await miscounted(app), []);
  });

  it('keep their counts when their rules change while threads move', async () => {
    const here = await talk.category('Here');
    const thread = await talk.ask({ categoryId: here.id });
    const rules = { ...here, name: 'Here and now', slug: '' };
    await Promise.all([
      ...Array.from({ length: 8 }, () => talk.answer(thread.id, staff)),
      saveCategory(app, systemActor, rules, here.id),
      deleteThread(app, staff, (await talk.ask({ categoryId: here.id })).id, {
        isDeleted: true,
        reason: 'x',
      }),
    ]);
    assert.deepEqual(await miscounted(app), []);
  });
});
