import assert from 'node:assert/strict';
import { scryptSync } from 'node:crypto';
import { test } from 'node:test';
import { hashNewPassword, isPassword } from './passwords.ts';

// The tests of sign-in make passwords cheap, so what they cost in the program is seen here.
test('a stored password costs a guesser 32 MB and 16,384 rounds, and no two look alike', async () => {
  const password = 'seven quiet otters';
  const hash = await hashNewPassword(password, []);
  const [salt = '', key] = hash.split(':');
  const dear = scryptSync(password, salt, 64, { N: 16_384, r: 16, p: 1, maxmem: 128 * 1024 ** 2 });
  assert.equal(key, dear.toString('hex'));
  assert.match(salt, /^[0-9a-f]{32}$/);
  assert.notEqual(hash, await hashNewPassword(password, []));
  assert.equal(await isPassword(password, hash), true);
  assert.equal(await isPassword(`${password} `, hash), false);
  assert.equal(await isPassword(password, null), false);
});
