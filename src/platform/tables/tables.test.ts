import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import * as fc from 'fast-check';
import { packTable, readTable } from './index.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'rapport-tables-'));
const file = path.join(folder, 'a.table');
after(() => rmSync(folder, { recursive: true }));

const line = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\n'));

describe('a table', () => {
  it('gives back what was put in', () =>
    fc.assert(
      fc.property(
        fc.uint8Array(),
        fc.uint16Array(),
        fc.uint32Array(),
        fc.array(fc.nat({ max: 2 ** 40 })),
        fc.array(fc.integer({ min: -(2 ** 40), max: 2 ** 40 })),
        fc.array(line, { minLength: 1 }),
        (u8, u16, u32, any, mixed, texts) => {
          const rising = any.toSorted((one, other) => one - other);
          const packed = packTable(
            { source: 'test' },
            {
              u8: { kind: 'u8', values: u8 },
              u16: { kind: 'u16', values: u16 },
              u32: { kind: 'u32', values: u32 },
              rising: { kind: 'rising', values: rising },
              mixed: { kind: 'steps', values: mixed },
              texts: { kind: 'text', values: texts },
            },
          );
          writeFileSync(file, packed);
          const table = readTable(file);
          assert.deepEqual(table.about, { source: 'test' });
          assert.deepEqual([...table.bytes('u8')], [...u8]);
          assert.deepEqual([...table.shorts('u16')], [...u16]);
          assert.deepEqual([...table.numbers('u32')], [...u32]);
          assert.deepEqual([...table.wide('rising')], rising);
          assert.deepEqual([...table.wide('mixed')], mixed);
          const { utf8, starts } = table.texts('texts');
          const read = texts.map((_, row) => utf8.toString('utf8', starts[row], starts[row + 1]! - 1));
          assert.deepEqual(
            read,
            texts.map((text) => Buffer.from(text).toString()),
          );
        },
      ),
      { numRuns: 200 },
    ));

  it('is the same file for the same input', () => {
    const pack = () => packTable({ a: 1 }, { x: { kind: 'u8', values: [1, 2, 3] } });
    assert.deepEqual(pack(), pack());
  });

  it('is refused when a byte of it changed, or when it ends early', () => {
    const whole = packTable({}, { x: { kind: 'u8', values: [...Array(500).keys()].map((i) => i & 255) } });
    for (let at = 0; at < whole.length; at += 7) {
      const broken = Buffer.from(whole);
      broken[at]! ^= 1;
      writeFileSync(file, broken);
      assert.throws(() => readTable(file), { code: 'table_damaged', params: { file: 'a.table' } });
    }
    for (const length of [0, 31, 32, whole.length - 1]) {
      writeFileSync(file, whole.subarray(0, length));
      assert.throws(() => readTable(file), { code: 'table_damaged' });
    }
  });

  it('says which column it does not have', () => {
    writeFileSync(file, packTable({}, {}));
    assert.throws(() => readTable(file).bytes('y'), /a\.table has no column y/);
  });

  it('does not take a falling column for a rising one', () =>
    assert.throws(() => packTable({}, { x: { kind: 'rising', values: [2, 1] } }), /Row 1/));

  it('ships undamaged', () => {
    const root = path.resolve(import.meta.dirname, '../../listen');
    for (const shipped of [
      'places/gazetteer',
      'understanding/language/ngrams',
      'understanding/language/second',
    ]) {
      const where = path.join(root, `${shipped}.table`);
      assert.match(readTable(where).sum, /^[0-9a-f]{64}$/);
      assert.ok(readFileSync(where).length < 4_000_000);
    }
  });
});
