import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TypedAhead } from './typed-ahead.ts';

const press = (key: string, held: { ctrlKey?: boolean; altKey?: boolean } = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...held,
});
const type = (ahead: TypedAhead, text: string, now = 1) =>
  [...text].map((key) => ahead.takes(press(key), now));

test('what is typed before a field is there lands in it, corrected as it was typed', () => {
  const ahead = new TypedAhead();
  ahead.expect(0);
  assert.ok(type(ahead, 'Thanks🙂').every(Boolean));
  assert.ok(ahead.takes(press('Backspace'), 2));
  assert.ok(ahead.takes(press('@', { ctrlKey: true, altKey: true }), 2), 'AltGr');
  assert.equal(ahead.handOver(), 'Thanks@');
  assert.equal(ahead.takes(press('e'), 3), false, 'the field has its keys now');
});

test('keys are shortcuts where no field was asked for, none came in time, or somebody gave up', () => {
  const ahead = new TypedAhead();
  assert.deepEqual(type(ahead, 'e'), [false]);
  ahead.expect(0);
  assert.deepEqual(type(ahead, 'e', 3001), [false]);
  ahead.expect(0);
  type(ahead, 'wait');
  assert.equal(ahead.takes(press('Escape'), 2), false, 'Escape means what it always means');
  assert.deepEqual(type(ahead, 'e', 3), [false]);
  assert.equal(ahead.handOver(), '');
});

test('commands stay commands while a field is waited for', () => {
  const ahead = new TypedAhead();
  ahead.expect(0);
  for (const one of [press('k', { ctrlKey: true }), press('Tab'), press('Enter'), press('ArrowDown')])
    assert.equal(ahead.takes(one, 1), false, one.key);
  ahead.expect(1);
  assert.equal(ahead.handOver(), '', 'a new wish begins anew');
});
