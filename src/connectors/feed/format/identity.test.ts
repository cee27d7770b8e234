import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deriveId, fingerprint, separateEntries } from './identity.ts';
import { parseFeed } from './parse.ts';
import type { FeedEntry, FeedWarning } from './types.ts';

const [plain] = parseFeed(
  Buffer.from(
    '<rss><channel><item><guid isPermaLink="false">g</guid><title>T</title></item></channel></rss>',
  ),
).entries;

function entry(parts: Partial<FeedEntry>): FeedEntry {
  return { ...plain!, ...parts };
}

function separate(entries: FeedEntry[]) {
  const warnings: FeedWarning[] = [];
  return { entries: separateEntries(entries, warnings), codes: warnings.map((warning) => warning.code) };
}

test('an id comes from the address, else the first file, else the words', () => {
  const file = { url: 'http://x.example/a.mp3', type: null, length: null };
  assert.equal(deriveId(entry({ url: 'http://x.example/1', enclosures: [file] })), 'http://x.example/1');
  assert.equal(deriveId(entry({ url: null, enclosures: [file] })), 'http://x.example/a.mp3');
  assert.match(deriveId(entry({ url: null })), /^sha256:[0-9a-f]{32}$/);
});

test('with a title and a date a mended text keeps the id; without them the text is the id', () => {
  const dated = { url: null, published: '2020-01-01T00:00:00.000Z' };
  assert.equal(deriveId(entry({ ...dated, content: 'a' })), deriveId(entry({ ...dated, content: 'b' })));
  const bare = { url: null, title: null };
  assert.notEqual(deriveId(entry({ ...bare, content: 'a' })), deriveId(entry({ ...bare, content: 'b' })));
});

test('the fingerprint changes with everything a reader sees, and with nothing else', () => {
  const before = fingerprint(plain!);
  for (const change of [
    { title: 'x' },
    { content: 'x' },
    { url: 'http://x.example/' },
    { author: 'x' },
    { summary: 'x' },
    { updated: '2020-01-01T00:00:00.000Z' },
  ])
    assert.notEqual(fingerprint(entry(change)), before, JSON.stringify(change));
  assert.equal(fingerprint(entry({ language: 'de', commentsUrl: 'http://x.example/c' })), before);
});

test('entries with ids of their own stay the same list', () => {
  const entries = [entry({ id: 'a' }), entry({ id: 'b' })];
  assert.equal(separate(entries).entries, entries);
});

test('the later state of one entry wins, in the place of the first', () => {
  const old = entry({ id: 'a', title: 'old', updated: '2020-01-01T00:00:00.000Z' });
  const late = entry({ id: 'a', title: 'new', updated: '2021-01-01T00:00:00.000Z' });
  for (const pair of [
    [old, late],
    [late, old],
  ]) {
    const { entries, codes } = separate([pair[0]!, entry({ id: 'b' }), pair[1]!]);
    assert.deepEqual(
      entries.map(({ title }) => title),
      ['new', 'T'],
    );
    assert.deepEqual(codes, ['entry.repeated']);
  }
});

test('different entries under one broken id get ids of their own, whatever their order', () => {
  const [a, b] = ['a', 'b'].map((name) => entry({ id: '0', url: `http://x.example/${name}` }));
  const first = separate([a!, b!]);
  const second = separate([b!, a!]);
  assert.deepEqual(first.codes, ['entry.shared_id']);
  assert.deepEqual(
    first.entries.map(({ id }) => id),
    second.entries.map(({ id }) => id).toReversed(),
  );
  assert.equal(new Set(first.entries.map(({ id }) => id)).size, 2);
});
