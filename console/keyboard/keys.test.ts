import assert from 'node:assert/strict';
import { test } from 'node:test';
import { find, keyCaps, nameOf } from './keys.ts';

const press = (key: string, more: Partial<Parameters<typeof nameOf>[0]> = {}) =>
  nameOf({ key, code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });

test('names presses', () => {
  assert.equal(press('j'), 'j');
  assert.equal(press('J', { shiftKey: true }), 'shift+j');
  assert.equal(press('J'), 'j', 'caps lock is not shift');
  assert.equal(press('?', { shiftKey: true }), '?');
  assert.equal(press('k', { ctrlKey: true }), 'mod+k');
  assert.equal(press('k', { metaKey: true }), 'mod+k');
  assert.equal(press('Enter', { ctrlKey: true }), 'mod+Enter');
  assert.equal(press('Enter', { shiftKey: true }), 'shift+Enter');
  assert.equal(press(' '), 'Space');
});

test('modifiers alone and Alt are nobody’s business', () => {
  assert.equal(press('Shift', { shiftKey: true }), null);
  assert.equal(press('Control', { ctrlKey: true }), null);
  assert.equal(press('e', { altKey: true }), null);
});

test('letters of other alphabets count by their place', () => {
  assert.equal(press('о', { code: 'KeyJ' }), 'j');
  assert.equal(press('ξ', { code: 'KeyJ' }), 'j');
  assert.equal(press('ö', { code: 'Semicolon' }), 'ö');
});

const bindings = [
  { keys: 'j' },
  { keys: 'g i' },
  { keys: 'i' },
  { keys: 'mod+Enter', isForWriting: true },
  { keys: 'j', name: 'above' },
];

test('the binding registered last wins', () => {
  assert.deepEqual(find(bindings, 'j', null, false), { kind: 'run', binding: bindings[4] });
});

test('pairs wait for their second press, and a stray second press is itself again', () => {
  assert.deepEqual(find(bindings, 'g', null, false), { kind: 'wait', prefix: 'g' });
  assert.deepEqual(find(bindings, 'i', 'g', false), { kind: 'run', binding: bindings[1] });
  assert.deepEqual(find(bindings, 'j', 'g', false), { kind: 'run', binding: bindings[4] });
  assert.deepEqual(find(bindings, 'x', 'g', false), { kind: 'none' });
});

test('in a field only what is meant for writing works', () => {
  assert.deepEqual(find(bindings, 'j', null, true), { kind: 'none' });
  assert.deepEqual(find(bindings, 'g', null, true), { kind: 'none' });
  assert.equal(find(bindings, 'mod+Enter', null, true).kind, 'run');
});

test('key caps', () => {
  assert.deepEqual(keyCaps('mod+k', false), ['Ctrl', 'K']);
  assert.deepEqual(keyCaps('mod+k', true), ['⌘', 'K']);
  assert.deepEqual(keyCaps('g i', false), ['G', 'I']);
  assert.deepEqual(keyCaps('Escape', false), ['Esc']);
});
