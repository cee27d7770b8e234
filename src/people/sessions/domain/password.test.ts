import { test } from 'node:test';
import assert from 'node:assert/strict';
import { weaknessOf } from './password.ts';

const ABOUT = ['Ada Lovelace', 'ada.lovelace@analytical.example'];

const WEAK = [
  'short1!',
  '123456789',
  '1234567890',
  '0987654321',
  'aaaaaaaaaaaa',
  'abababababab',
  'Password123!',
  'P@ssw0rd2026',
  'passwordpassword',
  'Welcome2026!',
  'qwertyuiop',
  'QWERTY12345',
  '1qaz2wsx3edc',
  'letmein12345',
  'Summer2026!!',
  'iloveyou1234',
  'administrator',
  'Lovelace1815',
  'analytical1!',
  'abc123abc123',
  'x'.repeat(201),
  '!@#$%^&*()',
];

const FINE = [
  'correct horse battery',
  'vier-blaue-fahrräder',
  'Tr0ub4dor&3-extra',
  'mxkqpwzotr',
  'hunde fressen leise',
  'привет как дела сосед',
  '日本語のパスワードです四',
  'my password is a boring sentence',
  'k7#mQ2!xZp9$',
  'monkeys juggle teacups',
];

for (const password of WEAK) {
  test(`refuses ${password.slice(0, 30)}`, () => assert.notEqual(weaknessOf(password, ABOUT), null));
}
for (const password of FINE) {
  test(`takes ${password}`, () => assert.equal(weaknessOf(password, ABOUT), null));
}

test('counts characters as people do', () => {
  assert.match(weaknessOf('👍👎👊✌️🤞', []) ?? '', /at least 10/);
});
