import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { randomFrom } from '../../../test/helpers/random.ts';
import {
  isRightToLeft,
  LANGUAGE_NAMES,
  loadTexts,
  nearestLanguage,
  sayIn,
  usableTag,
} from '../messages/index.ts';
import { ar } from '../messages/ar.ts';
import { de } from '../messages/de.ts';
import { en, type Texts } from '../messages/en.ts';
import { es } from '../messages/es.ts';
import { fr } from '../messages/fr.ts';
import { coloursOf, contrastOf } from './colours.ts';
import { minutesText, percentText, sizeText } from './figures.ts';
import { piecesOf } from './links.ts';
import { clockIn } from './times.ts';

describe('links', () => {
  const linksIn = (text: string) =>
    piecesOf(text).flatMap((piece) => (piece.kind === 'link' ? [piece.href] : []));

  it('end where the address ends, not where the sentence does', () => {
    assert.deepEqual(linksIn('See https://a.example/b?c=1, (http://b.example/x_(y)) and www.c.example!'), [
      'https://a.example/b?c=1',
      'http://b.example/x_(y)',
      'https://www.c.example/',
    ]);
    assert.deepEqual(linksIn('انظر https://a.example/م؟'), ['https://a.example/%D9%85']);
  });

  it('are only web addresses that lead where they say', () => {
    for (const text of [
      'javascript:alert(1)',
      'data:text/html,<script>alert(1)</script>',
      'https://bank.example@evil.example/',
      'https://localhost/',
      'file:///etc/passwd',
      'xhttps://a.example',
    ])
      assert.deepEqual(linksIn(text), [], text);
    // What turns the reading direction around does not become part of a link.
    assert.deepEqual(linksIn('https://a.example/\u202Efdp.exe'), ['https://a.example/']);
  });

  it('lose no letter of any text', () => {
    const random = randomFrom(7);
    const parts = [
      'https://',
      'www.',
      'a.example',
      '/x',
      '(',
      ')',
      '.',
      ' ',
      '\n',
      '<b>',
      '"',
      '🙏',
      '\u202E',
      '@',
      '٣',
      '&amp;',
    ];
    for (let round = 0; round < 2000; round++) {
      const text = Array.from({ length: 12 }, () => parts[Math.floor(random() * parts.length)]).join('');
      assert.equal(
        piecesOf(text)
          .map(({ text }) => text)
          .join(''),
        text,
      );
    }
  });

  it('are found in time in hostile texts', () => {
    const startedAt = performance.now();
    piecesOf(`https://a.example/${'('.repeat(4000)}`);
    piecesOf(`https://a.example/${'.)'.repeat(2000)}`);
    piecesOf('http://'.repeat(600));
    assert.ok(performance.now() - startedAt < 500);
  });
});

describe('the company’s colour', () => {
  it('can be read wherever it is used, whatever it is', () => {
    const random = randomFrom(11);
    const hex = () =>
      `#${Math.floor(random() * 0x1000000)
        .toString(16)
        .padStart(6, '0')}`;
    for (const colour of ['#000000', '#ffffff', '#ffff00', '#777777', ...Array.from({ length: 500 }, hex)]) {
      const { fill, onFill, inkOnLight, inkOnDark } = coloursOf(colour);
      assert.equal(fill, colour);
      assert.ok(contrastOf(fill, onFill) >= 4.5, `${colour}: letters on the fill`);
      assert.ok(contrastOf(inkOnLight, '#f2f2f5') >= 4.5, `${colour}: on light`);
      assert.ok(contrastOf(inkOnDark, '#2a2c32') >= 4.5, `${colour}: on dark`);
    }
  });
});

describe('times and figures', () => {
  it('are in words of the reader, by his clock', () => {
    const clock = clockIn('en-GB', 'Europe/Berlin');
    const now = new Date('2026-03-02T22:30:00Z');
    assert.equal(clock.day('2026-03-02T05:00:00Z', now), 'Today');
    // Half past twelve at night there.
    assert.equal(clock.day('2026-03-02T23:30:00Z', new Date('2026-03-03T08:00:00Z')), 'Today');
    assert.equal(clock.day('2026-03-01T12:00:00Z', now), 'Yesterday');
    assert.equal(clock.day('2026-02-20T12:00:00Z', now), 'Friday 20 February');
    assert.equal(clock.soon('2026-03-03T08:00:00Z', now), 'tomorrow, 09:00');
    assert.equal(clock.soon('2026-03-05T08:00:00Z', now), 'Thursday, 09:00');
    assert.equal(clock.time('2026-03-02T10:05:00Z'), '11:05');
  });

  it('know the plurals of every language', () => {
    assert.equal(minutesText(1, 'en'), '1 minute');
    assert.equal(minutesText(180, 'de'), '3 Stunden');
    assert.equal(minutesText(2, 'ar-EG-u-nu-latn'), 'دقيقتان');
    assert.equal(sizeText(25e6, 'en'), '25 MB');
    assert.equal(percentText(0.425, 'en'), '43%');
  });
});

describe('the texts', () => {
  const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

  it('are whole in every language, with the same places to fill', () => {
    const all: Record<string, Texts> = { en, de, fr, es, ar };
    assert.deepEqual(Object.keys(all).sort(), [...LANGUAGE_NAMES].sort());
    for (const [language, texts] of Object.entries(all)) {
      assert.deepEqual(Object.keys(texts), Object.keys(en), language);
      for (const key of Object.keys(en) as (keyof Texts)[]) {
        assert.deepEqual(holes(texts[key]), holes(en[key]), `${language} ${key}`);
        assert.notEqual(texts[key].trim(), '', `${language} ${key}`);
        if (language !== 'en' && texts[key].length > 12)
          assert.notEqual(texts[key], en[key], `${language} ${key}`);
      }
    }
  });

  it('are found for any tag, and fill their places', async () => {
    assert.deepEqual(['de-AT', 'AR', 'pt-BR', ''].map(nearestLanguage), ['de', 'ar', 'en', 'en']);
    assert.deepEqual(['de_AT', 'nonsense tag!'].map(usableTag), ['de-AT', 'en']);
    assert.deepEqual(['ar-EG', 'he', 'de'].map(isRightToLeft), [true, true, false]);
    assert.equal(sayIn(en)('panel', { name: '{x} $1' }), 'Chat with {x} $1');
    assert.equal((await loadTexts('fr-CA'))('send'), 'Envoyer');
  });
});
