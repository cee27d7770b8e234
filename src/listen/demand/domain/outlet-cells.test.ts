import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { array, assert as check, constantFrom, double, property, record, string } from 'fast-check';
import { readOutletTable } from './outlet-table.ts';

function outletsOf(csv: string) {
  const read = readOutletTable(csv);
  assert.ok('outlets' in read, 'problem' in read ? read.problem : '');
  return read.outlets;
}

function problemOf(csv: string): string {
  const read = readOutletTable(csv);
  assert.ok('problem' in read, JSON.stringify(read));
  return read.problem;
}

describe('the cells of a table of outlets', () => {
  test('is read with the signs that its head line is written with', () => {
    const outlet = { code: 'A1', name: 'Miller, Sons', city: 'Ulm', onHand: 20.5, item: 'tea; green' };
    assert.deepEqual(outletsOf('Store;Name;Town;Qty;SKU\nA1;Miller, Sons;Ulm;20,5;"tea; green"'), [outlet]);
    assert.deepEqual(outletsOf('code,name,city,stock,item\r\nA1,"Miller, Sons",Ulm,20.5,tea; green\r\n'), [
      outlet,
    ]);
    assert.deepEqual(
      outletsOf('\ufeffcode\tname\tcity\tin stock\tproduct\nA1\tMiller, Sons\tUlm\t20,5\ttea; green'),
      [outlet],
    );
  });

  test('may leave cells empty, name columns that are not known, and end with blank lines', () => {
    assert.deepEqual(
      outletsOf('code,name,manager,lat,lon,stock\nA,Shop,Ann,,,\n\nB,Other,Bo,48.4,-10,0\n\n'),
      [
        { code: 'A', name: 'Shop' },
        { code: 'B', name: 'Other', latitude: 48.4, longitude: -10, onHand: 0 },
      ],
    );
  });

  test('says which line of the file and which column is wrong, and takes nothing', () => {
    const head = 'code,name,stock,lat\n';
    assert.match(problemOf(`${head}A,Shop,-1,`), /^Line 2, onHand: /);
    assert.equal(problemOf(`${head}A,Shop,many,`), 'Line 2, onHand: “many” is no number here.');
    assert.match(problemOf(`${head}A,Shop,1,\nB,Shop,1,91`), /^Line 3, latitude: /);
    assert.match(problemOf(`${head}A,Shop,1,\n,Shop,1,`), /^Line 3, code: /);
    assert.match(problemOf(`${head}A,Shop,1,\n\n\nB,,1,`), /^Line 5, name: /, 'blank lines count');
    assert.match(problemOf(`${head}A,"Sh\nop",1,\nB,,1,`), /^Line 4, name: /, 'a cell over two lines counts');
    assert.match(problemOf(`${head}${'x'.repeat(121)},Shop,1,`), /^Line 2, code: /);
    for (const number of ['many', 'Infinity', '1e999', 'NaN', '1.2.3', '--1'])
      assert.match(problemOf(`${head}A,Shop,${number},`), /^Line 2, onHand: /, number);
  });

  test('does not take a thousand pieces for one', () => {
    for (const written of ['"1,234"', '"12,345"', '"1,234,567"'])
      assert.match(problemOf(`code,name,stock\nA,Shop,${written}`), /^Line 2, onHand: /, written);
    assert.equal(outletsOf('code;name;daily sales\nA;Shop;0,125')[0]?.perDay, 0.125);
    assert.equal(outletsOf('code;name;lat\nA;Shop;48,125')[0]?.latitude, 48.125);
  });

  test('whatever it holds, is answered with outlets or a problem and never thrown at', () => {
    const piece = constantFrom(
      ',',
      ';',
      '\t',
      '"',
      '\n',
      '\r\n',
      '\0',
      '=1+1',
      'code',
      'name',
      'A',
      '9',
      ' ',
      '\ufeff',
      '\ud800',
    );
    check(
      property(array(piece, { maxLength: 40 }), (pieces) => {
        const read = readOutletTable(pieces.join(''));
        if ('outlets' in read)
          for (const { code, name } of read.outlets) assert.ok(code !== '' && name !== '');
        else assert.match(read.problem, /\.$/);
      }),
      { numRuns: 500 },
    );
  });

  test('gives back what was written, by whichever sign it was parted', () => {
    const word = string({ minLength: 1, maxLength: 20 }).filter((text) => text.trim() !== '');
    const outlet = record({ code: word, name: word, onHand: double({ min: 0, max: 1e9, noNaN: true }) });
    const cell = (value: string) => `"${value.replaceAll('"', '""')}"`;
    check(
      property(array(outlet, { minLength: 1, maxLength: 9 }), constantFrom(',', ';', '\t'), (drawn, sign) => {
        const lines = drawn.map(({ code, name, onHand }) =>
          [cell(code), cell(name), String(onHand)].join(sign),
        );
        const read = outletsOf([['code', 'name', 'stock'].join(sign), ...lines].join('\n'));
        assert.deepEqual(
          read,
          drawn.map(({ code, name, onHand }) => ({
            code: code.trim(),
            name: name.trim(),
            onHand: Number(String(onHand)),
          })),
        );
      }),
      { numRuns: 300 },
    );
  });
});
