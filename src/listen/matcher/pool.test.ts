import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { on, once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Readable } from 'node:stream';
import { randomQuery, randomDocument } from '#lib/query/testing/index.ts';
import { pick, randomFrom } from '../../../test/helpers/random.ts';
import { linesOf } from './lines.ts';
import { matchInThreads } from './pool-run.ts';
import { pipe, topicFile } from './testing/pipe.ts';
import { chunksOf, randomLines } from './testing/post-lines.ts';
import { scriptOf } from './testing/script.ts';
import { type LineTopic, readTopics } from './topic-lines.ts';

/** `SEED=…` repeats a failure. */
const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000_000);

async function topicsOf(...queries: string[]): Promise<LineTopic[]> {
  const lines = queries.map((query, id) => JSON.stringify({ id, query })).join('\n');
  const read = await readTopics(linesOf(Readable.from([lines]), 100_000), 'topics');
  assert.ok(typeof read !== 'string', String(read));
  return read;
}

const post = (id: unknown, text: string) => `${JSON.stringify({ id, text })}\n`;
const options = { spans: false, stats: false, threads: 2 };

describe('any number of threads says the same', () => {
  for (let round = 0; round < 2; round++) {
    const seed = SEED + round * 1000;
    test(`on random lines, SEED=${seed}`, { timeout: 120_000 }, async () => {
      const random = randomFrom(seed);
      const queries = Array.from({ length: 100 }, (_, i) => ({
        id: pick(random, 2) === 0 ? i : `t${i}`,
        query: randomQuery(seed + i, randomDocument(pick(random, 1_000_000))).source,
      }));
      const topics = ['--topics', topicFile([...queries, { id: 'late', query: 'late OR the OR a' }])];
      const more = round === 0 ? ['--spans'] : [];
      const bytes = randomLines(random, round === 0 ? 300 : 1000);
      const alone = await pipe([...topics, ...more], chunksOf(random, bytes));
      assert.equal(alone.code, 0);
      assert.ok(alone.out.length > 10_000 && alone.err.includes('is passed over'));
      for (const threads of ['2', '3', '4']) {
        const said = await pipe([...topics, ...more, '--threads', threads], chunksOf(random, bytes));
        assert.ok(said.out === alone.out, `SEED=${seed}: ${threads} threads answer something else`);
        assert.equal(said.err, alone.err, `SEED=${seed}: ${threads} threads report something else`);
      }
    });
  }

  test('in figures, but for the time', async () => {
    const topics = ['--topics', topicFile(['late', 'tax', 'bus -late']), '--stats'];
    const lines = Array.from({ length: 30_000 }, (_, i) => post(i, i % 3 === 0 ? 'late tax' : 'my bus'));
    const [alone, two] = await Promise.all([pipe(topics, lines), pipe([...topics, '--threads', '2'], lines)]);
    const { posts, matches, candidatesPerPost, ...more } = JSON.parse(two.err) as Record<string, number>;
    assert.deepEqual([posts, matches], [30_000, 2 * 10_000 + 20_000]);
    const expected = JSON.parse(alone.err) as typeof more;
    assert.deepEqual(Object.keys(JSON.parse(two.err) as object), Object.keys(expected));
    assert.equal(candidatesPerPost, expected['candidatesPerPost']);
    assert.ok(more['seconds']! > 0 && more['postsPerSecond']! > 0 && more['tableBytes']! > 0);
  });

  test('of nothing, too', async () => {
    const topics = ['--topics', topicFile(['late']), '--threads', '2'];
    assert.deepEqual(await pipe(topics, []), { code: 0, out: '', err: '' });
    assert.deepEqual(await pipe(topics, ['\n', '\r\n']), { code: 0, out: '', err: '' });
    const { posts, tableBytes } = JSON.parse((await pipe([...topics, '--stats'], [])).err) as Record<
      string,
      number
    >;
    assert.ok(posts === 0 && tableBytes! > 0);
  });
});

