import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chartPaths, type ChartPoint, placeOf } from './chart-paths.ts';

const point = (minute: number, posts: number, mean: number | null = 2): ChartPoint => ({
  at: new Date(minute * 60_000).toISOString(),
  posts,
  mean,
  high: mean === null ? null : mean * 2,
});
const size = { width: 100, height: 50 };

test('begins at zero and ends at the highest value, of counts or band', () => {
  const { counts, most } = chartPaths([point(0, 10), point(1, 0)], size);
  assert.equal(most, 10);
  assert.equal(counts, 'M0 0H50L50 50H100');
  assert.equal(chartPaths([point(0, 1, 30)], size).most, 60);
});

test('shows no line where it is not known what is usual', () => {
  const { usual, band } = chartPaths([point(0, 1), point(1, 1, null), point(2, 1), point(3, 1)], size);
  assert.equal(usual.match(/M/g)?.length, 2);
  assert.equal(band.match(/z/g)?.length, 2);
  assert.equal(chartPaths([point(0, 1, null)], size).usual, '');
});

test('stands nothing at all, and only zeros', () => {
  assert.deepEqual(chartPaths([], size), { counts: '', usual: '', band: '', most: 1 });
  assert.ok(!chartPaths([point(0, 0, 0)], size).counts.includes('NaN'));
});

test('finds the place of a time', () => {
  const points = [point(0, 1), point(5, 1), point(10, 1), point(15, 1)];
  assert.equal(placeOf(points, 5, points[2]!.at), 0.5);
  assert.equal(placeOf(points, 5, new Date(3_600_000).toISOString()), undefined);
  assert.equal(placeOf([], 5, points[0]!.at), undefined);
});
