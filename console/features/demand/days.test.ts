import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { barsText, dayBarsOf, dayText } from './days.ts';

describe('the latest days of an area', () => {
  const bars = dayBarsOf([0, null, 10, 20], '2026-03-01', 2);
  it('have their dates, over the end of a month too', () => {
    assert.deepEqual(
      bars.map(({ day }) => day),
      ['2026-02-26', '2026-02-27', '2026-02-28', '2026-03-01'],
    );
    assert.deepEqual(
      bars.map(({ isInWindow }) => isInWindow),
      [false, false, true, true],
    );
  });
  it('stand on zero, and hidden days are told from days without anybody', () => {
    assert.deepEqual(
      bars.map(({ height }) => height),
      [0, 0, 0.5, 1],
    );
    assert.deepEqual(bars.map(dayText), [
      '26 Feb: 0 people',
      '27 Feb: one to four people, hidden',
      '28 Feb: 10 people',
      '1 Mar: 20 people',
    ]);
  });
  it('are told in a sentence', () => {
    assert.equal(
      barsText(bars),
      '4 days, most on 1 Mar: 20 people. One day with one to four people is hidden.',
    );
    assert.equal(
      barsText(dayBarsOf([null, null], '2026-03-01', 1)),
      '2 days. 2 days with one to four people are hidden.',
    );
    assert.equal(barsText([]), '0 days.');
  });
});
