import assert from 'node:assert/strict';
import { it } from 'node:test';
import { aroundPoints, placeSpikes, type Spike } from './spikes.ts';

const axis = {
  left: 10,
  right: 110,
  xOf: (time: number) => 10 + time,
  widthOf: (text: string) => text.length * 5,
};
const spike = (id: string, from: number, to: number, name = 'Spike 6'): Spike => ({
  id,
  from,
  to,
  name,
  short: '6',
});

it('writes the name at the beginning of the stretch', () => {
  assert.deepEqual(placeSpikes([spike('a', 20, 40)], axis), [
    { id: 'a', start: 30, end: 50, text: 'Spike 6', at: 30, width: 35 },
  ]);
});

it('keeps names inside and apart: the short one where the name has no room, none where that has none either', () => {
  const places = placeSpikes(
    [spike('b', 10, 12), spike('a', 0, 4), spike('d', 99, 120), spike('c', 42, 43)],
    axis,
  );
  assert.deepEqual(
    places.map(({ id, text }) => [id, text]),
    [
      ['a', 'Spike 6'],
      ['b', ''],
      ['c', 'Spike 6'],
      ['d', '6'],
    ],
  );
  const written = places.filter(({ text }) => text !== '');
  for (const [index, { at, width }] of written.entries()) {
    assert.ok(at >= 10 && at + width <= 110);
    const next = written[index + 1];
    assert.ok(!next || next.at > at + width);
  }
});

it('shows a short one wide enough to be seen, cuts what goes beyond the period, and leaves out what lies outside', () => {
  const [seen, ...others] = placeSpikes(
    [spike('out', -30, -5), spike('late', 101, 130), spike('long', -30, 300)],
    axis,
  );
  assert.deepEqual([seen?.id, seen?.start, seen?.end, others.length], ['long', 10, 110, 0]);
  const [thin] = placeSpikes([spike('thin', 50, 50)], axis);
  assert.equal(thin!.end - thin!.start, 3);
  const [last] = placeSpikes([spike('last', 100, 100)], axis);
  assert.deepEqual([last!.start, last!.end], [107, 110], 'one that began with the last moment');
});

it('is drawn around the points of the steps in which it went on, for a point stands for what follows it', () => {
  const times = [0, 100, 200, 300];
  const drawn = (from: number, to: number) => {
    const [one] = aroundPoints([spike('a', from, to)], times);
    return [one!.from, one!.to];
  };
  assert.deepEqual(drawn(130, 170), [50, 150]);
  assert.deepEqual(drawn(130, 200), [50, 250]);
  assert.deepEqual(drawn(-500, 999), [-50, 350]);
  assert.deepEqual(aroundPoints([spike('a', 5, 6)], []), [spike('a', 0, 0)]);
});
