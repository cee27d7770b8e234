import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fewAtOnce } from './index.ts';

describe('few at once', () => {
  it('are never more, go on in their order, and give their place on where they fail', async () => {
    const inTurn = fewAtOnce(2, 100, () => new Error('full'));
    let running = 0;
    let most = 0;
    const begun: number[] = [];
    const work = (n: number) =>
      inTurn(async () => {
        begun.push(n);
        most = Math.max(most, (running += 1));
        await new Promise((resolve) => setImmediate(resolve));
        running -= 1;
        if (n % 3 === 0) throw new Error(`${n}`);
        return n;
      });
    const results = await Promise.allSettled(Array.from({ length: 20 }, (_, n) => work(n)));
    assert.equal(most, 2);
    assert.deepEqual(
      begun,
      begun.toSorted((a, b) => a - b),
    );
    assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 13);
    assert.equal(await work(1), 1);
  });

  it('refuse who comes when too many wait, and take him once there is room', async () => {
    const inTurn = fewAtOnce(1, 1, () => new Error('full'));
    let end = () => {};
    const first = inTurn(() => new Promise<void>((resolve) => (end = resolve)));
    const second = inTurn(async () => 'second');
    await assert.rejects(
      inTurn(async () => 'third'),
      /full/,
    );
    end();
    await first;
    assert.equal(await second, 'second');
    assert.equal(await inTurn(async () => 'fourth'), 'fourth');
  });
});
