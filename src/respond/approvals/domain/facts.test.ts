import assert from 'node:assert/strict';
import { test } from 'node:test';
import { factsOfReply, replyFacts } from './facts.ts';

const reply = {
  text: 'See https://acme.example, £20 go back',
  authorId: 'user_1',
  accountHandle: 'acme.example',
  files: 2,
};

test('everything that policies may ask of a reply is told', () => {
  const facts = factsOfReply(reply);
  assert.deepEqual(facts, {
    'reply.words': reply.text,
    'reply.author': 'user_1',
    'reply.account': 'acme.example',
    'reply.amount': 20,
    'reply.length': 37,
    'reply.files': 2,
    'reply.hasLink': true,
  });
  assert.deepEqual(
    Object.keys(facts).toSorted(),
    replyFacts.map(({ name }) => name).toSorted(),
    'no fact without a definition, and none that is never told',
  );
});

test('letters are counted as people count them, and what is not there is not known', () => {
  const facts = factsOfReply({ ...reply, text: 'Good 👍' });
  assert.equal(facts['reply.length'], 6);
  assert.equal(facts['reply.amount'], null);
  assert.equal(facts['reply.hasLink'], false);
});

test('an address without its beginning is a link, too', () => {
  for (const [text, hasLink] of [
    ['Look at www.acme.example', true],
    ['Look at HTTP://ACME.EXAMPLE', true],
    ['Awww.', false],
  ] as const)
    assert.equal(factsOfReply({ ...reply, text })['reply.hasLink'], hasLink, text);
});
