import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { categoryInput } from '../schema.ts';
import { saveCategory } from '../talk/categories.ts';
import { deedsOf } from '../talk/log.ts';
import { deleteThread } from '../talk/removal.ts';
import { changeThread } from '../talk/threads.ts';
import { colleague, openTalk, refused, talker } from '../testing/talkers.ts';
import { runTimers } from './run.ts';

const talk = await openTalk();
const { app } = talk;
after(talk.close);
const staff = colleague();
const ahead = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
/** Moves everything that a thread waits for into the past, as time does. */
const pass = (id: string, hours: number) =>
  app.db.query(
    `update forum_threads set closes_at = closes_at - $2 * interval '1 hour', opens_at = opens_at - $2 * interval '1 hour',
       last_activity = last_activity - $2 * interval '1 hour' where id = $1`,
    [id, hours],
  );
const closedOf = async (id: string) => (await talk.thread(id)).closedAt !== null;
const deeds = async (id: string) => (await deedsOf(app, id)).map(({ deed, by }) => `${deed} by ${by}`);

describe('the timers of a thread', () => {
  it('close it and open it again, each once, and the log says so', async () => {
    const { id } = await talk.ask();
    await changeThread(app, staff, id, { closesAt: ahead(1), opensAt: ahead(5) });
    await runTimers(app);
    assert.equal(await closedOf(id), false);
    await pass(id, 2);
    assert.equal(await runTimers(app), 1);
    assert.equal(await runTimers(app), 0);
    assert.equal(await closedOf(id), true);
    await assert.rejects(talk.answer(id), refused('forum.closed'));
    await pass(id, 4);
    await runTimers(app);
    const { closedAt, closesAt, opensAt } = await talk.thread(id);
    assert.deepEqual([closedAt, closesAt, opensAt], [null, null, null]);
    assert.deepEqual(await deeds(id), [
      'thread.opened by Rapport',
      'thread.closed by Rapport',
      `thread.timed by ${staff.name}`,
    ]);
  });

  it('work once, whoever runs them at the same moment', async () => {
    const ids = await Promise.all(Array.from({ length: 8 }, async () => (await talk.ask()).id));
    for (const id of ids) {
      await changeThread(app, staff, id, { closesAt: ahead(1) });
      await pass(id, 2);
    }
    await Promise.all([1, 2, 3, 4].map(() => runTimers(app)));
    await runTimers(app);
    for (const id of ids)
      assert.deepEqual(await deeds(id), ['thread.closed by Rapport', `thread.timed by ${staff.name}`]);
  });

  it('wait for so many days after the last answer, which every answer moves, and for the first one in any case', async () => {
    const { id } = await talk.ask();
    await changeThread(app, staff, id, { closesAfter: 2 });
    await pass(id, 24 * 30);
    await runTimers(app);
    assert.equal(await closedOf(id), false, 'nobody has answered');
    await talk.answer(id);
    await pass(id, 24);
    await talk.answer(id);
    await pass(id, 47);
    await runTimers(app);
    assert.equal(await closedOf(id), false, 'somebody answered the day before yesterday');
    await pass(id, 2);
    await runTimers(app);
    assert.equal(await closedOf(id), true);
    await changeThread(app, staff, id, { isClosed: false });
    await runTimers(app);
    assert.equal(await closedOf(id), false, 'what was opened by hand stays open');
  });

  it('leave alone what somebody decided, moved ahead or deleted meanwhile', async () => {
    const [decided, moved, gone] = [await talk.ask(), await talk.ask(), await talk.ask()];
    for (const { id } of [decided, moved, gone]) {
      await changeThread(app, staff, id, { closesAt: ahead(1) });
      await pass(id, 2);
    }
    await changeThread(app, staff, decided.id, { isClosed: true, reason: 'Solved' });
    await changeThread(app, staff, moved.id, { closesAt: ahead(9) });
    await deleteThread(app, staff, gone.id, { isDeleted: true, reason: '' });
    await runTimers(app);
    assert.equal((await talk.thread(decided.id)).closedReason, 'Solved');
    assert.equal(await closedOf(moved.id), false);
    assert.equal(await closedOf(gone.id), false);
  });
});

describe('who sets timers', () => {
  it('keeps order, and says moments that are to come and in their order', async () => {
    const { id } = await talk.ask();
    const set = (change: object, by = staff) => changeThread(app, by, id, change);
    await assert.rejects(set({ closesAt: ahead(1) }, talker(1)), refused('forum.may_not'));
    await assert.rejects(set({ closesAfter: 3 }, talker(1)), refused('forum.may_not'));
    await assert.rejects(set({ closesAt: ahead(-1) }), refused('forum.timer_past'));
    await assert.rejects(set({ opensAt: ahead(1) }), refused('forum.timer_order'));
    await assert.rejects(set({ closesAt: ahead(2), opensAt: ahead(1) }), refused('forum.timer_order'));
    await assert.rejects(set({ opensAt: ahead(-1), isClosed: true }), refused('forum.timer_past'));
    await set({ isClosed: true, opensAt: ahead(1) });
    await set({ opensAt: null });
    assert.equal((await talk.thread(id)).opensAt, null);
  });

  it('gives a category its days, for threads that are started in it from then on', async () => {
    const quick = await talk.category('Quick', { closesAfter: 7 });
    const { id } = await talk.ask({ categoryId: quick.id });
    await saveCategory(app, systemActor, categoryInput.parse({ name: 'Quick', closesAfter: null }), quick.id);
    const later = await talk.ask({ categoryId: quick.id });
    const brought = await talk.ask({ categoryId: quick.id, at: new Date('2020-01-01') });
    const daysOf = async (thread: string) => (await talk.thread(thread)).closesAfter;
    assert.deepEqual([await daysOf(id), await daysOf(later.id), await daysOf(brought.id)], [7, null, null]);
    for (const closesAfter of [0, -1, 1.5, 4000, '7'])
      assert.equal(categoryInput.safeParse({ name: 'Quick', closesAfter }).success, false);
  });
});
