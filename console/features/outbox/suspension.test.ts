import assert from 'node:assert/strict';
import { test } from 'node:test';
import { covers } from './suspension.ts';

const account = { id: 'acc_1', network: 'bluesky' };
const of = (
  scope: Parameters<typeof covers>[0]['scope'],
  target: string | null,
  endedAt: string | null = null,
) => covers({ scope, target, endedAt }, account);

test('a suspension covers what it names, as long as it lasts', () => {
  assert.equal(of('everything', null), true);
  assert.equal(of('network', 'bluesky'), true);
  assert.equal(of('network', 'mail'), false);
  assert.equal(of('account', 'acc_1'), true);
  assert.equal(of('account', 'acc_2'), false);
  assert.equal(of('campaign', 'acc_1'), false);
  assert.equal(of('everything', null, '2026-11-22T10:00:00Z'), false);
});
