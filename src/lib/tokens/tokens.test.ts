import assert from 'node:assert/strict';
import { test } from 'node:test';
import { array, assert as check, constantFrom, integer, oneof, property, string } from 'fast-check';
import { fold, foldKeepingMarks, hasMarks, MAX_TERM, termsOf, tokenize, tokenizePattern } from './index.ts';
import { anyText } from '../../../test/helpers/texts.ts';

/** Terms with their positions, `a@0 b@1`, short enough to compare at a glance. */
function shown(text: string): string {
  return tokenize(text)
    .map(({ term, position }) => `${term}@${position}`)
    .join(' ');
}

const cases: Record<string, [text: string, tokens: string][]> = {
  'words are letters, digits, marks and _, folded': [
    ['Hello, World_2!', 'hello@0 world_2@1'],
    ['ÉCOLE Müller ＡＢＣ ﬁne m² Ⅷ', 'ecole@0 muller@1 abc@2 fine@3 m2@4 viii@5'],
    ['ΟΔΟΣ οδος', 'οδοσ@0 οδοσ@1'],
    ['İstanbul STRASSE straße', 'istanbul@0 strasse@1 straße@2'],
    ['e-mail 1,000.50 C++', 'e@0 mail@1 1@2 000@3 50@4 c@5'],
    ['हिन्दी مَرْحَبا', 'हनद@0 مرحبا@1'],
    ['', ''],
    ['… — !!! \u0000 \ud800', ''],
    ['\u0301 \ufe0f', ''],
  ],
  "a possessive 's is dropped and an inner apostrophe too": [
    ["Joe's JOE’S boss' don't", 'joe@0 joe@1 boss@2 dont@3'],
    ["O'Brien's rock 'n' roll 's", 'obrien@0 rock@1 n@2 roll@3 s@4'],
    ["@joe.com's #Deal's 日本's", '@joe.com@0 #deal@1 deal@1 日@2 本@3'],
    ["it'sy Hawaiʻi", 'itsy@0 hawaii@1'],
  ],
  'invisible signs inside a word do not part it': [
    ['cus\u00adtomer می\u200cخواهم \u200fabc\u200e', 'customer@0 میخواهم@1 abc@2'],
    ['two\u200bwords', 'two@0 words@1'],
  ],
  '#Tag gives #tag and tag in one place': [
    ['#RefundNow ok', '#refundnow@0 refundnow@0 ok@1'],
    ['＃Ünï #a_b', '#uni@0 uni@0 #a_b@1 a_b@1'],
    ['#東京2025 x', '#東京2025@0 東@0 京@1 2025@2 x@3'],
    ['C# a#b # #! ##x', 'c@0 a@1 b@2 #x@3 x@3'],
    ['𝒞#b', 'c@0 b@1'],
  ],
  '@a.b gives only @a.b': [
    ['@a.b', '@a.b@0'],
    ['Hi @Brand.Example. Bye', 'hi@0 @brand.example@1 bye@2'],
    ['(@joe_1) @a-b- @x..y', '@joe_1@0 @a-b@1 @x@2 y@3'],
    ['@user@host.social', '@user@host.social@0 @user@0'],
    ['joe@example.com', 'joe@0 example@1 com@2'],
    ['@ @@ @joeさん', '@joe@0 さ@1 ん@2'],
  ],
  '$TSLA gives $tsla and tsla, a sum only its figures': [
    ['$TSLA $100 US$5 $', '$tsla@0 tsla@0 100@1 us@2 5@3'],
    ['＄aapl', '$aapl@0 aapl@0'],
  ],
  'a URL gives its host and parent domains and takes a place': [
    [
      'see https://Shop.Example.co.uk/a?b=c#d now',
      'see@0 link:shop.example.co.uk@1 link:example.co.uk@1 link:co.uk@1 now@2',
    ],
    ['WWW.x.org, ok', 'link:www.x.org@0 link:x.org@0 ok@1'],
    ['http://user:pw@h.io:8080/x', 'link:h.io@0'],
    ['https://münchen.de', 'link:xn--mnchen-3ya.de@0'],
    ['http://10.0.0.1/ http://localhost', 'link:10.0.0.1@0 link:localhost@1'],
    ['見てhttps://t.co/abc見て', '見@0 て@1 link:t.co@2 見@3 て@4'],
    ['https://t.coを', 'link:t.co@0 を@1'],
    ['https://例え.jp/あ', 'link:xn--r8jz45g.jp@0 あ@1'],
    ['http:// https://... www.', 'http@0 https@1 www@2'],
  ],
  'characters of scripts without spaces are tokens': [
    ['日本語ガｶﾞー', '日@0 本@1 語@2 カ@3 カ@4 ー@5'],
    ['한국어 각', '한@0 국@1 어@2 각@3'],
    ['ไม่ดี', 'ไ@0 ม@1 ด@2'],
    ['ສະບາຍ ខ្មែរ မြန်', 'ສ@0 ະ@1 ບ@2 າ@3 ຍ@4 ខ@5 ម@6 រ@7 မ@8 န@9'],
  ],
  'every emoji sequence is a token': [
    ['ok👍🏽👍 ❤️', 'ok@0 👍@1 👍@2 ❤@3'],
    ['👨\u200d👩\u200d👧🇩🇪🇫🇷', '👨👩👧@0 🇩🇪@1 🇫🇷@2'],
    ['Coca-Cola® Zero™ 🇩', 'coca@0 cola@1 zero@2'],
  ],
};

