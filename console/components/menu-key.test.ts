import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { beforeEach, test } from 'node:test';
import { pressByKey } from './menu-key.ts';

let [chosen, did]: [string[], string[]] = [[], []];
const item = (keys: string, more: object = {}) => ({
  dataset: { keys, ...more },
  click: () => void chosen.push(keys),
});
const items = [item('u'), item('mod+shift+Enter'), item('Enter'), item('x', { disabled: '' })];
const none = { code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
const press = (key: string, held: Partial<typeof none> = {}) =>
  pressByKey({
    ...none,
    ...held,
    key,
    currentTarget: { querySelectorAll: () => items },
    preventDefault: () => void did.push('prevented'),
    stopPropagation: () => void did.push('stopped'),
  });

beforeEach(() => void ([chosen, did] = [[], []]));

test('the key of an entry chooses that one, and the press goes no further', () => {
  press('u');
  press('Enter', { ctrlKey: true, shiftKey: true });
  assert.deepEqual(chosen, ['u', 'mod+shift+Enter']);
  assert.deepEqual(did, ['prevented', 'stopped', 'prevented', 'stopped']);
});

test('the key of an entry that is off does nothing, not even what has the focus', () => {
  press('x');
  assert.deepEqual([chosen, did], [[], ['prevented', 'stopped']]);
});

test('Enter and Space alone belong to the entry that has the focus, other keys to the menu', () => {
  for (const key of ['Enter', ' ', 'ArrowDown', 'q']) press(key);
  press('Shift', { shiftKey: true });
  assert.deepEqual([chosen, did], [[], []]);
});

test('a menu looks at a press before its entries do', () => {
  const menu = readFileSync(new URL('menu.tsx', import.meta.url), 'utf8');
  assert.match(menu, /<Primitive\.Content[^>]*\sonKeyDownCapture=\{pressByKey\}/);
});
