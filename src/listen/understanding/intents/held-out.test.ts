import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { areaUnderCurve } from '#lib/model/index.ts';
import { classify } from './classify.ts';
import { evaluateIntents } from './evaluate.ts';
import type { IntentExample } from './examples.ts';
import { trainIntents } from './train.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../../../tools/train/held-out');

function sample(name: string): IntentExample[] {
  return readFileSync(path.join(FOLDER, `${name}.ndjson`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as IntentExample);
}

// Floors lie a little below what was measured when they were set; the sets and the whole figures are in docs/understanding.md.
describe('intents on texts that were held out', () => {
  it('tells 77 intents of a bank apart with five examples each', () => {
    const { model } = trainIntents(sample('intents-banking-examples'));
    const test = sample('intents-banking');
    const said = test.map(({ text }) => classify(model, text));
    const right = said.filter(({ label }, i) => label === test[i]!.label).length / test.length;
    assert.ok(right >= 0.62, `right ${right}`);
    const sure = said.reduce((sum, { confidence }) => sum + confidence, 0) / said.length;
    assert.ok(Math.abs(sure - right) < 0.12, `says it is sure by ${sure}, is right by ${right}`);
  });

  it('tells texts of no intent from others without ever having seen one', () => {
    const { model } = trainIntents(sample('intents-clinc-examples'));
    const test = sample('intents-clinc');
    const said = test.map(({ text }) => classify(model, text));
    const inside = test.flatMap(({ label }, i) => (label === 'oos' ? [] : [said[i]!.label === label]));
    const right = inside.filter(Boolean).length / inside.length;
    assert.ok(right >= 0.84, `right ${right}`);
    const area = areaUnderCurve(
      test.map(({ label }) => (label === 'oos' ? 1 : 0)),
      said.map(({ outOfScopeScore }) => outOfScopeScore),
    );
    assert.ok(area >= 0.93, `area ${area}`);
  });

  it('says by cross-validation about what held-out texts say', () => {
    const { accuracy, outOfScope, labels, confusions, texts } = evaluateIntents(
      sample('intents-clinc-examples'),
    );
    assert.equal(texts, 380);
    assert.equal(labels.length, 38);
    assert.ok(accuracy > 0.75 && accuracy < 0.95, `accuracy ${accuracy}`);
    assert.ok(outOfScope !== null && outOfScope > 0.75, `area ${outOfScope}`);
    const wrong = confusions.reduce((sum, { count }) => sum + count, 0);
    assert.ok(wrong <= Math.round((1 - accuracy) * texts), 'confusions are what was wrong');
  });
});
