import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gapsOf, seriesOf } from './series.ts';
import type { ForecastView } from './types.ts';

const slot = (mean: number, needed: number, planned: number) => ({
  mean,
  low: Math.max(0, mean - 3),
  high: mean + 4,
  needed,
  planned,
});
const channel = (network: string, slots: ReturnType<typeof slot>[]) => ({
  network,
  error: null,
  lastWeek: [],
  slots,
});
const at = (index: number) => new Date(Date.UTC(2026, 10, 23, 0, index * 30)).toISOString();
const forecast: ForecastView = {
  zone: 'UTC',
  from: at(0),
  halves: [0, 1].map((index) => ({ at: at(index), day: '2026-11-23', minute: index * 30 })),
  knownDays: 20,
  channels: [
    channel('mail', [slot(10, 2, 1), slot(20, 3, 3)]),
    channel('chat', [slot(5, 1, 1), slot(0, 0, 2)]),
  ],
  total: [
    { needed: 3, planned: 2 },
    { needed: 3, planned: 5 },
  ],
};

test('one channel is shown as it is', () => {
  const mail = seriesOf(forecast, 'mail');
  assert.deepEqual(
    [mail.mean, mail.low, mail.high],
    [
      [10, 20],
      [7, 17],
      [14, 24],
    ],
  );
  assert.deepEqual(
    [mail.needed, mail.planned],
    [
      [2, 3],
      [1, 3],
    ],
  );
});

test('all together are added up, and their band is narrower than the sum of bands', () => {
  const all = seriesOf(forecast, null);
  assert.deepEqual(all.mean, [15, 20]);
  assert.deepEqual(all.needed, [3, 3]);
  const [high] = all.high;
  assert.ok(high! > 15 + 4 && high! < 15 + 8, String(high));
  assert.ok(all.low.every((value) => value >= 0));
});

test('gaps are stretches in which people are missing, the worst first', () => {
  const halves = Array.from({ length: 7 }, (_, index) => ({ at: at(index) }));
  const gaps = gapsOf(halves, { needed: [1, 3, 4, 2, 0, 2, 1], planned: [1, 1, 1, 2, 5, 1, 1] });
  assert.deepEqual(gaps, [
    { from: at(1), halves: 2, most: 3 },
    { from: at(5), halves: 1, most: 1 },
  ]);
  assert.deepEqual(gapsOf([], { needed: [], planned: [] }), []);
});
