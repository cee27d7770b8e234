import assert from 'node:assert/strict';
import { test } from 'node:test';
import { prepareDocument, type QueryDocument } from './index.ts';

function factsOf(document: Partial<QueryDocument>): string[] {
  return [...prepareDocument({ text: '', ...document }).facts].sort();
}

test('accounts are found by handle and id, in any case, with or without @', () => {
  const account = { handle: '@Jane.Example', externalId: 'did:plc:ABC' };
  assert.deepEqual(factsOf({ author: account }), ['author:did:plc:abc', 'author:jane.example']);
  assert.deepEqual(factsOf({ replyTo: account }), ['is:reply', 'to:did:plc:abc', 'to:jane.example']);
  assert.deepEqual(factsOf({ mentions: ['@Joe', 'did:x', ' '], text: 'hi @ann@host.example' }), [
    'mention:ann',
    'mention:ann@host.example',
    'mention:did:x',
    'mention:joe',
  ]);
  assert.deepEqual(factsOf({ author: {} }), []);
});

test('languages are found by every beginning of their tag', () => {
  assert.deepEqual(factsOf({ langs: ['zh-Hans_CN', 'EN', 'not a tag', ''] }), [
    'lang:en',
    'lang:zh',
    'lang:zh-hans',
    'lang:zh-hans-cn',
  ]);
});

test('links count wherever they are; words of a quoted post do not', () => {
  const document = {
    text: 'x https://a.example/1',
    links: ['http://b.c.example', 'tel:+123', ''],
    quote: 'https://q.example @joe',
  };
  assert.deepEqual(factsOf(document), ['has:link', 'link:a.example', 'link:b.c.example', 'link:c.example']);
});

test('traits', () => {
  assert.deepEqual(factsOf({ kind: 'quote' }), ['is:quote', 'kind:quote']);
  assert.deepEqual(factsOf({ kind: 'post', isOwn: true, isRepost: true, hasMedia: true }), [
    'has:media',
    'is:own',
    'is:repost',
    'kind:post',
  ]);
  assert.deepEqual(factsOf({ source: 'Town  Paper', network: 'Feed' }), ['source:feed', 'source:town paper']);
  assert.deepEqual(factsOf({ url: 'https://www.a.example/1' }), ['site:a.example', 'site:www.a.example']);
});

test('a question mark of any script is a question, one in an address is not', () => {
  for (const text of ['why?', '何？', 'لماذا؟', '?', 'https://a.example/?x really?']) {
    assert.ok(factsOf({ text }).includes('has:question'), text);
  }
  for (const text of ['why!', 'https://a.example/?x', ''])
    assert.ok(!factsOf({ text }).includes('has:question'), text);
  assert.ok(factsOf({ title: 'why?' }).includes('has:question'));
});

test('facts are short, well-formed and free of control characters', () => {
  const facts = factsOf({ author: { handle: `a\u0000\u0007b\ud800${'c'.repeat(5000)}` }, source: '\u0000' });
  assert.equal(facts.length, 2);
  for (const fact of facts) assert.ok(fact.length < 250 && fact.isWellFormed() && !/\p{Cc}/u.test(fact));
});