for (const [rule, pairs] of Object.entries(cases)) {
  test(rule, () => {
    for (const [text, tokens] of pairs) assert.equal(shown(text), tokens, JSON.stringify(text));
  });
}

test('offsets point at what was read', () => {
  const text = "Joe's #Tag 👍🏽 https://a.b/c.";
  const slices = tokenize(text).map(({ start, end }) => text.slice(start, end));
  assert.deepEqual(slices, ['Joe', '#Tag', 'Tag', '👍🏽', 'https://a.b/c']);
});

test('brackets around a URL stay outside, its own stay inside', () => {
  const text = '(https://en.example.org/wiki/Foo_(bar))';
  const [token] = tokenize(text);
  assert.equal(text.slice(token!.start, token!.end), 'https://en.example.org/wiki/Foo_(bar)');
});

test('marks and skin tones can be asked for', () => {
  assert.ok(
    hasMarks('café') && hasMarks('👍🏽') && hasMarks('ガ') && !hasMarks('cafe') && !hasMarks('❤\ufe0f'),
  );
  assert.equal(foldKeepingMarks('CAFÉ'), foldKeepingMarks('cafe\u0301'));
  assert.notEqual(foldKeepingMarks('café'), foldKeepingMarks('cafe'));
});

test('in patterns * and ? are letters', () => {
  assert.deepEqual(
    tokenizePattern('wom?n refund* #é*').map(({ term }) => term),
    ['wom?n', 'refund*', '#e*', 'e*'],
  );
});

test('a huge word is cut between characters', () => {
  const [token] = tokenize('𐐀'.repeat(1000) + 'a');
  assert.equal(token!.term.length, MAX_TERM);
  assert.ok(token!.term.isWellFormed());
});

const awkwardParts =
  "'s|’|#|@|$|.|-|_| |a|É|日|ガ|ม่|👍|🏽|\u200d|🇩🇪|1|https://|www.|a.b/c|\u0301|\u00ad|각|*|?|\u0000|\ud83d|(|)".split(
    '|',
  );
const everyText = oneof(
  string({ unit: 'grapheme', maxLength: 60 }),
  anyText({ maxLength: 60 }),
  array(integer({ min: 0, max: 0xffff })).map((codes) => String.fromCharCode(...codes)),
  array(constantFrom(...awkwardParts), { maxLength: 40 }).map((parts) => parts.join('')),
);

test('on any text: offsets in order, positions without holes, slices fold to their terms', () => {
  check(
    property(everyText, (text) => {
      let last = { position: -1, end: 0 };
      for (const { term, position, start, end } of tokenize(text)) {
        assert.ok(position === last.position || position === last.position + 1);
        if (position > last.position && !text.includes('#')) assert.ok(start >= last.end);
        assert.ok(start < end && end <= text.length);
        assert.ok(term.isWellFormed() && term !== '' && !/[\s*?]/.test(term));
        const sigil = /^[#@$]/.exec(term)?.[0] ?? '';
        if (!term.startsWith('link:') && term.length < MAX_TERM) {
          assert.equal(sigil + fold(text.slice(start + sigil.length, end)), term);
          assert.equal(fold(term.slice(sigil.length)), term.slice(sigil.length));
        }
        last = { position, end };
      }
      assert.deepEqual(termsOf(text), [...new Set(tokenize(text).map(({ term }) => term))]);
    }),
    { numRuns: 3000 },
  );
});

test('every code point folds to letters and digits, and folding it again changes nothing', () => {
  for (let codePoint = 0; codePoint <= 0x10ffff; codePoint += codePoint < 0x20000 ? 1 : 7) {
    for (const { term } of tokenize(String.fromCodePoint(codePoint))) {
      assert.ok(!/[\s*?'\p{M}]/u.test(term), `U+${codePoint.toString(16)} gives ${JSON.stringify(term)}`);
      assert.equal(fold(term), term, `U+${codePoint.toString(16)}`);
    }
  }
});

test('awkward long texts take no time', () => {
  const started = performance.now();
  const parts = [
    'www.',
    'http://',
    "a'",
    '\u200d',
    '#',
    '@a.',
    '(',
    '👍\u200d',
    'https://a.b/(',
    'a\u0301',
    'www.%',
    '日',
  ];
  for (const part of parts) tokenize(part.repeat(Math.ceil(100_000 / part.length)));
  const took = performance.now() - started;
  assert.ok(took < 20_000, `${took} ms`);
});
