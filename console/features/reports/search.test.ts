import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { behindValues } from './behind-values.ts';
import { askedOf, daysOf, momentsOf, readReportSearch } from './search.ts';

const now = new Date(2026, 10, 22, 15, 30);
const local = (iso: string | undefined) => {
  const date = new Date(iso!);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate(), date.getHours(), date.getMinutes()];
};

describe('what the report asks for', () => {
  it('is whole days by the clock of the device, today the last', () => {
    assert.deepEqual(daysOf({ days: 7 }, now), ['2026-11-16', '2026-11-22']);
    const { from, to } = askedOf({ days: 7 }, now, 'UTC');
    assert.deepEqual(
      [local(from), local(to)],
      [
        [2026, 11, 16, 0, 0],
        [2026, 11, 23, 0, 0],
      ],
    );
  });

  it('is two days between, and two others to compare with', () => {
    const search = {
      from: '2026-02-27',
      to: '2026-03-01',
      against: 'custom',
      againstFrom: '2025-12-30',
      againstTo: '2026-01-01',
    } as const;
    const { from, to, againstFrom, againstTo } = askedOf(search, now, 'UTC');
    assert.deepEqual(
      [from, to, againstFrom, againstTo].map((one) => local(one).slice(0, 3)),
      [
        [2026, 2, 27],
        [2026, 3, 2],
        [2025, 12, 30],
        [2026, 1, 2],
      ],
    );
    assert.deepEqual(
      daysOf({ from: '2026-03-02', to: '2026-03-01' }, now)[1],
      '2026-11-22',
      'the wrong way round',
    );
  });

  it('compares with the same days of the week last year', () => {
    const asked = askedOf({ days: 7, against: 'year' }, now, 'UTC');
    assert.equal(new Date(asked.againstFrom!).getDay(), new Date(asked.from).getDay());
  });

  it('drops what an address says that makes no sense', () => {
    const read = readReportSearch({
      tab: 'x',
      days: '28',
      from: '2026-99-99',
      team: 7,
      against: 'year',
      order: 'like',
      network: 'mail',
    });
    assert.deepEqual(read, { network: 'mail', days: 28, against: 'year', order: 'like' });
  });
});

describe('the list behind a number', () => {
  const asked = { ...askedOf({ days: 7, team: 'none' }, now, 'UTC'), networks: 'mail' };

  it('asks for the days and filters of the page, or for one day of them', () => {
    assert.deepEqual(behindValues(asked, { what: 'given', by: 'agent', key: 'user_a' }), {
      from: asked.from,
      to: asked.to,
      zone: 'UTC',
      networks: 'mail',
      teams: 'none',
      what: 'given',
      by: 'agent',
      key: 'user_a',
    });
    const day = behindValues(asked, momentsOf('2026-11-20'));
    assert.deepEqual(
      [local(String(day['from'])), local(String(day['to']))],
      [
        [2026, 11, 20, 0, 0],
        [2026, 11, 21, 0, 0],
      ],
    );
  });

  it('asks for no days where it is about what waits now', () => {
    assert.deepEqual(behindValues(asked, { waiting: 2, by: 'team', key: '' }), {
      networks: 'mail',
      teams: 'none',
      by: 'team',
      key: '',
      age: 2,
    });
    assert.deepEqual(behindValues(askedOf({ days: 7, team: 'none' }, now, 'UTC'), { waiting: 'any' }), {
      teams: 'none',
    });
  });
});
