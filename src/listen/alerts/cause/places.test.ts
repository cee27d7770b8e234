import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pick, randomFrom } from '../../../../test/helpers/random.ts';
import { FEWEST_PEOPLE, leadingPlaces, type Located } from './places.ts';

let made = 0;
/** So many different people at one place. */
const people = (count: number, place: string): Located[] => {
  const [country = '', region = '', city = ''] = place.split('/');
  const parts = { country, region: region || null, city: city || null, postcodeArea: null };
  return Array.from({ length: count }, () => ({ accountId: `a${(made += 1)}`, place: parts }));
};
const told = (posts: Located[], before: Located[] = []) =>
  leadingPlaces(posts, before).map(
    ({ country, region, city, people, isRest }) =>
      `${[country, region ?? '-', city ?? '-'].join('/')} ${people}${isRest ? ' rest' : ''}`,
  );

describe('the places of a spike', () => {
  it('are the finest that five people share; who is left is counted by region, then by country', () => {
    const posts = [
      ...people(8, 'US/TN/Nashville'),
      ...people(3, 'US/TN/Memphis'),
      ...people(2, 'US/TN/'),
      ...people(4, 'US/KY/Louisville'),
      ...people(2, 'US//'),
      ...people(4, 'DE/BE/Berlin'),
    ];
    assert.deepEqual(told(posts), ['US/TN/Nashville 8', 'US/-/- 6 rest', 'US/TN/- 5 rest']);
  });

  it('count a person once, where he is known best, and nobody whose place is not known', () => {
    const [one] = people(1, 'GB//');
    const known = { ...one!, place: { ...one!.place!, region: 'ENG', city: 'Leeds' } };
    const posts = [
      one!,
      known,
      one!,
      known,
      ...people(4, 'GB/ENG/Leeds'),
      { accountId: 'x', place: undefined },
    ];
    assert.deepEqual(told(posts), ['GB/ENG/Leeds 5']);
    assert.deepEqual(
      told(Array.from({ length: 50 }, () => known)),
      [],
      'fifty posts of one person are one person',
    );
  });

  it('put first from where a larger share comes than before', () => {
    const before = [...people(40, 'GB/ENG/London'), ...people(2, 'GB/ENG/Leeds')];
    const posts = [...people(30, 'GB/ENG/London'), ...people(12, 'GB/ENG/Leeds')];
    const [first, second] = leadingPlaces(posts, before);
    assert.deepEqual([first?.city, first?.isMore], ['Leeds', true]);
    assert.deepEqual([second?.city, second?.isMore], ['London', false]);
  });

  it('never tell of one to four people, not by subtraction either', () => {
    const seed = Number(process.env['SEED'] ?? Date.now() % 100_000);
    const random = randomFrom(seed);
    const cities = [
      'US/TN/Nashville',
      'US/TN/Memphis',
      'US/TN/',
      'US/KY/Louisville',
      'US/KY/',
      'US//',
      'DE/BE/Berlin',
      'DE//',
    ];
    for (let round = 0; round < 300; round++) {
      const posts = cities.flatMap((city) => people(pick(random, 9), city));
      const found = leadingPlaces(posts, []);
      assert.ok(
        found.every(({ people }) => people >= FEWEST_PEOPLE),
        `seed ${seed}`,
      );
      const names = found.map(({ country, region, city }) => `${country}/${region}/${city}`);
      assert.equal(new Set(names).size, names.length, `seed ${seed}`);
      assert.ok(
        found.reduce((sum, { people }) => sum + people, 0) <= posts.length,
        'nobody is counted twice',
      );
    }
  });
});
