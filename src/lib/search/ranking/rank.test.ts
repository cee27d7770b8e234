import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pick, randomFrom } from '../../../../test/helpers/random.ts';
import { type Article, ArticleSearch } from '../index.ts';

const put = (articles: readonly Article[], questions = new Map<string, ReadonlyMap<string, string>>()) => {
  const search = new ArticleSearch();
  for (const article of articles) search.put({ language: 'en', ...article }, questions.get(article.id));
  return search;
};
const ids = (search: ArticleSearch, question: string) =>
  search.rank(question, { limit: 100, language: 'en' }).map(({ id }) => id);
const filler = Array.from({ length: 20 }, (_, i) => ({
  id: `z${i}`,
  title: `Filler ${i}`,
  body: 'something else entirely',
}));

describe('the order of articles', () => {
  it('puts titles before texts, and short texts before long ones', () => {
    const search = put([
      ...filler,
      { id: 'title', title: 'Router', body: 'about a device' },
      { id: 'body', title: 'Device', body: 'about a router' },
      {
        id: 'long',
        title: 'Device',
        body: `about a router ${'and many other words of no importance '.repeat(20)}`,
      },
    ]);
    assert.deepEqual(ids(search, 'router'), ['title', 'body', 'long']);
  });

  it('puts rare words before frequent ones, and several before one', () => {
    const search = put([
      ...filler.map((article) => ({ ...article, body: 'parcel parcel parcel' })),
      { id: 'both', title: 'A', body: 'parcel customs form' },
      { id: 'rare', title: 'B', body: 'customs form' },
    ]);
    assert.deepEqual(ids(search, 'parcel customs').slice(0, 2), ['both', 'rare']);
  });

  it('puts neighbours that stay neighbours before the same words apart', () => {
    const search = put([
      { id: 'apart', title: 'X', body: 'forward something call something barring' },
      { id: 'beside', title: 'X', body: 'forward call something barring something' },
      ...filler,
    ]);
    assert.deepEqual(ids(search, 'call forward barring'), ['apart', 'beside']);
    assert.deepEqual(ids(search, 'forward call barring'), ['beside', 'apart']);
  });

  it('puts the word itself before its synonyms, and counts a synonym only once', () => {
    const search = put([
      ...filler,
      { id: 'same', title: 'X', body: 'your invoice' },
      { id: 'synonym', title: 'X', body: 'your bill' },
      { id: 'synonyms', title: 'X', body: 'your bill charge' },
    ]);
    const ranked = search.rank('invoice', { limit: 10 });
    assert.equal(ranked[0]!.id, 'same');
    const [one, two] = ['synonym', 'synonyms'].map((id) => ranked.find((found) => found.id === id)!.score);
    assert.ok(two! < one! * 1.2, `${two} of two synonyms, ${one} of one`);
  });

  it('is decided by the id where nothing else decides', () => {
    const same = ['c', 'a', 'b'].map((id) => ({ id, title: 'Same', body: 'same' }));
    assert.deepEqual(ids(put(same), 'same'), ['a', 'b', 'c']);
  });

  it('does not depend on the order in which articles came', () => {
    const seed = Number(process.env['SEED'] ?? Date.now() % 100_000);
    const random = randomFrom(seed);
    const words = 'delta echo foxtrot golf hotel india juliet kilo lima mike'.split(' ');
    const some = (count: number) =>
      Array.from({ length: count }, () => words[pick(random, words.length)]).join(' ');
    const articles = Array.from({ length: 50 }, (_, i) => ({ id: `a${i}`, title: some(2), body: some(9) }));
    const questions = Array.from({ length: 20 }, () => some(3));
    const [one, other] = [put(articles), put(articles.toReversed())];
    for (const question of questions)
      assert.deepEqual(ids(one, question), ids(other, question), `seed ${seed}: ${question}`);
  });
});

describe('answered questions', () => {
  const articles = [
    ...filler,
    { id: 'a', title: 'Alpha', body: 'first' },
    { id: 'b', title: 'Beta', body: 'second' },
  ];

  it('find an article that has none of the words itself', () => {
    const search = put(articles, new Map([['b', new Map([['q', 'it hums in the attic']])]]));
    assert.deepEqual(ids(search, 'why does the attic hum'), ['b']);
  });

  it('count by the nearest one, not by how many there are', () => {
    const many = new Map(Array.from({ length: 30 }, (_, i) => [`m${i}`, `attic window number${i} roof`]));
    const search = put(
      articles,
      new Map([
        ['a', many],
        ['b', new Map([['q', 'hums in the attic']])],
      ]),
    );
    const [best] = search.rank('the attic hums', { limit: 1 });
    assert.equal(best?.id, 'b');
    assert.ok(best.learned!.likeness > 0.95, String(best.learned!.likeness));
  });

  it('do not make an article win every question', () => {
    const many = new Map(Array.from({ length: 50 }, (_, i) => [`m${i}`, 'roof attic window chimney gutter']));
    const search = put(
      [...articles, { id: 'gutter', title: 'Clean the gutter', body: 'Take a ladder to clean the gutter.' }],
      new Map([['a', many]]),
    );
    assert.equal(ids(search, 'clean the gutter')[0], 'gutter');
  });
});
