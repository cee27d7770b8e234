import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import { atomOf, type Feed, jsonFeedOf, rssOf, siteMapOf } from './index.ts';

const HOSTILE = 'a <b> & "c" ]]> \u0000\u0008\uFFFE </title>';
const feed: Feed = {
  title: 'News & more',
  description: HOSTILE,
  language: 'de',
  homeUrl: 'https://acme.example/community',
  selfUrl: 'https://acme.example/community/feed',
  entries: [
    {
      id: 'https://acme.example/community/t/1',
      guid: 'thr_1',
      title: HOSTILE,
      url: 'https://acme.example/community/t/1/hello',
      html: '<p>Hello &amp; welcome</p>',
      publishedAt: new Date('2026-11-20T10:00:00Z'),
      updatedAt: new Date('2026-11-21T10:00:00Z'),
      author: 'Ana <b>',
      tags: ['roaming', 'a&b'],
    },
  ],
};

/** Whatever shape the reader gives a text. */
const textOf = (read: unknown): string =>
  typeof read === 'object' && read !== null ? String((read as { value?: unknown }).value) : String(read);

test('all three say the same, whatever people wrote', () => {
  const title = /^a <b> & "c" \]\]>\s+<\/title>$/;
  const atom = parseAtomFeed(atomOf(feed));
  const [entry] = atom.entries!;
  assert.match(textOf(entry!.title), title);
  assert.equal(entry!.updated, '2026-11-21T10:00:00.000Z');
  assert.equal(entry!.authors![0]!.name, 'Ana <b>');
  const rss = parseRssFeed(rssOf(feed));
  const [item] = rss.items!;
  assert.match(textOf(item!.title), title);
  assert.equal(item!.guid!.value, 'thr_1');
  assert.equal(textOf(item!.description), '<p>Hello &amp; welcome</p>');
  const json = parseJsonFeed(jsonFeedOf(feed));
  const [one] = json.items!;
  assert.equal(one!.title, HOSTILE);
  assert.deepEqual(one!.tags, ['roaming', 'a&b']);
});

test('a feed of nothing is a feed', () => {
  const empty = { ...feed, entries: [] };
  assert.match(atomOf(empty), /<updated>1970-01-01T00:00:00.000Z<\/updated>/);
  assert.match(rssOf(empty), /<channel>[^]*<\/channel>/);
  assert.deepEqual((JSON.parse(jsonFeedOf(empty)) as { items: object[] }).items, []);
});

test('a site map names the languages of each page', () => {
  const map = siteMapOf([
    { url: 'https://acme.example/help/en' },
    {
      url: 'https://acme.example/help/en/a?b&c',
      changedAt: new Date('2026-11-21T10:00:00Z'),
      others: [{ language: 'de', url: 'https://acme.example/help/de/a' }],
    },
  ]);
  assert.match(map, /<loc>https:\/\/acme.example\/help\/en\/a\?b&#38;c<\/loc>/);
  assert.match(map, /<lastmod>2026-11-21T10:00:00.000Z<\/lastmod>/);
  assert.match(map, /hreflang="de" href="https:\/\/acme.example\/help\/de\/a"/);
});
