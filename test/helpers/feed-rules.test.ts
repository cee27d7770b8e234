import assert from 'node:assert/strict';
import { test } from 'node:test';
import { atomOf, type Feed, jsonFeedOf, rssOf } from '#ui/feeds/index.ts';
import { problemsOfFeed } from './feed-rules.ts';
import { readXml } from './strict-xml.ts';

const at = new Date('2026-11-23T08:00:00Z');
const feed: Feed = {
  title: 'News & more',
  description: 'a <b>',
  language: 'de',
  homeUrl: 'https://a.example/',
  selfUrl: 'https://a.example/feed',
  entries: [
    {
      id: 'https://a.example/1',
      guid: 'one',
      title: '<1> ]]>',
      url: 'https://a.example/1',
      html: '<p><a href="https://a.example/x">x</a> 1 &lt; 2 onclick=</p>',
      publishedAt: at,
      updatedAt: at,
      author: 'Ana & Bo',
      tags: ['a b'],
    },
  ],
};
const [entry] = feed.entries;
const MAKE = { atom: atomOf, rss: rssOf, json: jsonFeedOf };

for (const kind of ['atom', 'rss', 'json'] as const) {
  test(`a valid feed of ${kind} has no problems`, () => {
    assert.deepEqual(problemsOfFeed(kind, MAKE[kind](feed)), []);
    assert.deepEqual(problemsOfFeed(kind, MAKE[kind]({ ...feed, entries: [] })), []);
  });

  test(`what a validator refuses in ${kind} is found`, () => {
    const say = (change: object) =>
      problemsOfFeed(kind, MAKE[kind]({ ...feed, entries: [{ ...entry!, ...change }] })).join('; ');
    assert.match(say({ html: '<a href="/x">x</a>' }), /\/x is no whole address/);
    assert.match(say({ html: '<script>1</script>' }), /removed?|remove/);
    assert.match(say({ html: '<p onclick="x">1</p>' }), /run/);
    assert.match(say({ url: '/t/1' }), /no whole address/);
    const twice = MAKE[kind]({ ...feed, entries: [entry!, entry!] });
    assert.match(problemsOfFeed(kind, twice).join(), /same id/);
  });
}

test('XML that is not well formed is none', () => {
  const xml = (body: string) => readXml(`<?xml version="1.0" encoding="utf-8"?>\n${body}`);
  const read = xml('<a b="1 &#38; 2"><c /> &#38; &amp;</a>');
  assert.deepEqual(read, {
    name: 'a',
    attributes: { b: '1 & 2' },
    children: [{ name: 'c', attributes: {}, children: [] }, ' & &'],
  });
  for (const body of [
    '<a>',
    '<a></b>',
    '<a>&nbsp;</a>',
    '<a b=1></a>',
    '<a>]]></a>',
    '<a <b></a>',
    '<a b="" b=""/>',
    '<a/><b/>',
  ])
    assert.throws(() => xml(body), Error, body);
  assert.throws(() => readXml('<a></a>'), /declaration/);
});
