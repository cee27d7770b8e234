import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, it } from 'node:test';
import { type InboundPost, SourceBusy, SourceStopped } from '#connectors/kit/index.ts';
import { type App, systemActor } from '#platform/app/index.ts';
import { matcherPort } from '#listen/intake/index.ts';
import { createTestApp, type TestApp, until } from '../../../test/helpers/app.ts';
import {
  addSource,
  changeSource,
  getSource,
  pauseSource,
  readSourceNow,
  restartSourcesOf,
  removeSource,
  startSource,
} from './index.ts';
import { superviseSources } from './reading/supervisor.ts';
import {
  provideSources,
  type ScriptedSource,
  scriptedSource,
  untilStopped,
} from './testing/script-source.ts';

let test: TestApp;
let app: App;
let stop: () => Promise<void>;
let stream: ScriptedSource;
let poll: ScriptedSource;

before(async () => {
  test = await createTestApp();
  app = test.app;
  app.provide(matcherPort, { match: () => [{ topicId: 'topic_a', toInbox: false }] });
});
after(() => test.close());

beforeEach(async () => {
  await app.db.query('truncate sources, posts, post_topics, source_minutes, refusals');
  stream = scriptedSource('stream', 'stream', async function* (context) {
    yield { items: [] };
    await untilStopped(context);
  });
  poll = scriptedSource('poll', 'poll', async function* () {
    yield { items: [] };
  });
  provideSources(app, [stream, poll]);
  stop = await supervise(app);
});
afterEach(() => stop());

async function supervise(of: App): Promise<() => Promise<void>> {
  const end = new AbortController();
  const running = await superviseSources(of, end.signal);
  return async () => {
    end.abort();
    await running.stopped();
  };
}

const add = (kind: string, url = 'https://one.example') =>
  addSource(app, systemActor, { kind, config: { url } });
const count = async () => (await app.db.query('select 1 from posts')).length;
const health = async (id: string) => (await getSource(app, id)).health;

function posts(from: number, to: number): InboundPost[] {
  return Array.from({ length: to - from }, (_, i) => ({
    type: 'post',
    origin: 'test',
    externalId: `p${from + i}`,
    version: 1,
    network: 'test',
    kind: 'post',
    author: { externalId: 'a' },
    text: 'hello',
    createdAt: new Date(),
  }));
}

it('reads a stream in batches and keeps rows and cursor together', async () => {
  stream.script = async function* (context) {
    for (let n = Number(context.cursor ?? 0); n < 30; n += 10)
      yield { items: posts(n, n + 10), cursor: String(n + 10), newestEventAt: new Date() };
    await untilStopped(context);
  };
  const { id } = await add('stream');
  await until('30 posts are stored', async () => (await count()) === 30);
  await until('it is well', async () => (await health(id)) === 'ok');
  const view = await getSource(app, id);
  assert.equal(view.lastHour.kept, 30);
  assert.equal(view.perMinute.length, 60);
  assert.equal(
    view.perMinute.reduce((sum, n) => sum + n),
    30,
  );
  await pauseSource(app, systemActor, id);
  await startSource(app, systemActor, id);
  await until('it is read again', () => stream.reads.length === 2);
  assert.equal(stream.reads[1]!.cursor, '30');
});

it('does not ask for the next batch before the last one is stored', async () => {
  const storedWhenAsked: number[] = [];
  stream.script = async function* (context) {
    for (let n = 0; n < 5; n++) {
      storedWhenAsked.push(await count());
      yield { items: posts(n * 10, n * 10 + 10) };
    }
    await untilStopped(context);
  };
  await add('stream');
  await until('all is stored', async () => (await count()) === 50);
  assert.deepEqual(storedWhenAsked, [0, 10, 20, 30, 40]);
});

it('starts, pauses, changes and removes when it is told, not with the next round', async () => {
  // A round is five seconds; on a free machine each step takes less than one.
  const within = async (what: string, isTrue: () => boolean | Promise<boolean>) => until(what, isTrue, 3000);
  let isReading = false;
  stream.script = async function* (context) {
    isReading = true;
    yield { items: [], cursor: 'c' };
    await untilStopped(context);
    isReading = false;
  };
  const { id } = await add('stream');
  await within('it starts', () => isReading);
  await pauseSource(app, systemActor, id);
  await within('it pauses', () => !isReading);
  assert.equal(await health(id), 'paused');
  await startSource(app, systemActor, id);
  await within('it starts again', () => isReading);
  await changeSource(app, systemActor, id, { config: { url: 'https://two.example' }, name: 'Two' });
  await within('it reads the new address', () => stream.reads.at(-1)?.url === 'https://two.example');
  assert.equal(stream.reads.at(-1)!.cursor, undefined);
  await removeSource(app, systemActor, id);
  await within('it stops', () => !isReading);
  await assert.rejects(getSource(app, id), { code: 'source.not_found' });
});

