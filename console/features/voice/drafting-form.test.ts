import assert from 'node:assert/strict';
import { it } from 'node:test';
import { draftingForm, draftingInput } from './drafting-form.ts';

const view = {
  isOn: true,
  url: 'https://models.example/v1',
  model: 'm',
  requestsPerDay: 200,
  tokensPerDay: 500_000,
  timeoutMs: 20_000,
  sendsPrivate: false,
  hasKey: true,
  problem: null,
  answeredAt: null,
  today: { requests: 0, tokens: 0, drafts: 0, refused: 0 },
};

it('what is saved comes back as it was, and an empty key keeps the one there is', () => {
  const { hasKey: _has, problem: _problem, answeredAt: _at, today: _today, ...kept } = view;
  assert.deepEqual(draftingInput(draftingForm(view)), kept);
});

it('a new key goes along, and seconds become milliseconds', () => {
  const input = draftingInput({ ...draftingForm(view), key: 'sk', timeoutSeconds: '1.5' });
  assert.deepEqual([input.key, input.timeoutMs], ['sk', 1500]);
});
