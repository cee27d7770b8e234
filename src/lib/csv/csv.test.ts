import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { columnOf, readTable } from './index.ts';

describe('a table', () => {
  it('is read whatever parts its columns, with the line on which each row begins', () => {
    for (const sign of [',', ';', '\t']) {
      const text = `\u{feff}Order ID${sign}Mail\r\n\r\n1${sign}"a\r\nb"\r\n2${sign}c\r\n`;
      assert.deepEqual(
        readTable(text).map(({ line, cells }) => [line, { ...cells }]),
        [
          [3, { orderid: '1', mail: 'a\nb' }],
          [5, { orderid: '2', mail: 'c' }],
        ],
        JSON.stringify(sign),
      );
    }
  });

  it('may lack cells, have too many, and hold signs that no database takes', () => {
    const [short, long] = readTable('a,b\n1\n2,3,4\0\n');
    assert.deepEqual({ ...short!.cells }, { a: '1' });
    assert.deepEqual([long!.cells['a'], long!.cells['b']], ['2', '3']);
    assert.deepEqual(readTable(''), []);
    assert.equal(readTable('x\n\ud800\n')[0]!.cells['x'], '\ufffd');
  });

  it('has columns by their letters and digits', () => {
    assert.equal(columnOf(' Suggestion.ID '), 'suggestionid');
    assert.equal(columnOf('Ｎame_2'), 'name2');
  });
});
