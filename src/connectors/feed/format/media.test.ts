import assert from 'node:assert/strict';
import { test } from 'node:test';
import { atomEnclosures, mediaFiles, mediaImage, mediaText, readEnclosures } from './media.ts';

const BASE = 'http://x.example/blog/';

test('addresses become absolute, files without one are left out', () =>
  assert.deepEqual(readEnclosures([{ url: 'a.mp3' }, {}, { url: '' }, { url: 'javascript:x' }], BASE), [
    { url: 'http://x.example/blog/a.mp3', type: null, length: null },
  ]));

test('the same file twice is one, with everything that either said', () =>
  assert.deepEqual(
    readEnclosures(
      [
        { url: 'a.mp3', type: 'Audio/MPEG ' },
        { url: '/blog/a.mp3', type: 'other', length: 5, duration: 60, title: 'T &amp; U' },
      ],
      BASE,
    ),
    [{ url: 'http://x.example/blog/a.mp3', type: 'audio/mpeg', length: 5, duration: 60, title: 'T & U' }],
  ));

test('lengths that cannot be are none', () => {
  for (const length of [-1, Number.NaN, Number.POSITIVE_INFINITY, undefined])
    assert.equal(readEnclosures([{ url: 'a', length }], BASE)[0]?.length, null);
  assert.equal(readEnclosures([{ url: 'a', length: 12.7 }], BASE)[0]?.length, 12);
});

test('files of Media RSS come single and in groups', () => {
  const files = mediaFiles({
    contents: [{ url: 'a', type: 'video/mp4', fileSize: 5, duration: 6 }],
    groups: [{ contents: [{ url: 'b' }, { url: 'c' }] }],
  });
  assert.deepEqual(
    files.map(({ url, length, duration }) => [url, length, duration]),
    [
      ['a', 5, 6],
      ['b', undefined, undefined],
      ['c', undefined, undefined],
    ],
  );
  assert.deepEqual(mediaFiles(undefined), []);
});

test('a thumbnail stands before a picture among the files', () => {
  const picture = { url: 'p.jpg', medium: 'image' };
  assert.equal(mediaImage({ contents: [picture] }), 'p.jpg');
  assert.equal(mediaImage({ contents: [picture], groups: [{ thumbnails: [{ url: 't.jpg' }] }] }), 't.jpg');
  assert.equal(mediaImage({ contents: [{ url: 'v.mp4', type: 'video/mp4' }] }), undefined);
});

test('the description is looked for in the item, its groups, its files', () => {
  assert.equal(mediaText({ groups: [{ description: { value: 'g' } }] })?.value, 'g');
  assert.equal(
    mediaText({ description: { value: 'i' }, groups: [{ description: { value: 'g' } }] })?.value,
    'i',
  );
  assert.equal(mediaText({}), undefined);
});

test('only links of that relation are files', () =>
  assert.deepEqual(
    atomEnclosures([{ href: 'p' }, { href: 'f', rel: 'Enclosure', type: 'audio/mpeg', length: 3 }]).map(
      ({ url, length }) => [url, length],
    ),
    [['f', 3]],
  ));
