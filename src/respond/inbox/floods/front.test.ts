import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { changeConversations } from '../service/change.ts';
import { undoChange } from '../service/undo.ts';
import { letThreadsIn } from './let-in.ts';
import { openFloods } from './testing/loud.ts';
import { listHeld } from './view.ts';

const { company, ana, somebody, hear, posts, rowsOf, openOf, marked, work } = await openFloods();
const { app } = company;
after(() => company.close());

const finish = async (author: string, status: 'done' | 'waiting' = 'done') =>
  changeConversations(
    app,
    ana,
    (await openOf(author)).map((row) => row.id),
    { status },
  );

for (const status of ['done', 'waiting'] as const)
  test(`when everything in the queue is ${status}, what was held comes into it`, async () => {
    const loud = somebody();
    await hear(...posts(loud, 14));
    await finish(loud, status);
    assert.equal((await openOf(loud)).length, 0);
    await work();
    const [front, ...others] = await openOf(loud);
    assert.deepEqual([front?.flood?.posts, others.length], [3, 0]);
    for (let left = 3; left > 0; left -= 1) {
      await finish(loud);
      await work();
      assert.equal((await openOf(loud)).length, 1);
    }
    assert.equal((await rowsOf(loud)).length, 14, 'each had its turn');
    assert.equal(await marked(loud), undefined);
  });

test('what is taken back in time stays in front', async () => {
  const loud = somebody();
  await hear(...posts(loud, 12));
  const front = (await marked(loud))!;
  await undoChange(app, ana, (await finish(loud)).undo);
  await work();
  assert.equal((await marked(loud))!.id, front.id);
  assert.equal((await openOf(loud)).length, 10);
});

test('a flood that goes on stands behind what still waits', async () => {
  const loud = somebody();
  await hear(...posts(loud, 12));
  const [last, ...done] = (await openOf(loud)).toReversed();
  await changeConversations(
    app,
    ana,
    done.map((row) => row.id),
    { status: 'done' },
  );
  await hear(...posts(loud, 2, 4));
  const front = (await marked(loud))!;
  assert.deepEqual([front.id, front.flood!.posts], [last!.id, 4], 'at once, with what was held before');
  await work();
  assert.equal((await marked(loud))!.id, last!.id);
});

test('where nothing waits any more, a flood that goes on opens one of what is held', async () => {
  const loud = somebody();
  await hear(...posts(loud, 11));
  await finish(loud);
  await work();
  await finish(loud);
  await app.db.query("delete from graphile_worker._private_jobs where key like 'inbox.move-floods:%'");
  await hear(...posts(loud, 3, 4));
  await work();
  const open = await openOf(loud);
  assert.deepEqual(
    open.map((row) => row.flood?.posts),
    [2],
  );
});

test('a flood whose conversation is gone and that holds nothing ends', async () => {
  const loud = somebody();
  const said = posts(loud, 11);
  await hear(...said);
  const front = (await marked(loud))!;
  const { items } = await listHeld(app, front.flood!.id, { limit: 10 });
  await letThreadsIn(app, ana, front.flood!.id, [items[0]!.id]);
  const version = Date.now() * 1000;
  const first = said.find((post) => post.externalId !== items[0]!.externalId && front.excerpt === post.text)!;
  await hear({ type: 'delete', origin: first.origin, externalId: first.externalId, version });
  assert.ok((await rowsOf(loud)).every((row) => row.id !== front.id));
  await work();
  await hear(...posts(loud, 2, 4));
  assert.equal((await marked(loud))!.flood!.posts, 2, 'what comes now stands where it is seen');
});

test('whatever took the conversation out of the queue, what is behind it is found', async () => {
  const loud = somebody();
  await hear(...posts(loud, 12));
  const front = (await marked(loud))!;
  await app.db.query("update conversations set status = 'done' where id = $1", [front.id]);
  await work('inbox.move-frontless-floods');
  const now = (await marked(loud))!;
  assert.deepEqual([now.status, now.flood!.posts, now.id === front.id], ['open', 1, false]);
});
