import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { after, test } from 'node:test';
import { runMatch } from './index.ts';

const folder = await mkdtemp(path.join(tmpdir(), 'rapport-match-'));
after(() => rm(folder, { recursive: true }));

interface Run {
  code: number;
  out: unknown[];
  err: string;
}

/** Runs the command on topics (queries or whole lines) and the given chunks of standard input. */
async function run(
  topics: readonly (string | object)[],
  chunks: readonly (string | Uint8Array)[],
  ...more: string[]
): Promise<Run> {
  const file = path.join(folder, 'topics.ndjson');
  const lines = topics.map((topic, i) =>
    typeof topic === 'string' && !topic.startsWith('{')
      ? JSON.stringify({ id: `t${i + 1}`, query: topic })
      : topic,
  );
  await writeFile(
    file,
    lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
  );
  return runArgs(['--topics', file, ...more], chunks);
}

async function runArgs(argv: readonly string[], chunks: readonly (string | Uint8Array)[]): Promise<Run> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const [out, err] = [collected(stdout), collected(stderr)];
  const stdin = (async function* () {
    yield* chunks;
  })();
  const code = await runMatch(argv, { stdin, stdout, stderr });
  stdout.end();
  stderr.end();
  const written = await out;
  const isJson = written.startsWith('{');
  return {
    code,
    out: isJson
      ? written
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line) as unknown)
      : [written],
    err: await err,
  };
}

async function collected(stream: PassThrough): Promise<string> {
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  return text;
}

const post = (id: unknown, text: string, more: object = {}) => `${JSON.stringify({ id, text, ...more })}\n`;

test('answers per post in order, topics in the order of the file', async () => {
  const { code, out, err } = await run(
    [
      'late',
      'refund -tax',
      'author:joe',
      'link:a.example',
      'lang:en late',
      'source:town',
      'late followers:[10 TO *]',
    ],
    [
      post('p1', 'my refund is late', {
        author: 'joe',
        lang: 'en-GB',
        links: ['https://x.a.example/1'],
        source: 'Town',
        followers: 10,
      }),
      post('p2', 'tax refund', {
        title: 'Late',
        createdAt: '2026-01-01T00:00:00Z',
        author: { handle: 'ann' },
      }),
      post(3, 'nothing', { lang: null, author: null, links: null, followers: null, unknown: {} }),
    ],
  );
  assert.deepEqual(out, [
    { id: 'p1', topics: ['t1', 't2', 't3', 't4', 't5', 't6', 't7'] },
    { id: 'p2', topics: ['t1'] },
    { id: 3, topics: [] },
  ]);
  assert.equal(err, '');
  assert.equal(code, 0);
});

test('spans are offered in UTF-16 offsets', async () => {
  const { out } = await run(
    ['"late refund"', 'author:ann'],
    [post('p', '👍 Late refund', { title: 'x', author: 'ann' })],
    '--spans',
  );
  assert.deepEqual(out, [
    { id: 'p', topics: ['t1', 't2'], spans: { t1: [{ field: 'text', start: 3, end: 14 }], t2: [] } },
  ]);
});

test('figures end on standard error', async () => {
  const { err } = await run(['late', 'tax'], [post(1, 'late tax'), post(2, 'late'), post(3, 'x')], '--stats');
  const stats = JSON.parse(err) as Record<string, number>;
  assert.equal(stats['posts'], 3);
  assert.equal(stats['matches'], 3);
  assert.equal(stats['candidatesPerPost'], 1);
  assert.ok(stats['seconds']! > 0 && stats['postsPerSecond']! > 0 && stats['tableBytes']! > 0);
});

