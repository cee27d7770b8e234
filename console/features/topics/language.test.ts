import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseQuery } from '#lib/query/index.ts';
import { CHEAT_SHEET } from './language.ts';
import { hasMessage } from '../../i18n/index.ts';

test('every line of the cheat-sheet is understood by the language, alone or beside a word', () => {
  for (const { rows } of CHEAT_SHEET) {
    for (const [example] of rows) {
      const alone = parseQuery(example);
      const beside = parseQuery(`refund ${example}`);
      assert.ok(alone.isValid || beside.isValid, example);
    }
  }
});

test('every line is explained', () => {
  for (const { title, rows } of CHEAT_SHEET) {
    assert.ok(hasMessage(`topics.help.${title}`), title);
    for (const [, key] of rows) assert.ok(hasMessage(`topics.help.${title}.${key}`), key);
  }
});
