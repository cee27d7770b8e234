import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assert as check, property, string } from 'fast-check';
import { diffOf } from '#lib/diff/index.ts';
import { slugOf } from '#lib/slugs/index.ts';
import { alarmOf, bestText, fallbacksOf } from './domain.ts';
import { cleanAgain, excerptOf, filesIn, plainOf, renderMarkdown } from './markdown.ts';
import { anyText } from '../../../../test/helpers/texts.ts';

describe('addresses', () => {
  it('tell what an article is about, in letters of any script', () => {
    assert.equal(slugOf('How do I get a refund?'), 'how-do-i-get-a-refund');
    assert.equal(slugOf('Größe & Maße'), 'grosse-masse');
    assert.equal(slugOf("Can't log in!"), 'cant-log-in');
    assert.equal(slugOf('パスワード'), 'パスワード');
    assert.equal(slugOf('???', 'article'), 'article');
    check(
      property(anyText(), (title) =>
        assert.match(slugOf(title), /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?$/u),
      ),
    );
  });
});

describe('languages', () => {
  it('fall back to the plain one, then to the usual one, then to any', () => {
    assert.deepEqual(fallbacksOf('pt-br', 'en'), ['pt-br', 'pt', 'en']);
    const texts = [{ language: 'de' }, { language: 'pt' }];
    assert.equal(bestText(texts, 'pt-br', 'de')?.language, 'pt');
    assert.equal(bestText(texts, 'fr', 'de')?.language, 'de');
    assert.equal(bestText(texts, 'fr', 'en')?.language, 'de');
    assert.equal(bestText([], 'fr', 'en'), undefined);
  });
});

describe('the alarm', () => {
  it('rings on the review day and where most readers say no, five at least', () => {
    assert.equal(alarmOf(null, { helpful: 0, unhelpful: 4 }, '2026-11-22'), null);
    assert.equal(alarmOf(null, { helpful: 5, unhelpful: 5 }, '2026-11-22'), 'votes');
    assert.equal(alarmOf(null, { helpful: 6, unhelpful: 5 }, '2026-11-22'), null);
    assert.equal(alarmOf('2026-11-22', { helpful: 9, unhelpful: 0 }, '2026-11-22'), 'review');
    assert.equal(alarmOf('2026-11-23', { helpful: 9, unhelpful: 0 }, '2026-11-22'), null);
  });
});

describe('Markdown', () => {
  it('becomes clean HTML: headings from the second level, pictures only of ours', () => {
    const html = renderMarkdown(
      '# One\n\n**bold** [link](https://a.example) ![x](/help/files/file_abc1)\n\n| a |\n|---|\n| 1 |',
    );
    assert.match(html, /<h2>One<\/h2>/);
    assert.match(html, /<img src="\/help\/files\/file_abc1" alt="x" \/>/);
    assert.match(html, /<table>/);
    assert.equal(cleanAgain(html), html);
  });

  it('lets nothing hostile through, however it is written', () => {
    for (const hostile of [
      '<script>alert(1)</script>',
      '<img src=x onerror=alert(1)>',
      '[x](javascript:alert(1))',
      '![x](https://evil.example/pixel.png)',
      '![x](/help/files/../../api/v1/me)',
      '<a href="java&#10;script:alert(1)">x</a>',
      '<iframe src="https://evil.example"></iframe><style>*{display:none}</style>',
      '<svg><a xlink:href="javascript:alert(1)">x</a></svg>',
      '<form action="https://evil.example"><input name=password></form>',
      '<h1 onclick="alert(1)" style="position:fixed">x</h1>',
    ]) {
      const html = renderMarkdown(`before\n\n${hostile}\n\nafter`);
      assert.doesNotMatch(
        html,
        /<script|<img|javascript:|<iframe|<style|<svg|<form|<input|onclick|onerror|style=/i,
        hostile,
      );
      assert.match(html, /before[^]*after/);
    }
  });

  it('gives its words, an excerpt that ends well, and the files it shows', () => {
    assert.equal(plainOf('## Top\n\n- one & two\n- **three** `<b>`'), 'Top\none & two\nthree <b>');
    assert.equal(excerptOf('One two three. Four five six seven.', 20), 'One two three.');
    assert.equal(excerptOf('Onetwothree fourfive sixseven', 15), 'Onetwothree …');
    assert.deepEqual(filesIn('![a](/help/files/file_a1) ![b](/help/files/file_a1) file_x'), ['file_a1']);
  });
});

describe('the difference of two texts', () => {
  it('tells words that went and came', () => {
    assert.deepEqual(diffOf('Wait three days, please.', 'Wait five days, please.'), [
      { kind: 'same', text: 'Wait ' },
      { kind: 'gone', text: 'three' },
      { kind: 'new', text: 'five' },
      { kind: 'same', text: ' days, please.' },
    ]);
    assert.deepEqual(diffOf('', ''), []);
  });

  it('always makes both texts again', () => {
    check(
      property(string({ maxLength: 300 }), string({ maxLength: 300 }), (a, b) => {
        const pieces = diffOf(a, b);
        const side = (left: string) =>
          pieces
            .filter(({ kind }) => kind !== left)
            .map(({ text }) => text)
            .join('');
        assert.equal(side('new'), a);
        assert.equal(side('gone'), b);
      }),
    );
  });

  it('compares long texts by lines', () => {
    const long = Array.from({ length: 3000 }, (_, i) => `line ${i}\n`).join('');
    const pieces = diffOf(long, long.replace('line 1500\n', 'another\n'));
    assert.deepEqual(
      pieces.filter(({ kind }) => kind !== 'same'),
      [
        { kind: 'gone', text: 'line 1500\n' },
        { kind: 'new', text: 'another\n' },
      ],
    );
  });
});
