import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ago, outboundOf, outgoingOf, ownPost, type ReplyPayload, sameText, settleMsIn } from './domain.ts';
import { FakeReplies } from './testing/fake-replies.ts';

const payload: ReplyPayload = {
  network: 'bluesky',
  accountId: 'ba_1',
  origin: 'bluesky',
  text: 'Hello',
  langs: ['en'],
  target: { externalId: 'at://ana/2', revision: 'c2', rootExternalId: 'at://ana/1', rootRevision: 'c1' },
  decidedAt: '2026-11-22T12:00:00.123Z',
};

const read = async () => new Uint8Array();

test('every attempt sends the same thing under the same key', () => {
  assert.deepEqual(
    outboundOf({ key: 'k' }, payload, read),
    outboundOf({ key: 'k' }, structuredClone(payload), read),
  );
  assert.equal(outboundOf({ key: 'k' }, payload, read).decidedAt.toISOString(), payload.decidedAt);
});

test('our post stands under the one it answers, older than any copy the network sends later', () => {
  const post = ownPost(
    payload,
    { externalId: 'at://brand/k', url: 'https://x.example/k' },
    { externalId: 'brand', handle: 'acme' },
  );
  assert.deepEqual(
    [post.parentExternalId, post.rootExternalId, post.version],
    ['at://ana/2', 'at://ana/1', Date.parse(payload.decidedAt) * 1000],
  );
  assert.equal(post.text, payload.text);
  const shown = { externalId: 'x', text: 'As it is shown' };
  assert.equal(ownPost(payload, shown, { externalId: 'brand', handle: 'acme' }).text, 'As it is shown');
  assert.equal(
    ownPost(
      { ...payload, target: { externalId: 'at://ana/1' } },
      { externalId: 'x' },
      { externalId: 'brand', handle: 'acme' },
    ).rootExternalId,
    'at://ana/1',
  );
});

test('a conversation shows its worst trouble, until a later reply was sent', () => {
  assert.equal(outgoingOf([]), 'none');
  assert.equal(outgoingOf(['ready', 'sent']), 'sending');
  assert.equal(outgoingOf(['sending', 'uncertain', 'failed', 'sent']), 'failed');
  assert.equal(outgoingOf(['ready', 'uncertain']), 'uncertain');
  assert.equal(outgoingOf(['sent', 'failed', 'uncertain']), 'none');
  assert.equal(outgoingOf(['cancelled']), 'none');
});

test('the same text is the same in spite of spaces, case and composition', () => {
  assert.ok(sameText(' Hello\n World ', 'hello world'));
  assert.ok(sameText('caf\u00e9', 'cafe\u0301'));
  assert.ok(!sameText('Hello', 'Hello!'));
});

test('times ago are told in words', () => {
  const now = new Date('2026-11-22T12:00:00Z');
  const before = (seconds: number) => ago(new Date(now.getTime() - seconds * 1000), now);
  assert.deepEqual(
    [before(0), before(20), before(61), before(600)],
    ['just now', '20 seconds ago', 'a minute ago', '10 minutes ago'],
  );
});

test('what has no key in private is looked for later than a post', () => {
  const { capabilities } = new FakeReplies().connector;
  const slow = { capabilities: { ...capabilities, settleMs: 5, inPrivate: { settleMs: 60 } } };
  assert.deepEqual(
    [settleMsIn(slow), settleMsIn(slow, true), settleMsIn({ capabilities }, true)],
    [5, 60, 30],
  );
});
