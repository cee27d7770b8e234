import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bestText } from './choose.ts';
import { addressOf, isReserved } from './slugs.ts';

test('a reader gets his language, its plain form, the first of the site, English, else what there is', () => {
  const texts = ['de', 'en', 'fr'].map((language) => ({ language }));
  const best = (language: string, usual: string) => bestText(texts, language, usual)?.language;
  assert.deepEqual(
    [best('fr', 'de'), best('fr-CA', 'de'), best('ar', 'de'), best('ar', 'he')],
    ['fr', 'fr', 'de', 'en'],
  );
  assert.equal(bestText(texts.slice(2), 'ar', 'he')?.language, 'fr');
  assert.equal(bestText([], 'ar', 'he'), undefined);
});

test('an address is what was wished in its one form, else made of the title, and never the program’s', () => {
  assert.equal(addressOf(' Who We Are ', 'About'), 'who-we-are');
  assert.equal(addressOf('', 'Über uns'), 'uber-uns');
  assert.equal(addressOf('', '!!!'), 'page');
  assert.ok(isReserved(addressOf('Sitemap', '')) && isReserved('preview') && !isReserved('about'));
});
