import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApiError, networkError } from '../api/errors.ts';
import { listToasts } from '../components/toast-store.ts';
import { forgetUndo, offerUndo, undoLast } from './undo.ts';

const recorder = () => {
  const undone: string[] = [];
  return { undone, thing: (text: string) => ({ text, undo: async () => void undone.push(text) }) };
};

test('undoes the newest first, each once', async () => {
  const { undone, thing } = recorder();
  offerUndo(thing('first'));
  offerUndo(thing('second'));
  await undoLast();
  await undoLast();
  await undoLast();
  assert.deepEqual(undone, ['second', 'first']);
  assert.match(listToasts().at(-1)!.text, /nothing left/i);
});

test('the button of a toast undoes its own thing and takes it off the list', async () => {
  const { undone, thing } = recorder();
  offerUndo(thing('a'));
  offerUndo(thing('b'));
  listToasts()
    .find((toast) => toast.text === 'a')!
    .action!.run();
  await undoLast();
  assert.deepEqual(undone, ['a', 'b']);
});

test('what did not come about cannot be undone', async () => {
  const { undone, thing } = recorder();
  const failed = thing('failed');
  offerUndo(failed);
  forgetUndo(failed);
  assert.ok(!listToasts().some((toast) => toast.text === 'failed'));
  await undoLast();
  assert.deepEqual(undone, []);
});

test('the toast leads to what came about as well, and goes when it is undone elsewhere', () => {
  const opened: string[] = [];
  const { thing } = recorder();
  const split = { ...thing('split off'), open: { label: 'Open', run: () => void opened.push('new') } };
  offerUndo(split);
  const toast = listToasts().find(({ text }) => text === 'split off')!;
  toast.open!.run();
  assert.deepEqual([opened, toast.action?.shortcut], [['new'], 'z']);
  forgetUndo(split);
  assert.ok(!listToasts().includes(toast));
});

test('an undo that nobody answered can be tried again; one that was refused is gone', async () => {
  const errors = [networkError(), new ApiError(409, { error: { message: 'Ben was faster.' } })];
  let tries = 0;
  offerUndo({ text: 'moved', undo: () => Promise.reject(errors[tries++]) });
  await assert.rejects(undoLast(), { code: 'network' });
  assert.ok(listToasts().some(({ text, action }) => text === 'moved' && action !== undefined));
  await assert.rejects(undoLast(), { message: 'Ben was faster.' });
  await undoLast();
  assert.deepEqual([tries, listToasts().some(({ text }) => text === 'moved')], [2, false]);
});
