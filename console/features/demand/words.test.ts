import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { area } from './testing.ts';
import {
  coverText,
  distanceText,
  headlineOf,
  levelOf,
  placeName,
  sigmaText,
  sortedAreas,
  transfersText,
  worstOf,
} from './words.ts';

describe('demand in words', () => {
  it('names a great city, the rest of a region, and a country alone', () => {
    assert.deepEqual(
      [
        placeName(area()),
        placeName(area({ area: '' })),
        placeName(area({ area: '', region: '', country: 'DE' })),
      ],
      ['Around Nashville, Tennessee', 'Rest of Tennessee', 'Germany, no region told'],
    );
    assert.equal(placeName({ country: 'zz!', region: '', area: '' }), 'zz!, no region told');
    assert.equal(placeName({ country: 'DE', region: 'Berlin', area: 'Berlin' }), 'Around Berlin, Germany');
    assert.equal(placeName({ country: 'SG', region: '', area: 'Singapore' }), 'Around Singapore, Singapore');
  });
  it('says what stands out in a sentence', () => {
    assert.equal(headlineOf(area(), 3), 'Around Nashville: 70 people in 3 days, 11 are usual, +6.1 σ');
    assert.equal(
      headlineOf(area({ people: 5, expected: 1.2, sigma: 2 }), 1),
      'Around Nashville: 5 people today, 1.2 is usual, +2 σ',
    );
  });
  it('gives distances their sign, and says where the scale ends', () => {
    assert.deepEqual([6.14, -0.31, 0.04, -0.04, 8, 12].map(sigmaText), [
      '+6.1 σ',
      '\u22120.3 σ',
      '0 σ',
      '0 σ',
      '≥ 8 σ',
      '≥ 8 σ',
    ]);
  });
  it('draws the lines between usual, above and far above', () => {
    assert.deepEqual([4, 3.9, 2, 1.9, 0, -1.9, -2].map(levelOf), [
      'far',
      'above',
      'above',
      'usual',
      'usual',
      'usual',
      'below',
    ]);
  });
  it('puts the farthest first, of equals the larger, and never what is hidden', () => {
    const all = [
      area({ area: 'Hidden', people: null, expected: null, sigma: null }),
      area({ area: 'Small', sigma: 2, people: 5 }),
      area({ area: 'Large', sigma: 2, people: 50 }),
      area({ area: 'Far', sigma: 3 }),
    ];
    assert.deepEqual(
      sortedAreas(all).map((one) => one.area),
      ['Far', 'Large', 'Small'],
    );
    assert.equal(worstOf(all)?.area, 'Far');
    assert.equal(worstOf(all.slice(0, 1)), undefined);
  });
  it('says how long stock lasts, and whether that is short', () => {
    const cover = (daysOfCover: number | null, isShort = false) => coverText({ daysOfCover, isShort });
    assert.deepEqual(
      [cover(2.1, true), cover(1), cover(12.4), cover(0, true), cover(null)],
      ['2.1 days, short', '1 day', '12 days', '0 days, short', 'nothing is sold'],
    );
  });
  it('writes transfers as lines that can be sent, unknown distances as such', () => {
    const transfer = {
      from: 'K1',
      fromName: 'West',
      to: 'N1',
      toName: 'Broadway',
      pieces: 40,
      kilometres: 258,
    };
    assert.equal(
      transfersText([transfer, { ...transfer, kilometres: 20_000 }], 'cold remedy'),
      '40 × cold remedy from West (K1) to Broadway (N1), distance 258 km\n40 × cold remedy from West (K1) to Broadway (N1), distance not known',
    );
    assert.equal(distanceText(1234), '1,234 km');
  });
});
