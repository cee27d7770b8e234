import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initialsOf, toneOf } from './avatar-face.ts';

test('initials of all kinds of names', () => {
  const cases: [string, string][] = [
    ['Ana Bell', 'AB'],
    ['  maria  del carmen ruiz ', 'MR'],
    ['@late.train', 'L'],
    ['李小龍', '李'],
    ['«Zoë» (she)', 'ZS'],
    ['🦊', '🦊'],
    ['👨‍👩‍👧 family', 'F'],
    ['', '?'],
    ['élan', 'É'],
  ];
  for (const [name, initials] of cases) assert.equal(initialsOf(name), initials, name);
});

test('the tone stays and all tones occur', () => {
  assert.equal(toneOf('acct_1'), toneOf('acct_1'));
  const tones = new Set(Array.from({ length: 200 }, (_, index) => toneOf(`acct_${index}`)));
  assert.deepEqual([...tones].sort(), [0, 1, 2, 3, 4, 5]);
});
