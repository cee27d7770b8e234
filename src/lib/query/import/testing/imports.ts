import assert from 'node:assert/strict';
import { test } from 'node:test';
import { importQuery, parseTopic, type QueryDialect } from '../../index.ts';

/** Refusals that an imported query may end in, because too much of it is gone or was never there. */
const MAY_BE_REFUSED: ReadonlySet<string> = new Set(['empty', 'only_broad', 'only_negation']);

/** One test a line: what was written, what it becomes, and the parts that are told to be gone or changed, in order. */
export function testImports(
  dialect: QueryDialect,
  lines: readonly (readonly [text: string, query: string, told: readonly string[]])[],
): void {
  for (const [text, query, told] of lines) {
    test(`${dialect}: ${text}`, () => {
      const imported = importQuery(dialect, text);
      assert.equal(imported.query, query);
      assert.deepEqual(
        imported.dropped.map(({ what }) => what),
        told,
      );
      for (const { what, span, why } of imported.dropped) {
        assert.match(why, /\w.*\.$/s);
        assert.equal(text.slice(span.start, span.end).replaceAll(/[“”]/g, '"'), what);
      }
      const parsed = parseTopic(query);
      assert.ok(parsed.isValid || MAY_BE_REFUSED.has(parsed.problem.code), JSON.stringify(parsed));
    });
  }
}
