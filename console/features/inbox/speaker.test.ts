import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BrandAccount } from '../../api/types.ts';
import { accountName, speakerOf } from './speaker.ts';

const account = (id: string, state: BrandAccount['state'] = 'connected'): BrandAccount => ({
  id,
  network: 'mail',
  externalId: id,
  handle: `${id}@acme.example`,
  displayName: null,
  avatarUrl: null,
  service: null,
  signature: null,
  messages: null,
  state,
  problem: null,
  connectedAt: '2026-11-23T08:00:00.000Z',
  maxLength: 1000,
  maxLengthInPrivate: 1000,
});
const [help, billing, refused] = [account('help'), account('billing'), account('old', 'refused')];
const led = (accountId: string | null) => ({ accountId, handle: 'x', because: 'written-to' as const });

test('the account that the conversation is led with answers, not the first', () => {
  assert.equal(speakerOf(led('billing'), [help, billing], null), billing);
  assert.equal(speakerOf(led('old'), [help, refused], null), refused, 'also one that has to be mended first');
});

test('what the reader chose counts before everything, as long as it is there', () => {
  assert.equal(speakerOf(led('billing'), [help, billing], 'help'), help);
  assert.equal(speakerOf(led('billing'), [help, billing], 'gone'), billing);
});

test('where it is led with none that is connected, somebody has to choose', () => {
  assert.equal(speakerOf(led(null), [help, billing], null), null);
  assert.equal(speakerOf(led('gone'), [help, billing], null), null);
  assert.equal(speakerOf(led(null), [help, billing], 'help'), help);
});

test('where nobody was named, the first that works answers', () => {
  assert.equal(speakerOf(null, [refused, billing, help], null), billing);
  assert.equal(speakerOf(null, [refused], null), refused);
  assert.equal(speakerOf(null, [], null), null);
});

test('a mailbox has no second at sign', () => {
  assert.deepEqual(
    [accountName('acme.example'), accountName('help@acme.example')],
    ['@acme.example', 'help@acme.example'],
  );
});
