import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { idOf } from '#platform/http/index.ts';
import { newId, newSecret } from './index.ts';

describe('an id', () => {
  it('has its prefix and the shape that routes accept', () => {
    for (const prefix of ['conv', 'user', 'x']) {
      const id = newId(prefix);
      assert.match(id, new RegExp(`^${prefix}_[0-9a-hjkmnp-tv-z]{26}$`));
      assert.ok(idOf(prefix).safeParse(id).success);
      assert.ok(!idOf(`${prefix}y`).safeParse(id).success);
    }
    assert.ok(!idOf('conv').safeParse(`${newId('conv')}\n`).success);
  });

  it('sorts by the time it was made, as text', () => {
    const time = fc.integer({ min: 0, max: 2 ** 48 - 1 });
    fc.assert(
      fc.property(time, time, (a, b) => {
        if (a === b) return;
        assert.equal(newId('x', a) < newId('x', b), a < b);
      }),
    );
  });

  it('is there once', () => {
    const at = Date.now();
    assert.equal(new Set(Array.from({ length: 100_000 }, () => newId('x', at))).size, 100_000);
  });

  it('uses every sign about as often', () => {
    const counts = new Map<string, number>();
    for (let i = 0; i < 20_000; i++)
      for (const sign of newId('x').slice(-13)) counts.set(sign, (counts.get(sign) ?? 0) + 1);
    assert.equal(counts.size, 32);
    // 8,125 each on average, with a standard deviation of about 90; the three signs before them count the ids of a millisecond.
    for (const [sign, count] of counts) assert.ok(Math.abs(count - 8125) < 700, `${sign} ${count}`);
  });
});

describe('a secret', () => {
  it('has as many bits as asked for and fits into an address', () => {
    assert.match(newSecret(), /^[\w-]{43}$/);
    assert.equal(Buffer.from(newSecret(48), 'base64url').length, 48);
    assert.equal(new Set(Array.from({ length: 1000 }, () => newSecret())).size, 1000);
  });
});

it('ids of the same millisecond keep their order', () => {
  const at = Date.now();
  const ids = Array.from({ length: 5000 }, () => newId('case', at));
  assert.deepEqual(ids.toSorted(), ids);
  assert.equal(new Set(ids).size, ids.length);
});
