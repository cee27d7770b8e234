import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { InboundPost } from '#connectors/kit/index.ts';
import { parseCsvRow, parseNdjsonLine } from './index.ts';
import { parseTime } from './times.ts';

const read = (value: unknown) => parseNdjsonLine(JSON.stringify(value)) as InboundPost;
const row = (value: Record<string, string>) => parseCsvRow(JSON.stringify(value)) as InboundPost;
const reasonOf = (line: string) => {
  const item = parseNdjsonLine(line);
  assert.equal(item?.type, 'refusal', line);
  return item?.type === 'refusal' ? `${item.code}: ${item.reason}` : '';
};

describe('JSON lines', () => {
  it('reads a whole post', () => {
    const post = read({
      id: 7,
      text: ' Hallo ',
      title: 'T',
      author: { handle: '@ann', name: 'Ann', followers: 12, url: 'https://e.example/ann' },
      createdAt: '2026-01-02T03:04:05.678Z',
      url: 'https://e.example/7',
      lang: 'de',
      links: ['https://x.example'],
      network: 'Mastodon',
    });
    assert.deepEqual(
      [
        post.origin,
        post.externalId,
        post.network,
        post.text,
        post.title,
        post.langs,
        post.links,
        post.version,
      ],
      ['mastodon', '7', 'mastodon', 'Hallo', 'T', ['de'], ['https://x.example'], 1_767_323_045_678_000],
    );
    assert.deepEqual(post.author, {
      externalId: 'ann',
      handle: 'ann',
      displayName: 'Ann',
      followers: 12,
      profileUrl: 'https://e.example/ann',
    });
  });

  it('gives the same post without an id the same identity every time', () => {
    const given = { text: 'no id', author: 'Ann Example', createdAt: '2026-01-01' };
    assert.equal(read(given).externalId, read({ ...given }).externalId);
    assert.notEqual(read(given).externalId, read({ ...given, text: 'other' }).externalId);
    assert.deepEqual(read(given).author, { externalId: 'Ann Example', displayName: 'Ann Example' });
  });

  it('keeps sources apart and reads replies and deletes', () => {
    assert.equal(read({ id: 1, text: 'x', source: 'survey' }).origin, 'file:survey');
    assert.equal(read({ id: 1, text: 'x', parentId: '0' }).kind, 'reply');
    assert.deepEqual(parseNdjsonLine('{"id":"1","deleted":true,"version":9}'), {
      type: 'delete',
      origin: 'file',
      externalId: '1',
      version: 9,
    });
  });

  it('refuses with the reason', () => {
    assert.match(reasonOf('{"id":1'), /^file.not_json/);
    assert.match(reasonOf('[1]'), /^file.not_object/);
    assert.match(reasonOf('null'), /^file.not_object/);
    assert.match(reasonOf('{"id":1}'), /neither text nor title/);
    assert.match(
      reasonOf('{"id":1,"text":"x","createdAt":"01/02/2026"}'),
      /“01\/02\/2026” is not understood/,
    );
    assert.match(reasonOf('{"deleted":true}'), /needs its id/);
    assert.equal(parseNdjsonLine('   '), null);
    assert.equal(parseNdjsonLine('\ufeff{"text":"x"}')?.type, 'post');
  });
});

describe('tables', () => {
  it('understands common names of columns', () => {
    const post = row({
      'Tweet ID': '5',
      'Full Text': 'Hello',
      'Screen-Name': '@bob',
      'Posted At': '31.12.2025 18:05',
      Permalink: 'https://e.example/5',
      Hashtags: '#a, b',
    });
    assert.deepEqual(
      [post.externalId, post.text, post.author.handle, post.createdAt.toISOString(), post.url, post.tags],
      ['5', 'Hello', 'bob', '2025-12-31T18:05:00.000Z', 'https://e.example/5', ['a', 'b']],
    );
  });

  it('passes empty rows over and lets the first of two columns win', () => {
    assert.equal(parseCsvRow('{"id":"","text":" "}'), null);
    assert.equal(row({ text: 'one', body: 'two' }).text, 'one');
  });
});

describe('times', () => {
  const cases: [unknown, string | null][] = [
    ['2026-01-02', '2026-01-02T00:00:00.000Z'],
    ['2026-01-02 03:04', '2026-01-02T03:04:00.000Z'],
    ['2026-01-02T03:04:05+0230', '2026-01-02T00:34:05.000Z'],
    ['2026-01-02T03:04:05,5-05', '2026-01-02T08:04:05.500Z'],
    ['Fri, 02 Jan 2026 03:04:05 GMT', '2026-01-02T03:04:05.000Z'],
    ['Fri Jan 02 03:04:05 +0000 2026', '2026-01-02T03:04:05.000Z'],
    ['2 January 2026', '2026-01-02T00:00:00.000Z'],
    ['13/02/2026', '2026-02-13T00:00:00.000Z'],
    ['02/13/2026 5:06', '2026-02-13T05:06:00.000Z'],
    ['2026/02/13', '2026-02-13T00:00:00.000Z'],
    [1_767_323_045, '2026-01-02T03:04:05.000Z'],
    ['1767323045678', '2026-01-02T03:04:05.678Z'],
    [1_767_323_045_678_901, '2026-01-02T03:04:05.678Z'],
    ['01/02/2026', null],
    ['2026-02-30', null],
    ['1/2/3', null],
    ['yesterday', null],
    ['', null],
    [null, null],
    [Number.NaN, null],
    [{}, null],
  ];
  for (const [given, expected] of cases) {
    it(`${JSON.stringify(given)} → ${expected}`, () =>
      assert.equal(parseTime(given)?.toISOString() ?? null, expected));
  }
});
