import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { array, assert as check, constantFrom, integer, oneof, property, string } from 'fast-check';
import {
  ByteTokens,
  hashOf,
  headOf,
  LINK,
  rawOfToken,
  SINGLE_CHARACTER,
  termOfToken,
  tokenize,
} from './index.ts';
import { anyText } from '../../../test/helpers/texts.ts';

const tokens = new ByteTokens();

/** Reads a text as bytes, in the middle of other bytes that must not matter. */
function read(text: string): ByteTokens {
  const bytes = Buffer.from(`abc é${text}'s é#b`);
  const from = Buffer.byteLength('abc é');
  tokens.read(bytes, from, from + Buffer.byteLength(text));
  return tokens;
}

/** What both tokenisers must agree on. */
function isRead(text: string): void {
  const found = read(text);
  const expected = tokenize(text);
  const shown = JSON.stringify(text);
  assert.equal(found.count, expected.length, shown);
  for (const [at, { term, position }] of expected.entries()) {
    assert.equal(termOfToken(found, at), term, shown);
    assert.equal(found.positions[at], position, shown);
    assert.equal(found.hashes[at], hashOf(term), shown);
    const kind = found.kinds[at];
    if (kind !== LINK && kind !== SINGLE_CHARACTER) assert.equal(found.heads[at], headOf(term), shown);
  }
  assert.equal(found.position, expected.length === 0 ? 0 : expected.at(-1)!.position + 1, shown);
  assert.equal(
    found.hasLink(),
    expected.some(({ term }) => term.startsWith('link:')),
    shown,
  );
}

const PARTS = [
  "'s ’ # @ $ . - _ | a É 日 ガ ม่ 👍 🏽 \u200d 🇩🇪 🇩 1 https:// http:// www. a.b/c \u0301 \u00ad 각 * ? \u0000 \ud83d \udc00 ( )",
  "http HTTPS://Ex.AMPLE.com/(x) :8080 ＃ ＠ ＄ ᄀ ᅡ ㅋ ﾞ ς İ ß ﬁ don't O’Brien's 日本's © ™ 🏴 \u{e0067} \u{e007f} ❤️ ſ ª ① ⒈",
  '~ % [ ] user:pw@ ünï.de \u00a0 、 。 » / : é Ж ひ \ufeff \u3000 abcdefghij @a@b.c $TSLA #東京2025 S ! , \ufffd',
].flatMap((row) => row.split(' ').concat(' '));

const everyText = oneof(
  array(constantFrom(...PARTS), { maxLength: 16 }).map((parts) => parts.join('')),
  string({ unit: 'grapheme', maxLength: 60 }),
  anyText({ maxLength: 60 }),
  array(integer({ min: 0, max: 0xffff })).map((codes) => String.fromCharCode(...codes)),
);

describe('reading bytes', () => {
  test('gives the terms of the readable tokeniser, on any text', () => {
    check(property(everyText, isRead), { numRuns: 40_000 });
  });

  test('gives them for every code point, alone and inside a word, a tag and an address', () => {
    for (let codePoint = 0; codePoint <= 0x10ffff; codePoint += codePoint < 0x3100 ? 1 : 41) {
      const char = String.fromCodePoint(codePoint);
      isRead(`${char} a${char}b #a${char}b www.a.b/${char}c https://t.co${char} @a${char}b`);
    }
  });

  test('keeps on where words are long, texts are huge and lists have to grow', () => {
    isRead('x'.repeat(127));
    isRead(`${'x'.repeat(128)} y`);
    isRead(`#${'é'.repeat(127)} ${'日'.repeat(3000)}`);
    isRead('ok https://user@a.example:80/x '.repeat(400));
    isRead("don't 👍🏽 #Tag @a.b $x ".repeat(1500));
  });

  test('takes broken UTF-8 for what decoding makes of it', () => {
    const broken = [
      [0x61, 0xc3],
      [0x61, 0xc3, 0x28, 0x62],
      [0xe2, 0x82, 0x61],
      [0xf0, 0x9f, 0x91, 0x20],
      [0xed, 0xa0, 0x80, 0x61],
      [0xc0, 0xaf, 0x61],
      [0xf4, 0x90, 0x80, 0x80, 0x61],
      [0x80, 0x61, 0xff, 0xfe],
    ];
    for (const list of broken) {
      const bytes = Uint8Array.from(list);
      tokens.read(bytes, 0, bytes.length);
      const terms = Array.from({ length: tokens.count }, (_, at) => termOfToken(tokens, at));
      assert.deepEqual(
        terms,
        tokenize(Buffer.from(list).toString()).map(({ term }) => term),
        String(list),
      );
    }
  });

  test('never takes the end of one text for the beginning of another', () => {
    check(
      property(
        array(integer({ min: 0, max: 255 }), { maxLength: 40 }),
        integer({ min: 0, max: 40 }),
        (list, cut) => {
          const bytes = Uint8Array.from(list);
          const end = Math.min(cut, list.length);
          const terms = (source: Uint8Array, to: number) => {
            tokens.read(source, 0, to);
            return Array.from({ length: tokens.count }, (_, at) => termOfToken(tokens, at));
          };
          assert.deepEqual(terms(bytes, end), terms(bytes.slice(0, end), end));
        },
      ),
      { numRuns: 5000 },
    );
  });
});

test('the raw letters of a token are those of its author', () => {
  const raw = (text: string) => {
    const found = read(text);
    return Array.from({ length: found.count }, (_, at) => rawOfToken(found, at));
  };
  assert.deepEqual(raw("O’Brien's #Größe ＃Ä @A.b $TSLA 👍🏽"), [
    'O’Brien',
    '#Größe',
    'Größe',
    '＃Ä',
    'Ä',
    '@A.b',
    '$TSLA',
    'TSLA',
    '👍🏽',
  ]);
  assert.deepEqual(raw('https://a.example/x'), [undefined]);
});

test('parts of a post are read one behind the other', () => {
  const bytes = Buffer.from('one two#tag');
  tokens.read(bytes, 0, 7);
  tokens.add(bytes, 7, 11, tokens.position + 1000);
  const shown = Array.from(
    { length: tokens.count },
    (_, at) => `${termOfToken(tokens, at)}@${tokens.positions[at]}`,
  );
  assert.deepEqual(shown, ['one@0', 'two@1', '#tag@1002', 'tag@1002']);
});

test('a tag without its # is read as if it had one', () => {
  check(
    property(
      oneof(constantFrom('Größe', 'a b', '#x', "joe's", '日本2025', '', ' ', '가', '@a'), everyText),
      (tag) => {
        const bytes = Buffer.from(`"${tag}"`);
        tokens.read(bytes, 0, 0);
        tokens.add(bytes, 1, bytes.length - 1, 7, true);
        const found = Array.from(
          { length: tokens.count },
          (_, at) => `${termOfToken(tokens, at)}@${tokens.positions[at]}`,
        );
        const expected = tokenize(`#${tag}`).map(({ term, position }) => `${term}@${position + 7}`);
        assert.deepEqual(found, expected);
      },
    ),
    { numRuns: 5000 },
  );
});
