import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { compare, hindranceOf, partsOf, percent } from './figures.ts';
import type { Figures, IntentsOverview } from './types.ts';

describe('figures of intents on screen', () => {
  it('say what was not measured', () => {
    assert.deepEqual(
      [percent(0.9134), percent(0), percent(null), percent(undefined)],
      ['91.3 %', '0.0 %', '–', '–'],
    );
  });

  it('compare two trainings', () => {
    const was = { accuracy: 0.9, macroF1: 0.85, outOfScope: null } as Figures;
    const is = { accuracy: 0.912, macroF1: 0.84, outOfScope: 0.97 } as Figures;
    assert.deepEqual(
      compare(was, is).map(({ name, gain }) => [name, gain]),
      [
        ['accuracy', 1.2],
        ['macroF1', -1],
        ['outOfScope', null],
      ],
    );
  });

  it('tell why nothing can be trained', () => {
    const with2 = {
      items: [{ examples: 2 }, { examples: 1 }, { examples: 0 }],
      latest: null,
    } as IntentsOverview;
    assert.equal(hindranceOf(with2), null);
    assert.equal(hindranceOf({ ...with2, items: with2.items.slice(1) }), 'tooFew');
    assert.equal(hindranceOf({ ...with2, latest: { state: 'running' } } as IntentsOverview), 'running');
    assert.equal(hindranceOf({ ...with2, latest: { state: 'failed' } } as IntentsOverview), null);
  });
});

describe('words that decided', () => {
  it('are marked by what they spoke for', () => {
    const because = [
      { start: 7, end: 13, weight: 2 },
      { start: 0, end: 6, weight: -1 },
    ];
    assert.deepEqual(partsOf('please refund!', because), [
      { at: 0, text: 'please', kind: 'against' },
      { at: 6, text: ' ', kind: 'plain' },
      { at: 7, text: 'refund', kind: 'for' },
      { at: 13, text: '!', kind: 'plain' },
    ]);
  });

  it('leave the sentence as it was, whatever is said of it', () => {
    const span = fc.record({ start: fc.nat(30), end: fc.nat(30), weight: fc.double({ noNaN: true }) });
    fc.assert(
      fc.property(fc.string({ maxLength: 25 }), fc.array(span), (text, spans) => {
        const because = spans.filter(({ start, end }) => start < end);
        assert.equal(
          partsOf(text, because)
            .map((part) => part.text)
            .join(''),
          text,
        );
      }),
    );
  });
});
