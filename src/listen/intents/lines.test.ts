import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { readLines } from './lines.ts';
import { MOST_LINES } from './schema.ts';
import { anyText } from '../../../test/helpers/texts.ts';

describe('pasted lines', () => {
  it('are examples of one intent, or say themselves of which', () => {
    assert.deepEqual(readLines(' one \r\n\n{"text":"x"}\n', 'A').examples, [
      { text: 'one', label: 'A' },
      { text: '{"text":"x"}', label: 'A' },
    ]);
    assert.deepEqual(readLines('{"text":"one","label":" A "}\n{"text":"two","intent":"B"}').examples, [
      { text: 'one', label: 'A' },
      { text: 'two', label: 'B' },
    ]);
  });

  it('are refused by their number in what was pasted', () => {
    const { examples, refused } = readLines(
      `\nnope\n{"text":"${'x'.repeat(4001)}","label":"A"}\n{"text":"a","label":"${'n'.repeat(121)}"}`,
    );
    assert.deepEqual(examples, []);
    assert.deepEqual(
      refused.map(({ line, reason }) => `${line} ${reason.slice(0, 24)}`),
      ['2 This is not JSON.', '3 It is longer than 4000 c', '4 "label" is no name of an'],
    );
    assert.equal(readLines('x\n'.repeat(MOST_LINES + 2), 'A').refused.length, 2);
  });

  it('give only what a database can hold, whatever was pasted', () => {
    fc.assert(
      fc.property(anyText({ maxLength: 200 }), (given) => {
        const { examples } = readLines(`${given}\ud800\0`, 'A');
        for (const { text } of examples) {
          assert.ok(text.isWellFormed() && !text.includes('\0') && text.trim() === text && text !== '');
        }
      }),
    );
  });
});
