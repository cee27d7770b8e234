import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { encodeCursor } from '#platform/http/index.ts';
import { placeOfCursor, placeToCursor } from './cursor.ts';

const word = fc.stringMatching(/^[a-zäß0-9]{1,40}$/);
const meant = fc.record(
  { word, alike: fc.array(word, { maxLength: 12 }), uses: fc.nat(9_000_000) },
  { noNullPrototype: true },
);
const place = fc.record(
  {
    moment: fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }),
    meant: fc.array(meant, { minLength: 1, maxLength: 8 }),
    join: fc.constantFrom('&' as const, '|' as const),
    floor: fc.option(fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })),
    score: fc.double({ noNaN: true, noDefaultInfinity: true }),
    id: fc.stringMatching(/^[a-z]+_[0-9a-z]{1,26}$/),
  },
  { noNullPrototype: true },
);

describe('the place at which a list goes on', () => {
  it('comes back as it was, to the last digit of its score', () => {
    fc.assert(
      fc.property(place, (given) => {
        const back = placeOfCursor(placeToCursor(given));
        assert.deepEqual({ ...back, score: back.score + 0 }, { ...given, score: given.score + 0 });
      }),
    );
  });

  it('takes nothing for one that it did not make', () => {
    const good = [1, '40 refund refnud', '&', '', '0.5', 'conv_1'];
    assert.equal(placeOfCursor(encodeCursor(good)).meant[0]!.word, 'refund');
    for (const [at, value] of [
      [0, 'now'],
      [0, -1],
      [0, 1e15],
      [1, ''],
      [1, 'refund'],
      [1, "40 ':team=x'"],
      [1, '40 a:* | b'],
      [1, Array(9).fill('1 a').join(',')],
      [2, '!'],
      [3, 'x'],
      [4, 'NaN'],
      [4, 'Infinity'],
      [5, 7],
    ] as const)
      assert.throws(
        () => placeOfCursor(encodeCursor(good.with(at, value))),
        { code: 'http.cursor_invalid' },
        `${at} ${value}`,
      );
  });
});
