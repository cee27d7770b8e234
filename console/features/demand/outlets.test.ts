import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readOutletTable } from '#listen/demand/domain/outlet-table.ts';
import { againOf, EXAMPLE, linesOf, stockLinesOf } from './outlets.ts';
import type { OutletView } from './types.ts';

const outlet = (more: Partial<OutletView> = {}): OutletView => ({
  code: 'N1',
  name: 'Broadway Pharmacy',
  country: 'US',
  region: 'Tennessee',
  area: 'Nashville',
  city: 'Franklin',
  latitude: 35.9,
  longitude: -86.9,
  stock: [
    { item: 'cold remedy', onHand: 38, perDay: 6, updatedAt: '2026-11-22T10:00:00.000Z' },
    { item: 'thermometer', onHand: 0, perDay: 0, updatedAt: '2026-11-22T10:00:00.000Z' },
  ],
  ...more,
});

describe('outlets', () => {
  it('come back with everything that they had', () => {
    assert.deepEqual(againOf(outlet()), [
      {
        code: 'N1',
        name: 'Broadway Pharmacy',
        city: 'Franklin',
        latitude: 35.9,
        longitude: -86.9,
        item: 'cold remedy',
        onHand: 38,
        perDay: 6,
      },
      {
        code: 'N1',
        name: 'Broadway Pharmacy',
        city: 'Franklin',
        latitude: 35.9,
        longitude: -86.9,
        item: 'thermometer',
        onHand: 0,
        perDay: 0,
      },
    ]);
  });
  it('come back by words where no point is known, and without stock as one line', () => {
    const bare = { city: null, latitude: null, longitude: null, stock: [] };
    assert.deepEqual(againOf(outlet(bare)), [
      { code: 'N1', name: 'Broadway Pharmacy', region: 'Tennessee', country: 'US' },
    ]);
    assert.deepEqual(againOf(outlet({ ...bare, country: '', region: '' })), [
      { code: 'N1', name: 'Broadway Pharmacy' },
    ]);
  });
  it('are found by what stands in any of their columns, all their lines together', () => {
    const all = [outlet(), outlet({ code: 'K1', name: 'West', area: 'Knoxville', city: null, stock: [] })];
    const found = (find: string) =>
      stockLinesOf(all, find).map(({ outlet: { code }, span }) => `${code}:${span}`);
    assert.deepEqual(found(''), ['N1:2', 'N1:0', 'K1:1']);
    assert.deepEqual(found(' THERMO '), ['N1:2', 'N1:0']);
    assert.deepEqual(found('knox'), ['K1:1']);
    assert.deepEqual(found('nowhere'), []);
  });
  it('are shown an example that the server takes', () => {
    const read = readOutletTable(EXAMPLE);
    assert.ok('outlets' in read, JSON.stringify(read));
    assert.equal(read.outlets.length, linesOf(EXAMPLE));
    assert.equal(linesOf(''), 0);
    assert.equal(linesOf('code,name\r\n\r\nN1,Shop\r\n'), 1);
  });
});
