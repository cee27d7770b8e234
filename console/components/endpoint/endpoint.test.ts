import assert from 'node:assert/strict';
import { it } from 'node:test';
import { endpointForm, endpointInput } from './endpoint.ts';

const view = {
  isOn: true,
  url: 'https://models.example/v1',
  model: 'm',
  requestsPerDay: 200,
  tokensPerDay: 500_000,
  timeoutMs: 20_000,
};

it('what is saved comes back as it was, and an empty key keeps the one there is', () => {
  const form = { ...endpointForm(view), sendsPrivate: false };
  assert.deepEqual(endpointInput(form), { ...view, sendsPrivate: false });
});

it('a new key goes along, and seconds become milliseconds', () => {
  const input = endpointInput({ ...endpointForm(view), key: 'sk', timeoutSeconds: '1.5' });
  assert.deepEqual([input.key, input.timeoutMs], ['sk', 1500]);
});