test('a bad topic line ends it with number and reason before any post', async () => {
  const bad: [line: string, reason: RegExp][] = [
    ['{"id":"x","query":"a OR b c"}', /line 3: AND and OR .*mixed_and_or, characters 1 to 8/s],
    ['{"id":"x"}', /line 3: "query": /],
    ['{"query":"a"}', /line 3: "id": /],
    ['{', /line 3: This is not JSON/],
    ['{"id":"t1","query":"b"}', /line 3: There is a topic "t1" already/],
    [`{"id":"x","query":"${'a'.repeat(70_000)}"}`, /line 3: The line is too long/],
    [`{"id":"x","query":"${'('.repeat(10_000)}"}`, /line 3: The query has 10000 characters/],
  ];
  for (const [line, reason] of bad) {
    const { code, out, err } = await run(['good', '{"id":"ok","query":"b"}', line], [post(1, 'good')]);
    assert.match(err, reason);
    assert.equal(code, 2);
    assert.deepEqual(out, ['']);
  }
});

test('a bad post line is reported with its number and passed over', async () => {
  const { code, out, err } = await run(
    ['late'],
    [
      '\ufeff',
      post(1, 'late'),
      '\n{"id":2}\nnonsense\n[1]\n{"id":"","text":"x"}\n',
      '{"id":3,"text":"late"',
      '}\r\n',
      post(4, 'late', { links: 'x' }),
    ],
  );
  assert.deepEqual(out, [
    { id: 1, topics: ['t1'] },
    { id: 3, topics: ['t1'] },
  ]);
  assert.deepEqual(
    [...err.matchAll(/post line (\d+)/g)].map(([, number]) => number),
    ['3', '4', '5', '6', '8'],
  );
  assert.match(err, /"text": /);
  assert.equal(code, 0);
});

test('ids come back as they were written, and what cannot is reported', async () => {
  const lines = [
    '{"id":9007199254740991,"text":"late"}',
    '{"id":9007199254740993,"text":"late"}',
    '{"id":1e999,"text":"late"}',
    '{"id":1e999,"text":"late","title":null}',
    '{"id":-1.5,"text":"late"}',
    '{"id":"9007199254740993","text":"late"}',
    '{"id":7,"text":"late","followers":1e999}',
    '{"id":8,"text":"late","createdAt":"yesterday"}',
    '{"id":9,"text":"late","createdAt":1763800000000}',
  ];
  const { out, err, code } = await run(
    ['late', '{"id":5,"query":"late"}'],
    [lines.map((line) => `${line}\n`).join('')],
  );
  assert.deepEqual(
    out,
    [9007199254740991, -1.5, '9007199254740993', 9].map((id) => ({ id, topics: ['t1', 5] })),
  );
  assert.deepEqual(
    [...err.matchAll(/post line (\d+)/g)].map(([, number]) => number),
    ['2', '3', '4', '7', '8'],
  );
  assert.match(err, /line 2 is passed over: "id": .*put it in quotation marks\.\n/);
  assert.match(err, /line 8 is passed over: "createdAt": This is no time/);
  assert.equal(code, 0);
  const bad = await run(['{"id":1e400,"query":"late"}'], []);
  assert.equal(bad.code, 2);
});

test('topics 1 and "1" are one too many, as spans are told by the id', async () => {
  const { code, err } = await run(['{"id":1,"query":"a"}', '{"id":"1","query":"b"}'], []);
  assert.match(err, /line 2: There is a topic "1" already/);
  assert.equal(code, 2);
});

test('spans tell title and text apart, and the same word at all its places', async () => {
  const { out } = await run(
    ['late', 'in:title late', { id: 't3', query: '{Late}' }, '"tram late"', 'late NEAR/2 tram'],
    [post(1, 'late 👍 LATE', { title: 'Tram Late' })],
    '--spans',
  );
  const title = { field: 'title', start: 5, end: 9 };
  const tram = { field: 'title', start: 0, end: 4 };
  assert.deepEqual(out, [
    {
      id: 1,
      topics: ['t1', 't2', 't3', 't4', 't5'],
      spans: {
        t1: [title, { field: 'text', start: 0, end: 4 }, { field: 'text', start: 8, end: 12 }],
        t2: [title],
        t3: [title],
        t4: [{ field: 'title', start: 0, end: 9 }],
        t5: [tram, title],
      },
    },
  ]);
});

