import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, before, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { until } from '../../../test/helpers/app.ts';
import { askForBackfill, runBackfill, steerBackfill, wakeBackfills } from './backfill.ts';
import { changeTopic, readTopic } from './service.ts';
import { createStage, type Stage } from './testing/stage.ts';

describe('looking through stored posts', () => {
  let stage: Stage;
  const POSTS = 6000;

  before(async () => {
    stage = await createStage();
    for (let from = 0; from < POSTS; from += 2000)
      await stage.keep(
        ...Array.from({ length: 2000 }, (_, i) =>
          stage.post(`heron number ${from + i} ${(from + i) % 3 === 0 ? 'grey' : 'white'}`, {
            createdAt: new Date(Date.now() - (from + i) * 60_000),
          }),
        ),
      );
  });
  after(() => stage.close());

  const told = async (work: () => Promise<unknown>) => {
    const heard: { state: string; done: number; total: number; found: number }[] = [];
    let changes = 0;
    const off = [
      stage.app.bus.on('topic.progress', (data) => void heard.push(data)),
      stage.app.bus.on('topic.changed', () => void (changes += 1)),
    ];
    await work();
    await until(
      'the end is told',
      () => heard.at(-1)?.state === 'done' || heard.at(-1)?.state === 'cancelled',
    );
    off.forEach((stop) => stop());
    return { heard, changes };
  };

  it('knows how much there is, counts up to exactly that, and does not make every process load its topics', async () => {
    const { id } = await stage.topic('Grey herons', 'heron grey');
    // The event of saving comes first, so that what is counted below is of the back-fill alone.
    await stage.app.db.query('select 1');
    const { heard, changes } = await told(() => stage.backfill(id));
    const last = heard.at(-1)!;
    assert.deepEqual([last.done, last.total, last.found], [POSTS, POSTS, 2000]);
    assert.ok(heard.length <= 20, `${heard.length} events for ${POSTS} posts`);
    assert.ok(changes <= 1, `${changes} times the topics were loaded`);
    const { backfill, matches } = await readTopic(stage.app, id);
    assert.deepEqual(backfill, { state: 'done', done: POSTS, total: POSTS, found: 2000 });
    assert.equal(matches, 2000);
  });

  it('stops between two steps when it is paused, and goes on where it was', async () => {
    const { id } = await stage.topic('White herons', 'heron white');
    let steps = 0;
    const off = stage.app.bus.on('topic.progress', async ({ topicId, state }) => {
      if (topicId !== id || state !== 'running' || (steps += 1) > 1) return;
      await steerBackfill(stage.app, systemActor, id, 'pause');
    });
    await stage.backfill(id);
    off();
    const halfway = await readTopic(stage.app, id);
    assert.equal(halfway.backfill?.state, 'paused');
    assert.ok(halfway.backfill.done > 0 && halfway.backfill.done < POSTS, `${halfway.backfill.done}`);
    assert.equal(halfway.matches, halfway.backfill.found);
    await steerBackfill(stage.app, systemActor, id, 'resume');
    await stage.backfill(id);
    const whole = await readTopic(stage.app, id);
    assert.deepEqual(whole.backfill, { state: 'done', done: POSTS, total: POSTS, found: 4000 });
    assert.equal(whole.matches, 4000);
  });

  it('checks what a changed topic has before it looks for more, posts too old to be looked through included', async () => {
    const old = { createdAt: new Date(Date.now() - 200 * 86_400_000) };
    const [kept, lost] = [stage.post('old wren sings', old), stage.post('old wren sleeps', old)];
    await stage.keep(kept, lost);
    const { id } = await stage.topic('Wrens', 'wren');
    await askForBackfill(stage.app, systemActor, id, 365);
    await stage.backfill(id);
    assert.deepEqual(await stage.postsOf(id), [kept.externalId, lost.externalId]);
    await changeTopic(stage.app, systemActor, id, { query: 'wren sings' });
    await stage.backfill(id);
    assert.deepEqual(await stage.postsOf(id), [kept.externalId]);
  });

  it('loses nothing and doubles nothing when the process is killed at any moment', async () => {
    const { id } = await stage.topic('Herons after a crash', 'heron');
    const expected = POSTS;
    let kills = 0;
    for (; kills < 6; kills++) {
      const child = spawn(
        process.execPath,
        [`${import.meta.dirname}/testing/backfill-process.ts`, stage.test.databaseUrl, id],
        {
          stdio: ['ignore', 'pipe', 'inherit'],
        },
      );
      const ended = once(child, 'exit');
      // It says so after each step that is committed; the next one is under way when it dies.
      let seen = 0;
      await new Promise<void>((resolve) => {
        child.stdout.on('data', (chunk: Buffer) => {
          seen += chunk.length;
          if (seen >= 1) resolve();
        });
        child.once('exit', () => resolve());
      });
      child.kill('SIGKILL');
      await ended;
      const { backfill } = await readTopic(stage.app, id);
      if (backfill?.state === 'done') break;
      assert.equal(backfill?.state, 'running');
    }
    assert.ok(kills >= 2, `${kills} kills met work under way`);
    await stage.app.db.query(
      `update topic_backfills set updated_at = now() - interval '2 minutes' where topic_id = $1`,
      [id],
    );
    await stage.app.db.query('delete from graphile_worker._private_jobs');
    await wakeBackfills(stage.app);
    const waiting = await stage.app.db.query<{ payload: { topicId: string } }>(
      `select payload from graphile_worker._private_jobs`,
    );
    if ((await readTopic(stage.app, id)).backfill?.state === 'running')
      assert.deepEqual(
        waiting.map((job) => job.payload.topicId),
        [id],
        'somebody takes it up again',
      );
    await stage.backfill(id);
    const { backfill, matches } = await readTopic(stage.app, id);
    assert.deepEqual([backfill?.state, backfill?.done, backfill?.found], ['done', POSTS, expected]);
    assert.equal(matches, expected);
    assert.equal(new Set(await stage.postsOf(id)).size, expected);
  });

  it('puts the work down when the process is asked to stop', async () => {
    const { id } = await stage.topic('Herons put down', 'heron');
    await stage.app.db.query('delete from graphile_worker._private_jobs');
    await runBackfill(stage.app, id, AbortSignal.abort());
    const [job] = await stage.app.db.query<{ payload: { topicId: string } }>(
      'select payload from graphile_worker._private_jobs',
    );
    assert.deepEqual(job?.payload, { topicId: id });
    assert.equal((await readTopic(stage.app, id)).backfill?.state, 'running');
  });
});
