import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bracketPair, differingPart, insertAt, wrapWith, type Writing } from './writing.ts';

/** `a [b] c` is a text whose selection is b; `a | c` has only a cursor. */
function read(text: string): Writing {
  if (text.includes('|')) {
    const at = text.indexOf('|');
    return { text: text.replace('|', ''), start: at, end: at };
  }
  const start = text.indexOf('[');
  return { text: text.replace('[', '').replace(']', ''), start, end: text.indexOf(']') - 1 };
}

test('an example goes where the cursor is, and words stay apart', () => {
  const cases = [
    ['|', 'lang:en', 'lang:en|'],
    ['refund|', 'lang:en', 'refund lang:en|'],
    ['refund |late', 'lang:en', 'refund lang:en| late'],
    ['(|late)', '-tax', '(-tax| late)'],
    ['refund [late] now', '#tag', 'refund #tag| now'],
  ] as const;
  for (const [before, example, after] of cases)
    assert.deepEqual(insertAt(read(before), example), read(after), before);
});

test('a bracket or quotation mark goes around what is selected, and only then', () => {
  assert.deepEqual(wrapWith(read('[a OR b] c'), '('), read('([a OR b]) c'));
  assert.deepEqual(wrapWith(read('x [a b]'), '"'), read('x "[a b]"'));
  assert.equal(wrapWith(read('x|'), '('), null);
  assert.equal(wrapWith(read('[x]'), 'a'), null);
});

test('the partner of a bracket is found from either side, not inside quotation marks', () => {
  const text = 'a (b OR (c ")" d)) e';
  assert.deepEqual(bracketPair(text, 2), [2, 17]);
  assert.deepEqual(bracketPair(text, 18), [2, 17]);
  assert.deepEqual(bracketPair(text, 9), [8, 16]);
  assert.equal(bracketPair(text, 12), null);
  assert.equal(bracketPair('(a', 0), null);
  assert.equal(bracketPair(')', 0), null);
});

test('what a suggestion changes is found from both ends', () => {
  const cut = (before: string, after: string) => after.slice(...differingPart(before, after));
  assert.equal(cut('a OR b c', '(a OR b) c'), '(a OR b)');
  assert.equal(cut('a OR b c', 'a OR (b c)'), '(b c)');
  assert.equal(cut('aa', 'aaa'), 'a');
  assert.equal(cut('same', 'same'), '');
});
