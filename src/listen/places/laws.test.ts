import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { placeOf } from './index.ts';
import { anyText } from '../../../test/helpers/texts.ts';

const PIECES = [
  'London',
  'Ontario',
  'NYC',
  'LA',
  'San',
  'José',
  'Saint',
  'St.',
  '東京',
  'القاهرة',
  'दिल्ली',
  '🇬🇧',
  '✈️',
  ',',
  ' | ',
  '/',
  '-',
  '  ',
  '\u200d',
  '\ud83c',
  '\udfff',
  '\u202e',
  '90210',
  'SW1A 1AA',
  '48.85,2.35',
  'in',
  'from',
  'the',
  'your heart',
  'DC',
  '\u0000',
  "'",
  '__proto__',
  'constructor',
];
const nasty = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((parts) => parts.join(' ')),
  anyText({ maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
);
const traces = fc.record(
  {
    profileLocation: nasty,
    text: nasty,
    timeZone: fc.oneof(nasty, fc.constantFrom('Europe/Paris', 'London', '__proto__')),
    geo: fc.record({ lat: fc.double(), lon: fc.double() }),
  },
  { requiredKeys: [] },
);

describe('whatever comes in', () => {
  it('never throws, and what comes out is a place or nothing', () =>
    fc.assert(
      fc.property(traces, (given) => {
        const place = placeOf(given);
        if (place === null) return;
        assert.match(place.country, /^[A-Z]{2}$/);
        assert.ok(place.confidence > 0 && place.confidence <= 1, `${place.confidence}`);
        assert.ok(place.others.length <= 5);
        assert.equal(place.latitude === null, place.longitude === null);
        if (place.city !== null) assert.notEqual(place.latitude, null);
      }),
      { numRuns: 3000 },
    ));

  it('never gives a position finer than a hundredth of a degree, nor the one that came in', () =>
    fc.assert(
      fc.property(
        fc.double({ min: -60, max: 70, noNaN: true }),
        fc.double({ min: -180, max: 180, noNaN: true }),
        (lat, lon) => {
          const place = placeOf({ geo: { lat, lon } });
          for (const degrees of [place?.latitude ?? 0, place?.longitude ?? 0])
            assert.equal(degrees, Math.round(degrees * 100) / 100);
        },
      ),
      { numRuns: 2000 },
    ));

  it('gives two people in one city the same point', () => {
    const one = placeOf({ geo: { lat: 51.52, lon: -0.1 } })!;
    const other = placeOf({ geo: { lat: 51.49, lon: -0.15 } })!;
    assert.deepEqual([one.latitude, one.longitude], [other.latitude, other.longitude]);
  });

  it('never gives a postcode in full', () =>
    fc.assert(
      fc.property(
        fc.stringMatching(
          /^(?:[A-PR-UWYZ][A-HK-Y]?\d{1,2} \d[A-Z]{2}|\d{5}(?:-\d{4})?|[A-Z]\d[A-Z] \d[A-Z]\d)$/,
        ),
        (code) => {
          const area = placeOf({ profileLocation: `London ${code}` })?.postcodeArea ?? '';
          assert.ok(area.length <= 4 && area.length < code.length, `${code} gave ${area}`);
        },
      ),
      { numRuns: 500 },
    ));

  it('answers the same thing twice', () =>
    fc.assert(
      fc.property(traces, (given) => assert.deepEqual(placeOf(given), placeOf(given))),
      { numRuns: 300 },
    ));

  it('reads 32 KB of anything in a moment', () => {
    for (const part of ['a', 'London, ', '東', ' ', '🇬🇧', '\ud800', 'in Paris ', '1.5,', '((((']) {
      const long = part.repeat(Math.ceil(32_768 / part.length));
      const startedAt = performance.now();
      placeOf({ profileLocation: long, text: long, timeZone: long });
      assert.ok(performance.now() - startedAt < 1000, part);
    }
  });
});
