import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { StreamState } from '#platform/stream/index.ts';
import { judge } from './domain.ts';

const calm: StreamState = {
  server: 'n1',
  servers: 3,
  replicas: 3,
  currentReplicas: 3,
  bytes: 1000,
  maxBytes: 1_000_000,
  partitions: [
    { partition: 0, waiting: 2, oldestSeconds: 1 },
    { partition: 1, waiting: 3, oldestSeconds: 4 },
    { partition: 2, waiting: 0, oldestSeconds: null },
  ],
  inHand: 5,
  redelivered: 0,
  idleTakers: 1,
};
const old = (oldestSeconds: number) => ({ partitions: [{ partition: 0, waiting: 1, oldestSeconds }] });

it('adds up what waits, and is content while it moves', () => {
  assert.deepEqual(judge(calm), { problem: null, waiting: 5, oldestSeconds: 4 });
  assert.deepEqual(judge({ ...calm, partitions: [] }), { problem: null, waiting: 0, oldestSeconds: null });
});

it('says that nobody takes what waits, but not in the moment between two requests', () => {
  const nobody = { ...calm, inHand: 0, idleTakers: 0 };
  assert.equal(judge(nobody).problem, null);
  assert.match(judge({ ...nobody, ...old(9) }).problem ?? '', /No matcher takes/);
  assert.equal(judge({ ...nobody, partitions: [] }).problem, null);
});

it('names the gravest first: nobody, full, behind, replicas', () => {
  const worst = { ...calm, ...old(600), inHand: 0, idleTakers: 0, bytes: 900_000, currentReplicas: 2 };
  assert.match(judge(worst).problem ?? '', /No matcher/);
  assert.match(judge({ ...worst, inHand: 1 }).problem ?? '', /nearly full/);
  assert.match(judge({ ...worst, inHand: 1, bytes: 0 }).problem ?? '', /10 min behind/);
  assert.match(
    judge({ ...worst, ...old(1), inHand: 1, bytes: 0 }).problem ?? '',
    /1 of 3 replicas .* is away/,
  );
  assert.match(judge({ ...calm, currentReplicas: 1 }).problem ?? '', /2 of 3 replicas .* are away/);
});
