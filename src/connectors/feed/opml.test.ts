import assert from 'node:assert/strict';
import { test } from 'node:test';
import iconv from 'iconv-lite';
import { AppError } from '#platform/errors/index.ts';
import { readOpml, writeOpml } from './opml.ts';

const bytes = (text: string) => Buffer.from(text);

test('nested outlines become feeds with their folders', () => {
  const outline = readOpml(
    bytes(`<?xml version="1.0"?><opml version="1.0"><head><title>My &amp; yours</title></head><body>
      <outline text="Tea"><outline text="Green"><outline type="rss" text="A" xmlUrl="http://a.example/feed" htmlUrl="http://a.example/"/></outline>
      <outline text="B" xmlUrl="http://b.example/?x=1&y=2"/></outline>
      <outline title="C" XMLURL="feed://c.example/rss"/></body></opml>`),
  );
  assert.equal(outline.title, 'My & yours');
  assert.deepEqual(outline.feeds, [
    { url: 'http://a.example/feed', title: 'A', siteUrl: 'http://a.example/', folders: ['Tea', 'Green'] },
    { url: 'http://b.example/?x=1&y=2', title: 'B', siteUrl: null, folders: ['Tea'] },
    { url: 'http://c.example/rss', title: 'C', siteUrl: null, folders: [] },
  ]);
  assert.deepEqual(outline.warnings, []);
});

test('encodings, missing ends and doubles are borne with', () => {
  const text =
    '<?xml version="1.0" encoding="windows-1251"?><opml><body><outline text="Чай"><outline text="Зелёный" xmlUrl="http://a.example/"/><outline text="again" xmlUrl="http://a.example/"/><outline text="bad" xmlUrl="javascript:x"/>';
  const outline = readOpml(iconv.encode(text, 'windows-1251'));
  assert.deepEqual(outline.feeds, [
    { url: 'http://a.example/', title: 'Зелёный', siteUrl: null, folders: ['Чай'] },
  ]);
  assert.deepEqual(
    outline.warnings.map((warning) => warning.code),
    ['opml.repeated', 'opml.unusable'],
  );
});

test('what is no outline is refused with what it looked like', () => {
  for (const [text, lookedLike] of [
    ['<html></html>', '<html>'],
    ['', 'an empty or plain document'],
  ] as const)
    assert.throws(
      () => readOpml(bytes(text)),
      (error) =>
        error instanceof AppError &&
        error.code === 'feed.opml_invalid' &&
        error.params.lookedLike === lookedLike,
    );
});

test('what is written can be read again', () => {
  const feeds = [
    {
      url: 'http://a.example/?a=1&b=2',
      title: 'A "quoted" & <b>',
      siteUrl: 'http://a.example/',
      folders: ['Tea', 'Green & black'],
    },
    { url: 'http://b.example/', title: 'B', siteUrl: null, folders: ['Tea'] },
    { url: 'http://c.example/', title: 'Grün 緑', siteUrl: null, folders: [] },
  ];
  const written = writeOpml('Feeds <of> "us"', feeds, new Date('2024-05-01T12:00:00Z'));
  assert.match(written, /^<\?xml version="1\.0" encoding="utf-8"\?>/i);
  const read = readOpml(bytes(written));
  assert.equal(read.title, 'Feeds <of> "us"');
  assert.deepEqual(read.feeds, feeds);
});

test('an empty list can be written and read', () => {
  assert.deepEqual(readOpml(bytes(writeOpml('None', [], new Date(0)))).feeds, []);
});
