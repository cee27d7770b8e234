import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { MOST_AT_ONCE } from '#respond/inbox/index.ts';
import { dismissToast, listToasts } from '../components/toast-store.ts';
import { inParts, PART, tellLeft, undoParts } from './in-parts.ts';

const ids = Array.from({ length: 2 * PART + 50 }, (_, at) => `case_${at}`);
const shown = () => listToasts().map(({ text, progress }) => ({ text, progress }));

beforeEach(() => {
  for (const { id } of listToasts()) dismissToast(id);
});

test('a part is what the server takes at once', () => assert.equal(PART, MOST_AT_ONCE));

test('as many as the server takes go as a whole, and no progress is shown', async () => {
  const sizes: number[] = [];
  const { answers, left } = await inParts(ids.slice(0, PART), 'Solved', async (part) => {
    assert.deepEqual(shown(), []);
    return sizes.push(part.length);
  });
  assert.deepEqual([answers, sizes, left], [[1], [PART], null]);
});

test('more go in parts, one after the other, and the toast says how far it is', async () => {
  const seen: unknown[] = [];
  const sent: string[] = [];
  const { answers } = await inParts(ids, 'Solved', async (part) => {
    seen.push(shown()[0]);
    sent.push(...part);
    return part.length;
  });
  assert.deepEqual(answers, [PART, PART, 50]);
  assert.deepEqual(sent, ids, 'each once, in their order');
  const total = ids.length;
  const at = (done: number) => ({ text: `Solved: ${done} of ${total}`, progress: { done, total } });
  assert.deepEqual(seen, [at(0), at(PART), at(2 * PART)]);
  assert.deepEqual(shown(), [], 'nothing is left of it');
});

test('what was done stays when a later part fails, and the rest is told with its reason', async () => {
  let count = 0;
  const parts = await inParts(ids, 'Solved', async () => {
    count += 1;
    if (count === 2) throw new Error('Before #7 is solved, fill: Model.');
    return `undo_${count}`;
  });
  assert.deepEqual([parts.answers, parts.left?.ids.length], [['undo_1'], PART + 50]);
  tellLeft(parts, ids.length);
  assert.match(shown()[0]!.text, new RegExp(`^${PART + 50} of ${ids.length} were left .*: .+`));
});

test('when the first part fails, nothing was done', async () => {
  const refused = inParts(ids, 'Solved', () => Promise.reject(new Error('No.')));
  await assert.rejects(refused, /No\./);
  assert.deepEqual(shown(), []);
});

test('parts are taken back from the last to the first', async () => {
  const sent: string[] = [];
  const texts: string[] = [];
  await undoParts('Solved', ['undo_1', 'undo_2'], async (undo) => {
    texts.push(shown()[0]!.text);
    sent.push(undo);
  });
  assert.deepEqual(sent, ['undo_2', 'undo_1']);
  assert.deepEqual(texts, ['Undo: Solved: 0 of 2', 'Undo: Solved: 1 of 2']);
  assert.deepEqual(shown(), []);
});
