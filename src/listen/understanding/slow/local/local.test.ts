import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { readFolder, UnusableFolder } from './folder.ts';
import { LocalModel } from './local-model.ts';
import { meaningsOf } from './meanings.ts';
import { modelFolder, realRuntime, standInRuntime, tinyModel } from './testing/tiny-model.ts';

const never = new AbortController().signal;
const PATIENT_MS = 60_000;

describe('the folder of a model', () => {
  const wrong: [name: string, changes: Record<string, string | null>, says: RegExp][] = [
    ['no model', { 'model.onnx': null }, /no model\.onnx/],
    ['no tokenizer', { 'tokenizer.json': null }, /no tokenizer\.json/],
    ['no config', { 'config.json': null }, /no config\.json/],
    ['a config that is no JSON', { 'config.json': '{' }, /config\.json cannot be read/],
    ['a config without names', { 'config.json': '{}' }, /no "id2label"/],
    [
      'names that nobody knows',
      { 'config.json': '{"id2label":{"0":"cat","1":"dog"}}' },
      /classes cat, dog.*Known are/,
    ],
    [
      'a gap in the classes',
      { 'config.json': '{"id2label":{"0":"negative","2":"positive"}}' },
      /without a gap/,
    ],
    ['one class', { 'config.json': '{"id2label":{"0":"negative"}}' }, /without a gap; it has 1/],
  ];
  for (const [name, changes, says] of wrong)
    it(`is refused with ${name}, by name and without its place`, () => {
      const folder = modelFolder(changes);
      assert.throws(
        () => readFolder(folder),
        (error: Error) => {
          assert.ok(error instanceof UnusableFolder);
          assert.match(error.message, says);
          assert.match(error.message, /“tiny”.*Posts keep their built-in labels/);
          assert.ok(!error.message.includes(path.dirname(folder)));
          return true;
        },
      );
    });

  it('is refused where there is none', () =>
    assert.throws(() => readFolder('/nowhere/tiny'), /no model\.onnx/));

  it('has another id once a file changes', () => {
    const folder = modelFolder();
    const before = readFolder(folder);
    assert.match(before.id, /^tiny@[0-9a-f]{8}$/);
    assert.equal(readFolder(folder).id, before.id);
    writeFileSync(path.join(folder, 'model.onnx'), Buffer.concat([tinyModel(), Buffer.from([0])]));
    assert.notEqual(readFolder(folder).id, before.id);
  });

  it('names classes as models for sentiment, emotion and offence do', () => {
    assert.deepEqual(meaningsOf(['NEG', 'NEU', 'POS']), [
      { sentiment: 'negative' },
      { sentiment: 'neutral' },
      { sentiment: 'positive' },
    ]);
    assert.deepEqual(meaningsOf(['1 star', '2 stars', '3 stars', '4 stars', '5 stars'])?.[3], {
      sentiment: 'positive',
    });
    assert.deepEqual(meaningsOf(['anger', 'disgust', 'fear', 'joy', 'neutral', 'sadness', 'surprise'])?.[1], {
      emotion: 'anger',
    });
    assert.deepEqual(meaningsOf(['non-offensive', 'offensive']), [{ offensive: 'no' }, { offensive: 'yes' }]);
    assert.equal(meaningsOf(['LABEL_0', 'LABEL_1', 'LABEL_2']), undefined, 'nobody guesses');
    assert.equal(meaningsOf(['positive', 'positive']), undefined, 'it could say one thing only');
  });
});

