import assert from 'node:assert/strict';
import { test } from 'node:test';
import { metroOf, placeOf } from './index.ts';

function metroNear(profile: string): string {
  const place = placeOf({ profileLocation: profile });
  assert.ok(place?.latitude != null && place.longitude != null, profile);
  const metro = metroOf(place.latitude, place.longitude);
  return metro === undefined ? 'none' : `${metro.city}, ${metro.region}, ${metro.country}`;
}

test('towns belong to the great city around which they lie', () => {
  const expected: Record<string, string> = {
    'Nashville, TN': 'Nashville, Tennessee, US',
    'Franklin, TN': 'Nashville, Tennessee, US',
    'Murfreesboro, Tennessee': 'Nashville, Tennessee, US',
    'Germantown, Tennessee': 'Memphis, Tennessee, US',
    'Knoxville, TN': 'Knoxville, Tennessee, US',
    'Chattanooga, TN': 'Chattanooga, Tennessee, US',
    'Newark, New Jersey': 'New York City, New York, US',
    'Potsdam, Germany': 'Berlin, State of Berlin, DE',
  };
  for (const [profile, metro] of Object.entries(expected)) assert.equal(metroNear(profile), metro, profile);
});

test('a metro is its own metro, and far from every city there is none', () => {
  for (const profile of [
    'Dallas, TX',
    'Fort Worth, TX',
    'Oakland, CA',
    'Leeds',
    'Bradford',
    'Essen',
    'Osaka',
    'Kobe',
  ]) {
    const place = placeOf({ profileLocation: profile })!;
    const metro = metroOf(place.latitude!, place.longitude!)!;
    assert.deepEqual(metroOf(metro.latitude, metro.longitude), metro, profile);
  }
  assert.equal(metroOf(0, -150), undefined);
  assert.equal(metroNear('Ely, Nevada'), 'none');
  for (const [latitude, longitude] of [
    [90, 0],
    [-90, 180],
    [0, 180],
    [65, -180],
  ] as const)
    metroOf(latitude, longitude);
});
