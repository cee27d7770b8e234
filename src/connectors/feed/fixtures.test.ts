import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { AppError } from '#platform/errors/index.ts';
import { parseFeed } from './format/parse.ts';
import type { ParseOptions } from './format/parse.ts';

interface Expected {
  options?: ParseOptions;
  /** Fields that matter; entries are compared in number and order, objects by the fields named here. */
  feed?: Record<string, unknown>;
  entries?: Record<string, unknown>[];
  /** Codes, complete and in order. */
  warnings?: string[];
  error?: string;
  says?: string;
}

const folder = new URL('fixtures/', import.meta.url);
const files = readdirSync(folder);
const documents = files.filter((name) => !name.endsWith('.expected.json')).sort();

test('there are at least sixty fixtures, each with what is expected of it', () => {
  assert.ok(documents.length >= 60, `${documents.length} fixtures`);
  assert.equal(files.length, documents.length * 2);
});

for (const name of documents) {
  test(`fixture ${name}`, () => {
    const expected = JSON.parse(
      readFileSync(new URL(name.replace(/\.\w+$/, '.expected.json'), folder), 'utf8'),
    ) as Expected;
    const parse = () => parseFeed(readFileSync(new URL(name, folder)), expected.options);
    if (expected.error) {
      assert.throws(parse, (error) => {
        assert.ok(error instanceof AppError);
        assert.equal(error.code, expected.error);
        assert.equal(error.params.lookedLike, expected.says);
        return true;
      });
      return;
    }
    const parsed = parse();
    assert.deepEqual(only(parsed.feed, expected.feed ?? {}), expected.feed ?? {});
    if (expected.entries) {
      assert.equal(parsed.entries.length, expected.entries.length, 'number of entries');
      for (const [index, entry] of expected.entries.entries())
        assert.deepEqual(only(parsed.entries[index], entry), entry, `entry ${index}`);
    }
    if (expected.warnings)
      assert.deepEqual(
        parsed.warnings.map((warning) => warning.code),
        expected.warnings,
      );
  });
}

function only(value: unknown, fields: Record<string, unknown>): Record<string, unknown> {
  const all = JSON.parse(JSON.stringify(value)) as Record<string, unknown>;
  return Object.fromEntries(Object.keys(fields).map((key) => [key, all[key]]));
}
