import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { tokenize } from '#lib/tokens/index.ts';
import { createTestApp } from '../../../../test/helpers/app.ts';
import { stemEnglish } from './english.ts';

const { app, close } = await createTestApp();
after(close);

describe('the English stemmer', () => {
  it('takes the endings off', () => {
    for (const [word, stem] of Object.entries({
      caresses: 'caress',
      ties: 'tie',
      cries: 'cri',
      gas: 'gas',
      gaps: 'gap',
      agreed: 'agre',
      hopping: 'hop',
      hoping: 'hope',
      generously: 'generous',
      communication: 'communic',
      cancellation: 'cancel',
      cancelled: 'cancel',
      delivery: 'deliveri',
      payments: 'payment',
      relational: 'relat',
      dying: 'die',
      news: 'news',
      proceed: 'proceed',
      sayings: 'say',
      by: 'by',
    }))
      assert.equal(stemEnglish(word), stem, word);
  });

  it('agrees with the one of PostgreSQL on the words of all our sentences', async () => {
    const folder = path.resolve(import.meta.dirname, '../../../../tools/train/corpus');
    const files = globSync('*.ndjson', { cwd: folder }).filter((name) => !name.startsWith('care-'));
    const words = new Set<string>();
    for (const file of files)
      for (const { term } of tokenize(readFileSync(path.join(folder, file), 'utf8')))
        if (/^[a-z]{3,20}$/.test(term)) words.add(term);
    assert.ok(words.size > 5000, String(words.size));
    const rows = await app.db.query<{ word: string; stem: string }>(
      `select word, (ts_lexize('english_stem', word))[1] as stem from unnest($1::text[]) as word
        where cardinality(ts_lexize('english_stem', word)) = 1`,
      [[...words]],
    );
    const other = rows.filter(({ word, stem }) => stemEnglish(word) !== stem);
    const told = other.slice(0, 20).map(({ word, stem }) => `${word}: ${stemEnglish(word)}, not ${stem}`);
    assert.ok(
      other.length <= rows.length / 500,
      `${other.length} of ${rows.length} differ: ${told.join('; ')}`,
    );
  });
});
