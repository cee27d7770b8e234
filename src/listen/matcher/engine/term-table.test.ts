import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ByteTokens, hashOf } from '#lib/tokens/index.ts';
import { atOnce } from '../compartment.ts';
import { TermTable } from './term-table.ts';

function table(names: readonly string[], isAnchor = (_id: number) => true): TermTable {
  return atOnce(TermTable.of(names, () => true, isAnchor));
}

/** The anchors of a text, by name. */
function found(names: readonly string[], text: string): string[] {
  const terms = table(names);
  const tokens = new ByteTokens();
  const bytes = Buffer.from(text);
  tokens.read(bytes, 0, bytes.length);
  const all = Array.from({ length: tokens.count }, (_, token) => terms.findAnchor(tokens, token));
  return all.filter((id) => id !== -1).map((id) => names[id]!);
}

describe('terms with the same hash are told apart', () => {
  const pairs: [one: string, other: string, writtenOther?: string][] = [
    ['wordjl9vcqx52250', 'word1h2t000x73536'],
    ['word1212b7qx126502', 'wordhy2hzqx185974'],
    ['wordk4pe52x9398', '#tag1iy9kjty33087'],
    ['疯', '🧡💹🥥', '🧡\u200d💹\u200d🥥'],
    ['뽊', '🤺😻🫭', '🤺\u200d😻\u200d🫭'],
  ];
  for (const [one, other, written = other] of pairs) {
    test(`${one} and ${other}`, () => {
      assert.equal(hashOf(one), hashOf(other));
      assert.deepEqual(found([one], `${one} ${written}`), [one]);
      assert.deepEqual(found([other], `${one} ${written}`), [other]);
      assert.deepEqual(found([one, other], `${written} ${one} ${written}`), [other, one, other]);
      assert.deepEqual(found([other, one], `${written} ${one} ${written}`), [other, one, other]);
    });
  }
});

test('terms are found in every way to write them, and only there', () => {
  const names = [
    'late',
    '#late',
    '$late',
    '@late',
    '@late.example',
    'link:late.example',
    'cafe',
    'dont',
    'fine',
    '東',
    'ผ',
    'より',
    '한',
    '👍',
    'x'.repeat(127),
    'x'.repeat(128),
  ];
  const texts: Record<string, readonly string[]> = {
    'LATE ＬＡＴＥ l\u00adate late’s': ['late', 'late', 'late', 'late'],
    "l'ate 'late'": ['late', 'late'],
    '#Late ＃late $LATE @Late.': ['#late', 'late', '#late', 'late', '$late', 'late', '@late'],
    '@late.example late.example': ['@late.example', 'late'],
    'https://shop.Late.example/late': ['link:late.example'],
    'Café cafe\u0301 caf': ['cafe', 'cafe'],
    'don’t dont don t ﬁne fine fin': ['dont', 'dont', 'fine', 'fine'],
    '東京 ผ้า ゟ 한 \u1112\u1161\u11ab 👍🏽': ['東', 'ผ', 'より', '한', '한', '👍'],
    [`${'x'.repeat(126)} ${'x'.repeat(127)} ${'X'.repeat(128)} ${'x'.repeat(129)}`]: [
      'x'.repeat(127),
      'x'.repeat(128),
      'x'.repeat(128),
    ],
    'la\u0000te lat\u0000 \u0000': [],
    '': [],
  };
  for (const [text, expected] of Object.entries(texts)) assert.deepEqual(found(names, text), expected, text);
});

test('of many terms every anchor is found, and what is no anchor is only told when asked for', () => {
  const names = Array.from({ length: 3000 }, (_, i) => `term${i}`);
  const terms = table(names, (id) => id % 3 === 0);
  const tokens = new ByteTokens();
  const bytes = Buffer.from(names.join(' '));
  tokens.read(bytes, 0, bytes.length);
  for (let id = 0; id < names.length; id++) {
    assert.equal(terms.findAnchor(tokens, id), id % 3 === 0 ? id : -1);
    assert.ok(terms.isAt(id, tokens, id));
    assert.ok(!terms.isAt(id, tokens, (id + 1) % names.length));
  }
  assert.ok(terms.bytes > 3000 * 8);
});

test('a table of nothing finds nothing', () => {
  assert.deepEqual(found([], 'late tram'), []);
});
