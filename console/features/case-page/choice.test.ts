import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bodyOf, customerOf, firstWish, previewAddress } from './choice.ts';

const customers = [
  { name: 'Ana', conversationIds: ['conv_1', 'conv_3'] },
  { name: 'Ben', conversationIds: ['conv_2'] },
];
const page = {
  id: 'cpage_1',
  conversationIds: ['conv_2', 'conv_gone'],
  showsFields: false,
  showsPromises: true,
  nextStep: 'We call.',
  createdBy: 'Kim',
  createdAt: '',
  expiresAt: '',
  isRevoked: false,
  openedAt: null,
};

test('a new page begins with everything of whoever wrote first', () => {
  const all = { conversationIds: ['conv_1', 'conv_3'], showsFields: true, showsPromises: true, nextStep: '' };
  assert.deepEqual(firstWish(customers, null), all);
  assert.deepEqual(firstWish([], null).conversationIds, []);
});

test('a page that was sent begins as it stands, without what left the case', () => {
  const wish = firstWish(customers, page);
  assert.deepEqual(wish, {
    conversationIds: ['conv_2'],
    showsFields: false,
    showsPromises: true,
    nextStep: 'We call.',
  });
  assert.equal(customerOf(customers, wish.conversationIds)?.name, 'Ben');
  assert.equal(customerOf(customers, [])?.name, 'Ana');
});

test('empty words are none, and the preview gets what was chosen', () => {
  const wish = { ...firstWish(customers, null), nextStep: '  ' };
  assert.equal(bodyOf(wish).nextStep, null);
  assert.equal(bodyOf({ ...wish, nextStep: ' Soon & well ' }).nextStep, 'Soon & well');
  const query = new URL(previewAddress('case_1', { ...wish, nextStep: 'Soon & well' }), 'http://x')
    .searchParams;
  assert.deepEqual(
    [query.get('conversationIds'), query.get('showsFields'), query.get('nextStep')],
    ['conv_1,conv_3', 'true', 'Soon & well'],
  );
});