const real = realRuntime();
for (const [name, runtime] of [
  ['the stand-in', standInRuntime()] as const,
  ['onnxruntime-web', real] as const,
])
  describe(
    `a model in a thread, run by ${name}`,
    { skip: runtime === undefined && 'RAPPORT_ONNX_RUNTIME does not say where it is' },
    () => {
      const modelIn = (changes: Record<string, string | Uint8Array | null> = {}, idleMs?: number) =>
        new LocalModel(readFolder(modelFolder({ ...runtime, ...changes })), idleMs);

      it('answers text after text, and at once', async () => {
        const model = modelIn();
        const ask = async (text: string) => (await model.ask(text, PATIENT_MS, never)).opinion.sentiment;
        assert.equal(await ask('I LOVE it'), 'positive');
        assert.equal(await ask('I hate these parcels'), 'negative');
        assert.equal(await ask('parcel'), 'neutral');
        assert.deepEqual(await Promise.all(['love', 'hate', 'parcels', 'love'].map(ask)), [
          'positive',
          'negative',
          'neutral',
          'positive',
        ]);
        await model.end();
      });

      it('takes whatever text there is, counts its tokens, and reads a long one by its beginning', async () => {
        const model = modelIn();
        for (const text of ['', ' ', '😡', '\ud800', '\u200b', 'مرحبا', 'x'.repeat(5000)])
          assert.ok((await model.ask(text, PATIENT_MS, never)).tokens >= 1, JSON.stringify(text));
        assert.equal((await model.ask('love love hate', PATIENT_MS, never)).tokens, 3);
        const long = await model.ask(`${'love '.repeat(600)} ${'hate '.repeat(3000)}`, PATIENT_MS, never);
        assert.deepEqual([long.tokens, long.opinion.sentiment], [512, 'positive']);
        await model.end();
      });

      it('begins with the first text and ends when nobody asks', async (t) => {
        const model = modelIn({}, 1);
        assert.equal(model.isLoaded, false);
        await model.ask('love', PATIENT_MS, never);
        await t.waitFor(() => assert.equal(model.isLoaded, false), { timeout: PATIENT_MS });
        assert.equal(
          (await model.ask('hate', PATIENT_MS, never)).opinion.sentiment,
          'negative',
          'and begins again',
        );
        await model.end();
      });

      it('is refused with a model that is none, and with a tokenizer that is none', async () => {
        for (const [changes, says] of [
          [{ 'model.onnx': 'not a model' }, /“tiny” cannot be loaded/],
          [{ 'tokenizer.json': '{"model":' }, /“tiny” cannot be loaded: tokenizer\.json is no JSON/],
          [{ 'tokenizer.json': '{"model":{"type":"Unheard"}}' }, /“tiny” cannot be loaded/],
        ] as const) {
          const model = modelIn(changes);
          await assert.rejects(model.ask('love', PATIENT_MS, never), says);
          assert.equal(model.isLoaded, false, 'no thread is left');
        }
      });

      it('is refused where it has other classes than its config names', async () => {
        const model = modelIn({ 'config.json': '{"id2label":{"0":"negative","1":"positive"}}' });
        await assert.rejects(
          model.ask('love', PATIENT_MS, never),
          /gives 3 numbers where config\.json names 2 classes/,
        );
      });

      it('stops waiting when told to', async () => {
        const model = modelIn();
        await assert.rejects(model.ask('love', PATIENT_MS, AbortSignal.abort(new Error('enough'))), /enough/);
        const stop = new AbortController();
        const asked = model.ask('love', PATIENT_MS, stop.signal);
        stop.abort(new Error('enough'));
        await assert.rejects(asked, /enough/);
        assert.equal(model.isLoaded, false);
      });
    },
  );

describe('a model that goes wrong', () => {
  it('says that its runtime is missing, and how to get it', async () => {
    const model = new LocalModel(readFolder(modelFolder()));
    await assert.rejects(
      model.ask('love', PATIENT_MS, never),
      /onnxruntime-web is not installed\. Run "npm install --ignore-scripts/,
    );
  });

  it('says what is wrong with a runtime that breaks', async () => {
    const broken = {
      ...standInRuntime(),
      'node_modules/onnxruntime-web/index.cjs': 'throw new Error("no such processor")',
    };
    const model = new LocalModel(readFolder(modelFolder(broken)));
    await assert.rejects(model.ask('love', PATIENT_MS, never), /cannot be loaded: no such processor/);
  });

  it('is ended when it thinks too long, without holding anybody up, and the next text is answered', async () => {
    process.env['STAND_IN_HANGS'] = 'yes';
    try {
      const model = new LocalModel(readFolder(modelFolder(standInRuntime())));
      await model.ask('love', PATIENT_MS, never);
      let turns = 0;
      const beat = setInterval(() => turns++, 1);
      await assert.rejects(model.ask('love '.repeat(9), 200, never), /did not answer within 0\.2 s/);
      clearInterval(beat);
      assert.ok(turns > 10, `the loop turned ${turns} times while the model hung`);
      assert.equal((await model.ask('hate', PATIENT_MS, never)).opinion.sentiment, 'negative');
      await model.end();
    } finally {
      delete process.env['STAND_IN_HANGS'];
    }
  });
});
