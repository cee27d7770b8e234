import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { array, assert as check, constantFrom, integer, property, string, tuple } from 'fast-check';
import { PatternProblem } from '#lib/patterns/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { flagWeight, hidesAt } from './domain.ts';
import { moderationErrors } from './errors.ts';
import { foundIn, hostOf } from './found.ts';
import { moderationWords, wordsIn } from './pages/words.ts';
import type { WordView } from './schema.ts';
import {
  chanceOfAtLeast,
  type Favour,
  oddFavours,
  oneWay,
  ringsOf,
  togetherOf,
  wordsOf,
} from './signs/domain.ts';
import { compileWords, replacedIn } from './words/domain.ts';

const word = (pattern: string, more: Partial<WordView> = {}): WordView => ({
  id: `mwd_${pattern}`,
  pattern,
  isExpression: false,
  action: 'hold',
  replacement: '…',
  reason: '',
  isOn: true,
  hits: 0,
  ...more,
});
const found = (pattern: string, text: string, isExpression = false): string[] =>
  compileWords([word(pattern, { isExpression })])(text).flatMap(({ spans }) =>
    spans.map(({ start, end }) => text.slice(start, end)),
  );

describe('watched words', () => {
  it('are whole words, one after the other, with stars for the rest', () => {
    assert.deepEqual(found('cat', 'The cat, concatenated; CAT!'), ['cat', 'CAT']);
    assert.deepEqual(found('free money', 'Free   MONEY and free, money; free the money'), [
      'Free   MONEY',
      'free, money',
    ]);
    assert.deepEqual(found('crypto*', 'cryptocoin crypto incrypto'), ['cryptocoin', 'crypto']);
    assert.deepEqual(found('*coin', 'cryptocoin coins coin'), ['cryptocoin', 'coin']);
    assert.deepEqual(found('*pto*', 'cryptocoin adopt'), ['cryptocoin']);
  });

  it('are seen through disguises, and not where they are not', () => {
    for (const text of [
      'саsino', // Cyrillic с and а
      'ＣＡＳＩＮＯ',
      'c\u00adasino',
      'ca\u200dsi\u2060no',
      'càsinó',
      'c4s1n0',
      'ca$ino',
      'c a s i n o',
      'C.A.S.I.N.O.',
      'c-a-s-i-n-o!',
      '🅒🅐🅢🅘🅝🅞',
    ])
      assert.equal(found('casino', `Join our ${text} today`).length, 1, text);
    for (const text of ['cas in o', 'casinos', 'ca sino', 'a c b a', ''])
      assert.deepEqual(found('casino', text), [], text);
  });

  it('of other scripts are words as well', () => {
    assert.deepEqual(found('спам', 'Это СПАМ, не спамер'), ['СПАМ']);
    assert.deepEqual(found('スパム', 'これは スパム です'), ['スパム']);
  });

  it('as expressions keep digits and know look-alike letters', () => {
    assert.deepEqual(found(String.raw`\d{3}-\d{3}`, 'Call 555-123 now', true), ['555-123']);
    assert.deepEqual(found(String.raw`virus-?killer`, 'ＶIRUS-killеr', true), ['ＶIRUS-killеr']);
    assert.deepEqual(found(String.raw`\bжук\b`, 'Жук!', true), ['Жук']);
    assert.throws(() => found('(a', 'a', true), PatternProblem);
    assert.throws(() => found('!!', 'a'), /letter or digit/);
    assert.throws(() => found('* *', 'a'), PatternProblem);
  });

  it('are replaced where they stand, once, the longer one first', () => {
    const find = compileWords([
      word('darn', { replacement: 'oh dear' }),
      word('darn router', { replacement: 'poor thing' }),
    ]);
    const replaced = (text: string) => replacedIn(text, find(text));
    assert.equal(replaced('This darn router, DARN!'), 'This poor thing, oh dear!');
    assert.equal(replaced('Nothing here'), 'Nothing here');
  });

  it('point into the text, whatever is written', () => {
    const sign = constantFrom(
      'c',
      'a',
      't',
      'С',
      '4',
      '7',
      ' ',
      '.',
      '\u200b',
      '😀',
      '@',
      '\n',
      'ﬀ',
      '\ud800',
    );
    const find = compileWords([word('cat', { replacement: '' }), word('a|f{2}', { isExpression: true })]);
    check(
      property(string({ unit: sign, maxLength: 40 }), (text) => {
        for (const { spans } of find(text))
          for (const { start, end } of spans)
            assert.ok(start < end && start >= 0 && end <= text.length, text);
        assert.ok(replacedIn(text, find(text)).length <= text.length + 40);
      }),
      { numRuns: 2000 },
    );
  });

  it('are found in a long text in good time', () => {
    const find = compileWords(Array.from({ length: 300 }, (_, i) => word(`word${i} other*`)));
    const started = performance.now();
    find('word7 others and a s d f '.repeat(1200));
    assert.ok(performance.now() - started < 3000, `${performance.now() - started} ms`);
  });
});

