import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assert as check, double, property } from 'fast-check';
import { nearField } from './near-place.ts';

function holds(circle: string, lat: number | undefined, lon: number | undefined): boolean {
  const reading = nearField.read(circle);
  assert.ok('value' in reading, JSON.stringify(reading));
  return nearField.holds!(reading.value, { text: '', lat, lon });
}

// Distances as atlases give them; the earth is not quite a sphere.
const berlin = [52.52, 13.405] as const;
const places: [name: string, lat: number, lon: number, km: number][] = [
  ['Potsdam', 52.3906, 13.0645, 27],
  ['Paris', 48.8566, 2.3522, 878],
  ['Sydney', -33.8688, 151.2093, 16_094],
  ['North Pole', 90, 0, 4167],
];

for (const [name, lat, lon, km] of places) {
  test(`${name} is about ${km} km from Berlin`, () => {
    assert.ok(holds(`[${berlin},${km * 1.01}]`.replace(/(\.\d{6})\d*\]/, '$1]'), lat, lon));
    assert.ok(!holds(`[${berlin},${km * 0.99}]`.replace(/(\.\d{6})\d*\]/, '$1]'), lat, lon));
  });
}

test('a circle reaches across the date line and the poles', () => {
  assert.ok(holds('[0,179.9,50]', 0, -179.9));
  assert.ok(!holds('[0,179.9,20]', 0, -179.9));
  assert.ok(holds('[89.9,0,50]', 89.9, 180));
  assert.ok(holds('[0,0,20000]', 0, 179) && !holds('[0,0,19000]', 0, 180));
});

test('a post without both coordinates is near nothing', () => {
  assert.ok(!holds('[0,0,20000]', undefined, 0));
  assert.ok(!holds('[0,0,20000]', 0, undefined));
  assert.ok(!holds('[0,0,20000]', NaN, 0));
});

test('what is written is kept in one form', () => {
  assert.deepEqual(nearField.read('[ 052.50 , +13.4, 10 km ]'), { value: '[52.5,13.4,10]' });
  assert.deepEqual(nearField.read('[-0,-0.0,1KM]'), { value: '[0,0,1]' });
});

const refused: [written: string, instead?: string][] = [
  ['[91,181,1]'],
  ['[-90.1,0,1]', '[0,-90.1,1]'],
  ['[139.69,35.68,10]', '[35.68,139.69,10]'],
  ['[0,180.1,1]'],
  ['[0,0,0]'],
  ['[0,0,20001]'],
  ['[0,0,-1]'],
  ['[0,0]'],
  ['[52,5,13,4,10]'],
  ['[1e1,0,1]'],
  ['Berlin'],
];

for (const [written, instead] of refused) {
  test(`near:${written} is refused`, () => {
    const reading = nearField.read(written);
    assert.ok('expected' in reading);
    assert.equal(reading.instead, instead);
  });
}

test('distance is the same both ways and nothing is nearer than itself', () => {
  const [lats, lons] = [
    double({ min: -90, max: 90, noNaN: true }),
    double({ min: -180, max: 180, noNaN: true }),
  ];
  check(
    property(lats, lons, lats, lons, (lat1, lon1, lat2, lon2) => {
      const within = (km: number, a: number, b: number, c: number, d: number) =>
        nearField.holds!(`[${a},${b},${km}]`, { text: '', lat: c, lon: d });
      assert.ok(within(1e-6, lat1, lon1, lat1, lon1));
      assert.equal(within(5000, lat1, lon1, lat2, lon2), within(5000, lat2, lon2, lat1, lon1));
      assert.ok(within(20_016, lat1, lon1, lat2, lon2), 'half the way around the earth is the farthest');
    }),
  );
});
