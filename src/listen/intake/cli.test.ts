import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { after, before, beforeEach, it } from 'node:test';
import { connectorsPort, type InboundItem, type LineParser } from '#connectors/kit/index.ts';
import { type App, systemActor } from '#platform/app/index.ts';
import { listStream } from '#listen/posts/index.ts';
import { createTestApp, type TestApp, until } from '../../../test/helpers/app.ts';
import { readImports } from './imports/reader.ts';
import { getImport, listImports, startImport, stopImport } from './imports/service.ts';
import { runImport } from './index.ts';
import { matcherPort } from './ports.ts';
import { listRefusals, replayPart } from './refusals.ts';
import { post, provideMatcher } from './testing/posts.ts';

let test: TestApp;
let app: App;
let directory: string;
let isTolerant = false;

const parse: LineParser = (line) => {
  if (line === '') return null;
  if (line.startsWith('bad') && !isTolerant)
    return { type: 'refusal', code: 'test.bad', reason: `“${line}” is not understood.`, payload: line };
  return post(line, { text: line.includes('plain') ? 'plain' : 'match' });
};

before(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), 'rapport-import-'));
  test = await createTestApp({ dataDir: directory });
  app = test.app;
  const table: LineParser = (line) => post((JSON.parse(line) as { id: string }).id) as InboundItem;
  app.provide(connectorsPort, {
    sources: new Map(),
    replies: new Map(),
    profiles: new Map(),
    lineParsers: new Map([
      ['ndjson', parse],
      ['csv', table],
    ]),
  });
});
after(async () => {
  await test.close();
  await rm(directory, { recursive: true, force: true });
});
beforeEach(async () => {
  provideMatcher(app);
  isTolerant = false;
  await app.db.query(
    'truncate posts, post_topics, post_tombstones, accounts, refusals, source_minutes, imports',
  );
});

async function run(argv: string[], input = '', signal?: AbortSignal) {
  const written = { out: '', err: '' };
  const code = await runImport(app, argv, {
    stdin: Readable.from([Buffer.from(input)], { objectMode: false }),
    stdout: { write: (text: string) => (written.out += text) },
    stderr: { write: (text: string) => (written.err += text) },
    ...(signal ? { signal } : {}),
  });
  return {
    code,
    err: written.err,
    out: written.out,
    summary: written.out.startsWith('{') ? (JSON.parse(written.out) as Record<string, unknown>) : {},
  };
}

const file = async (content: string) => {
  const name = path.join(directory, `file-${Math.random().toString(36).slice(2)}.txt`);
  await writeFile(name, content);
  return name;
};
const stored = async () =>
  (await app.db.query<{ external_id: string }>('select external_id from posts order by external_id')).map(
    (row) => row.external_id,
  );

it('takes a file in, reports bad lines with their numbers and keeps them aside', async () => {
  const { code, err, summary } = await run([
    '--format',
    'ndjson',
    await file('a\nbad one\n\nplain\nb\nbad two'),
  ]);
  assert.equal(code, 0);
  assert.deepEqual(await stored(), ['a', 'b']);
  assert.deepEqual(
    [summary['lines'], summary['kept'], summary['refused'], summary['outcome']],
    [6, 2, 2, 'done'],
  );
  assert.match(err, /line 2: “bad one” is not understood\.\nline 6: “bad two”/);
  const aside = (await listRefusals(app, { limit: 10 })).items.map((item) => item.reason);
  assert.deepEqual(aside.sort(), [
    'Line 2: “bad one” is not understood.',
    'Line 6: “bad two” is not understood.',
  ]);
  isTolerant = true;
  assert.equal((await replayPart(app, systemActor)).understood, 2);
  assert.equal((await stored()).length, 4);
});

it('reads standard input, tables, and everything when asked to', async () => {
  assert.equal(
    (await run(['--format', 'ndjson', '--keep-all', '-'], 'plain 1\nplain 2\n')).summary['kept'],
    2,
  );
  assert.equal((await run(['--format', 'csv', '-'], 'id,text\nx,"a\nb"\ny,c\n')).summary['kept'], 2);
  assert.deepEqual(await stored(), ['plain 1', 'plain 2', 'x', 'y']);
});