test('nothing on standard input gives nothing, and figures of nothing', async () => {
  for (const chunks of [[], [''], ['\n\r\n  \n'], ['\ufeff']]) {
    const { code, out, err } = await run(['late'], chunks, '--stats');
    assert.deepEqual(out, ['']);
    const { tableBytes, seconds, ...stats } = JSON.parse(err) as Record<string, number>;
    assert.ok(tableBytes! > 0 && seconds! < 0.1);
    assert.deepEqual(stats, {
      posts: 0,
      matches: 0,
      postsPerSecond: 0,
      candidatesPerPost: 0,
      programsPerPost: 0,
    });
    assert.equal(code, 0);
  }
});

test('bytes that are no UTF-8 part words, and the rest of the line counts', async () => {
  const line = Buffer.concat([
    Buffer.from('{"id":1,"text":"late'),
    Buffer.of(0xff),
    Buffer.from('tram"}\r\n'),
  ]);
  const { out } = await run(['"late tram"', 'latetram'], [line]);
  assert.deepEqual(out, [{ id: 1, topics: ['t1'] }]);
});

test('lines may be split anywhere, also inside a character, and the last needs no end', async () => {
  const bytes = Buffer.from(`${post('é', '東京 late 👍')}${post('b', 'late')}`.trimEnd());
  const chunks = [...bytes].map((byte) => Uint8Array.of(byte));
  const { out } = await run(['東京 👍', 'late'], chunks);
  assert.deepEqual(out, [
    { id: 'é', topics: ['t1', 't2'] },
    { id: 'b', topics: ['t2'] },
  ]);
});

test('a huge line is passed over without being kept', async () => {
  const chunk = 'a'.repeat(1_000_000);
  const { out, err } = await run(
    ['late'],
    [...Array.from({ length: 20 }, () => chunk), '\n', post(1, 'late')],
  );
  assert.deepEqual(out, [{ id: 1, topics: ['t1'] }]);
  assert.match(err, /post line 1 is passed over: It is longer than 1048576 bytes/);
});

test('says how it is used', async () => {
  assert.match(String((await runArgs(['--help'], [])).out[0]), /--topics FILE/);
  const wrong: string[][] = [
    [],
    ['--nope'],
    ['--topics'],
    ['--topics', path.join(folder, 'missing')],
    ['--topics', 'a', 'b'],
  ];
  for (const argv of wrong) {
    const { code, err } = await runArgs(argv, []);
    assert.equal(code, 2, argv.join(' '));
    assert.match(err, /^rapport match: ./);
  }
});

test('goes on where nobody reads the reports, and ends with the reason where writing fails', async () => {
  const file = path.join(folder, 'one.ndjson');
  await writeFile(file, '{"id":"t","query":"late"}\n');
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const stdin = () =>
    (async function* () {
      stderr.destroy(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
      for (let id = 1; id < 100; id++) {
        yield `nonsense\n${post(id, 'late')}`;
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
  const out = collected(stdout);
  assert.equal(await runMatch(['--topics', file], { stdin: stdin(), stdout, stderr }), 0);
  stdout.end();
  assert.equal((await out).trimEnd().split('\n').length, 99);
  const full = new PassThrough({ highWaterMark: 10 });
  const done = runMatch(['--topics', file], { stdin: stdin(), stdout: full, stderr: new PassThrough() });
  full.once('readable', () => full.destroy(Object.assign(new Error('disk full'), { code: 'ENOSPC' })));
  await assert.rejects(done, /disk full/);
});

test('ends quietly when nobody reads any more', async () => {
  const file = path.join(folder, 'one.ndjson');
  await writeFile(file, '{"id":"t","query":"late"}\n');
  const [stdout, stderr] = [new PassThrough({ highWaterMark: 10 }), new PassThrough()];
  const stdin = (async function* () {
    for (;;) yield post(1, 'late');
  })();
  const done = runMatch(['--topics', file], { stdin, stdout, stderr });
  stdout.once('readable', () => stdout.destroy(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })));
  assert.equal(await done, 0);
});
