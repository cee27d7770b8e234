import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseQuery } from '#lib/query/index.ts';
import { GUARD, postingsOf } from './anchor.ts';
import { readQuery } from './read-query.ts';
import { Vocabulary } from './vocabulary.ts';

/** Rare by default; the words of this table are as frequent as it says. */
const FREQUENT: Readonly<Record<string, number>> = { the: 0.5, of: 0.4, shop: 0.1, late: 0.05 };

/** The postings of a query, written `anchor guard other`, with `!` where they decide by themselves; null where all posts are asked. */
function postings(source: string): string[] | null {
  const parsed = parseQuery(source);
  assert.ok(parsed.isValid, source);
  const words = new Vocabulary();
  const clause = readQuery(parsed.query, words);
  const name = (id: number) => words.names[id]!;
  const found = postingsOf(clause, {
    frequency: (id) => FREQUENT[name(id)] ?? 0.001,
    canGuard: (id) => words.sorts[id] === 'term',
  });
  const guards = Object.entries(GUARD);
  return (
    found?.map(({ term, guard, other, isDirect }) => {
      const how = guards.find(([, number]) => number === guard)![0];
      return `${name(term)}${guard === GUARD.none ? '' : ` ${how} ${name(other)}`}${isDirect ? '!' : ''}`;
    }) ?? null
  );
}

test('the cheapest set of anchors is chosen, and what they decide by themselves is told', () => {
  const cases: [source: string, expected: string[] | null][] = [
    ['late', ['late!']],
    ['late OR tram OR #bus', ['late!', 'tram!', '#bus!']],
    ['the late', ['late with the!']],
    ['late the shop', ['late with shop']],
    ['late -tram', ['late without tram!']],
    ['late -"tram bus"', ['late']],
    ['late -tram -bus', ['late']],
    ['(late OR tram) the', ['late with the!', 'tram with the!']],
    ['(the OR of) shop', ['shop']],
    ['(the OR tram) (late OR shop)', ['late', 'shop']],
    ['"the shop"', ['shop previous the!']],
    ['"shop the"', ['shop next the!']],
    ['"the shop of"', ['shop next of']],
    ['"of shop the"', ['shop previous of']],
    ['"shop the shop"', ['shop with the']],
    ['{Late Shop}', ['late next shop']],
    ['{Late}', ['late']],
    ['"the sho*"', ['sho* previous the!']],
    ['"the sho* tram"', ['sho* next tram']],
    ['"tra* late"', ['tra* next late!']],
    ['tra* late', ['tra* with late!']],
    ['the tra*', ['tra* with the!']],
    ['late -tra*', ['late']],
    ['late NEAR/3 (the OR shop)', ['late']],
    ['"late tram"~3', ['tram with late']],
    ['ATLEAST/2 late the', ['late with the']],
    ['author:ann late', ['author:ann with late']],
    ['mention:ann', ['@ann!', 'mention:ann']],
    ['link:a.example OR late', ['link:a.example!', 'link:a.example', 'late!']],
    ['late lang:en', ['late']],
    ['label:vip lang:en', null],
    ['in:title late', ['late']],
    ['in:bio late', ['in:more']],
  ];
  for (const [source, expected] of cases) assert.deepEqual(postings(source), expected, source);
});
