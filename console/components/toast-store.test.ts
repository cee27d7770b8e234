import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changeToast, dismissToast, listToasts, onToasts, showToast } from './toast-store.ts';

test('at most three toasts stand at once, the oldest goes first', () => {
  let changes = 0;
  const stop = onToasts(() => (changes += 1));
  for (const text of ['1', '2', '3', '4']) showToast({ text });
  assert.deepEqual(
    listToasts().map((toast) => toast.text),
    ['2', '3', '4'],
  );
  assert.equal(changes, 4);
  stop();
});

test('dismissing what is gone changes nothing', () => {
  const id = showToast({ text: 'here', tone: 'bad' });
  dismissToast(id);
  const before = listToasts();
  dismissToast(id);
  assert.equal(listToasts(), before);
});

test('a toast that stands can say something else; one that was taken away stays away', () => {
  const id = showToast({ text: '0 of 2' });
  changeToast(id, { text: '1 of 2' });
  assert.ok(listToasts().some(({ text }) => text === '1 of 2'));
  dismissToast(id);
  changeToast(id, { text: '2 of 2' });
  assert.ok(!listToasts().some((toast) => toast.id === id));
});
