import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { createTestApp, type TestApp } from '../../../test/helpers/app.ts';
import { textArray, tsvectorArray } from './index.ts';

let test: TestApp;
before(async () => {
  test = await createTestApp();
});
after(() => test.close());

it('carries columns of texts unchanged', async () => {
  for (const values of [
    [],
    [''],
    [null, 'a', 'ä{},"\\ \n', '😀', null, 'NULL'],
    Array.from({ length: 3000 }, (_, i) => `${i}…`),
  ]) {
    const rows = await test.app.db.query<{ value: string | null }>(
      'select value from unnest($1::text[]) as v (value)',
      [textArray(values)],
    );
    assert.deepEqual(
      rows.map((row) => row.value),
      values,
    );
  }
});

it('carries columns of search vectors that are found by their terms', async () => {
  const terms = [['zebra', 'ab', '#ä', 'link:a.b', '日'], [], ["it's", 'a b']];
  const rows = await test.app.db.query<{ terms: string[]; hits: boolean }>(
    `select tsvector_to_array(v) as terms, v @@ '''#ä'' & ''zeb'':*'::tsquery as hits from unnest($1::tsvector[]) as t (v)`,
    [tsvectorArray(terms)],
  );
  assert.deepEqual(
    rows.map((row) => row.terms.sort()),
    terms.map((list) => [...list].sort()),
  );
  assert.deepEqual(
    rows.map((row) => row.hits),
    [true, false, false],
  );
});
