import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { matches, parseQuery, prepareDocument } from '#lib/query/index.ts';
import { factsInText, factsOfLabels } from './facts.ts';

const finds = (q: string, text: string, langs: readonly string[] = []) => {
  const parsed = parseQuery(q);
  assert.ok(parsed.isValid);
  return matches(
    parsed.query,
    prepareDocument({ text, langs, ...factsInText({ title: null, text, langs }) }),
  );
};

describe('searches by what is understood', () => {
  it('finds a language that nobody stated', () => {
    assert.ok(finds('netz lang:de', 'seit heute morgen kein Netz mehr'));
    assert.ok(!finds('netz lang:en', 'seit heute morgen kein Netz mehr'));
  });
  it('leaves a stated language as it is', () => {
    assert.ok(finds('netz lang:nl', 'seit heute morgen kein Netz mehr', ['nl']));
    assert.ok(!finds('netz lang:de', 'seit heute morgen kein Netz mehr', ['nl']));
  });
  it('finds country, region, city and circle of the place that a text names', () => {
    const text = 'no power in Austin, TX since noon';
    for (const q of [
      'power country:US',
      'power region:Texas',
      'power city:Austin',
      'power near:[30.3,-97.7,30]',
    ])
      assert.ok(finds(q, text), q);
    for (const q of ['power country:CA', 'power city:Houston', 'power near:[29.8,-95.4,30]'])
      assert.ok(!finds(q, text), q);
    assert.ok(finds('power -country:US', 'the power of love'));
  });
  it('does not search by a guess', () => {
    const guess = {
      country: 'US',
      region: null,
      city: 'Springfield',
      latitude: 1,
      longitude: 1,
      confidence: 0.2,
    };
    assert.deepEqual(factsOfLabels([], { code: 'ca', confidence: 0.3 }, guess), {});
  });
  it('gives a region no position', () =>
    assert.deepEqual(
      factsOfLabels([], null, {
        country: 'US',
        region: 'Texas',
        city: null,
        latitude: null,
        longitude: null,
        confidence: 0.9,
      }),
      { country: 'US', region: 'Texas' },
    ));
});