describe('links and pictures', () => {
  const own = new Set(['forum.example']);
  it('are counted as they are shown, without our own', () => {
    const html = `<p><a href="https://WWW.Shop.example./x">a</a> <a href="/community">b</a> <a href="https://forum.example/t">c</a>
      <a href="https://shop.example/y">d</a> <a href="mailto:a@b.example">e</a><img src="/x"></p>`;
    assert.deepEqual(foundIn({ text: '', html }, own), { hosts: ['shop.example'], links: 2, images: 1 });
    const text = 'See https://a.example/x, www.b.example and http://forum.example (https://a.example)';
    assert.deepEqual(foundIn({ text }, own), { hosts: ['a.example', 'b.example'], links: 3, images: 0 });
  });

  it('lead nowhere where they are none', () => {
    for (const address of [
      'javascript:alert(1)',
      'https://',
      '//x.example',
      'x.example',
      'data:text/html,x',
      '',
    ])
      assert.equal(hostOf(address), undefined, address);
    assert.equal(hostOf('https://xn--e1aybc.example'), hostOf('https://тест.example'), 'one name of a host');
  });
});

describe('the weight of a flag', () => {
  it('grows with being right, falls with being wrong, and never lets one alone hide anything usual', () => {
    const count = integer({ min: 0, max: 1000 });
    check(
      property(tuple(integer({ min: 0, max: 4 }), count, count), ([level, upheld, dismissed]) => {
        const weight = flagWeight({ level, upheld, dismissed });
        assert.ok(weight > 0 && weight < hidesAt(2, 0), `${weight}`);
        assert.ok(flagWeight({ level, upheld: upheld + 1, dismissed }) > weight);
        assert.ok(flagWeight({ level, upheld, dismissed: dismissed + 1 }) < weight);
        if (level > 0) assert.ok(flagWeight({ level: level - 1, upheld, dismissed }) <= weight);
      }),
    );
    assert.ok(
      flagWeight({ level: 0, upheld: -5, dismissed: -5 }) > 0,
      'what was taken back weighs as nothing',
    );
    assert.equal(hidesAt(2, 3), 4);
  });
});

