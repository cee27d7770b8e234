import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { askedOf, readTrendSearch } from './search.ts';

describe('what a dashboard shows', () => {
  const now = new Date(2026, 10, 22, 14, 20);
  const asked = (search: Parameters<typeof askedOf>[0]) => askedOf(search, now, 'UTC');
  const local = (...parts: [number, number, number, number?]) =>
    new Date(parts[0], parts[1] - 1, parts[2], parts[3] ?? 0).toISOString();

  it('is read from an address that may say anything', () => {
    assert.deepEqual(
      readTrendSearch({
        period: 'forever',
        against: 1,
        from: '2026-13-40',
        subject: '',
        value: 42,
        junk: 'x',
      }),
      {
        value: '42',
      },
    );
    assert.deepEqual(readTrendSearch({ period: '28d', against: 'year', from: '2026-11-01' }), {
      period: '28d',
      against: 'year',
      from: '2026-11-01',
    });
  });

  it('begins at midnight here and ends with this hour', () => {
    assert.deepEqual(asked({}), { from: local(2026, 11, 16), to: local(2026, 11, 22, 15), zone: 'UTC' });
    assert.deepEqual(asked({ period: 'today' }).from, local(2026, 11, 22));
  });

  it('is any days, both included, and never more than was', () => {
    const custom = { period: 'custom', from: '2026-11-01', to: '2026-11-03' } as const;
    assert.deepEqual(asked(custom), { from: local(2026, 11, 1), to: local(2026, 11, 4), zone: 'UTC' });
    assert.equal(asked({ ...custom, to: '2026-12-24' }).to, local(2026, 11, 22, 15));
    assert.equal(
      asked({ ...custom, from: '2026-11-09' }).from,
      local(2026, 11, 16),
      'turned round it means nothing',
    );
  });

  it('is compared with the same weekdays a year ago, or with any days', () => {
    const year = asked({ against: 'year' });
    assert.equal(new Date(year.againstFrom!).getDay(), new Date(year.from).getDay());
    assert.equal(year.againstTo, local(2025, 11, 23, 15));
    const other = asked({ against: 'custom', againstFrom: '2026-01-01', againstTo: '2026-01-31' });
    assert.deepEqual([other.againstFrom, other.againstTo], [local(2026, 1, 1), local(2026, 2, 1)]);
    assert.equal(asked({ against: 'custom' }).againstFrom, undefined);
  });
});
