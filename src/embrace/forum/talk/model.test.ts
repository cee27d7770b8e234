import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { pick, randomFrom } from '../../../../test/helpers/random.ts';
import { AppError } from '#platform/errors/index.ts';
import { colleague, miscounted, openTalk, talker } from '../testing/talkers.ts';
import { react } from './answers.ts';
import { mergeThreads, splitThread } from './merge.ts';

import { changeThread } from './threads.ts';
import { deletePost } from './removal.ts';

const talk = await openTalk();
const { app } = talk;
after(() => talk.close());
const staff = colleague();

interface Said {
  id: string;
  isDeleted: boolean;
  likes: Set<number>;
}

describe('threads that are merged, split and moved at random', () => {
  it('hold every post and reaction in the order of a plain list', async (t) => {
    const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
    t.diagnostic(`seed ${seed}`);
    const random = randomFrom(seed);
    const other = await talk.category('Other');
    const model = new Map<string, Said[]>();
    const said = (id: string): Said => ({ id, isDeleted: false, likes: new Set() });
    const begin = async () => {
      const { id } = await talk.ask({ kind: 'discussion', tags: ['lamp'] }, staff);
      model.set(
        id,
        (await talk.posts(id)).map((post) => said(post.id)),
      );
    };
    for (let index = 0; index < 4; index++) await begin();
    for (let step = 0; step < 60; step++) {
      const ids = [...model.keys()];
      const [id, into] = [ids[pick(random, ids.length)]!, ids[pick(random, ids.length)]!];
      const posts = model.get(id)!;
      const post = posts[pick(random, posts.length)]!;
      const act = pick(random, 12);
      if (act < 5) posts.push(said((await talk.answer(id, staff, `step ${step}`)).id));
      else if (act < 7 && !post.isDeleted) {
        const who = pick(random, 3);
        const isOn = !post.likes.delete(who);
        if (isOn) post.likes.add(who);
        await react(app, talker(who), post.id, { kind: 'like', isOn });
      } else if (act === 7 && post !== posts[0]) {
        post.isDeleted = !post.isDeleted;
        await deletePost(app, staff, post.id, { isDeleted: post.isDeleted, reason: 'x' });
      } else if (act === 8) await changeThread(app, staff, id, { categoryId: other.id });
      else if (act === 9 && id !== into && ids.length > 2) {
        await mergeThreads(app, staff, id, into);
        model.get(into)!.push(...posts);
        model.delete(id);
      } else if (act === 10) {
        const all = await talk.posts(id);
        const chosen = all.filter(({ number }) => number > 1 && pick(random, 2) === 0);
        const numbers = chosen.map(({ number }) => number);
        const split = await splitThread(app, staff, id, { numbers, title: 'Apart' }).catch(
          (error: unknown) => {
            assert.ok(error instanceof AppError && error.code === 'forum.no_post', String(error));
          },
        );
        const first = chosen.findIndex(({ deletedAt }) => deletedAt === null);
        assert.equal(split !== undefined, first >= 0, `seed ${seed}`);
        if (!split) continue;
        const moved = new Set(chosen.slice(first).map((one) => one.id));
        model.set(
          split.id,
          posts.filter((one) => moved.has(one.id)),
        );
        model.set(
          id,
          posts.filter((one) => !moved.has(one.id)),
        );
      } else if (act === 11) await begin();
    }
    for (const [id, posts] of model) {
      const stored = (await talk.posts(id)).map((post) => [
        post.id,
        post.deletedAt !== null,
        post.reactions.like ?? 0,
      ]);
      const wanted = posts.map((post) => [post.id, post.isDeleted, post.likes.size]);
      assert.deepEqual(stored, wanted, `seed ${seed}`);
    }
    assert.deepEqual(await miscounted(app), [], `seed ${seed}`);
  });
});
