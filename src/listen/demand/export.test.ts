import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { areasCsv } from './export.ts';
import type { AreaView, PictureView } from './schema.ts';

function area(change: Partial<AreaView>): AreaView {
  return {
    country: 'US',
    region: 'Tennessee',
    area: 'Nashville',
    people: 30,
    expected: 8.4,
    sigma: 5.1,
    latitude: 36.2,
    longitude: -86.8,
    uplift: 2.6,
    series: [],
    outlets: [],
    ...change,
  };
}
const rowsOf = (...areas: AreaView[]): string[][] => parse(areasCsv({ areas } as unknown as PictureView));

test('a file has a head and a line for each area, and can be read back whatever places are called', () => {
  const names = ['Saint-Denis, "La Plaine"', 'two\nlines', 'plain'];
  const rows = rowsOf(...names.map((name) => area({ area: name })));
  assert.equal(rows.length, 4);
  assert.deepEqual(
    rows.slice(1).map((row) => row[2]),
    names,
  );
  assert.deepEqual(rows[0]!.slice(0, 6), ['country', 'region', 'area', 'people', 'expected', 'sigma']);
});

test('no name becomes a formula in a spreadsheet, and what is hidden stays empty', () => {
  for (const name of ['=cmd|x', '+1', '-2', '@x', '\tx'])
    assert.equal(rowsOf(area({ area: name }))[1]![2], `'${name}`);
  assert.deepEqual(rowsOf(area({ people: null, expected: null, sigma: null }))[1]!.slice(3, 6), ['', '', '']);
  assert.equal(rowsOf(area({ sigma: -2.5 }))[1]![5], '-2.5', 'numbers stay numbers');
});

test('outlets are counted, the least cover is told, and those that sell nothing do not count as short', () => {
  const outlet = {
    code: 'a',
    name: 'A',
    onHand: 1,
    perDay: 1,
    daysOfCover: 1 as number | null,
    isShort: true,
  };
  const [, row] = rowsOf(
    area({
      outlets: [
        outlet,
        { ...outlet, daysOfCover: 9, isShort: false },
        { ...outlet, daysOfCover: null, isShort: false },
      ],
    }),
  );
  assert.deepEqual(row!.slice(6), ['3', '1', '1']);
  assert.equal(rowsOf(area({}))[1]!.at(-1), '');
});