it('says what is wrong with the command', async () => {
  for (const argv of [
    [],
    ['x'],
    ['--format', 'ndjson'],
    ['--format', 'xml', 'x'],
    ['--format', 'ndjson', '/nowhere/at/all'],
    ['--bogus', 'x'],
  ]) {
    const { code, err } = await run(argv);
    assert.equal(code, 2, argv.join(' '));
    assert.match(err, /^rapport import: \S/);
  }
  assert.equal((await run(['--help'])).code, 0);
  assert.equal((await run(['--format', 'ndjson', '--strict', '-'], 'bad\n')).code, 3);
});

it('goes on where it was interrupted, without doubles and without gaps', async () => {
  const name = await file(
    Array.from({ length: 2500 }, (_, i) => `p${String(i).padStart(4, '0')}`).join('\n'),
  );
  const interrupt = new AbortController();
  let looked = 0;
  app.provide(matcherPort, {
    match: () => {
      if (++looked === 700) interrupt.abort();
      return [{ topicId: 'topic_a', toInbox: false }];
    },
  });
  const first = await run(['--format', 'ndjson', name], '', interrupt.signal);
  assert.equal(first.code, 130);
  const reached = (await stored()).length;
  assert.ok(reached > 0 && reached < 2500, `${reached} posts`);
  assert.equal(first.summary['kept'], reached);
  looked = 0;
  const second = await run(['--format', 'ndjson', '--resume', name]);
  assert.equal(second.code, 0);
  assert.match(second.err, new RegExp(`Going on after line ${reached}\\.`));
  assert.equal(looked, 2500 - reached);
  assert.equal(second.summary['kept'], 2500);
  assert.equal((await stored()).length, 2500);
  assert.equal((await run(['--format', 'ndjson', '--resume', name])).code, 2);
});

it('keeps every post of an import that keeps all, also when a line is tried again', async () => {
  await run(['--format', 'ndjson', '--keep-all', '-'], 'plain 1\nbad plain 2\n');
  isTolerant = true;
  assert.equal((await replayPart(app, systemActor)).understood, 1);
  assert.equal((await listStream(app, { limit: 10 })).items.length, 2);
});

it('keeps what was read when the database refuses to go on, and resumes', async () => {
  const name = await file(Array.from({ length: 1500 }, (_, i) => `p${i}`).join('\n'));
  await app.db.query('alter table imports add constraint broken check (lines < 1000)');
  const first = await run(['--format', 'ndjson', name]);
  assert.equal(first.code, 1);
  const kept = (await stored()).length;
  // The first batch is of 500; the next are smaller on a machine that is slow.
  assert.ok(kept >= 500 && kept < 1000, `${kept} posts`);
  assert.equal(first.summary['lines'], kept);
  await app.db.query('alter table imports drop constraint broken');
  assert.equal((await run(['--format', 'ndjson', '--resume', name])).summary['kept'], 1500);
});

it('reads uploads in the background, and stops when told', async () => {
  const end = new AbortController();
  const running = await readImports(app, end.signal);
  const upload = (content: string) =>
    startImport(app, systemActor, {
      format: 'ndjson',
      name: 'posts.ndjson',
      keepsAll: false,
      limit: 1e9,
      body: Readable.from([Buffer.from(content)]),
    });
  const { id } = await upload('a\nbad\nb\n');
  await until('it is read', async () => (await getImport(app, id)).state === 'done');
  const view = await getImport(app, id);
  assert.deepEqual(
    [view.lines, view.kept, view.refused, view.bytes, view.totalBytes, view.badLines],
    [3, 2, 1, 8, 8, [{ line: 2, reason: '“bad” is not understood.' }]],
  );
  end.abort();
  await running.stopped();
  const waiting = await upload('c\n');
  assert.equal((await stopImport(app, systemActor, waiting.id)).state, 'cancelled');
  assert.equal((await listImports(app, { limit: 10 })).items.length, 2);
  await assert.rejects(getImport(app, 'imp_none'), { code: 'import.not_found' });
});
