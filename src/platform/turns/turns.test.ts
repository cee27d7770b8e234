import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inTurns, mapInTurns, stepThrough } from './index.ts';

/** Keeps the processor busy. */
function work(milliseconds: number): void {
  for (const end = performance.now() + milliseconds; performance.now() < end;);
}

/** How often others had their turn while `run` ran. */
async function othersDuring(run: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let isOver = false;
  const look = () => {
    if (isOver) return;
    turns++;
    setImmediate(look);
  };
  setImmediate(look);
  await run();
  isOver = true;
  return turns;
}

describe('long work in turns', () => {
  it('lets others have theirs after some milliseconds, and not before', async () => {
    const rest = inTurns();
    assert.equal(rest(), undefined);
    work(8);
    let others = 0;
    setImmediate(() => others++);
    await rest();
    assert.equal(others, 1);
    assert.equal(rest(), undefined, 'the next turn has begun');
  });

  it('maps in order, at once where there is little and with pauses where there is much', async () => {
    const items = Array.from({ length: 60 }, (_, i) => i);
    let found: number[] = [];
    const many = await othersDuring(async () => {
      found = await mapInTurns(items, (item) => (work(1), item * 2));
    });
    assert.deepEqual(
      found,
      items.map((item) => item * 2),
    );
    assert.ok(many >= 6, `${many} turns of others in 60 ms`);
    assert.equal(await othersDuring(() => mapInTurns([1, 2, 3], (item) => item)), 0);
    assert.deepEqual(await mapInTurns([], () => 1), []);
  });

  it('stops at the item that fails', async () => {
    const seen: number[] = [];
    const failing = mapInTurns([1, 2, 3], (item) => {
      seen.push(item);
      if (item === 2) throw new Error('no');
    });
    await assert.rejects(failing, /no/);
    assert.deepEqual(seen, [1, 2]);
  });

  it('steps through a generator to what it returns, also where that is nothing', async () => {
    function* steps(count: number) {
      for (let i = 0; i < count; i++) {
        work(1);
        yield;
      }
      return count;
    }
    let answer = 0;
    const many = await othersDuring(async () => (answer = await stepThrough(steps(40))));
    assert.equal(answer, 40);
    assert.ok(many >= 4, `${many} turns of others in 40 ms`);
    assert.equal(await stepThrough(steps(0)), 0);
  });
});
