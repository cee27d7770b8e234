import assert from 'node:assert/strict';
import { it } from 'node:test';
import { loginOf, shownServers } from './servers.ts';

it('reads one address and several, with and without names', () => {
  assert.deepEqual(loginOf('nats://a.example'), { servers: ['a.example:4222'], isTls: false });
  assert.deepEqual(loginOf('nats://a:4300, nats://me:p%40ss@b:1\nnats://[::1]'), {
    servers: ['a:4300', 'b:1', '[::1]:4222'],
    isTls: false,
    user: 'me',
    pass: 'p@ss',
  });
  assert.deepEqual(loginOf('tls://t0k3n@a'), { servers: ['a:4222'], isTls: true, token: 't0k3n' });
});

it('shows no secrets, and names what is wrong without them', () => {
  assert.equal(shownServers('nats://me:hidden@a,nats://b:5'), 'a:4222, b:5');
  for (const wrong of ['', ' , ', 'http://me:hidden@a', 'nats://', 'nats://me:hidden@']) {
    assert.throws(
      () => loginOf(wrong),
      (error) => error instanceof TypeError && !error.message.includes('hidden'),
    );
  }
});
