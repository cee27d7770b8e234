import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { type ColumnKind, type PackedColumn, packTable, readTable, type Table } from './index.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'rapport-tables-'));
const file = path.join(folder, 'a.table');
after(() => rmSync(folder, { recursive: true }));

function pack(kind: ColumnKind, values: PackedColumn['values']): Table {
  writeFileSync(file, packTable({}, { x: { kind, values } }));
  return readTable(file);
}

describe('a column', () => {
  it('refuses what it cannot give back', () => {
    const wrong: readonly (readonly [ColumnKind, PackedColumn['values']])[] = [
      ['u8', [1, 256]],
      ['u8', [1, -1]],
      ['u16', [1, 65_536]],
      ['u32', [1, 2 ** 32]],
      ['u32', [1, 0.5]],
      ['rising', [1, 2 ** 53]],
      ['rising', [1, Number.NaN]],
      ['steps', [1, Number.POSITIVE_INFINITY]],
      ['steps', [1, 2 ** 52]],
      ['text', ['one', 'two\nlines']],
    ];
    for (const [kind, values] of wrong)
      assert.throws(
        () => packTable({}, { x: { kind, values } }),
        /RangeError: Row 1 /,
        `${kind} ${String(values[1])}`,
      );
  });

  it('gives back the greatest and least that it holds', () => {
    assert.deepEqual([...pack('u8', [0, 255]).bytes('x')], [0, 255]);
    assert.deepEqual([...pack('u16', [65_535, 0]).shorts('x')], [65_535, 0]);
    assert.deepEqual([...pack('u32', [2 ** 32 - 1, 0, 2 ** 31]).numbers('x')], [2 ** 32 - 1, 0, 2 ** 31]);
    assert.deepEqual([...pack('rising', [0, 2 ** 53 - 1]).wide('x')], [0, 2 ** 53 - 1]);
    const far = [2 ** 51, -(2 ** 51), 2 ** 51, 0];
    assert.deepEqual([...pack('steps', far).wide('x')], far);
    assert.deepEqual([...pack('steps', [7, 3, 2 ** 32 - 1]).numbers('x')], [7, 3, 2 ** 32 - 1]);
  });

  it('may be empty, of every kind', () => {
    assert.equal(pack('u8', []).bytes('x').length, 0);
    assert.equal(pack('u32', []).numbers('x').length, 0);
    assert.equal(pack('steps', []).wide('x').length, 0);
    assert.equal(pack('text', []).texts('x').starts.length, 1);
    assert.deepEqual([...pack('text', ['', '', '']).texts('x').starts], [0, 1, 2, 3]);
  });

  it('is not read as one of another kind: that would be noise, or never end', () => {
    const eight = pack('u8', [200, 200, 200]);
    for (const read of [eight.shorts, eight.numbers, eight.wide, eight.texts])
      assert.throws(() => read('x'), /Column x of a\.table is of kind u8/);
    const text = pack('text', ['\u07ff\u07ff']);
    for (const read of [text.bytes, text.shorts, text.numbers, text.wide])
      assert.throws(() => read('x'), /is of kind text/);
    assert.throws(() => pack('u32', [1]).wide('x'), /is of kind u32/);
  });

  it('is a copy: what one reader does to it no other sees', () => {
    const table = pack('u8', [1, 2]);
    table.bytes('x').fill(9);
    assert.deepEqual([...table.bytes('x')], [1, 2]);
    const words = pack('text', ['abc']);
    words.texts('x').utf8.fill(0);
    assert.equal(words.texts('x').utf8.toString(), 'abc');
  });
});
