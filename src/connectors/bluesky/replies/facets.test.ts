import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as fc from 'fast-check';
import { countGraphemes, findFacets } from './facets.ts';

/** `kind:text as it stands` of everything found, with `=value` where the value differs from the text. */
function found(text: string): string[] {
  return findFacets(text).map(({ start, end, kind, value }) => {
    const shown = text.slice(start, end);
    return shown.replace(/^[@#＃]/u, '') === value ? `${kind}:${shown}` : `${kind}:${shown}=${value}`;
  });
}

const CASES: [string, string[]][] = [
  ['see https://example.com/a(b)c).', ['link:https://example.com/a(b)c']],
  ['(https://en.example.org/wiki/Foo_(bar))', ['link:https://en.example.org/wiki/Foo_(bar)']],
  ['“https://example.com/a?b=c&d=e#f”, or?', ['link:https://example.com/a?b=c&d=e#f']],
  [
    'example.com/x?y=1, www.foo.co.uk!',
    ['link:example.com/x?y=1=https://example.com/x?y=1', 'link:www.foo.co.uk=https://www.foo.co.uk'],
  ],
  ['müller.de und https://müller.de/ä…', ['link:müller.de=https://müller.de', 'link:https://müller.de/ä']],
  ['https://t.coを見て。', ['link:https://t.co']],
  ['me@example.com first.last@example.com', []],
  ['Ende.In der Tat. e.g. node.js 3.14 v1.2.3 ... a.b.c', []],
  ['https://foo ftp://example.com', []],
  ['-x.example/ foo_bar.com /etc.conf', []],
  [
    '@alice.test, @bob.bsky.social. (@carol.example.com)',
    ['mention:@alice.test', 'mention:@bob.bsky.social', 'mention:@carol.example.com'],
  ],
  ['@Alice.Example.COM', ['mention:@Alice.Example.COM=alice.example.com']],
  ['@alice me@bob.test @-x.com @a.b@c.d', []],
  ["@alice.test's order", ['mention:@alice.test']],
  ['#tag, #two-words! (#x) ＃全角 "#q"', ['tag:#tag', 'tag:#two-words', 'tag:#x', 'tag:＃全角', 'tag:#q']],
  ['#123 # ## a#b #️⃣ #!', []],
  ['#1a #café #東京。', ['tag:#1a', 'tag:#café', 'tag:#東京']],
  ['https://example.com/#frag', ['link:https://example.com/#frag']],
  [`#${'x'.repeat(65)}`, []],
];

describe('what becomes a link, mention or tag', () => {
  for (const [text, expected] of CASES) test(text, () => assert.deepEqual(found(text), expected));

  test('lies inside the text, in order and without overlaps', () => {
    const piece = fc.constantFrom(
      'https://',
      'example.com',
      '@',
      '#',
      'a.test',
      ' ',
      '(',
      ')',
      '.',
      '👋🏽',
      'ß',
      '/x?y',
      '\n',
      '。',
      '-',
      '_',
      "'",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        let last = 0;
        for (const { start, end, value } of findFacets(text)) {
          assert.ok(start >= last && end > start && end <= text.length && value !== '');
          last = end;
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('is found fast in any text', () => {
    const nasty = [
      'a.'.repeat(5000),
      `${'a-'.repeat(5000)}.com`,
      '#'.repeat(10_000),
      '@a'.repeat(5000),
      'https://'.repeat(1500),
      `https://a.de/${'('.repeat(8000)}`,
    ];
    const start = performance.now();
    for (const text of nasty) findFacets(text);
    assert.ok(performance.now() - start < 20_000);
  });
});

test('graphemes are what people take for one character', () => {
  assert.equal(countGraphemes('👨‍👩‍👧‍👦🇩🇪é\r\n한'), 5);
});
