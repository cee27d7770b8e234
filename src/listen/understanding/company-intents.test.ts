import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type CompanyIntents, withIntents } from './company-intents.ts';
import { understand } from './understand.ts';

const labels = understand({ text: 'where is my parcel' });
const answer = {
  label: 'Orders',
  confidence: 0.7,
  outOfScope: false,
  outOfScopeScore: 0.1,
  others: [
    { label: 'Refunds', confidence: 0.2 },
    { label: 'Hours', confidence: 0.1 },
  ],
  because: [],
};

function saying(company?: Pick<CompanyIntents, 'modelId' | 'classify'>) {
  return withIntents(company, 'where is my parcel', labels).intents;
}

describe('the intents of a post', () => {
  it('are those that are likely, by the model in use', () => {
    assert.deepEqual(
      saying({ modelId: 'imodel_1', classify: () => answer }).map(({ intent, confidence, model, source }) => [
        intent,
        confidence,
        model,
        source,
      ]),
      [
        ['Orders', 0.7, 'imodel_1', 'company'],
        ['Refunds', 0.2, 'imodel_1', 'company'],
      ],
    );
  });

  it('are none out of scope, before anything was learnt, and where nobody keeps intents', () => {
    assert.deepEqual(saying({ modelId: 'm', classify: () => ({ ...answer, outOfScope: true }) }), []);
    assert.deepEqual(saying({ modelId: null, classify: () => null }), []);
    assert.deepEqual(saying(), []);
  });
});
