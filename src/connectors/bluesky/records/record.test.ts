import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cidOf, didOf, tidAt } from '../../../../test/helpers/jetstream-events.ts';
import type { InboundPost } from '../../kit/index.ts';
import { blobsOf, contentNetwork } from './addresses.ts';
import { postFromRecord, type RecordPlace } from './record.ts';

const did = didOf(1);
const cid = cidOf('picture');
const seenAt = new Date('2026-02-03T04:05:06.000Z');
const place: RecordPlace = { did, rkey: '3kxyzabcdefg2', version: 1, seenAt, blobs: contentNetwork };
const other = `at://${didOf(2)}/app.bsky.feed.post/3kabcdefghij2`;
const root = `at://${didOf(3)}/app.bsky.feed.post/3kabcdefghij3`;
const blob = { $type: 'blob', ref: { $link: cid }, mimeType: 'image/png', size: 1234 };

function read(record: Record<string, unknown>, changes: Partial<RecordPlace> = {}): InboundPost {
  const post = postFromRecord(
    { text: 'Hi', createdAt: '2026-02-03T04:05:00Z', ...record },
    { ...place, ...changes },
  );
  assert.ok(!('problem' in post), JSON.stringify(post));
  return post;
}

describe('a post record', () => {
  test('keeps its text as written', () => {
    const text = '  Straße\n\n👩‍🚀 مرحبا\u200f #tag https://x.example/?a=1&b=2  ';
    assert.equal(read({ text }).text, text);
    assert.equal(read({ text: '' }).text, '');
  });

  test('loses only what no store can keep', () => {
    assert.equal(read({ text: 'a\0b\ud800c' }).text, 'ab\ufffdc');
  });

  test('gives links, mentions and tags from its facets and fields, each once', () => {
    const feature = (kind: string, value: object) => ({
      features: [{ $type: `app.bsky.richtext.facet#${kind}`, ...value }],
      index: {},
    });
    const post = read({
      tags: ['outside', 'two words', 5],
      facets: [
        feature('link', { uri: 'https://a.example/x' }),
        feature('link', { uri: 'https://a.example/x' }),
        feature('link', { uri: 'javascript:alert(1)' }),
        feature('mention', { did: didOf(2) }),
        feature('mention', { did: 'alice.example.com' }),
        feature('tag', { tag: '#loud' }),
        feature('tag', { tag: 'outside' }),
        feature('unheard-of', { sound: 1 }),
        null,
        { features: 'none' },
      ],
      embed: {
        $type: 'app.bsky.embed.external',
        external: { uri: 'https://b.example/', title: ' A card ', description: '' },
      },
    });
    assert.deepEqual(post.links, ['https://a.example/x', 'https://b.example/']);
    assert.deepEqual(post.mentions, [didOf(2)]);
    assert.deepEqual(post.tags, ['outside', 'two words', 'loud']);
    assert.equal(post.title, 'A card');
  });

  test('knows its place in a thread', () => {
    const post = read({ reply: { parent: { uri: other, cid }, root: { uri: root, cid } } });
    assert.deepEqual([post.kind, post.parentExternalId, post.rootExternalId], ['reply', other, root]);
    const loose = read({ reply: { parent: { uri: other } } });
    assert.equal(loose.rootExternalId, other);
    assert.equal(read({ reply: { parent: 'nothing' } }).kind, 'post');
  });

  test('knows what it quotes, and a list from a post', () => {
    const quote = read({ embed: { $type: 'app.bsky.embed.record', record: { uri: other, cid } } });
    assert.deepEqual([quote.kind, quote.quotedExternalId], ['quote', other]);
    const list = `at://${didOf(2)}/app.bsky.graph.list/3kabcdefghij2`;
    assert.equal(
      read({ embed: { $type: 'app.bsky.embed.record', record: { uri: list, cid } } }).kind,
      'post',
    );
    const media = { $type: 'app.bsky.embed.images', images: [{ image: blob, alt: 'A box' }] };
    const both = read({
      embed: { $type: 'app.bsky.embed.recordWithMedia', record: { record: { uri: other, cid } }, media },
    });
    assert.equal(both.quotedExternalId, other);
    assert.equal(both.media?.length, 1);
  });

  test('shows pictures and videos, from the content network or their own server', () => {
    const images = {
      $type: 'app.bsky.embed.images',
      images: [{ image: blob, alt: 'A box' }, { image: { cid, mimeType: 'image/jpeg' } }, {}],
    };
    assert.deepEqual(read({ embed: images }).media, [
      {
        kind: 'image',
        url: `https://cdn.bsky.app/img/feed_fullsize/plain/${did}/${cid}@jpeg`,
        thumbUrl: `https://cdn.bsky.app/img/feed_thumbnail/plain/${did}/${cid}@jpeg`,
        alt: 'A box',
        mimeType: 'image/png',
        size: 1234,
      },
      {
        kind: 'image',
        url: `https://cdn.bsky.app/img/feed_fullsize/plain/${did}/${cid}@jpeg`,
        thumbUrl: `https://cdn.bsky.app/img/feed_thumbnail/plain/${did}/${cid}@jpeg`,
        mimeType: 'image/jpeg',
      },
    ]);
    const video = {
      $type: 'app.bsky.embed.video',
      video: { ...blob, mimeType: 'video/mp4' },
      alt: 'Unboxing',
    };
    const [own] = read({ embed: video }, { blobs: blobsOf('https://pds.example.com') }).media ?? [];
    assert.equal(
      own?.url,
      `https://pds.example.com/xrpc/com.atproto.sync.getBlob?did=${encodeURIComponent(did)}&cid=${cid}`,
    );
    assert.match(read({ embed: video }).media?.[0]?.thumbUrl ?? '', /thumbnail\.jpg$/);
    const gallery = {
      $type: 'app.bsky.embed.gallery',
      items: [{ $type: 'app.bsky.embed.gallery#image', image: blob, alt: '' }],
    };
    assert.equal(read({ embed: gallery }).media?.length, 1);
  });

  test('is dated when it was seen if it claims the future, the distant past or nonsense', () => {
    for (const createdAt of ['2036-01-01T00:00:00Z', '0001-01-01T00:00:00Z', 'yesterday', undefined, 12]) {
      assert.deepEqual(read({ createdAt }).createdAt, seenAt, String(createdAt));
    }
    assert.deepEqual(
      read({ createdAt: '2012-05-01T10:00:00+02:00' }).createdAt,
      new Date('2012-05-01T08:00:00Z'),
      'an archive brought along',
    );
  });

  test('keeps warnings and languages that are well formed', () => {
    const post = read({
      langs: ['de', 'pt-BR', '??', 3],
      labels: { $type: 'com.atproto.label.defs#selfLabels', values: [{ val: 'graphic-media' }] },
    });
    assert.deepEqual(post.langs, ['de', 'pt-BR']);
    assert.deepEqual(post.labels, ['graphic-media']);
  });

  for (const [name, record] of Object.entries({
    'no object': 'hello',
    nothing: null,
    'a list': [],
    'another type': { $type: 'app.bsky.feed.like', text: 'x' },
    'no text': { createdAt: '2026-01-01T00:00:00Z' },
    'a number as text': { text: 1 },
    'an endless text': { text: 'x'.repeat(40_000) },
  })) {
    test(`is refused in words when it is ${name}`, () => {
      const result = postFromRecord(record, place);
      assert.ok('problem' in result && result.problem.length > 10);
    });
  }

  test('survives any embed', () => {
    for (const embed of [
      5,
      [],
      { $type: 'app.bsky.embed.images', images: 'x' },
      { $type: 'app.bsky.embed.external' },
      { $type: 'app.bsky.embed.recordWithMedia' },
      { $type: 'x.y.z' },
    ]) {
      assert.equal(read({ embed }).text, 'Hi');
    }
  });
});

describe('the version of a post', () => {
  test('is told by keys and revisions in microseconds', async () => {
    const { microsOfTid, newTid } = await import('./tid.ts');
    const at = Date.UTC(2026, 1, 3) * 1000 + 123;
    assert.equal(microsOfTid(tidAt(at, 1023)), at);
    const made = microsOfTid(newTid(new Date(at / 1000)))!;
    assert.ok(made >= Math.floor(at / 1000) * 1000 && made < Math.floor(at / 1000) * 1000 + 1000);
    for (const odd of ['', 'self', '3kxyzabcdefg', 'zzzzzzzzzzzzz', '3KXYZABCDEFG2', 5])
      assert.equal(microsOfTid(odd), undefined);
  });
});
