import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { csvOf } from '../../components/charts/table.ts';
import type { Behind } from './context.ts';
import {
  averageAt,
  breakdownTable,
  canOpen,
  endOfStep,
  heatTable,
  sentimentTable,
  talkTable,
  volumeTable,
  weekdays,
} from './tables.ts';
import type { OverviewView } from './types.ts';

const figures = (posts: number, negative = 0) => ({
  posts,
  negative,
  neutral: posts - negative,
  positive: 0,
  reach: 0,
  reachKnown: 0,
});
const day = (number: number) => new Date(2026, 10, number).toISOString();

function overview(more: Partial<OverviewView> = {}): OverviewView {
  const none = [] as OverviewView['by']['network'];
  return {
    subject: 'brand',
    period: { from: day(16), to: day(19) },
    against: { from: day(9), to: day(12) },
    step: 'day',
    series: [
      { at: day(16), figures: null },
      { at: day(17), figures: figures(5, 2) },
      { at: day(18), figures: figures(0) },
    ],
    seriesBefore: [
      { at: day(9), figures: figures(1) },
      { at: day(10), figures: figures(3) },
    ],
    total: figures(5, 2),
    totalBefore: figures(4),
    by: {
      network: none,
      source: none,
      kind: none,
      language: none,
      sentiment: none,
      label: none,
      country: [
        { value: 'DE', posts: 30, before: 20 },
        { value: 'few', posts: 3, before: 0 },
      ],
      region: none,
      author: none,
    },
    heat: {
      posts: Array.from({ length: 168 }, (_, place) => (place === 25 ? 9 : 0)),
      times: Array.from({ length: 168 }, (_, place) => (place < 48 ? 2 : 0)),
    },
    since: day(17),
    waiting: 0,
    ...more,
  };
}

describe('tables of panels', () => {
  const opened: Behind[] = [];
  const open = (behind: Behind) => void opened.push(behind);

  it('leave a gap empty, set before beside it, and open the posts of exactly that step', () => {
    const table = volumeTable(overview(), open);
    assert.deepEqual(
      table.rows.map((row) => row.cells.slice(1)),
      [
        [null, 1],
        [5, 3],
        [0, null],
      ],
    );
    table.rows[1]!.open!();
    table.rows[2]!.open!();
    assert.deepEqual(opened.splice(0), [
      { from: day(17), to: day(18) },
      { from: day(18), to: day(19) },
    ]);
    assert.equal(endOfStep(overview(), 2), day(19), 'the last step ends with the period');
    assert.equal(csvOf(table).split('\r\n')[1]!.split(',').at(-2), '', 'a gap is no zero in a file either');
  });

  it('open the negative posts of a day', () => {
    const table = sentimentTable(overview(), open);
    assert.deepEqual(table.rows[1]!.cells.slice(1), [2, 3, 0]);
    table.rows[1]!.open!();
    assert.deepEqual(opened.splice(0), [{ by: 'sentiment', value: 'negative', from: day(17), to: day(18) }]);
  });

  it('name values, and never open what was added up to protect somebody', () => {
    const table = breakdownTable(overview(), 'country', open);
    assert.deepEqual(
      table.rows.map((row) => row.cells),
      [
        ['Germany', 30, 20, '+50 %'],
        ['Places with fewer than 5', 3, 0, 'new'],
      ],
    );
    assert.deepEqual(
      table.rows.map((row) => row.open !== undefined),
      [true, false],
    );
    assert.deepEqual(['few', 'other', 'unknown', 'DE'].map(canOpen), [false, false, true, true]);
  });

  it('name talks by their words, and open each', () => {
    const opened: string[] = [];
    const talk = { words: ['signal', 'leeds'], posts: 40, share: 0.2349 };
    const talks = [{ id: 'talk_1', ...talk }] as Parameters<typeof talkTable>[0];
    const [row, ...others] = talkTable(talks, (id) => opened.push(id)).rows;
    assert.deepEqual([row?.cells, others], [['signal, leeds', 40, '23.5 %'], []]);
    row!.open!();
    assert.deepEqual(opened, ['talk_1']);
  });

  it('tell hours of the week on average, and say nothing of hours that were not', () => {
    const { heat } = overview();
    assert.deepEqual([averageAt(heat, 25), averageAt(heat, 0), averageAt(heat, 100)], [4.5, 0, null]);
    const table = heatTable(overview());
    assert.equal(table.columns.length, 25);
    assert.deepEqual(
      table.rows.map((row) => row.cells[0]),
      ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
    );
    assert.equal(table.rows[1]!.cells[2], 4.5, 'Tuesday from one to two');
    assert.deepEqual(weekdays().length, 7);
  });
});
