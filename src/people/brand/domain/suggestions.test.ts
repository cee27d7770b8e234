import { test } from 'node:test';
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { matches, parseQuery, prepareDocument, type QueryDocument } from '#lib/query/index.ts';
import { type BrandProfile, tidy } from './profile.ts';
import { suggestSources, suggestTopics } from './suggestions.ts';

const TEE: BrandProfile = {
  name: 'Tee & Co',
  names: ['TeeCo', 'Tee and Co', 'Classic Crew', 'Tea & Co'],
  handles: ['teeco.example'],
  hashtags: ['TeeAndCo'],
  site: 'https://www.teeco.example/shop',
};

const find = (profile: BrandProfile, name: string) => {
  const topic = suggestTopics(profile).find((one) => one.name === name);
  assert.ok(
    topic,
    `${name} is not among ${suggestTopics(profile)
      .map((one) => one.name)
      .join(', ')}`,
  );
  const parsed = parseQuery(topic.query);
  assert.ok(parsed.isValid);
  return (post: string | QueryDocument) =>
    matches(parsed.query, prepareDocument(typeof post === 'string' ? { text: post } : post));
};

test('mentions are found however people write the brand', () => {
  const isMention = find(TEE, 'Tee & Co: mentions');
  for (const text of [
    'My tee & co shirt',
    'TEECO rocks',
    'hey @teeco.example!',
    '#teeandco forever',
    'tee and co again',
    'I like Tea & Co',
  ]) {
    assert.ok(isMention(text), text);
  }
  for (const text of ['a tee', 'co-op tee', 'teeshirt', 'see https://teeco.example.evil.example'])
    assert.ok(!isMention(text), text);
  assert.ok(!isMention({ text: 'teeco news', isOwn: true }), 'what the company says itself is no mention');
  assert.ok(
    isMention({ text: 'where is my parcel', replyTo: { handle: 'teeco.example' } }),
    'answers to its posts are',
  );
});

test('trouble and praise need both the brand and the word', () => {
  const isTrouble = find(TEE, 'Tee & Co: trouble');
  assert.ok(isTrouble('teeco my shirt arrived broken'));
  assert.ok(isTrouble("TeeCo's checkout doesn't load"));
  assert.ok(!isTrouble('my shirt arrived broken'));
  const isPraise = find(TEE, 'Tee & Co: praise');
  assert.ok(isPraise('Thank you #teeandco'));
  assert.ok(!isPraise('teeco broke it'));
});

test('a name unlike the brand is a product with a topic of its own', () => {
  const topics = suggestTopics(TEE);
  assert.deepEqual(
    topics.filter((topic) => topic.kind === 'product').map((topic) => [topic.name, topic.query]),
    [['Classic Crew', '"Classic Crew" -is:own']],
  );
  assert.ok(find(TEE, 'Links to teeco.example')('look https://teeco.example/shirts'));
});

test('accents are found with and without', () => {
  const isMention = find(
    { name: 'Café Zoë', names: [], handles: [], hashtags: [], site: null },
    'Café Zoë: mentions',
  );
  assert.ok(isMention('at cafe zoe'));
  assert.ok(isMention('bei CAFÉ ZOË'));
});

test('names in other scripts work', () => {
  assert.ok(
    find(
      { name: '東京電話', names: [], handles: [], hashtags: [], site: null },
      '東京電話: mentions',
    )('昨日東京電話が'),
  );
  assert.ok(
    find(
      { name: 'Яблоко', names: [], handles: [], hashtags: [], site: null },
      'Яблоко: mentions',
    )('моё ЯБЛОКО'),
  );
});

test('whatever people type, every suggestion is a valid topic with a usable name', () => {
  const odd = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 120 }),
    fc.constantFrom(
      'OR',
      'NOT',
      '"',
      '*',
      '((',
      'a OR b',
      '-x',
      'link:x',
      '<<< x',
      '{A}',
      '~3',
      '""',
      "'",
      '#',
      '@',
      'NEAR/3',
      're*',
      '😀',
      '¿?',
    ),
  );
  const list = fc.array(odd, { maxLength: 50 });
  const profile = fc.record({
    name: odd,
    names: list,
    handles: list,
    hashtags: list,
    site: fc.option(fc.webUrl(), { nil: null }),
  });
  fc.assert(
    fc.property(profile, (typed) => {
      for (const topic of suggestTopics(tidy(typed))) {
        const parsed = parseQuery(topic.query);
        assert.ok(parsed.isValid, topic.query);
        assert.ok(topic.name.length <= 120 && topic.query.length <= 4096);
      }
    }),
    { numRuns: 100 },
  );
});

test('only sources that this program can read are suggested', () => {
  const all = new Set(['bluesky-jetstream', 'bluesky-notifications', 'bluesky-messages', 'feed']);
  assert.deepEqual(
    suggestSources(TEE, all).map((source) => source.kind),
    [...all],
  );
  assert.deepEqual(suggestSources({ ...TEE, site: null }, new Set(['feed'])), []);
  assert.deepEqual(suggestSources(TEE, new Set(['feed'])), [
    { kind: 'feed', name: 'News on teeco.example', config: { url: TEE.site } },
  ]);
});

test('what people type along is taken off', () => {
  const typed = {
    name: ' Tee & Co ',
    names: ['tee & co', 'TeeCo', 'teeco', ' '],
    handles: ['@TeeCo.example', 'https://bsky.app/profile/teeco.example', 'https://mastodon.example/@tee'],
    hashtags: ['#TeeAndCo', 'teeandco'],
    site: null,
  };
  assert.deepEqual(tidy(typed), {
    name: 'Tee & Co',
    names: ['TeeCo'],
    handles: ['teeco.example', 'tee'],
    hashtags: ['TeeAndCo'],
    site: null,
  });
});
