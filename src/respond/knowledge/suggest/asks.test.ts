import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asksSomething } from './asks.ts';

const asks = (excerpt: string, key?: string) =>
  asksSomething({ title: null, excerpt, factors: key ? [{ key, points: 1, reason: '' }] : [] });

test('questions ask, with a mark or without', () => {
  for (const text of [
    'Where is my bill?',
    'how do I get a refund',
    '@acme can I keep my number',
    'It broke. What now',
    'I cannot log in',
    '返金はいつですか？',
    'Wo ist meine Rechnung',
  ])
    assert.ok(asks(text), text);
  assert.ok(asks('tell me about the bill', 'question'), 'understood as one');
});

test('praise, anger and links ask nothing', () => {
  for (const text of [
    'Thank you, that worked!',
    'Worst company ever.',
    'look https://x.example/?q=1',
    'Brilliant. #down',
    '',
  ])
    assert.ok(!asks(text), text);
  assert.ok(!asks('Worst company ever.', 'brand-topic'));
});
