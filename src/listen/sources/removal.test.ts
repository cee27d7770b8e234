import assert from 'node:assert/strict';
import { after, before, beforeEach, it } from 'node:test';
import type { InboundPost } from '#connectors/kit/index.ts';
import { type App, systemActor } from '#platform/app/index.ts';
import { matcherPort } from '#listen/intake/index.ts';
import { createTestApp, type TestApp, until } from '../../../test/helpers/app.ts';
import { addSource, changeSource, getSource, listSources, removeSource, restoreSource } from './index.ts';
import { superviseSources } from './reading/supervisor.ts';
import { forgetRemoved } from './removal.ts';
import {
  provideSources,
  type ScriptedSource,
  scriptedSource,
  untilStopped,
} from './testing/script-source.ts';

let test: TestApp;
let app: App;
let stream: ScriptedSource;

before(async () => {
  test = await createTestApp();
  app = test.app;
  app.provide(matcherPort, { match: () => [{ topicId: 'topic_a', toInbox: false }] });
});
after(() => test.close());

beforeEach(async () => {
  await app.db.query('truncate sources, posts, post_topics, source_minutes, refusals');
  stream = scriptedSource('stream', 'stream', numbers);
  provideSources(app, [stream]);
});

/** A network that says one post a time, and replays from any cursor. */
let written = 0;
async function* numbers(context: Parameters<ScriptedSource['script']>[0]) {
  for (let n = Number(context.cursor ?? 0); !context.signal.aborted;) {
    if (n < written) {
      const items = Array.from({ length: written - n }, (_, i) => post(n + i));
      n = written;
      yield { items, cursor: String(n), gap: { reason: `gap at ${n}` } };
    } else await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

function post(n: number): InboundPost {
  return {
    type: 'post',
    origin: 'test',
    externalId: `p${n}`,
    version: 1,
    network: 'test',
    kind: 'post',
    author: { externalId: 'a' },
    text: 'hello',
    createdAt: new Date(),
  };
}

const add = (url: string, name?: string) =>
  addSource(app, systemActor, { kind: 'stream', config: { url }, ...(name ? { name } : {}) });
const count = async () => (await app.db.query('select 1 from posts')).length;

async function whileSupervised(work: () => Promise<void>): Promise<void> {
  const end = new AbortController();
  const running = await superviseSources(app, end.signal);
  try {
    await work();
  } finally {
    end.abort();
    await running.stopped();
  }
}

it('brings a removed source back with cursor, counts, gaps and settings, and loses and doubles nothing', async () => {
  written = 3;
  await whileSupervised(async () => {
    const { id } = await add('https://one.example', 'One');
    await until('three posts are there', async () => (await count()) === 3);
    const before = await getSource(app, id);
    await removeSource(app, systemActor, id);
    await assert.rejects(getSource(app, id), { code: 'source.not_found' });
    assert.deepEqual(await listSources(app), []);
    await assert.rejects(removeSource(app, systemActor, id), { code: 'source.not_found' });
    written = 5;
    const back = await restoreSource(app, systemActor, id);
    assert.equal(back.health, 'ok');
    const { config, createdAt, description, gaps, name, state } = before;
    assert.deepEqual(
      { ...back, perMinute: [] },
      {
        ...back,
        perMinute: [],
        config,
        createdAt,
        description,
        gaps,
        name,
        state,
      },
    );
    assert.equal(back.lastHour.kept, 3);
    await until('it has caught up', async () => (await count()) === 5);
    assert.equal(stream.reads.at(-1)!.cursor, '3', 'it went on where it had stopped');
    assert.equal((await getSource(app, id)).lastHour.seen, 5, 'nothing was read twice');
  });
});

it('stores nothing of what a removed source still reads', async () => {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  stream.script = async function* (context) {
    yield { items: [post(0)], cursor: '1' };
    await held;
    yield { items: [post(1)], cursor: '2' };
    await untilStopped(context);
  };
  await whileSupervised(async () => {
    const { id } = await add('https://one.example');
    await until('the first is there', async () => (await count()) === 1);
    await removeSource(app, systemActor, id);
    release();
    await restoreSource(app, systemActor, id);
    await until('it is read again', () => stream.reads.length === 2);
    assert.equal(stream.reads[1]!.cursor, '1');
  });
});

it('refuses what reads the same as another source, by name, and changes nothing', async () => {
  const one = await add('https://one.example', 'One');
  const two = await add('https://two.example', 'Two');
  const clash = { code: 'source.exists', status: 409, params: { name: 'One', id: one.id } };
  await assert.rejects(
    changeSource(app, systemActor, two.id, { name: 'Other', config: { url: 'https://one.example' } }),
    clash,
  );
  const unchanged = await getSource(app, two.id);
  assert.deepEqual([unchanged.name, unchanged.config], ['Two', { url: 'https://two.example' }]);
  await removeSource(app, systemActor, one.id);
  const again = await add('https://one.example', 'One again');
  await assert.rejects(restoreSource(app, systemActor, one.id), {
    code: 'source.exists',
    params: { name: 'One again', id: again.id },
  });
});

it('two changes to the same at once: one wins, the other is told', async () => {
  const ids = await Promise.all(
    ['a', 'b', 'c', 'd'].map(async (name) => (await add(`https://${name}.example`)).id),
  );
  const outcomes = await Promise.allSettled(
    ids.map((id) => changeSource(app, systemActor, id, { config: { url: 'https://same.example' } })),
  );
  const failures = outcomes.filter((outcome) => outcome.status === 'rejected');
  assert.equal(failures.length, 3);
  for (const failure of failures) assert.equal((failure.reason as { code: string }).code, 'source.exists');
});

it('compares what is read, not how it is written, where the connector tells', async () => {
  stream.connector.identify = (config) => config.url.replace(/^https?:/, '');
  const one = await add('https://one.example');
  await assert.rejects(add('http://one.example'), {
    code: 'source.exists',
    params: { name: one.name, id: one.id },
  });
});

it('forgets a removed source with its counts after a day', async () => {
  const [kept, gone] = [await add('https://one.example'), await add('https://two.example')];
  for (const { id } of [kept, gone]) {
    await app.db.query(
      'insert into source_minutes (source_id, minute, seen, kept, refused) values ($1, now(), 1, 1, 0)',
      [id],
    );
    await removeSource(app, systemActor, id);
  }
  await app.db.query("update sources set removed_at = now() - interval '25 hours' where id = $1", [gone.id]);
  await forgetRemoved(app);
  await assert.rejects(restoreSource(app, systemActor, gone.id), { code: 'source.not_removed', status: 404 });
  const counts = await app.db.query<{ source_id: string }>('select source_id from source_minutes');
  assert.deepEqual(
    counts.map((row) => row.source_id),
    [kept.id],
  );
  assert.equal((await restoreSource(app, systemActor, kept.id)).id, kept.id);
  await assert.rejects(restoreSource(app, systemActor, kept.id), { code: 'source.not_removed' });
});

it('goes at once and for good when its posts go too', async () => {
  written = 2;
  await whileSupervised(async () => {
    const { id } = await add('https://one.example');
    await until('two posts are there', async () => (await count()) === 2);
    await removeSource(app, systemActor, id, { withPosts: true });
    assert.equal(await count(), 0);
    await assert.rejects(restoreSource(app, systemActor, id), { code: 'source.not_removed' });
  });
});
