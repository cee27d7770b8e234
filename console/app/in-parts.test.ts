import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { MOST_AT_ONCE } from '#respond/inbox/index.ts';
import { noAnswerError } from '../api/errors.ts';
import { dismissToast, listToasts } from '../components/toast-store.ts';
import { inParts, PART, tellLeft } from './in-parts.ts';

const ids = Array.from({ length: 2 * PART + 50 }, (_, at) => `case_${at}`);
const done = Promise.resolve('undo');
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

test('a part that nobody answered is not told as left: it may have been done', async () => {
  const lost = noAnswerError(15_000);
  const last = await inParts(ids, 'Solved', (part) => (part.length < PART ? Promise.reject(lost) : done));
  tellLeft(last, ids.length);
  const unsure = (count: number) =>
    `No answer came for ${count} of ${ids.length}: they may have been done or not. Look at what is there.`;
  assert.equal(shown()[0]!.text, unsure(50));
  let count = 0;
  const second = await inParts(ids, 'Solved', () => (++count === 2 ? Promise.reject(lost) : done));
  tellLeft(second, ids.length);
  assert.equal(shown()[1]!.text, `${unsure(PART)} The 50 after them were left as they were.`);
});
