import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { after, afterEach, before, describe, it } from 'node:test';
import { systemActor } from '#platform/app/index.ts';
import { runMatch } from '#listen/matcher/index.ts';
import { runTopics } from './cli.ts';
import { exportTopics, importTopics } from './import.ts';
import { changeMany } from './many.ts';
import { listTopics, readTopic } from './service.ts';
import { createStage, type Stage } from './testing/stage.ts';

let stage: Stage;
let folder: string;
before(async () => {
  stage = await createStage();
  folder = await mkdtemp(path.join(tmpdir(), 'rapport-topics-'));
});
after(async () => {
  await stage.close();
  await rm(folder, { recursive: true });
});
afterEach(() =>
  stage.app.db.query('truncate topics, topic_backfills, audit_entries, graphile_worker._private_jobs'),
);

const load = (lines: string, more: { isTrial?: boolean; days?: number } = {}) =>
  importTopics(stage.app, systemActor, { lines, isTrial: false, days: 30, ...more });
const names = async () =>
  (await listTopics(stage.app)).map((topic) => [topic.name, topic.state, topic.folder]);
const audits = async () =>
  (await stage.app.db.query<{ action: string }>('select action from audit_entries order by id')).map(
    (row) => row.action,
  );

describe('many topics at once', () => {
  it('are paused, moved, let go on, removed and brought back; only those that were not so before are told', async () => {
    const ids: string[] = [];
    for (const name of ['A', 'B', 'C']) ids.push((await stage.topic(name, name.repeat(4))).id);
    const all = (action: 'pause' | 'resume' | 'remove' | 'restore', some = ids) =>
      changeMany(stage.app, systemActor, { action, ids: some }).then(({ changed }) => changed.toSorted());
    const sorted = ids.toSorted();
    assert.deepEqual(await all('pause', [ids[0]!]), [ids[0]]);
    assert.deepEqual(
      await all('pause'),
      sorted.filter((id) => id !== ids[0]),
    );
    assert.deepEqual(await all('pause'), []);
    await changeMany(stage.app, systemActor, { action: 'move', ids: ids.slice(0, 2), folder: 'Birds' });
    assert.deepEqual(await names(), [
      ['A', 'paused', 'Birds'],
      ['B', 'paused', 'Birds'],
      ['C', 'paused', null],
    ]);
    assert.deepEqual(
      await all('resume', ids.slice(1)),
      sorted.filter((id) => id !== ids[0]),
    );
    assert.deepEqual(await all('remove'), sorted);
    assert.deepEqual(await names(), []);
    assert.deepEqual(await all('resume'), [], 'what was removed does not come back by going on');
    assert.deepEqual(await all('restore'), sorted);
    assert.deepEqual(await names(), [
      ['A', 'paused', 'Birds'],
      ['B', 'active', 'Birds'],
      ['C', 'active', null],
    ]);
    const written = await audits();
    for (const [action, times] of [
      ['topic.paused', 3],
      ['topic.moved', 2],
      ['topic.resumed', 2],
      ['topic.removed', 3],
      ['topic.restored', 3],
    ])
      assert.equal(written.filter((one) => one === action).length, times, String(action));
  });

  it('pass over topics that are not there', async () => {
    const id = `topic_${'0'.repeat(26)}`;
    for (const action of ['pause', 'resume', 'remove', 'restore'] as const)
      assert.deepEqual(await changeMany(stage.app, systemActor, { action, ids: [id] }), { changed: [] });
  });
});

