import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { placeKey, placeOf, readPictureSearch } from './search.ts';

describe('the address of a need', () => {
  it('keeps the window, and leaves out the usual one and what is none', () => {
    const days = (value: unknown) => readPictureSearch({ days: value }).days;
    assert.deepEqual(
      [days(1), days('7'), days(3), days(2), days('x'), days(null)],
      [1, 7, undefined, undefined, undefined, undefined],
    );
  });
  it('names a place from the country down, so that half a place is none', () => {
    assert.deepEqual(placeOf(readPictureSearch({ country: 'US', region: 'Tennessee', area: 'Nashville' })), {
      country: 'US',
      region: 'Tennessee',
      area: 'Nashville',
    });
    assert.deepEqual(placeOf(readPictureSearch({ country: 'DE' })), { country: 'DE', region: '', area: '' });
    assert.equal(placeOf(readPictureSearch({ region: 'Tennessee', area: 'Nashville' })), null);
    assert.equal(placeOf(readPictureSearch({ country: ['US'] })), null);
  });
  it('tells the rest of a region from the city in it', () => {
    const rest = { country: 'US', region: 'Tennessee', area: '' };
    assert.notEqual(placeKey(rest), placeKey({ ...rest, area: 'Nashville' }));
  });
});
