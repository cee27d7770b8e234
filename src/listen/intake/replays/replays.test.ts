import assert from 'node:assert/strict';
import { after, before, beforeEach, it } from 'node:test';
import { connectorsPort, type LineParser } from '#connectors/kit/index.ts';
import { type App, systemActor } from '#platform/app/index.ts';
import { createTestApp, type TestApp, until } from '../../../../test/helpers/app.ts';
import { intakeJobs } from '../jobs.ts';
import { takeIn } from '../index.ts';
import { matcherPort, ownAccountsPort } from '../ports.ts';
import { listRefusals } from '../refusals.ts';
import { post } from '../testing/posts.ts';
import { cancelReplay, latestReplay, runReplay, startReplay } from './service.ts';

let test: TestApp;
let app: App;
/** What the parser of this test's format thinks of a payload. */
let isUnderstood: (payload: string) => boolean;

before(async () => {
  test = await createTestApp();
  app = test.app;
  app.provide(ownAccountsPort, { externalIds: () => new Set() });
  app.provide(matcherPort, { match: () => [{ topicId: 'topic_a', toInbox: false }] });
  app.provide(connectorsPort, {
    sources: new Map(),
    replies: new Map(),
    profiles: new Map(),
    lineParsers: new Map<string, LineParser>([
      [
        'lines',
        (line) =>
          isUnderstood(line)
            ? post(line)
            : { type: 'refusal', code: 'test.odd', reason: 'Still odd.', payload: line },
      ],
    ]),
  });
});
after(() => test.close());
beforeEach(async () => {
  await app.db.query('truncate posts, post_topics, refusals, replays');
  isUnderstood = () => true;
});

const never = new AbortController().signal;

async function keepAside(count: number): Promise<void> {
  const items = Array.from({ length: count }, (_, n) => ({
    type: 'refusal' as const,
    code: 'test.odd',
    reason: 'odd',
    payload: `p${n}`,
  }));
  await takeIn(app, { sourceId: 'src_test', items, refusalFormat: 'lines' });
}

const stored = async () => (await app.db.query('select 1 from posts')).length;
const aside = async () => (await app.db.query('select 1 from refusals')).length;

it('tries all again in the background, in parts, and tells how far it is', async () => {
  await keepAside(250);
  isUnderstood = (payload) => !payload.endsWith('7');
  const told: number[] = [];
  const stop = app.bus.on('replay.changed', async () => {
    told.push((await latestReplay(app))!.tried);
  });
  const started = await startReplay(app, systemActor);
  assert.deepEqual(
    { ...started, id: '' },
    {
      id: '',
      state: 'running',
      total: 250,
      tried: 0,
      understood: 0,
      problem: null,
    },
  );
  await app.jobs.work(intakeJobs(app), []);
  await until('it is done', async () => (await latestReplay(app))?.state === 'done', 60_000);
  await app.jobs.stop();
  stop();
  const { tried, understood } = (await latestReplay(app))!;
  assert.deepEqual([tried, understood, await stored(), await aside()], [250, 225, 225, 25]);
  assert.ok(new Set(told).size >= 3, `told ${told.join(', ')}`);
  const [left] = (await listRefusals(app, { limit: 1 })).items;
  assert.deepEqual([left?.reason, left?.attempts], ['Still odd.', 1]);
});

it('runs once, however often it is asked for', async () => {
  await keepAside(3);
  const asked = await Promise.all([1, 2, 3].map(() => startReplay(app, systemActor)));
  assert.equal(new Set(asked.map((one) => one.id)).size, 1);
  await runReplay(app, { replayId: asked[0]!.id }, never);
  assert.notEqual((await startReplay(app, systemActor)).id, asked[0]!.id, 'then it may run again');
});

it('stops when somebody says so, and keeps what was understood', async () => {
  await keepAside(600);
  const { id } = await startReplay(app, systemActor);
  const running = runReplay(app, { replayId: id }, never);
  await until('it is under way', async () => (await latestReplay(app))!.tried > 0, 60_000);
  assert.equal((await cancelReplay(app, systemActor, id)).state, 'cancelled');
  await running;
  const left = await aside();
  assert.ok(left > 0 && left < 600, `${left} are left`);
  assert.equal((await stored()) + left, 600);
  assert.equal((await latestReplay(app))?.state, 'cancelled');
  assert.equal((await cancelReplay(app, systemActor, id)).state, 'cancelled', 'twice is no harm');
  await assert.rejects(cancelReplay(app, systemActor, 'rpl_0'), { code: 'replay.not_found' });
});

it('goes on where it stood when the program stops in the middle, and tries nothing twice', async () => {
  await keepAside(250);
  isUnderstood = () => false;
  const { id } = await startReplay(app, systemActor);
  const ending = new AbortController();
  let seen = 0;
  isUnderstood = () => {
    if (++seen === 130) ending.abort(new Error('the program stops'));
    return false;
  };
  await assert.rejects(runReplay(app, { replayId: id }, ending.signal), /the program stops/);
  assert.equal((await latestReplay(app))?.tried, 130);
  isUnderstood = () => false;
  await runReplay(app, { replayId: id }, never);
  const attempts = await app.db.query<{ attempts: number }>('select distinct attempts from refusals');
  assert.deepEqual(attempts, [{ attempts: 1 }]);
  const { state, tried, understood } = (await latestReplay(app))!;
  assert.deepEqual([state, tried, understood], ['done', 250, 0]);
});

it('one that lost its job is taken up again by asking', async () => {
  await keepAside(2);
  const { id } = await startReplay(app, systemActor);
  await app.db.query('delete from graphile_worker._private_jobs');
  await app.db.query("update replays set updated_at = now() - interval '3 minutes'");
  assert.equal((await startReplay(app, systemActor)).id, id);
  const jobs = await app.db.query('select 1 from graphile_worker._private_jobs');
  assert.equal(jobs.length, 1);
});
