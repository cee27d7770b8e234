import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { after, describe, it } from 'node:test';
import { runKnowledge } from './cli.ts';

const folder = await mkdtemp(path.join(os.tmpdir(), 'rapport-rank-'));
after(() => rm(folder, { recursive: true, force: true }));

const lines = (...rows: unknown[]) =>
  rows.map((row) => `${typeof row === 'string' ? row : JSON.stringify(row)}\n`).join('');

async function file(name: string, ...rows: unknown[]): Promise<string> {
  const at = path.join(folder, name);
  await writeFile(at, lines(...rows));
  return at;
}

async function run(input: string, ...argv: string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const stdin = (async function* () {
    yield input;
  })();
  const code = await runKnowledge(argv, { stdin, stdout, stderr });
  const told = (stream: PassThrough) => String(stream.read() ?? '');
  const out = told(stdout);
  const answers = out.startsWith('{')
    ? out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { id: string | number; articles: string[] })
    : [];
  return { code, out, answers, err: told(stderr) };
}

const many = Array.from({ length: 14 }, (_, i) => ({
  id: `a${i}`,
  title: `Filler ${i}`,
  body: 'about nothing',
}));

describe('rapport knowledge rank', () => {
  it('answers each question with ten ids, best first, in the order of the questions', async () => {
    const articles = await file('articles.ndjson', ...many, {
      id: 7,
      title: 'Get a refund',
      body: 'Ten days.',
    });
    const { code, answers, err } = await run(
      lines({ id: 'q1', text: 'my money back please' }, { id: 2, text: 'filler 3' }, { id: 'q3', text: '' }),
      'rank',
      '--articles',
      articles,
    );
    assert.equal(code, 0);
    assert.equal(err, '');
    assert.deepEqual(
      answers.map(({ id }) => id),
      ['q1', 2, 'q3'],
    );
    assert.deepEqual(
      answers.map(({ articles: found }) => [found.length, new Set(found).size]),
      [
        [10, 10],
        [10, 10],
        [10, 10],
      ],
    );
    assert.equal(answers[0]!.articles[0], '7');
    assert.equal(answers[1]!.articles[0], 'a3');
  });

  it('learns from questions that were answered', async () => {
    const articles = await file(
      'some.ndjson',
      { id: 'a', title: 'Router', body: 'lights' },
      { id: 'b', title: 'Bills', body: 'pay' },
    );
    const learned = await file('learned.ndjson', { article: 'a', question: 'the white box blinks amber' });
    const asked = lines({ id: 1, text: 'why is it amber?' });
    const before = await run(asked, 'rank', '--articles', articles);
    assert.deepEqual(before.answers[0]!.articles, ['a', 'b']);
    const after = await run(
      lines({ id: 1, text: 'blinks: how to pay' }),
      'rank',
      '--articles',
      articles,
      '--learned',
      learned,
    );
    assert.equal(after.answers[0]!.articles.length, 2);
    const { answers } = await run(asked, 'rank', '--articles', articles, '--learned', learned);
    assert.equal(answers[0]!.articles[0], 'a');
  });

  it('reports bad lines of all three inputs with their numbers and goes on', async () => {
    const articles = await file(
      'bad.ndjson',
      'no json',
      { id: 'a', title: 'Router', body: 'x' },
      { id: 'b' },
      { id: 'a', title: 'Router two' },
    );
    const learned = await file('bad-learned.ndjson', { article: 'z', question: 'q' }, { article: 'a' }, '[]');
    const { code, answers, err } = await run(
      lines('{', { id: 'q', text: 'router' }, { id: 'q2' }, '', 'x'.repeat(1024 * 1024 + 1), {
        id: 'q4',
        text: 'router',
      }),
      'rank',
      '--articles',
      articles,
      '--learned',
      learned,
    );
    assert.equal(code, 0);
    assert.deepEqual(
      answers.map(({ id, articles: found }) => [id, found]),
      [
        ['q', ['a']],
        ['q4', ['a']],
      ],
    );
    for (const said of [
      'bad.ndjson, line 1: passed over: This is not JSON.',
      'bad.ndjson, line 3: passed over: "title"',
      'bad.ndjson, line 4: There is an article "a" already; the later one counts.',
      'bad-learned.ndjson, line 1: There is no article "z".',
      'bad-learned.ndjson, line 2: passed over: "question"',
      'bad-learned.ndjson, line 3: passed over',
      'question line 1: passed over: This is not JSON.',
      'question line 3: passed over: "text"',
      'question line 5: passed over: It is longer than',
    ])
      assert.ok(err.includes(said), `${said}\nis not in\n${err}`);
  });

  it('says what is wrong with its arguments and with files', async () => {
    assert.equal((await run('', 'rank')).code, 2);
    assert.equal((await run('', '--articles', 'x')).code, 2);
    assert.equal((await run('', 'rank', '--articles', 'x', '--nonsense')).code, 2);
    const missing = await run('', 'rank', '--articles', path.join(folder, 'missing.ndjson'));
    assert.equal(missing.code, 1);
    assert.match(missing.err, /no such file/);
    assert.match((await run('', '--help')).out, /--learned FILE/);
  });

  it('ends quietly where nobody reads on', async () => {
    const articles = await file('few.ndjson', { id: 'a', title: 'Router', body: 'x' });
    const stdout = new Writable({
      write: (_chunk, _encoding, done) => done(Object.assign(new Error('gone'), { code: 'EPIPE' })),
    });
    const stdin = (async function* () {
      for (let i = 0; i < 5000; i++) yield lines({ id: i, text: 'router '.repeat(50) });
    })();
    const code = await runKnowledge(['rank', '--articles', articles], {
      stdin,
      stdout,
      stderr: new PassThrough(),
    });
    assert.equal(code, 0);
  });
});