describe('a file of topics', () => {
  it('goes out and comes in elsewhere as it was, and a trial changes nothing', async () => {
    await stage.topic('Birds', 'wren OR heron', {
      folder: 'Nature',
      capPerDay: 9,
      kind: 'brand',
      toInbox: false,
      examples: [{ shouldMatch: true, text: 'a wren' }],
    });
    await stage.topic('Café', '"où est" café');
    await changeMany(stage.app, systemActor, {
      action: 'pause',
      ids: [(await listTopics(stage.app))[1]!.id],
    });
    const lines = await exportTopics(stage.app);
    assert.deepEqual(await load(lines), {
      created: 0,
      changed: 0,
      unchanged: 2,
      refused: [],
      refusedCount: 0,
    });
    const views = async () =>
      (await listTopics(stage.app)).map((topic) => ({
        ...topic,
        id: '',
        createdAt: '',
        updatedAt: '',
        backfill: null,
      }));
    const before = await views();
    await stage.app.db.query('truncate topics, topic_backfills');
    assert.equal((await load(lines, { isTrial: true })).created, 2);
    assert.deepEqual(await views(), []);
    assert.equal((await load(lines)).created, 2);
    assert.deepEqual(await views(), before);
    const [birds] = await listTopics(stage.app);
    assert.deepEqual((await readTopic(stage.app, birds!.id)).examples, [
      { shouldMatch: true, text: 'a wren' },
    ]);
    assert.equal(birds?.backfill?.state, 'running');
  });

  it('is what the matching command reads', async () => {
    await stage.topic('Birds', 'wren OR heron', {
      examples: [{ shouldMatch: false, text: 'x'.repeat(2000) }],
    });
    await stage.topic('Tower', '東京タワー');
    const file = path.join(folder, 'topics.ndjson');
    await writeFile(file, await exportTopics(stage.app));
    const stdout = new PassThrough();
    const code = await runMatch(['--topics', file], {
      stdin: Readable.from([Buffer.from('{"id":1,"text":"東京タワー and a wren"}\n')]),
      stdout,
      stderr: new PassThrough(),
    });
    stdout.end();
    const topics = (await listTopics(stage.app)).map((topic) => topic.id);
    assert.equal(code, 0);
    assert.deepEqual(JSON.parse(String(stdout.read())), { id: 1, topics });
  });

  it('looks back only where it is asked to and a query is new', async () => {
    await load('{"id":"a","query":"wren"}', { days: 0 });
    assert.equal((await listTopics(stage.app))[0]?.backfill, null);
    await load('{"id":"a","query":"wren","folder":"F"}');
    assert.equal((await listTopics(stage.app))[0]?.backfill, null, 'the query is the same');
    await load('{"id":"a","query":"heron"}');
    assert.equal((await listTopics(stage.app))[0]?.backfill?.state, 'running');
  });

  it('of two thousand topics is taken in at once, and live with one event', async () => {
    let events = 0;
    const off = stage.app.bus.on('topic.changed', () => void (events += 1));
    const lines = Array.from({ length: 2000 }, (_, i) =>
      JSON.stringify({ id: `t${i}`, query: `word${i} OR other${i}` }),
    );
    const start = performance.now();
    assert.equal((await load(lines.join('\n'), { days: 0 })).created, 2000);
    console.log(`2,000 topics imported in ${Math.round(performance.now() - start)} ms`);
    off();
    assert.ok(events <= 1);
    assert.equal((await audits()).length, 2000);
  });
});

describe('rapport topics', () => {
  async function run(argv: string[], input = '') {
    const written = { out: '', err: '' };
    const code = await runTopics(stage.app, argv, {
      stdin: Readable.from([Buffer.from(input)], { objectMode: false }),
      stdout: { write: (text: string) => (written.out += text) },
      stderr: { write: (text: string) => (written.err += text) },
    });
    return { code, ...written };
  }

  it('exports to a file, imports from a file or standard input, and tells bad lines', async () => {
    await stage.topic('Birds', 'wren');
    const file = path.join(folder, 'out.ndjson');
    assert.equal((await run(['export', file])).code, 0);
    assert.equal((await run(['export'])).out, await readFile(file, 'utf8'));
    assert.match((await run(['import', file])).out, /^0 new, 0 changed, 1 as they are, 0 refused\./);
    const tried = await run(['import', '-', '--trial'], '{"id":"x","query":"heron"}\nbad\n');
    assert.equal(tried.code, 1);
    assert.match(tried.out, /^1 would be new/);
    assert.match(tried.err, /^line 2: This is not JSON/);
    assert.equal((await listTopics(stage.app)).length, 1);
  });

  it('asks the examples and says which fail', async () => {
    await stage.topic('Birds', 'wren', { examples: [{ shouldMatch: true, text: 'a wren' }] });
    assert.deepEqual(await run(['test']), { code: 0, out: '1 examples, 0 failing.\n', err: '' });
    await stage.topic('Trees', 'oak', {
      acceptFailing: true,
      examples: [{ shouldMatch: false, text: 'an\noak' }],
    });
    const { code, out } = await run(['test', 'trees']);
    assert.equal(code, 1);
    assert.equal(out, 'Trees: example 1 must not match and does: an oak\n1 examples, 1 failing.\n');
  });

  it('lists, pauses by name, and is used wrongly in plain words', async () => {
    await stage.topic('Birds', 'wren', { folder: 'Nature' });
    assert.equal((await run(['pause', 'BIRDS'])).out, '1 paused.\n');
    assert.match((await run(['list'])).out, /^topic_\S+ {2}paused .*Nature \/ Birds\n$/);
    assert.equal(JSON.parse((await run(['list', '--json'])).out)[0].state, 'paused');
    for (const [argv, reason] of [
      [['nonsense'], /there is no command "nonsense"/],
      [['pause'], /say which topics/],
      [['pause', 'Fish'], /no topic called Fish/],
      [['import'], /say which file/],
      [['import', '-', '--days', 'x'], /--days is a whole number/],
      [['import', '/no/such/file'], /no such file/],
      [['list', '--wrong'], /--wrong/],
    ] as const) {
      const { code, err } = await run([...argv]);
      assert.equal(code, 2, argv.join(' '));
      assert.match(err, reason);
    }
  });
});
