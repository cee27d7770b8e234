import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isWithin, mapKindsOf, placesOf, pointsOf, shadeOfSigma } from './map.ts';
import { area } from './testing.ts';

const region = (country: string, name: string, people: number | null, sigma: number | null = 0) => ({
  country,
  region: name,
  people,
  expected: people === null ? null : 1,
  sigma,
});

describe('the map of a need', () => {
  it('is of states where most people are in America, and both where some are elsewhere', () => {
    assert.deepEqual(mapKindsOf([region('US', 'Ohio', 9)]), ['us']);
    assert.deepEqual(mapKindsOf([region('US', 'Ohio', 9), region('DE', 'Berlin', 8)]), ['us', 'world']);
    assert.deepEqual(mapKindsOf([region('US', 'Ohio', 5), region('DE', 'Berlin', 8)]), ['world', 'us']);
    assert.deepEqual(mapKindsOf([region('US', 'Ohio', null), region('DE', '', 0)]), []);
    assert.deepEqual(mapKindsOf([region('US', '', 7)]), ['world'], 'who tells no state is in no state');
  });
  it('shades by the distance from the usual, not by how many live there', () => {
    const places = placesOf(
      [region('US', 'Texas', 900, 0.4), region('US', 'Ohio', 6, 4.2), region('US', 'Utah', null, null)],
      'us',
    );
    assert.deepEqual(
      places.map(({ code, shade }) => [code, shade]),
      [
        ['OH', 4],
        ['TX', 1],
      ],
    );
    assert.equal(places[0]?.said, '6 people, +4.2 σ');
    const shades = [-3, 0, 1.9, 2, 3.9, 4, 5.9, 6, 8].map(shadeOfSigma);
    assert.deepEqual(shades, [1, 1, 1, 3, 3, 4, 4, 5, 5]);
  });
  it('adds the regions of a country, and takes the farthest of them', () => {
    const [germany, ...rest] = placesOf(
      [region('DE', 'Berlin', 6, 1), region('DE', 'Bavaria', 9, 3), region('FR', '', null)],
      'world',
    );
    assert.deepEqual(
      [germany?.code, germany?.name, germany?.count, germany?.shade],
      ['DE', 'Germany', 15, 3],
    );
    assert.deepEqual(rest, []);
  });
  it('draws what stands out above the rest, and names only that', () => {
    const points = pointsOf([
      area({ area: 'Nashville', sigma: 6 }),
      area({ area: 'Memphis', sigma: 0.2 }),
      area({ area: 'Knoxville', sigma: 2.5 }),
      area({ area: 'Akron', sigma: 2.1 }),
      area({ area: '', latitude: null, longitude: null }),
    ]);
    assert.deepEqual(
      points.map(({ name, isQuiet, label }) => [name, isQuiet, label]),
      [
        ['Around Memphis', true, undefined],
        ['Around Akron', false, undefined],
        ['Around Knoxville', false, 'Knoxville'],
        ['Around Nashville', false, 'Nashville'],
      ],
    );
  });
  it('knows which areas lie in what was chosen', () => {
    assert.equal(isWithin(area(), 'us', 'TN'), true);
    assert.equal(isWithin(area(), 'us', 'KY'), false);
    assert.equal(isWithin(area(), 'world', 'US'), true);
    assert.equal(isWithin(area({ country: 'CA', region: 'Tennessee' }), 'us', 'TN'), false);
  });
});
