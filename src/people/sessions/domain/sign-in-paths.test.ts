import { test } from 'node:test';
import assert from 'node:assert/strict';
import { keepsSecureCookies, SIGN_IN_PATHS, withoutTokens } from './sign-in-paths.ts';

test('secure cookies are kept over https and on the machine itself', () => {
  for (const origin of [
    'https://help.example',
    'http://localhost:3000',
    'http://127.0.0.1:3000',
    'http://127.8.9.1',
    'http://[::1]:3000',
    'http://a.localhost',
  ]) {
    assert.equal(keepsSecureCookies(origin), true, origin);
  }
  for (const origin of [
    'http://help.example',
    'http://192.168.1.5:3000',
    'http://localhost.example',
    'http://127.0.0.1.example',
    'http://[2001:db8::1]',
  ]) {
    assert.equal(keepsSecureCookies(origin), false, origin);
  }
});

test('answers lose the token wherever it stands, and nothing else', () => {
  assert.deepEqual(withoutTokens({ token: 't', user: { id: 1 }, session: { id: 's', token: 't' } }), {
    user: { id: 1 },
    session: { id: 's' },
  });
  assert.deepEqual(withoutTokens([{ token: 1 }]), [{ token: 1 }]);
  assert.equal(withoutTokens(null), null);
  assert.deepEqual(withoutTokens({ session: null }), { session: null });
});

test('nobody can sign up', () => {
  assert.ok([...SIGN_IN_PATHS.keys()].every((path) => !path.includes('sign-up')));
});