it('backs off from failures, says so, and goes on from the cursor', async () => {
  let attempts = 0;
  stream.script = async function* (context) {
    attempts++;
    if (attempts === 1) {
      yield { items: posts(0, 5), cursor: '5' };
      throw new Error('connection reset');
    }
    if (attempts === 2) throw new Error('connection refused');
    yield { items: posts(5, 8), cursor: '8' };
    await untilStopped(context);
  };
  const { id } = await add('stream');
  await until('it backs off', async () => (await health(id)) === 'backing-off');
  assert.match((await getSource(app, id)).problem ?? '', /connection re.*Nothing is lost/);
  await until('it has caught up', async () => (await count()) === 8);
  assert.deepEqual(
    stream.reads.map((read) => read.cursor),
    [undefined, '5', '5'],
  );
  assert.ok(stream.reads[2]!.at - stream.reads[1]!.at >= 900, 'the second wait is longer');
  await until('it is well again', async () => (await health(id)) === 'ok');
});

it('waits as long as a busy server asks', async () => {
  poll.script = async function* () {
    yield* [];
    throw new SourceBusy('Come back later.', new Date(Date.now() + 3_600_000));
  };
  const { id } = await add('poll');
  await until('it backs off', async () => (await health(id)) === 'backing-off');
  const view = await getSource(app, id);
  assert.ok(Date.parse(view.nextReadAt!) - Date.now() > 3_500_000);
  poll.script = async function* () {
    yield { items: posts(0, 1) };
  };
  await readSourceNow(app, systemActor, id);
  await until('it is read at once when asked', async () => (await count()) === 1);
});

it('stops for good when the source says so, tells once, and starts when told', async () => {
  const told: string[] = [];
  const off = [
    app.bus.on('source.unhealthy', ({ health, problem }) => void told.push(`${health}: ${problem}`)),
    app.bus.on('source.recovered', ({ name }) => void told.push(`recovered: ${name}`)),
  ];
  poll.script = async function* () {
    yield* [];
    throw new SourceStopped('feed.gone', 'The feed is gone (410).');
  };
  const { id, name } = await add('poll');
  await until('it stops', async () => (await health(id)) === 'stopped');
  await until('people are told', async () => {
    await app.bus.publish('source.changed', { sourceId: id });
    return told.length === 1;
  });
  assert.match(told[0]!, /^stopped: The feed is gone \(410\)\./);
  assert.equal(poll.reads.length, 1);
  poll.script = async function* () {
    yield { items: [] };
  };
  await startSource(app, systemActor, id);
  await until('people are told of the end', async () => {
    await app.bus.publish('source.changed', { sourceId: id });
    return told.length === 2;
  });
  assert.equal(told[1], `recovered: ${name}`);
  for (const stop of off) stop();
});

it('starts a source that had stopped when it is to be read now, and the audit log says so', async () => {
  poll.script = async function* () {
    yield* [];
    throw new SourceStopped('feed.gone', 'The feed is gone (410).');
  };
  const { id } = await add('poll');
  await until('it stops', async () => (await health(id)) === 'stopped');
  poll.script = async function* () {
    yield { items: posts(0, 1) };
  };
  await readSourceNow(app, systemActor, id);
  await until('it is read', async () => (await count()) === 1);
  const entries = await app.db.query<{ action: string }>(
    'select action from audit_entries where subject = $1 order by id',
    [id],
  );
  assert.deepEqual(
    entries.map((entry) => entry.action),
    ['source.added', 'source.started'],
  );
});

it('polls faster while something comes and slower when nothing does', async () => {
  const { id } = await add('poll');
  await until('it slows down to the longest pause', async () => {
    const [row] = await app.db.query<{ poll_seconds: number }>(
      'select poll_seconds from sources where id = $1',
      [id],
    );
    return row?.poll_seconds === 0.2;
  });
  let n = 0;
  poll.script = async function* () {
    yield { items: posts(n, ++n) };
  };
  await until('it speeds up to the shortest', async () => {
    const [row] = await app.db.query<{ poll_seconds: number }>(
      'select poll_seconds from sources where id = $1',
      [id],
    );
    return row?.poll_seconds === 0.05;
  });
});

it('remembers where a source moved and what it had to leave out', async () => {
  poll.script = async function* () {
    yield {
      items: [],
      newConfig: { url: 'https://moved.example' },
      gap: { from: new Date('2026-01-01T00:00:00Z'), reason: 'The cursor was too old.' },
    };
  };
  const { id } = await add('poll');
  await until('it has moved', () => poll.reads.at(-1)?.url === 'https://moved.example');
  await pauseSource(app, systemActor, id);
  const view = await getSource(app, id);
  assert.equal(view.description, 'https://moved.example');
  assert.deepEqual(view.gaps.at(-1), {
    from: '2026-01-01T00:00:00.000Z',
    to: null,
    reason: 'The cursor was too old.',
  });
  assert.ok(view.gaps.length <= 20);
});

