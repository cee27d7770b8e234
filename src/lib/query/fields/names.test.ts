import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countryCode } from './countries.ts';
import { placeName, plainName, threadName } from './names.ts';

test('countries are known by code and by name in many languages', () => {
  for (const name of ['DE', 'de', 'Germany', 'Deutschland', 'Allemagne', 'Alemania', 'Германия', 'ドイツ'])
    assert.equal(countryCode(name), 'de', name);
  for (const name of [
    'US',
    'usa',
    'U.S.A.',
    'United States',
    'united  states of america',
    'Vereinigte Staaten',
  ])
    assert.equal(countryCode(name), 'us', name);
  for (const name of ['uk', 'GB', 'Great Britain', 'United Kingdom'])
    assert.equal(countryCode(name), 'gb', name);
  for (const [name, code] of [
    ['Turkey', 'tr'],
    ['Türkiye', 'tr'],
    ['Côte d’Ivoire', 'ci'],
    ["cote d'ivoire", 'ci'],
    ['Hong Kong', 'hk'],
    ['South Korea', 'kr'],
    ['Curaçao', 'cw'],
    ['Kosovo', 'xk'],
  ] as const)
    assert.equal(countryCode(name), code, name);
  for (const name of ['', 'zz', 'EU', 'DD', 'England', 'Atlantis', '\ud800', '\u0000'])
    assert.equal(countryCode(name), undefined, name);
});

test('accents, stops and hyphens make no difference in places', () => {
  for (const name of ['St. Louis', 'st louis', 'ST-LOUIS', ' St.  Louis '])
    assert.equal(placeName(name), 'st louis');
  assert.equal(placeName('São Paulo'), placeName('sao paulo'));
  assert.equal(placeName('Saint-Denis'), placeName('Saint Denis'));
  assert.equal(placeName('US-CA'), 'us ca');
  assert.equal(placeName('東京'), '東京');
  assert.equal(placeName('Zürich'), 'zurich');
});

test('names keep accents and lose quotation and direction marks', () => {
  assert.equal(plainName('\u200f@Jané\u202c  "Doe"'), 'jané doe');
});

test('threads are named by id, to the letter, or by address', () => {
  assert.equal(
    threadName('at://did:plc:AbC/app.bsky.feed.post/3k'),
    'at://did:plc:AbC/app.bsky.feed.post/3k',
  );
  for (const url of ['https://www.A.example/T/1/', 'https://a.example/T/1#reply', ' HTTPS://a.example/T/1'])
    assert.equal(threadName(url), 'https://a.example/T/1');
  assert.notEqual(threadName('https://a.example/T/1'), threadName('https://a.example/t/1'));
  assert.equal(threadName('https://a.example/?t=1'), 'https://a.example/?t=1');
  assert.equal(threadName(''), undefined);
  assert.equal(threadName('x'.repeat(201)), undefined);
});
