import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countryName, languageName } from './index.ts';

test('says languages and countries in English, and what is none as it is', () => {
  assert.deepEqual(['de', 'ar', 'pt-BR'].map(languageName), ['German', 'Arabic', 'Brazilian Portuguese']);
  assert.deepEqual(['DE', 'US'].map(countryName), ['Germany', 'United States']);
  for (const code of ['', 'no such thing', 'q_']) {
    assert.equal(languageName(code), code);
    assert.equal(countryName(code), code);
  }
});
