import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { ApiError, networkError } from '../api/errors.ts';
import { dismissToast, listToasts } from '../components/toast-store.ts';
import { tellKept, undoParts } from './undo-parts.ts';
import { undoLast } from './undo.ts';

const words = () => listToasts().map(({ text }) => text);
const never = () => assert.fail('this is not asked for again');
const overtaken = new ApiError(409, { error: { code: 'x.overtaken', message: 'Ben was faster.' } });
const failing = (errors: Record<string, Error>, sent: string[]) => async (undo: string) => {
  sent.push(undo);
  if (errors[undo] !== undefined) throw errors[undo];
  return undo;
};

beforeEach(() => {
  for (const { id } of listToasts()) dismissToast(id);
});

test('parts are taken back from the last to the first', async () => {
  const sent: string[] = [];
  const texts: string[] = [];
  const { failed } = await undoParts('Solved', ['undo_1', 'undo_2'], async (undo) => {
    texts.push(...words());
    sent.push(undo);
  });
  assert.deepEqual([sent, failed], [['undo_2', 'undo_1'], []]);
  assert.deepEqual(texts, ['Undo: Solved: 0 of 2', 'Undo: Solved: 1 of 2']);
  assert.deepEqual(words(), [], 'nothing is left of the progress');
});

test('a part that is refused keeps none of the others, and is told with its reason', async () => {
  const sent: string[] = [];
  const undone = await undoParts('Solved', ['a', 'b', 'c'], failing({ c: overtaken, b: overtaken }, sent));
  assert.deepEqual([sent, undone.answers], [['c', 'b', 'a'], ['a']]);
  tellKept('Solved', undone, never);
  assert.deepEqual(words(), ['2 of 3 parts could not be taken back: Ben was faster.']);
  await undoLast();
  assert.match(words().at(-1)!, /nothing left/i);
});

test('what nobody answered or the server had trouble with can be undone again, and only that', async () => {
  const away = new ApiError(503, { error: { message: 'The database is away.' } });
  const undos = ['a', 'b', 'c', 'd'];
  const undone = await undoParts('Solved', undos, failing({ a: networkError(), b: overtaken, d: away }, []));
  const again: string[][] = [];
  tellKept('Solved', undone, async (left) => void again.push([...left]));
  assert.match(
    words().join(),
    /3 of 4 parts could not be taken back: The database is away\. Ben was faster\./,
  );
  await undoLast();
  assert.deepEqual(again, [['a', 'd']]);
});

test('of a single part only the reason is told; nothing where all went back', async () => {
  tellKept('Solved', await undoParts('Solved', ['a'], failing({ a: overtaken }, [])), never);
  tellKept('Solved', await undoParts('Solved', ['a', 'b'], failing({}, [])), never);
  assert.deepEqual(words(), ['Ben was faster.']);
});
