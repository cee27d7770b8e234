import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import * as fc from 'fast-check';
import { BUCKETS } from '../company/head.ts';
import type { HeadInUse } from '../company/labels.ts';
import { classify, readIntentModel, trainIntents, writeIntentModel } from '../intents/index.ts';
import { labelText, type ModelInUse, type TextToLabel } from '../label-text.ts';
import { intentsOf, LabelPacker, packedConcern, type PackedLabels } from '../packed.ts';
import { LabelThread, type Setup, type ThreadOptions } from './label-thread.ts';
import { anyText } from '../../../../test/helpers/texts.ts';

const HELD_OUT = path.resolve(import.meta.dirname, '../../../../tools/train/held-out');
const heldOut = ['sentiment', 'sentiment-languages', 'care'].flatMap((name) =>
  readFileSync(path.join(HELD_OUT, `${name}.ndjson`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { text: string }).text),
);
const HOSTILE = [
  '',
  '\ud800 alone \udfff',
  '👍👍',
  'https://e.example/?a=b',
  'a\0b',
  'ٱلسَّلَامُ عليكم',
  'x'.repeat(10_000),
  'refund me NOW or I call my lawyer, I am stranded in Nashville, Tennessee and there is smoke!',
];

const URGENT = [
  'I am stranded at the airport in Denver and my flight leaves today, help!',
  'smoke is coming out of your charger, my daughter is hurt',
  'you took the money twice, I need it by tomorrow or I call a lawyer',
];

/** A head that moves every post that it is asked about. */
const taught: HeadInUse = {
  label: 'complaint',
  version: 'complaint-1',
  head: {
    outputs: 2,
    weights: Float32Array.from({ length: BUCKETS * 2 }, (_, i) => ((i * 7919) % 100) / 300 - 0.15),
    bias: Float32Array.of(0.3, -0.2),
  },
};
const bytes = writeIntentModel(
  trainIntents([
    ...['refund me please', 'I want my money back', 'give me a refund now', 'money back'].map((text) => ({
      text,
      label: 'refund',
    })),
    ...['when do you open', 'are you open today', 'opening hours', 'closing time'].map((text) => ({
      text,
      label: 'hours',
    })),
  ]).model,
);
const setup: Setup = { company: [taught], intents: { id: 'imodel_1', bytes } };
const intents = readIntentModel(bytes);
const model: ModelInUse = {
  company: [taught],
  intents: { modelId: 'imodel_1', classify: (text, options) => classify(intents, text, options) },
};

function labelHere(posts: readonly TextToLabel[]): PackedLabels {
  const packer = new LabelPacker(posts.length);
  for (const post of posts) packer.add(labelText(model, post));
  return packer.end();
}

const plain = (text: string): TextToLabel => ({ text, lang: undefined, location: undefined, isOwn: false });
const script = (how: string) => new URL(`./testing/${how}.ts`, import.meta.url);
const open: LabelThread[] = [];
after(() => Promise.all(open.map((thread) => thread.end())));

/** A thread that is ready, and how it ended. */
async function ready(options: Partial<ThreadOptions> = {}) {
  const ended = Promise.withResolvers<Error | undefined>();
  const thread = new LabelThread(setup, { ...options, onEnd: ended.resolve });
  open.push(thread);
  await thread.whenReady;
  return { thread, ended: ended.promise };
}

describe('labels from a thread', () => {
  it('are bit for bit those from here, whatever the posts are and whatever came before', async () => {
    const { thread } = await ready();
    const post = fc.record({
      text: fc.oneof(
        { weight: 6, arbitrary: fc.constantFrom(...heldOut, ...HOSTILE) },
        { weight: 1, arbitrary: fc.constantFrom(...URGENT) },
        { weight: 1, arbitrary: anyText({ maxLength: 300 }) },
      ),
      lang: fc.option(fc.constantFrom('en', 'pt', 'de', 'ar', 'nonsense'), { nil: undefined }),
      location: fc.option(fc.constantFrom('Nashville, TN', 'Berlin', '\ud83d'), { nil: undefined }),
      isOwn: fc.boolean(),
    });
    const seen = { intents: 0, concerns: 0, reasons: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(post, { maxLength: 120 }), async (posts) => {
        const there = await thread.label(posts);
        assert.deepEqual(there, labelHere(posts));
        posts.forEach((_, i) => {
          const concern = packedConcern(there, i);
          if (intentsOf(there, i) !== null) seen.intents++;
          if (concern) seen.concerns++;
          if (concern && concern.reasons.length > 0) seen.reasons++;
        });
      }),
      { numRuns: 40 },
    );
    for (const [what, times] of Object.entries(seen)) assert.ok(times > 10, `${times} ${what}`);
  });

  it('come in the order in which they were asked for, however many wait', async () => {
    const { thread } = await ready();
    const pieces = Array.from({ length: 12 }, (_, i) => heldOut.slice(i * 40, i * 40 + 40).map(plain));
    const answers = await Promise.all(pieces.map((piece) => thread.label(piece)));
    assert.deepEqual(answers, pieces.map(labelHere));
  });
});

describe('a thread that fails', () => {
  for (const [how, reason] of [
    ['dies', /out of luck/],
    ['exits', /code 3/],
  ] as const)
    it(`and ${how} refuses what was not answered, and everything later`, async () => {
      const { thread, ended } = await ready({ script: script(how) });
      await thread.label([plain('post 1')]);
      const others = await Promise.allSettled([2, 3].map((n) => thread.label([plain(`post ${n}`)])));
      for (const other of others) {
        assert.equal(other.status, 'rejected');
        assert.match(String(other.status === 'rejected' && other.reason), reason);
      }
      assert.match(String(await ended), reason);
      assert.equal(thread.isReady, false);
      await assert.rejects(thread.label([plain('late')]), /over/);
    });

  it('and hangs is ended when patience is', async () => {
    const { thread, ended } = await ready({ script: script('hangs'), patienceMs: 1500 });
    await assert.rejects(thread.label([plain('hello')]), /said nothing for 1500 ms/);
    assert.match(String(await ended), /said nothing/);
  });
});

describe('the end of a thread', () => {
  it('comes by itself where nobody needs it any more, and is no failure', async () => {
    const { thread, ended } = await ready({ idleMs: 20 });
    await thread.label([plain('hello')]);
    assert.equal(await ended, undefined);
  });

  it('waits for its last answers where it is only retired', async () => {
    const { thread, ended } = await ready();
    const answers = [thread.label(heldOut.slice(0, 300).map(plain)), thread.label([plain('last')])];
    thread.retire();
    assert.equal((await answers[0])!.count, 300);
    assert.equal((await answers[1])!.count, 1);
    assert.equal(await ended, undefined);
  });

  it('is at once where it is told to, and whoever waits is refused', async () => {
    const { thread, ended } = await ready();
    const answer = thread.label(heldOut.map(plain));
    const refused = assert.rejects(answer, /ended/);
    await thread.end();
    await refused;
    assert.equal(await ended, undefined);
  });
});
