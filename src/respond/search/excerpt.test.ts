import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { marked } from '#lib/typos/index.ts';
import { passageOf } from './excerpt.ts';
import { anyText } from '../../../test/helpers/texts.ts';

const filler = (count: number) => Array.from({ length: count }, (_, at) => `nothing${at}`).join(' ');

describe('the part of a text that is shown', () => {
  it('is all of a short one, on one line', () => {
    assert.equal(passageOf(' My router\n\nis dead. ', ['router']), 'My router is dead.');
  });

  it('is where the words stand, also written with marks', () => {
    const text = `${filler(60)} my Überweisung is late ${filler(60)}`;
    const passage = passageOf(text, ['uberweisung']);
    assert.match(passage, /^… .*my Überweisung is late.* …$/);
    assert.ok(passage.length < 240);
  });

  it('is where most of them stand together', () => {
    const text = `refund ${filler(40)} refund ${filler(40)} the refund of my router ${filler(40)}`;
    assert.match(passageOf(text, ['refund', 'router']), /refund of my router/);
  });

  it('is the beginning where none of them stands', () => {
    assert.match(passageOf(filler(90), ['router']), /^nothing0 .* …$/);
  });

  it('is never long, and holds a word that the text has within reach', () => {
    fc.assert(
      fc.property(anyText(), anyText(), (before, behind) => {
        const passage = passageOf(`${before} xylophone ${behind}`, ['xylophone']);
        assert.ok(passage.length <= 226, passage);
        assert.ok(marked(passage, ['xylophone']).some(({ isFound }) => isFound));
      }),
    );
  });
});
