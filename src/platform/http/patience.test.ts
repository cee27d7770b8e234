import assert from 'node:assert/strict';
import { test } from 'node:test';
import fastify from 'fastify';
import { limitBodyTime } from './patience.ts';

test('what the program asks itself is not given up later: there is no connection to end', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const server = fastify();
  t.after(() => server.close());
  limitBodyTime(server, 30_000);
  server.get('/', async () => 'here');
  const answer = await server.inject('/');
  assert.equal(answer.body, 'here');
  // Before, this threw where nobody catches it, and took the whole program along.
  t.mock.timers.tick(60_000);
});
