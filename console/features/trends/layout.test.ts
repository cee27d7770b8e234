import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { addPanel, ALL_PANELS, FIRST_PANELS, isSame, movePanel, removePanel, widenPanel } from './layout.ts';

describe('arranging panels', () => {
  it('moves one and leaves the others in their order, whatever is asked', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ALL_PANELS), fc.integer({ min: -3, max: 30 }), (kind, to) => {
        const moved = movePanel(FIRST_PANELS, kind, to);
        assert.deepEqual(new Set(moved), new Set(FIRST_PANELS));
        const without = (all: readonly { kind: string }[]) => all.filter((panel) => panel.kind !== kind);
        assert.deepEqual(without(moved), without(FIRST_PANELS));
      }),
    );
    assert.equal(movePanel(FIRST_PANELS, 'stream', 0)[0]!.kind, 'stream');
    assert.equal(movePanel(FIRST_PANELS, 'figures', 1)[1]!.kind, 'figures');
  });

  it('adds each panel once, and knows when nothing changed', () => {
    const more = addPanel(addPanel(FIRST_PANELS, 'sites'), 'sites');
    assert.equal(more.length, FIRST_PANELS.length + 1);
    assert.ok(isSame(removePanel(more, 'sites'), FIRST_PANELS));
    assert.ok(!isSame(widenPanel(FIRST_PANELS, 'sentiment'), FIRST_PANELS));
    assert.ok(isSame(widenPanel(widenPanel(FIRST_PANELS, 'sentiment'), 'sentiment'), FIRST_PANELS));
  });
});
