import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeOf } from './index.ts';

/** Provinces as they were drawn in July 2025: cities of former ones are in those that took them in. */
const PROVINCES: readonly (readonly [string, string, string])[] = [
  ['Hanoi, Vietnam', 'Hanoi', 'Hanoi'],
  ['Hà Nội', 'Hanoi', 'Hanoi'],
  ['Saigon, Viet Nam', 'Ho Chi Minh City', 'Ho Chi Minh City'],
  ['Da Nang', 'Da Nang', 'Da Nang City'],
  ['Nha Trang', 'Nha Trang', 'Khanh Hoa'],
  ['Đà Lạt, Lâm Đồng', 'Ðà Lạt', 'Lam Dong'],
  ['Vũng Tàu', 'Vũng Tàu', 'Ho Chi Minh City'],
  ['Phu Quoc', 'Phú Quốc', 'An Giang'],
  ['Vinh, Vietnam', 'Vinh', 'Nghệ An Province'],
];

for (const [profile, city, region] of PROVINCES)
  test(`${profile} is in ${region}`, () => {
    const place = placeOf({ profileLocation: profile });
    assert.deepEqual([place?.country, place?.city, place?.region], ['VN', city, region]);
  });

test('the country alone has no region, and neighbours keep theirs', () => {
  const [vietnam, thailand] = ['Vietnam', 'Chiang Mai, Thailand'].map((profileLocation) =>
    placeOf({ profileLocation }),
  );
  assert.deepEqual([vietnam?.country, vietnam?.region], ['VN', null]);
  assert.deepEqual([thailand?.country, thailand?.region], ['TH', 'Chiang Mai']);
});
