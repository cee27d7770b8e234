import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { BusEvent } from '#platform/bus/index.ts';
import { Replay } from './replay.ts';

const event = (count: number): BusEvent => ({ name: 'outbox.switched', data: { id: String(count) } });
const countsOf = (replay: Replay, id: string | undefined) =>
  replay.after(id).map(({ event: { data } }) => ('id' in data ? Number(data.id) : undefined));

describe('what is kept of the last events', () => {
  it('is what came after the one that was seen', () => {
    const replay = new Replay(10);
    const start = replay.lastId;
    const ids = [1, 2, 3].map((count) => replay.add(event(count)));
    assert.deepEqual(countsOf(replay, start), [1, 2, 3]);
    assert.deepEqual(countsOf(replay, ids[0]), [2, 3]);
    assert.deepEqual(
      replay.after(ids[0]).map((kept) => kept.id),
      [ids[1], ids[2]],
    );
    assert.deepEqual(countsOf(replay, ids[2]), []);
  });

  it('ends at its size: whoever saw less loads everything again', () => {
    const replay = new Replay(3);
    const ids = [1, 2, 3, 4, 5].map((count) => replay.add(event(count)));
    assert.deepEqual(countsOf(replay, ids[1]), [3, 4, 5], 'the last that can be replayed without a hole');
    assert.deepEqual(replay.after(ids[0]), [{ id: ids[4], event: { name: 'bus.resync', data: {} } }]);
  });

  it('is unknown to whom shows an id that is not of this run', () => {
    const replay = new Replay(3);
    const id = replay.add(event(1));
    const run = id.split('-')[0];
    const other = new Replay(3).lastId;
    for (const wrong of [
      other,
      'x',
      '',
      '-',
      run,
      `${run}-`,
      `${run}-99`,
      `${run}--1`,
      `${run}-1e0`,
      `${run}-01`,
      `${run}-1-1`,
    ].map(String)) {
      assert.deepEqual(replay.after(wrong), [{ id, event: { name: 'bus.resync', data: {} } }], wrong);
    }
  });

  it('is nothing for whom has just come', () => {
    const replay = new Replay(3);
    replay.add(event(1));
    assert.deepEqual(replay.after(undefined), []);
  });
});
