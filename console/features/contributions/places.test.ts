import assert from 'node:assert/strict';
import { test } from 'node:test';
import { languagesFor, placesLeft } from './places.ts';

test('places that were taken out are counted in all texts, links with such a word are not', () => {
  assert.equal(placesLeft('Dear [name], call [number]', 'or write to [mail]'), 3);
  assert.equal(placesLeft('', '[other] [Name] [link](https://acme.example)'), 0);
});

test('the language in which it was said stands first, each once', () => {
  assert.deepEqual(languagesFor(['en', 'de'], 'de'), ['de', 'en']);
  assert.deepEqual(languagesFor(['en'], null), ['en']);
  assert.deepEqual(languagesFor([], null), ['en']);
});