test('the number of threads is a number', async () => {
  const topics = ['--topics', topicFile(['late'])];
  for (const wrong of ['0', '65', '1.5', '-1', 'x', '', '1e1']) {
    const { code, err } = await pipe([...topics, `--threads=${wrong}`], [post(1, 'late')]);
    assert.equal(code, 2);
    assert.match(err, /--threads is a whole number from 1 to 64, or auto, and not "/);
  }
  assert.ok(availableParallelism() >= 1);
  const { code, out } = await pipe([...topics, '--threads', 'auto'], [post(1, 'late')]);
  assert.deepEqual([code, out], [0, '{"id":1,"topics":["t1"]}\n']);
});

test('a post is answered while the next one is not there yet', { timeout: 60_000 }, async () => {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const answers = on(stdout, 'data');
  const got: string[] = [];
  const stdin = (async function* () {
    for (let i = 0; i < 5; i++) {
      yield post(i, 'late');
      const { value } = (await answers.next()) as { value: [Buffer] };
      got.push(value[0].toString());
    }
  })();
  await matchInThreads(await topicsOf('late'), options, { stdin, stdout, stderr });
  assert.deepEqual(
    got,
    [0, 1, 2, 3, 4].map((id) => `{"id":${id},"topics":[0]}\n`),
  );
});

test('a slow reader slows the reading down', { timeout: 60_000 }, async () => {
  const line = post(1, 'late '.repeat(200));
  const chunk = line.repeat(60);
  let taken = 0;
  let answered = 0;
  let lead = 0;
  const stdin = (async function* () {
    for (let i = 0; i < 400; i++) {
      taken += chunk.length;
      lead = Math.max(lead, taken - answered * line.length);
      yield chunk;
    }
  })();
  const stdout = new Writable({
    highWaterMark: 1,
    write(part: Buffer, _encoding, written) {
      setTimeout(() => {
        answered += part.toString().split('\n').length - 1;
        written();
      }, 10);
    },
  });
  await matchInThreads(await topicsOf('late'), options, { stdin, stdout, stderr: new PassThrough() });
  assert.equal(answered, 400 * 60);
  const piece = 256 * 1024 + chunk.length;
  // Six pieces sent ahead, one being written, one being gathered.
  assert.ok(lead <= 8 * piece, `read ${lead} bytes ahead, of ${taken}`);
});

/** Posts without an end; after `count` nothing comes any more, and the input stays open. */
function stalling(count: number): PassThrough {
  const stdin = new PassThrough();
  stdin.write(Array.from({ length: count }, (_, i) => post(i, 'late')).join(''));
  return stdin;
}

test(
  'a thread that ends by itself ends the command and says how far it came',
  { timeout: 60_000 },
  async () => {
    const failures: [body: string, reason: RegExp][] = [
      [
        `if (pieces === 2) throw new Error('boom'); say('ok');`,
        /ended: boom\. The first 2 lines are answered/,
      ],
      [`if (pieces === 2) process.exit(7); say('ok');`, /ended: it stopped with code 7\. The first 2 lines/],
      [`if (pieces === 1) process.exit(0);`, /ended: it stopped with code 0\. The first 0 lines/],
    ];
    for (const [body, reason] of failures) {
      const stdout = new PassThrough();
      const stdin = new PassThrough();
      const done = matchInThreads(
        await topicsOf('late'),
        { ...options, script: scriptOf(body) },
        { stdin, stdout, stderr: new PassThrough() },
      );
      // Every answer asks for one more piece; the input never ends.
      stdout.on('data', () => stdin.write('x\n'));
      stdin.write('x\n');
      await assert.rejects(done, reason);
      assert.ok(stdin.destroyed);
    }
  },
);

test('a thread that cannot be started ends the command', { timeout: 60_000 }, async () => {
  const stdin = stalling(10);
  const done = matchInThreads(
    await topicsOf('late'),
    { ...options, script: new URL('data:text/javascript,syntax error') },
    { stdin, stdout: new PassThrough(), stderr: new PassThrough() },
  );
  await assert.rejects(done, /A matching thread ended: Unexpected identifier/);
});

test('answers keep the order of the posts when threads finish in another', { timeout: 60_000 }, async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'rapport-order-'));
  after(() => rm(folder, { recursive: true }));
  // The thread of the first piece stands still until the other one has answered two.
  const body = `
    const text = Buffer.from(piece).toString().trim();
    if (text === '0') {
      const clock = new Int32Array(new SharedArrayBuffer(4));
      while (fs.readdirSync(${JSON.stringify(folder)}).length < 2) Atomics.wait(clock, 0, 0, 1);
    } else fs.writeFileSync(${JSON.stringify(`${folder}/`)} + text, '');
    say(text);`;
  const stdout = new PassThrough();
  const stdin = (async function* () {
    for (let i = 0; i < 20; i++) yield `${i}\n${' '.repeat(300_000)}\n`;
  })();
  const done = matchInThreads(
    await topicsOf('late'),
    { ...options, script: scriptOf(body) },
    { stdin, stdout, stderr: new PassThrough() },
  );
  let out = '';
  stdout.on('data', (part) => (out += String(part)));
  await done;
  assert.deepEqual(
    out.trim().split('\n').map(Number),
    Array.from({ length: 20 }, (_, i) => i),
  );
});

