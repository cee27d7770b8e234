import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { labelText, type TextToLabel } from '../label-text.ts';
import type { Labeller } from '../labeller.ts';
import { LabelPacker, type PackedLabels } from '../packed.ts';
import type { LabelThread } from './label-thread.ts';
import { SharedParts } from './shared-parts.ts';

const texts = (part: number): TextToLabel[] =>
  [1, 2, 3].map((n) => ({
    text: `part ${part}, post ${n}: I love it`,
    lang: 'en',
    location: undefined,
    isOwn: false,
  }));
const pack = (posts: readonly TextToLabel[]): PackedLabels => {
  const packer = new LabelPacker(posts.length);
  for (const post of posts) packer.add(labelText({ company: [], intents: undefined }, post));
  return packer.end();
};

/** Parts with a thread that answers when it is told to, and what was labelled here. */
function stage(count: number) {
  const parts = Array.from({ length: count }, (_, part) => texts(part));
  const asked: { part: number; answer: PromiseWithResolvers<PackedLabels> }[] = [];
  const here: number[] = [];
  const partOf = (post: TextToLabel) => Number(/\d+/.exec(post.text)![0]);
  const thread = {
    label(posts: readonly TextToLabel[]) {
      const answer = Promise.withResolvers<PackedLabels>();
      asked.push({ part: partOf(posts[0]!), answer });
      return answer.promise;
    },
  } as unknown as LabelThread;
  const labeller = {
    label(post: TextToLabel) {
      if (/post 1/.test(post.text)) here.push(partOf(post));
      return labelText({ company: [], intents: undefined }, post);
    },
  } as unknown as Labeller;
  const answer = async (index: number) => {
    asked[index]!.answer.resolve(pack(parts[asked[index]!.part]!));
    await new Promise(setImmediate);
  };
  return { parts, asked, here, answer, shared: new SharedParts(labeller, thread, parts) };
}

describe('parts of a batch', () => {
  it('go to the thread two at a time, and nowhere else as long as it keeps up', async () => {
    const { asked, here, answer, shared, parts } = stage(4);
    assert.deepEqual(
      asked.map(({ part }) => part),
      [0, 1],
    );
    for (const [part, posts] of parts.entries()) {
      await answer(part);
      assert.deepEqual(await shared.find(part), pack(posts));
    }
    assert.deepEqual(
      asked.map(({ part }) => part),
      [0, 1, 2, 3],
    );
    assert.deepEqual(here, []);
  });

  it('are labelled here from the last on where the thread lags behind, one at a time', async () => {
    const { asked, here, answer, shared, parts } = stage(6);
    const answers = [shared.find(0), shared.find(1), shared.find(2)];
    assert.deepEqual(here, [5]);
    await new Promise(setImmediate);
    answers.push(shared.find(3));
    assert.deepEqual(here, [5, 4]);
    for (let i = 0; i < 4; i++) await answer(i);
    assert.deepEqual(
      asked.map(({ part }) => part),
      [0, 1, 2, 3],
      'what is labelled here goes nowhere else',
    );
    answers.push(shared.find(4), shared.find(5));
    assert.deepEqual(await Promise.all(answers), parts.map(pack));
  });

  it('are all found where the thread ends', async () => {
    const { asked, here, shared, parts } = stage(4);
    asked[0]!.answer.reject(new Error('out of luck'));
    asked[1]!.answer.reject(new Error('out of luck'));
    await new Promise(setImmediate);
    for (const { answer } of asked.slice(2)) answer.reject(new Error('out of luck'));
    assert.deepEqual(await Promise.all(parts.map((_, part) => shared.find(part))), parts.map(pack));
    assert.deepEqual(here.toSorted(), [0, 1, 2, 3]);
  });
});
