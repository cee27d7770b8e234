import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { understandAndRead } from '../understand.ts';
import { BUCKETS, likeliest } from './head.ts';
import { exampleFor, TAUGHT, type Taught, valuesOf, withHeads } from './labels.ts';

const SAMPLES = path.resolve(import.meta.dirname, '../../../../tools/train/held-out');
const textsOf = (name: string): string[] =>
  readFileSync(path.join(SAMPLES, `${name}.ndjson`), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { text: string }).text);
const TEXTS = [
  ...textsOf('care'),
  ...textsOf('emotion').slice(0, 100),
  ...textsOf('sentiment-languages').slice(0, 60),
  '',
  '😡',
  'my card was stolen and somebody is paying with it right now, help!!',
  'stuck at the airport, my flight leaves in an hour',
];

/** What the labels say, as a value of the head. */
function builtIn(label: 'emotion' | 'urgency', text: string): string {
  const { labels } = understandAndRead({ text });
  return label === 'urgency' ? String(labels.urgency.level) : (labels.emotion?.label ?? 'none');
}

for (const label of ['emotion', 'urgency'] as const)
  describe(`what the built-in model says of ${label}, as a company's head is told it`, () => {
    it('is likeliest what its label says, and adds up to one', () => {
      const seen = new Set<string>();
      for (const text of TEXTS) {
        const said = builtIn(label, text);
        const { labels, reading } = understandAndRead({ text });
        const { prior } = exampleFor(label, reading, labels);
        assert.equal(prior.length, valuesOf(label).length);
        assert.ok(
          prior.every((p) => p >= 0 && p <= 1),
          text,
        );
        assert.ok(Math.abs(prior.reduce((sum, p) => sum + p, 0) - 1) < 1e-9, text);
        assert.equal(valuesOf(label)[likeliest(prior)], said, `${text}: ${prior.join(' ')}`);
        seen.add(said);
      }
      assert.ok(seen.size >= 4, `only ${[...seen].join(', ')}`);
    });

    it('stays where the head has learned nothing', () => {
      const outputs = valuesOf(label).length;
      const head = { outputs, weights: new Float32Array(BUCKETS * outputs), bias: new Float32Array(outputs) };
      for (const text of TEXTS) {
        const { labels, reading } = understandAndRead({ text });
        const { emotion, urgency, ...rest } = withHeads(
          [{ label, version: `${label}-1`, head }],
          reading,
          labels,
        );
        assert.equal(emotion?.label, labels.emotion?.label, text);
        assert.deepEqual(
          [urgency.level, urgency.reasons],
          [labels.urgency.level, labels.urgency.reasons],
          text,
        );
        assert.equal(urgency.p, labels.urgency.p, text);
        if (label === 'urgency') assert.equal(urgency.source, 'company');
        const { emotion: _emotion, urgency: _urgency, ...others } = labels;
        assert.deepEqual(rest, others);
      }
    });
  });

describe("a company's head", () => {
  /** A head that always says one value. */
  const always = (label: Taught, value: string) => {
    const outputs = valuesOf(label).length;
    const bias = new Float32Array(outputs);
    bias[valuesOf(label).indexOf(value)] = 20;
    return {
      label,
      version: `${label}-7`,
      head: { outputs, weights: new Float32Array(BUCKETS * outputs), bias },
    };
  };
  const labelled = (text: string, label: Taught, value: string) => {
    const { labels, reading } = understandAndRead({ text });
    return withHeads([always(label, value)], reading, labels);
  };

  it('may say that no emotion is meant, and never that a text without words has one', () => {
    assert.equal(labelled('I am so happy and I love it 😍', 'emotion', 'none').emotion, null);
    const joy = labelled('I hate this, it is awful', 'emotion', 'joy').emotion;
    assert.deepEqual([joy?.label, joy?.source, joy?.model], ['joy', 'company', 'emotion-7']);
    assert.equal(labelled('@user http://x.example', 'emotion', 'joy').emotion, null);
  });

  it('lifts an urgency with its chance, and drops one with its reasons', () => {
    const lifted = labelled('the vending machine is empty', 'urgency', '3').urgency;
    assert.equal(lifted.level, 3);
    assert.ok(lifted.p > 0.9);
    const text = 'stuck at the airport, nobody helps, my flight leaves in an hour';
    assert.ok(understandAndRead({ text }).labels.urgency.reasons.length > 0);
    const dropped = labelled(text, 'urgency', '0').urgency;
    assert.deepEqual([dropped.level, dropped.reasons], [0, []]);
    assert.ok(dropped.p < 0.1);
  });

  it('can be taught every label with values of its own, but irony', () => {
    assert.deepEqual(
      [...TAUGHT].sort(),
      [
        'complaint',
        'emotion',
        'needsReply',
        'offensive',
        'praise',
        'purchase',
        'question',
        'sentiment',
        'spam',
        'suggestion',
        'urgency',
      ].sort(),
    );
  });
});
