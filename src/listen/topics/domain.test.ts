import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { problemsOf, Tally } from './domain.ts';

describe('what a preview counts', () => {
  it('names the loudest authors and the telling words, not those of the query', () => {
    const tally = new Tally('lumora OR "no signal"');
    const at = new Date('2026-03-02T10:00:00Z');
    for (let i = 0; i < 3; i++)
      tally.add({
        author: 'maya',
        text: 'Lumora outage in Leeds, no signal and the outage goes on',
        createdAt: at,
      });
    tally.add({ author: 'tom', text: 'lumora bill in Leeds', createdAt: at });
    assert.deepEqual(tally.topAuthors(1), [{ name: 'maya', count: 3 }]);
    assert.deepEqual(tally.topWords(2), [
      { word: 'leeds', count: 4 },
      { word: 'goes', count: 3 },
    ]);
  });

  it('shows days without posts as zero', () => {
    const tally = new Tally('x');
    tally.add({ author: 'a', text: 'x', createdAt: new Date('2026-03-01T23:59:59Z') });
    assert.deepEqual(tally.perDay(3, new Date('2026-03-02T00:00:01Z')), [
      { day: '2026-02-28', count: 0 },
      { day: '2026-03-01', count: 1 },
      { day: '2026-03-02', count: 0 },
    ]);
  });
});

describe('problems of a query', () => {
  it('are none for a good one, and carry a place and a way out for a bad one', () => {
    assert.deepEqual(problemsOf('lumora AND (bill OR invoice)'), []);
    const [problem] = problemsOf('lumora AND bill OR invoice');
    assert.equal(problem?.code, 'mixed_and_or');
    assert.equal(problem?.suggestions.length, 2);
    for (const suggestion of problem!.suggestions) assert.deepEqual(problemsOf(suggestion), []);
  });
});