test('tables planned anew reach every thread', { timeout: 60_000 }, async () => {
  const body = `
    if (pieces === 1) parentPort.postMessage({ drifted: { counts: new Uint16Array(2 ** 17), posts: 300, seen: 300, sinceHalved: 300 } });
    say(String(tables));`;
  const stdout = new PassThrough();
  const stdin = new PassThrough();
  const done = matchInThreads(
    await topicsOf('late'),
    { ...options, threads: 1, script: scriptOf(body) },
    { stdin, stdout, stderr: new PassThrough() },
  );
  let pieces = 0;
  stdout.on('data', (part) => {
    pieces++;
    if (String(part).trim() === '0') stdin.write('x\n');
    else stdin.end();
  });
  stdin.write('x\n');
  await done;
  assert.ok(pieces > 1);
});

test('ends quietly when nobody reads any more, whatever is in hand', { timeout: 60_000 }, async () => {
  const stdout = new PassThrough({ highWaterMark: 10 });
  const stdin = (async function* () {
    for (;;) yield post(1, 'late').repeat(500);
  })();
  const stderr = new PassThrough();
  const done = matchInThreads(await topicsOf('late'), { ...options, stats: true }, { stdin, stdout, stderr });
  await once(stdout, 'readable');
  stdout.destroy(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
  await done;
  assert.match(String(stderr.read()), /^\{"posts":/);
});

test('other errors of writing are told', { timeout: 60_000 }, async () => {
  const stdout = new PassThrough();
  const done = matchInThreads(await topicsOf('late'), options, {
    stdin: stalling(3),
    stdout,
    stderr: new PassThrough(),
  });
  await once(stdout, 'readable');
  stdout.destroy(Object.assign(new Error('no space left'), { code: 'ENOSPC' }));
  await assert.rejects(done, /no space left/);
});

test('an input that breaks off is told', { timeout: 60_000 }, async () => {
  const stdin = (async function* () {
    yield post(1, 'late');
    throw new Error('the disk is gone');
  })();
  const streams = { stdin, stdout: new PassThrough(), stderr: new PassThrough() };
  await assert.rejects(matchInThreads(await topicsOf('late'), options, streams), /the disk is gone/);
});

test('the command ends when its reader goes, though its input stays open', { timeout: 60_000 }, async () => {
  const program = fileURLToPath(new URL('../../main/cli.ts', import.meta.url));
  const child = spawn(
    process.execPath,
    [program, 'match', '--topics', topicFile(['late']), '--threads', '3'],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  child.stdin.on('error', () => {});
  const more = () => {
    while (child.stdin.write(post(1, 'late').repeat(1000)));
  };
  child.stdin.on('drain', more);
  more();
  await once(child.stdout, 'readable');
  child.stdout.destroy();
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  assert.deepEqual([code, signal], [0, null]);
});
