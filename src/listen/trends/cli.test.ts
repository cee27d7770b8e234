import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { runTrends } from './cli.ts';
import { createTrendStage, type TrendStage } from './testing/stage.ts';

let stage: TrendStage;
before(async () => {
  stage = await createTrendStage();
});
after(() => stage.close());

async function run(argv: string[], signal = new AbortController().signal) {
  let [out, err] = ['', ''];
  const io = {
    stdout: { write: (text: string) => (out += text) },
    stderr: { write: (text: string) => (err += text) },
  };
  return { code: await runTrends(stage.app, argv, io, signal), out, err };
}

it('counts everything again, also what was wrong', async () => {
  const { id } = await stage.topic('Herons', 'heron');
  await stage.keep(stage.post('a heron'), stage.post('a heron again'));
  await stage.backfill(id);
  await stage.count();
  await stage.app.db.query('update trend_hours set posts = 99');
  await stage.app.db.query(
    `insert into trend_days (subject, day, posts, counts, lists) values ('topic_gone', now(), 1, '{}', '{}')`,
  );
  const { code, out } = await run(['rebuild']);
  assert.equal(code, 0);
  assert.deepEqual([JSON.parse(out).left, JSON.parse(out).days > 0], [0, true]);
  assert.deepEqual(await stage.app.db.query('select subject, posts from trend_hours'), [
    { subject: id, posts: 2 },
  ]);
  assert.deepEqual(await stage.app.db.query(`select subject from trend_days`), [{ subject: id }]);
});

it('leaves the rest to the background when it is interrupted', async () => {
  const { code, out } = await run(['rebuild'], AbortSignal.abort());
  assert.equal(code, 130);
  assert.ok(JSON.parse(out).left > 0);
  await stage.count();
  assert.equal((await stage.app.db.query('select from trend_hours')).length, 1);
});

it('says how it is used', async () => {
  for (const argv of [[], ['rebuild', 'twice'], ['--no-such']]) assert.equal((await run(argv)).code, 2);
  assert.match((await run(['--help'])).out, /rapport trends rebuild/);
});
