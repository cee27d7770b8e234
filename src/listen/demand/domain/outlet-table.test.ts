import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assert as check, property } from 'fast-check';
import { readOutletTable } from './outlet-table.ts';
import { anyText } from '../../../../test/helpers/texts.ts';

function problemOf(csv: string): string {
  const read = readOutletTable(csv);
  assert.ok('problem' in read, csv);
  return read.problem;
}

function outletsOf(csv: string) {
  const read = readOutletTable(csv);
  assert.ok('outlets' in read, JSON.stringify(read));
  return read.outlets;
}

describe('a table of outlets', () => {
  test('may have its columns in any order, under many names, with commas, semicolons or tabs', () => {
    const expected = [
      { code: 'A1', name: 'High Street', city: 'Leeds', item: 'Tea', onHand: 12, perDay: 1.5 },
    ];
    for (const csv of [
      'code,name,city,item,on_hand,per_day\nA1,High Street,Leeds,Tea,12,1.5\n',
      'Store ID;Shop name;Town;SKU;In stock;Daily sales\nA1;High Street;Leeds;Tea;12;1,5\n',
      'qty\tproduct\tName\tOutlet\tplace\tsold per day\r\n12\tTea\tHigh Street\tA1\tLeeds\t1.5\r\n',
      '\ufeffcode,name,city,item,stock,perDay,colour\n"A1","High Street",Leeds,Tea,12,1.5,blue\n\n',
    ])
      assert.deepEqual(outletsOf(csv), expected, csv);
  });

  test('may leave cells empty and repeat an outlet for each item', () => {
    assert.deepEqual(outletsOf('code,name,city,item,stock\nA,Shop,,Tea,3\nA,Shop,Leeds,Milk,\n'), [
      { code: 'A', name: 'Shop', item: 'Tea', onHand: 3 },
      { code: 'A', name: 'Shop', city: 'Leeds', item: 'Milk' },
    ]);
  });

  test('is refused with the line and the column that are wrong', () => {
    assert.match(problemOf(''), /no lines below its head/);
    assert.match(problemOf('code,name\n'), /no lines below its head/);
    assert.match(problemOf('code,city\nA,Leeds\n'), /no column “name”/);
    assert.match(problemOf('code,name,stock\nA,Shop,1\nB,Shop,-1\n'), /^Line 3, onHand/);
    assert.match(problemOf('code,name,lat,lon\nA,Shop,95,0\n'), /^Line 2, latitude/);
    assert.match(problemOf('code,name\n,Shop\n'), /^Line 2, code/);
    assert.match(problemOf('code,name\n"A,Shop\n'), /cannot be read/);
  });

  test('never throws, whatever is sent', () => {
    check(
      property(anyText({ maxLength: 200 }), (text) => {
        const read = readOutletTable(`code,name,stock\n${text}`);
        assert.ok('problem' in read ? read.problem !== '' : read.outlets.length >= 0);
      }),
      { numRuns: 500 },
    );
  });
});
