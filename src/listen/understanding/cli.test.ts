import assert from 'node:assert/strict';
import { PassThrough, Writable } from 'node:stream';
import { describe, it } from 'node:test';
import { runUnderstand } from './index.ts';

interface Answer {
  readonly id: string | number;
  readonly sentiment: { readonly label: string } | null;
  readonly because?: Record<string, unknown>;
}

async function run(chunks: readonly (string | Uint8Array)[], ...argv: string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const [out, err] = [collected(stdout), collected(stderr)];
  const stdin = (async function* () {
    yield* chunks;
  })();
  const code = await runUnderstand(argv, { stdin, stdout, stderr });
  stdout.end();
  stderr.end();
  const written = await out;
  const answers = written.startsWith('{')
    ? written
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Answer)
    : [];
  return { code, written, answers, err: await err };
}

async function collected(stream: PassThrough): Promise<string> {
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  return text;
}

const line = (id: string | number, text: string, more: object = {}) =>
  `${JSON.stringify({ id, text, ...more })}\n`;

describe('rapport understand', () => {
  it('answers every post in order, also when lines come in pieces', async () => {
    const posts = line(1, 'been on hold 2 hrs') + line('b', 'love it 😍') + line(3, '');
    const bytes = Buffer.from(posts);
    const pieces = Array.from(bytes, (_, i) => bytes.subarray(i, i + 1));
    for (const chunks of [[posts], pieces]) {
      const { code, answers } = await run(chunks);
      assert.equal(code, 0);
      assert.deepEqual(
        answers.map(({ id, sentiment }) => [id, sentiment?.label ?? null]),
        [
          [1, 'negative'],
          ['b', 'positive'],
          [3, null],
        ],
      );
    }
  });

  it('reports bad lines with their numbers and goes on', async () => {
    const lines = [
      '{"id":1}\n',
      'nonsense\n',
      '\n',
      '[]\n',
      'null\n',
      '{"id":null,"text":"x"}\n',
      '{"id":2,"text":5}\n',
      `${JSON.stringify({ id: 3, text: 'x'.repeat(1024 * 1024) })}\n`,
      line(4, 'good day'),
    ];
    const { code, answers, err } = await run([lines.join('')]);
    assert.equal(code, 0);
    assert.deepEqual(
      answers.map(({ id }) => id),
      [4],
    );
    assert.deepEqual(
      [...err.matchAll(/post line (\d+) is passed over: (.)/g)].map(([, number]) => Number(number)),
      [1, 2, 4, 5, 6, 7, 8],
    );
  });

  it('takes fields that are null or that nobody knows', async () => {
    const { answers, err } = await run([
      line(1, 'good day', { lang: null, profileLocation: null, likes: [1] }),
      line(2, 'guten Tag', { lang: 'de-AT', profileLocation: 'Wien' }),
    ]);
    assert.equal(answers.length, 2);
    assert.equal(err, '');
  });

  it('says which words decided when asked', async () => {
    const { answers } = await run([line(1, 'I hate this broken phone')], '--because');
    assert.ok(Array.isArray(answers[0]!.because!['sentiment']));
  });

  it('ends with figures when asked', async () => {
    const { err } = await run([line(1, 'a'), line(2, 'b')], '--stats');
    assert.equal((JSON.parse(err) as { posts: number }).posts, 2);
  });

  it('helps, and refuses what it does not know', async () => {
    const help = await run([], '--help');
    assert.equal(help.code, 0);
    assert.match(help.written, /^rapport understand/);
    const wrong = await run([], '--fast');
    assert.equal(wrong.code, 2);
    assert.match(wrong.err, /--fast/);
  });

  it('ends quietly when the reader goes away', async () => {
    const stdout = new Writable({
      write(_chunk, _encoding, done) {
        done(Object.assign(new Error('gone'), { code: 'EPIPE' }));
      },
    });
    const stdin = (async function* () {
      for (let i = 0; i < 1000; i++) yield line(i, 'love it');
    })();
    assert.equal(await runUnderstand([], { stdin, stdout, stderr: new PassThrough() }), 0);
  });
});
