import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { tokenize } from '#lib/tokens/index.ts';
import { guessLanguage } from './language.ts';

const CORPUS = path.resolve(import.meta.dirname, '../../../../tools/train/corpus');

/** Sentences of customers, ten at a time: as much as a short article. */
function texts(language: string): string[] {
  const file = language === 'en' ? 'telecom' : `care-${language}`;
  const lines = readFileSync(path.join(CORPUS, `${file}.ndjson`), 'utf8')
    .trim()
    .split('\n');
  const sentences = lines.map((line) => (JSON.parse(line) as { text: string }).text).slice(0, 300);
  return Array.from({ length: Math.floor(sentences.length / 10) }, (_, i) =>
    sentences.slice(i * 10, i * 10 + 10).join(' '),
  );
}

describe('the language of an article', () => {
  for (const language of ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl'])
    it(`is guessed right: ${language}`, () => {
      const all = texts(language);
      const right = all.filter((text) => guessLanguage(tokenize(text).map(({ term }) => term)) === language);
      assert.ok(all.length >= 3, `${all.length} texts`);
      assert.ok(right.length >= all.length * 0.95, `${right.length} of ${all.length}`);
    });
});
