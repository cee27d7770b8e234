import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findingsIn, structuredDataOf } from './structured-data.ts';

const author = { '@type': 'Person', name: 'Ana' };
const at = '2026-11-23T08:00:00.000Z';
const problemsOf = (thing: object) =>
  findingsIn({ ...thing }).map(({ path, problem }) => `${path} ${problem}`);

test('what search engines take has no findings', () => {
  const answer = { '@type': 'Answer', text: 'Yes', url: 'https://a.example/1', datePublished: at, author };
  const question = { '@type': 'Question', name: 'Why?', answerCount: 1, acceptedAnswer: [answer] };
  assert.deepEqual(problemsOf({ '@type': 'QAPage', mainEntity: question }), []);
  assert.deepEqual(
    problemsOf({ '@type': 'QAPage', mainEntity: { ...question, answerCount: 0, acceptedAnswer: [] } }),
    [],
  );
});

test('what they refuse is found, with its place', () => {
  const question = {
    '@type': 'Question',
    name: '',
    answerCount: 2,
    url: '/t/1',
    datePublished: '2026-11-23',
  };
  assert.deepEqual(problemsOf({ '@type': 'QAPage', mainEntity: question }), [
    'QAPage.mainEntity[0] lacks name',
    'QAPage.mainEntity[0] says that there are answers and has none',
    'QAPage.mainEntity[0].url is no whole address',
    'QAPage.mainEntity[0].datePublished is no time with a zone (ISO 8601)',
  ]);
  const rating = { '@type': 'Rating', ratingValue: 6, bestRating: 5, worstRating: 1 };
  assert.deepEqual(problemsOf({ '@type': 'Review', author: { name: '' }, reviewRating: rating }), [
    'Review lacks author.name',
    'Review.reviewRating[0] lies outside of its range',
  ]);
  assert.deepEqual(problemsOf({ '@type': 'Product', name: 'x' }), ['Product has no review, rating or offer']);
  assert.deepEqual(problemsOf({ '@type': 'DiscussionForumPosting', author, datePublished: at, text: ' ' }), [
    'DiscussionForumPosting lacks text, image and video',
  ]);
});

test('data of a page are read as browsers read them', () => {
  const html =
    '<script type="application/ld+json">{"@type":"WebSite","name":"\\u003c/script>"}</script><script>no</script>';
  assert.deepEqual(structuredDataOf(html), [{ '@type': 'WebSite', name: '</script>' }]);
  assert.throws(() => structuredDataOf('<script type="application/ld+json">{</script>'));
});
