import { test } from 'node:test';
import assert from 'node:assert/strict';
import { limitsOf } from './limits.ts';

const keys = (path: string, address: string, account?: string) =>
  limitsOf(path, address, account).map((limit) => limit.key);

test('a guess counts for the address and for the account', () => {
  const limits = limitsOf('/sign-in/email', '192.0.2.7', 'ada@example.com');
  assert.deepEqual(
    limits.map((limit) => limit.of),
    ['address', 'account'],
  );
  assert.ok(limits.every((limit) => limit.isForgiven));
});

test('one account is one account, however it is written', () => {
  assert.deepEqual(
    keys('/sign-in/email', '192.0.2.7', ' Ada@Example.com'),
    keys('/sign-in/email', '192.0.2.7', 'ada@example.com'),
  );
});

test('a /64 of IPv6 is one place, the next one is another', () => {
  const [a] = keys('/magic-link/verify', '2001:db8:1:2:aaaa::1');
  const [b] = keys('/magic-link/verify', '2001:0db8:0001:0002::ffff');
  const [c] = keys('/magic-link/verify', '2001:db8:1:3::1');
  assert.equal(a, b);
  assert.notEqual(a, c);
  assert.deepEqual(keys('/magic-link/verify', '::ffff:192.0.2.7'), keys('/magic-link/verify', '192.0.2.7'));
});

test('mail has a smaller budget that success does not refill', () => {
  const limits = limitsOf('/sign-in/magic-link', '192.0.2.7', 'ada@example.com');
  assert.ok(limits.every((limit) => !limit.isForgiven && limit.max <= 15));
});

test('paths that prove nothing are not counted', () => {
  assert.deepEqual(limitsOf('/get-session', '192.0.2.7', undefined), []);
  assert.deepEqual(limitsOf('/passkey/list-user-passkeys', '192.0.2.7', 'ada@example.com'), []);
});
