import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fits, MOST_PIXELS, refusalOf } from './sizes.ts';

const of = (width: number | null, height: number | null, size = 1000) => ({ width, height, size });

describe('a picture on a page', () => {
  it('is shown as it is where it is small, by its edges and its bytes', () => {
    assert.equal(fits(of(1600, 900), 'page', false), true);
    assert.equal(fits(of(1601, 900), 'page', false), false);
    assert.equal(fits(of(900, 1601), 'page', false), false);
    assert.equal(fits(of(900, 900, 2_000_000), 'page', false), false);
    assert.equal(fits(of(900, 900), 'small', false), false);
    assert.equal(fits(of(null, null), 'page', false), false);
  });

  it('keeps its bytes where it moves, but for the small one, which stands still', () => {
    assert.equal(fits(of(900, 900, 9_000_000), 'page', true), true);
    assert.equal(fits(of(1700, 900, 9_000_000), 'page', true), false);
    assert.equal(fits(of(400, 400, 9_000_000), 'small', true), false);
  });

  it('is refused where nobody could unpack it, or move it', () => {
    assert.equal(refusalOf(of(9000, MOST_PIXELS / 9000 + 1), false), 'file.too_many_pixels');
    assert.equal(refusalOf(of(65_535, 65_535), true), 'file.too_many_pixels');
    assert.equal(refusalOf(of(1601, 10), true), 'file.animation_too_large');
    assert.equal(refusalOf(of(8000, 6000), false), undefined);
    assert.equal(refusalOf(of(null, null), true), undefined);
  });
});
