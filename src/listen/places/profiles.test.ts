import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { placeOf } from './index.ts';

/** `text => CC/region/city`, `*` for any, `-` for no place. */
const LINES = readFileSync(path.join(import.meta.dirname, 'fixtures/profiles.txt'), 'utf8')
  .trim()
  .split('\n');

describe('profile texts', () => {
  for (const line of LINES) {
    const at = line.lastIndexOf(' => ');
    const [text, wanted] = [line.slice(0, at), line.slice(at + 4)];
    it(`reads ${JSON.stringify(text)} as ${wanted}`, () => {
      const place = placeOf({ profileLocation: text });
      const [, region, city] = wanted.split('/');
      const found =
        place === null
          ? '-'
          : [
              place.country,
              region === '*' ? '*' : (place.region ?? ''),
              city === '*' ? '*' : (place.city ?? ''),
            ].join('/');
      assert.equal(found, wanted);
    });
  }
});

describe('what may as well be another place', () => {
  const profile = (profileLocation: string, timeZone?: string) => placeOf({ profileLocation, timeZone });
  for (const text of ['Springfield', 'Cambridge', 'Wilmington', 'Richmond', 'Valencia', 'León'])
    it(`says that ${text} is ambiguous, and which others there are`, () => {
      const place = profile(text);
      assert.ok(place?.isAmbiguous);
      assert.ok(place.confidence < 0.6, `${place.confidence}`);
      assert.ok(place.others.length > 0);
      assert.ok(place.others.every(({ country }) => /^[A-Z]{2}$/.test(country)));
    });
  for (const text of ['Portland', 'Birmingham', 'Columbus', 'Halifax'])
    it(`takes the larger ${text} and is less sure than of a place with one meaning`, () => {
      const place = profile(text)!;
      assert.ok(!place.isAmbiguous);
      assert.ok(place.confidence < profile('Toronto')!.confidence);
      assert.ok(place.others.length > 0);
    });
  it('is surer of a place with its region than without', () => {
    assert.ok(profile('Portland, OR')!.confidence > profile('Portland')!.confidence);
    assert.ok(!profile('Springfield, IL')!.isAmbiguous);
  });
  it('takes the first of two cities, and says that there are two', () => {
    const place = profile('NYC | LA');
    assert.equal(place?.city, 'New York City');
    assert.ok(place.isAmbiguous);
    assert.deepEqual(
      place.others.map(({ city }) => city),
      ['Los Angeles'],
    );
  });
  it('takes two cities close to each other for one place', () =>
    assert.equal(profile('Guildford / London')?.isAmbiguous, false));
  it('lets Georgia be a state or a country until something is named with it', () => {
    assert.ok(profile('Georgia')?.isAmbiguous);
    assert.equal(profile('Atlanta, Georgia')?.country, 'US');
    assert.equal(profile('Tbilisi, Georgia')?.country, 'GE');
    assert.equal(profile('Georgia', 'Asia/Tbilisi')?.country, 'GE');
  });
  it('lets the time zone decide between namesakes', () => {
    assert.equal(profile('Cambridge', 'Eastern Time (US & Canada)')?.region, 'Massachusetts');
    assert.equal(profile('Cambridge', 'Europe/London')?.country, 'GB');
    assert.equal(profile('Birmingham', 'America/Chicago')?.region, 'Alabama');
    assert.equal(profile('Valencia', 'Europe/Madrid')?.country, 'ES');
  });
  it('does not let the time zone overrule what is written', () =>
    assert.equal(profile('London, Ontario', 'Europe/London')?.country, 'CA'));
  it('names the surroundings and guesses their city with less confidence', () => {
    const place = profile('Bay Area')!;
    assert.deepEqual([place.area, place.city], ['Bay Area', 'San Francisco']);
    assert.ok(place.confidence < profile('San Francisco')!.confidence);
    assert.equal(profile('SoCal')?.city, null);
  });
  it('reads flags, and the first of several', () => {
    assert.equal(profile('🇧🇷')?.country, 'BR');
    assert.equal(profile('🇳🇬🇬🇧')?.country, 'NG');
    assert.ok(profile('🇳🇬🇬🇧')?.isAmbiguous);
    assert.equal(profile('San José 🇨🇷')?.country, 'CR');
    assert.equal(profile('🏴󠁧󠁢󠁷󠁬󠁳󠁿 Newport')?.region, 'Wales');
  });
});
