import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { array, assert as check, constantFrom, integer, property, record } from 'fast-check';
import type { Status } from '#embrace/ideas/schema.ts';
import type { IdeaView } from './queries.ts';
import { besideOf, lastIn, roadmapOf, stepOf } from './roadmap.ts';
import { STATUSES } from './search.ts';
import { ideaOf } from './testing/idea.ts';

const DAY = new Date('2026-11-23T00:00:00Z');
const QUARTERS = [null, '2025-Q3', '2026-Q4', '2027-Q1', '2031-Q2'] as const;
const ALL: Status[] = [...STATUSES, 'duplicate'];
const someIdeas = array(
  record({
    status: constantFrom(...ALL),
    quarter: constantFrom(...QUARTERS),
    position: integer({ min: 0, max: 2 }),
    votes: integer({ min: 0, max: 3 }),
  }),
  { maxLength: 30 },
).map((parts) => parts.map((part, at) => ideaOf({ id: `ide_${String(at).padStart(2, '0')}`, ...part })));
const isComing = ({ status }: IdeaView) => ['considering', 'planned', 'building'].includes(status);

describe('the roadmap', () => {
  it('shows each idea that is to come once, in its own quarter, and no other', () => {
    check(
      property(someIdeas, (ideas) => {
        const { lanes } = roadmapOf(ideas, DAY);
        for (const { quarter, ideas: own } of lanes) {
          assert.ok(own.length > 0);
          for (const idea of own) assert.equal(idea.quarter, quarter);
        }
        const shown = lanes.flatMap((lane) => lane.ideas.map(({ id }) => id));
        const coming = ideas.filter(isComing).map(({ id }) => id);
        assert.deepEqual(shown.toSorted(), coming);
      }),
    );
  });

  it('goes from quarter to quarter, past ones too, and what has no date stands last', () => {
    check(
      property(someIdeas, (ideas) => {
        const { lanes, quarters } = roadmapOf(ideas, DAY);
        const names = lanes.map(({ quarter }) => quarter ?? '9999');
        assert.deepEqual(names, names.toSorted());
        for (const { quarter } of lanes) assert.ok(quarter === null || quarters.includes(quarter));
      }),
    );
  });

  it('orders a quarter by places, then votes, and the same in whatever order ideas come', () => {
    check(
      property(someIdeas, (ideas) => {
        const { lanes } = roadmapOf(ideas, DAY);
        assert.deepEqual(roadmapOf(ideas.toReversed(), DAY).lanes, lanes);
        for (const { ideas: own } of lanes)
          for (const [at, next] of own.slice(1).entries()) {
            const one = own[at]!;
            const isInOrder =
              one.position < next.position || (one.position === next.position && one.votes >= next.votes);
            assert.ok(isInOrder, `${one.id} before ${next.id}`);
          }
      }),
    );
  });

  it('takes an idea to the end of another quarter, and names all that are there once', () => {
    check(
      property(someIdeas, constantFrom(...QUARTERS), integer({ min: 0, max: 29 }), (ideas, quarter, at) => {
        const idea = ideas.filter(isComing)[at];
        if (idea === undefined) return;
        const { lanes } = roadmapOf(ideas, DAY);
        const ids = lastIn(lanes, quarter, idea.id);
        assert.equal(ids.at(-1), idea.id);
        assert.equal(new Set(ids).size, ids.length);
        const placed = ideas.map((one) =>
          ids.includes(one.id) ? { ...one, quarter, position: ids.indexOf(one.id) } : one,
        );
        const then = roadmapOf(placed, DAY).lanes.find((lane) => lane.quarter === quarter);
        assert.deepEqual(
          then?.ideas.map(({ id }) => id),
          ids,
        );
      }),
    );
  });

  it('has quarters to choose from where nothing is planned yet', () => {
    const { lanes, quarters } = roadmapOf([ideaOf({ status: 'open', quarter: '2020-Q1' })], DAY);
    assert.deepEqual(lanes, []);
    assert.equal(quarters[0], '2026-Q4');
  });
});

describe('Alt with an arrow key', () => {
  it('takes a card through all columns and back, and not beyond the ends', () => {
    const way: Status[] = ['open'];
    for (let next = besideOf('open', 1); next !== undefined; next = besideOf(next, 1)) way.push(next);
    assert.deepEqual(way, [...STATUSES]);
    assert.equal(besideOf('open', -1), undefined);
    for (const [at, status] of way.entries()) assert.equal(besideOf(status, -1), way[at - 1]);
  });

  it('leaves alone what was merged, and so stands in no column', () => {
    assert.deepEqual([besideOf('duplicate', 1), besideOf('duplicate', -1)], [undefined, undefined]);
  });

  it('leaves other keys to the browser, and arrows without Alt', () => {
    assert.equal(stepOf({ key: 'ArrowLeft', altKey: true }), -1);
    assert.equal(stepOf({ key: 'ArrowRight', altKey: true }), 1);
    for (const key of ['ArrowUp', 'ArrowDown', 'Enter', 'Tab', 'l'])
      assert.equal(stepOf({ key, altKey: true }), 0, key);
    assert.equal(stepOf({ key: 'ArrowRight', altKey: false }), 0);
  });
});