describe('what looks arranged', () => {
  const usual = (members: number): Favour[] =>
    Array.from({ length: members }, (_, from) =>
      Array.from({ length: 6 }, (_unused, i) => ({
        from: `m${from}`,
        to: `m${(from + i * 7 + 1) % members}`,
        n: 1 + (i % 3),
      })),
    ).flat();

  it('is not a busy community, nor the one whom everybody thanks, nor who thanks everybody', () => {
    assert.deepEqual(oddFavours([]), []);
    assert.deepEqual(oddFavours(usual(40)), []);
    const star = Array.from({ length: 60 }, (_, i) => ({ from: `m${i}`, to: 'star', n: 9 }));
    const fan = Array.from({ length: 60 }, (_, i) => ({ from: 'fan', to: `m${i}`, n: 9 }));
    const both = [...usual(60), ...star, ...fan, { from: 'fan', to: 'star', n: 9 }];
    assert.ok(
      !oddFavours(both).some(({ from, to }) => from === 'fan' && to === 'star'),
      'two busy ones meet often',
    );
  });

  it('is a ring, with all its members, and who favours one alone', () => {
    const ring = [
      { from: 'a', to: 'b', n: 12 },
      { from: 'b', to: 'a', n: 14 },
      { from: 'b', to: 'c', n: 11 },
      { from: 'c', to: 'b', n: 13 },
      { from: 'd', to: 'a', n: 20 },
    ];
    const odd = oddFavours([...usual(40), ...ring]);
    assert.deepEqual(
      ringsOf(odd).map(({ members }) => members),
      [['a', 'b', 'c']],
    );
    assert.deepEqual(
      oneWay(odd).map(({ from, to }) => `${from} ${to}`),
      ['d a'],
    );
    assert.deepEqual(oddFavours([{ from: 'a', to: 'a', n: 99 }]), []);
    assert.deepEqual(oddFavours([{ from: 'a', to: 'b', n: 7 }]), [], 'a few are nobody’s business');
  });

  it('is counted over everything by which members favour each other, and said by what', () => {
    const pair = (n: number) => [
      { from: 'a', to: 'b', n },
      { from: 'b', to: 'a', n },
    ];
    const told = [
      { of: 'answers', favours: pair(3) },
      { of: 'ideas', favours: pair(4) },
      { of: 'reviews', favours: [...pair(2), { from: 'c', to: 'a', n: 1 }] },
    ] as const;
    const all = togetherOf(told);
    assert.deepEqual(all[0], { from: 'a', to: 'b', n: 9, of: { answers: 3, ideas: 4, reviews: 2 } });
    assert.equal(
      wordsOf(all[0]!),
      '3 thanks or accepted answers, 4 votes for ideas, 2 reviews found helpful',
    );
    const [ring] = ringsOf(oddFavours([...usual(40), ...all]));
    assert.deepEqual(ring?.members, ['a', 'b'], 'no kind alone is enough');
    for (const { favours } of told) assert.deepEqual(ringsOf(oddFavours([...usual(40), ...favours])), []);
  });

  it('is counted with the tail of Poisson’s distribution', () => {
    // 1 − (e⁻¹ + e⁻¹) and 1 − e⁻² Σ 2ᵏ/k! for k < 5.
    assert.ok(Math.abs(chanceOfAtLeast(2, 1) - (1 - 2 / Math.E)) < 1e-9);
    assert.ok(Math.abs(chanceOfAtLeast(5, 2) - 0.052653017) < 1e-8);
    check(
      property(array(integer({ min: 1, max: 60 }), { minLength: 2, maxLength: 2 }), ([n, mean]) => {
        const p = chanceOfAtLeast(n!, mean!);
        assert.ok(p > 0 && p <= 1);
        assert.ok(chanceOfAtLeast(n! + 1, mean!) <= p + 1e-12);
      }),
    );
  });
});

describe('what members read', () => {
  it('is there in both languages, with the figures filled in', () => {
    const [en, de] = [wordsIn('en-GB'), wordsIn('de-AT')];
    assert.deepEqual(Object.keys(en).sort(), Object.keys(de).sort());
    for (const key of ['actions', 'states', 'flagReasons'] as const)
      assert.deepEqual(Object.keys(en[key]).sort(), Object.keys(de[key]).sort());
    const error = moderationErrors('moderation.too_many_links', { most: 2, count: 3 });
    assert.match(moderationWords('de', error)!, /darf ein Beitrag 2 Links haben; Ihrer hat 3/);
    assert.equal(moderationWords('en', error), undefined, 'the error says it itself');
    assert.equal(moderationWords('de', new AppError('other.error', 400, 'x')), undefined);
    assert.doesNotMatch(de.suspendedText('Forum', 'Werbung', null, 'https://x'), /bis/);
  });
});
