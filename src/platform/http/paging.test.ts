import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { decodeCursor, encodeCursor, page } from './index.ts';

const forge = (json: string) => Buffer.from(json).toString('base64url');

describe('the cursor of a page', () => {
  it('comes back as it was packed', () => {
    const keys = fc.array(
      fc.oneof(
        fc.maxSafeInteger(),
        fc.string().filter((text) => !text.includes('\0')),
      ),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(keys, (given) => {
        assert.deepEqual(decodeCursor(encodeCursor(given), given.length), given);
      }),
    );
  });

  const FORGED: Record<string, string> = {
    'no base64': '*****',
    'no JSON': forge('not json'),
    'no list': forge('{"0":1,"1":"x","length":2}'),
    'too few keys': forge('[1]'),
    'too many keys': forge('[1,"x","y"]'),
    'an object as key': forge('[{"$gt":""},"x"]'),
    'a list as key': forge('[["x"],"x"]'),
    'null as key': forge('[null,"x"]'),
    'a boolean as key': forge('[true,"x"]'),
    infinity: forge('[1e999,"x"]'),
    'a fraction': forge('[1.5,"x"]'),
    'more than a whole number can be': forge('[9007199254740993,"x"]'),
    'U+0000': forge('[1,"\\u0000"]'),
    'half a character': forge('[1,"\\ud800"]'),
    nothing: '',
  };
  for (const [what, cursor] of Object.entries(FORGED)) {
    it(`is refused when it was forged: ${what}`, () => {
      assert.throws(() => decodeCursor(cursor, 2), { code: 'http.cursor_invalid', status: 400 });
    });
  }

  it('never fails otherwise, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json().map(forge), fc.base64String()), (cursor) => {
        try {
          decodeCursor(cursor, 2);
        } catch (error) {
          assert.equal((error as { code?: string }).code, 'http.cursor_invalid');
        }
      }),
    );
  });
});

describe('a page', () => {
  const cursorOf = (row: number) => `after ${row}`;
  it('names the next one only when there is one', () => {
    assert.deepEqual(page([1, 2, 3], 2, cursorOf), { items: [1, 2], nextCursor: 'after 2' });
    assert.deepEqual(page([1, 2], 2, cursorOf), { items: [1, 2] });
    assert.deepEqual(page([], 2, cursorOf), { items: [] });
  });
});
