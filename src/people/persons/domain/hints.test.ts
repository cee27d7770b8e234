import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { EVIDENCE, isProven } from './evidence.ts';
import { hintsOf, normOf, normOfClaim } from './hints.ts';
import { anyText } from '../../../../test/helpers/texts.ts';

const said = (text: string) => hintsOf(text).map(({ key, norm, network }) => [key, norm, network]);

test('mail addresses of signatures are found, those that many share are not', () => {
  assert.deepEqual(said('Best, Ana\nAna.Ruiz+shop@Mail.Example.org.'), [
    ['mail', 'ana.ruiz+shop@mail.example.org', null],
  ]);
  assert.deepEqual(said('write to support@acme.example or no-reply@acme.example, info@x.example'), []);
  assert.deepEqual(said('@ana@mastodon.example is a handle'), [], 'a fediverse handle is no mail address');
});

test('phone numbers need a country code', () => {
  assert.deepEqual(said('call +49 (30) 1234-5678 please'), [['phone', '+493012345678', null]]);
  assert.deepEqual(said('order 4711 0815 12, on 2026-11-22, 030 1234567'), []);
  assert.equal(normOfClaim('phone', '+49 30 / 12345678'), '+493012345678');
});

test('who says that another account is his own, names it', () => {
  assert.deepEqual(said('Hi, I am @ana.bsky.social on the other side'), [
    ['account', 'ana.bsky.social', 'bluesky'],
  ]);
  assert.deepEqual(said('my Bluesky? My account on Bluesky is @ana.example.'), [
    ['account', 'ana.example', 'bluesky'],
  ]);
  assert.deepEqual(said('I agree with @ana.example'), [], 'naming somebody is not being somebody');
  assert.deepEqual(said('ask @ana.example, she said it'), []);
});

test('any text is read in good time, and gives a bounded number of hints', () => {
  for (const hostile of [
    'a@'.repeat(50_000),
    `${'a.'.repeat(40_000)}@b.c`,
    'i am '.repeat(20_000),
    `+1${' ('.repeat(40_000)}`,
  ]) {
    const start = performance.now();
    assert.ok(hintsOf(hostile).length <= 10);
    assert.ok(performance.now() - start < 1000, 'no text makes it walk in circles');
  }
  fc.assert(fc.property(anyText(), (text) => hintsOf(text).length <= 10));
});

test('values are compared without case, blanks and width', () => {
  assert.equal(normOf(' Ａna@X.org '), 'ana@x.org');
});

test('only proofs join by themselves, and the same name is no evidence at all', () => {
  const proofs = Object.entries(EVIDENCE).flatMap(([kind, { isProof }]) => (isProof ? [kind] : []));
  assert.deepEqual(proofs, ['signed-in', 'mail-verified', 'handle-verified']);
  assert.ok(!Object.keys(EVIDENCE).some((kind) => kind.includes('name')));
  assert.equal(isProven([{ kind: 'same-mail' }, { kind: 'says-so' }, { kind: 'agent' }]), false);
  assert.equal(isProven([{ kind: 'same-mail' }, { kind: 'mail-verified' }]), true);
});
