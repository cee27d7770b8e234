import assert from 'node:assert/strict';
import { test } from 'node:test';
import { zoneForPlace } from './zone-for.ts';

test('a place tells its time zone where the country has one clock, or the city says which', () => {
  const zoneOf = (country: string, city?: string) => zoneForPlace({ country, city: city ?? null });
  assert.deepEqual(
    [
      zoneOf('DE'),
      zoneOf('GB', 'Leeds'),
      zoneOf('US', 'San Diego'),
      zoneOf('US', 'Chicago'),
      zoneOf('AU', 'Perth'),
    ],
    ['Europe/Berlin', 'Europe/London', 'America/Los_Angeles', 'America/Chicago', 'Australia/Perth'],
  );
  assert.deepEqual([zoneOf('US'), zoneOf('XX')], [null, null], 'nothing tells which');
});
