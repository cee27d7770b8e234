import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withLink } from './with-link.ts';

const LINK = 'https://acme.example/shared/case/new_one-1';

test('the link stands at the end, once', () => {
  assert.equal(withLink('', LINK), LINK);
  assert.equal(withLink('Sorry, Kim.\n', LINK), `Sorry, Kim. ${LINK}`);
  assert.equal(withLink('Sorry. https://acme.example/shared/case/OLD-1 ', LINK), `Sorry. ${LINK}`);
  assert.equal(withLink(withLink('Sorry.', LINK), LINK), `Sorry. ${LINK}`);
});

test('other links stay', () => {
  assert.equal(withLink('See https://acme.example/help', LINK), `See https://acme.example/help ${LINK}`);
});