it('is read by one process at a time, and by the other when the first one ends', async () => {
  const { id } = await add('stream');
  await until('it is read', () => stream.reads.length === 1);
  const stopSecond = await supervise(app);
  await app.bus.publish('source.changed', { sourceId: id });
  const [before] = await app.db.query<{ reader: string }>('select reader from sources');
  await stop();
  await app.bus.publish('source.changed', { sourceId: id });
  await until('the second one takes over', () => stream.reads.length === 2);
  const [later] = await app.db.query<{ reader: string }>('select reader from sources');
  assert.notEqual(later!.reader, before!.reader);
  await stopSecond();
  stop = async () => undefined;
});

it('stores nothing for a reader that was replaced', async () => {
  let release: () => void = () => undefined;
  let hasEnded = false;
  stream.script = async function* (context) {
    if (stream.reads.length > 1) return untilStopped(context);
    await new Promise<void>((resolve) => {
      release = resolve;
    });
    try {
      yield { items: posts(0, 5), cursor: '5' };
      await untilStopped(context);
    } finally {
      hasEnded = true;
    }
  };
  await add('stream');
  await until('it is read', () => stream.reads.length === 1);
  await app.db.query("update sources set reader = 'another process'");
  release();
  await until('the reader gives up', () => hasEnded);
  assert.equal(await count(), 0);
  const [row] = await app.db.query<{ cursor: string | null }>('select cursor from sources');
  assert.equal(row!.cursor, null);
});

it('takes its places again when the database ends its connections', async () => {
  await add('stream');
  await until('it is read', () => stream.reads.length === 1);
  await app.db.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and query like '%advisory%'",
  );
  await until('it is read again', () => stream.reads.length === 2);
});

it('reads anew from the cursor when the accounts change, only what reads with accounts, and after a stop too', async () => {
  stream.connector.usesAccounts = true;
  let hasAccount = false;
  stream.script = async function* (context) {
    if (!hasAccount) throw new SourceStopped('test.no_account', 'No account is connected.');
    for (let n = Number(context.cursor ?? 0); n < 20; n += 10)
      yield { items: posts(n, n + 10), cursor: String(n + 10) };
    await untilStopped(context);
  };
  const other = scriptedSource('other', 'stream', async function* (context) {
    yield { items: [], cursor: 'far' };
    await untilStopped(context);
  });
  provideSources(app, [stream, other]);
  const { id } = await add('stream');
  await add('other');
  await until('it says what it needs', async () => (await health(id)) === 'stopped');
  await until('the other one is read', () => other.reads.length === 1);
  hasAccount = true;
  await restartSourcesOf(app, 'test');
  await until('it reads', async () => (await count()) === 20);
  await restartSourcesOf(app, 'test');
  await until('it reads anew', () => stream.reads.length === 3);
  assert.equal(stream.reads[2]!.cursor, '20', 'from where it stood');
  await restartSourcesOf(app, 'elsewhere');
  assert.equal(other.reads.length, 1, 'who reads without accounts is left alone');
  assert.equal(await count(), 20);
});

it('what a reading that was replaced still has is not stored, and its end says nothing', async () => {
  stream.connector.usesAccounts = true;
  let fail = () => {};
  const held = new Promise<void>((resolve) => (fail = resolve));
  let late = Promise.resolve();
  let round = 0;
  stream.script = async function* (context) {
    round++;
    if (round > 1) {
      yield { items: posts(1, 3), cursor: '3' };
      return untilStopped(context);
    }
    yield { items: posts(0, 1), cursor: '1' };
    // It neither hears the signal nor ends; what it says in the end is out of date.
    late = held.then(() => undefined);
    await held;
    throw new SourceStopped('test.out_of_date', 'Too late.');
  };
  const { id } = await add('stream');
  await until('the first is there', async () => (await count()) === 1);
  const [{ revision }] = (await app.db.query<{ revision: number }>('select revision from sources')) as [
    { revision: number },
  ];
  await app.db.query('update sources set revision = revision + 1');
  fail();
  await late;
  await until('it was read anew', async () => (await count()) === 3, 20_000);
  const [row] = await app.db.query<{ stopped_code: string | null; cursor: string; revision: number }>(
    'select stopped_code, cursor, revision from sources',
  );
  assert.deepEqual(row, { stopped_code: null, cursor: '3', revision: revision + 1 });
  assert.equal(await health(id), 'ok');
});
