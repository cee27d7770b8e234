import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable, Writable } from 'node:stream';
import { after, describe, it } from 'node:test';
import { MODEL_FILE, runIntents, runTrain } from './cli.ts';

const folder = await mkdtemp(path.join(os.tmpdir(), 'rapport-intents-'));
after(() => rm(folder, { recursive: true, force: true }));

const EXAMPLES = [
  ...['where is my parcel', 'track my order', 'my package is late'].map((text) => ({ text, label: 'order' })),
  ...['refund please', 'I want my money back', 'how do I get a refund'].map((text) => ({
    text,
    label: 'refund',
  })),
]
  .map((line) => JSON.stringify(line))
  .join('\n');

async function run(command: typeof runTrain, argv: string[], input = '', dataDir = folder) {
  const [out, err] = [collector(), collector()];
  const streams = { stdin: Readable.from([Buffer.from(input)]), stdout: out.stream, stderr: err.stream };
  const code = await command(argv, streams, dataDir);
  return { code, out: out.text(), err: err.text() };
}

function collector() {
  const parts: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      parts.push(String(chunk));
      done();
    },
  });
  return { stream, text: () => parts.join('') };
}

const answersOf = (out: string) =>
  out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('rapport train intents, rapport intents', () => {
  it('meet in the data directory, which is made, and leave nothing else there', async () => {
    const dataDir = path.join(folder, 'not/yet');
    const trained = await run(runTrain, ['intents', '-'], EXAMPLES, dataDir);
    assert.equal(trained.code, 0, trained.err);
    assert.match(
      trained.out,
      /^Trained 2 intents on 6 examples in [\d.]+ s\. Written to .*not\/yet\/intents\.model\.\n$/,
    );
    assert.deepEqual(await readdir(dataDir), [MODEL_FILE]);
    const { code, out } = await run(runIntents, [], 'parcel is late\nmoney back!\n', dataDir);
    assert.equal(code, 0);
    assert.deepEqual(
      answersOf(out).map(({ label }) => label),
      ['order', 'refund'],
    );
  });

  it('read a file, also one that calls the label "intent", and write where they are told', async () => {
    const [file, model] = [path.join(folder, 'in.ndjson'), path.join(folder, 'm')];
    await writeFile(file, `\ufeff${EXAMPLES.replaceAll('"label"', '"intent"')}\r\n\n`);
    assert.equal((await run(runTrain, ['intents', file, '--out', model])).code, 0);
    const { out } = await run(
      runIntents,
      ['--model', model, '--because'],
      '{"id":7,"text":"refund"}\n{"id":"x","text":""}',
    );
    const [first, second] = answersOf(out);
    assert.deepEqual([first!['id'], first!['label'], first!['outOfScope']], [7, 'refund', false]);
    assert.deepEqual((first!['because'] as { start: number; end: number }[])[0]!.end, 6);
    assert.deepEqual([second!['id'], second!['outOfScope'], second!['outOfScopeScore']], ['x', true, 1]);
  });

  it('report bad lines by number and reason and go on', async () => {
    const bad = [
      '{not json',
      '[1]',
      '{"text":"x"}',
      '{"label":"x"}',
      '{"text":" ","label":"x"}',
      '{"text":"x","label":" "}',
      `{"text":"x","label":"${'l'.repeat(201)}"}`,
      `{"text":"${'x'.repeat(1_100_000)}","label":"long"}`,
      '{"text":5,"label":"x"}',
    ];
    const { code, err } = await run(runTrain, ['intents', '-'], `${bad.join('\n')}\n${EXAMPLES}`);
    assert.equal(code, 0);
    assert.deepEqual(
      err
        .trim()
        .split('\n')
        .map((line) => line.replace('rapport train: ', '')),
      [
        'line 1 is passed over: This is not JSON.',
        'line 2 is passed over: This is not a JSON object.',
        'line 3 is passed over: "label" is missing or not a string.',
        'line 4 is passed over: "text" is missing or not a string.',
        'line 5 is passed over: "text" is empty.',
        'line 6 is passed over: "label" is empty.',
        'line 7 is passed over: "label" is longer than 200 characters.',
        'line 8 is passed over: It is longer than 1048576 bytes.',
        'line 9 is passed over: "text" is missing or not a string.',
      ],
    );
    const asked = await run(runIntents, [], '{bad\n{"text":1}\n{"text":"a","id":{}}\n\nrefund\n');
    assert.equal(asked.code, 0);
    assert.equal(answersOf(asked.out).length, 1);
    assert.equal(asked.err.match(/line \d is passed over/g)?.length, 3);
  });

  it('keep the old model when the new examples cannot be used', async () => {
    const model = path.join(folder, 'kept');
    await run(runTrain, ['intents', '-', '--out', model], EXAMPLES);
    const before = await readFile(model);
    const { code, err } = await run(runTrain, ['intents', '-', '--out', model], '{"text":"a","label":"b"}');
    assert.equal(code, 2);
    assert.match(err, /All examples say "b"/);
    assert.deepEqual(await readFile(model), before);
  });

  it('say what is wrong with the arguments', async () => {
    for (const argv of [
      [],
      ['topics', 'x'],
      ['intents'],
      ['intents', 'a', 'b'],
      ['intents', '-', '--seed', 'x'],
      ['--nonsense'],
    ])
      assert.equal((await run(runTrain, argv)).code, 2, argv.join(' '));
    assert.equal((await run(runIntents, ['--nonsense'])).code, 2);
    assert.equal((await run(runIntents, ['--help'])).code, 0);
    assert.match((await run(runTrain, ['--help'])).out, /rapport train intents FILE/);
  });

  it('say what is wrong with files', async () => {
    const none = await run(runTrain, ['intents', path.join(folder, 'none')]);
    assert.equal(none.code, 1);
    assert.match(none.err, /ENOENT/);
    const missing = await run(runIntents, ['--model', path.join(folder, 'none')]);
    assert.equal(missing.code, 1);
    assert.match(missing.err, /There is no model at .*"rapport train intents FILE" makes one/);
    const other = path.join(folder, 'other');
    await writeFile(other, 'hello');
    assert.match((await run(runIntents, ['--model', other])).err, /This is not a model of intents/);
    const folderAsModel = await run(runIntents, ['--model', folder]);
    assert.equal(folderAsModel.code, 1);
  });

  it('say how often they are right when asked', async () => {
    const { out } = await run(runTrain, ['intents', '-', '--evaluate'], EXAMPLES);
    assert.match(out, /On 6 examples held out in turn: right [\d.]+ %, macro-F1 [\d.]+ %\.\nToo few intents/);
  });
});
