import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { planOf } from './plan.ts';
import { channelOf, expectedFactor, USUAL_SETTINGS } from './settings.ts';
import { atWork, covers, type HalfHour, planned, type Shift } from './shifts.ts';
import { adviceOf, type Figures, refusalOf, STAGES } from './stage.ts';

const shift = (more: Partial<Shift> = {}): Shift => ({
  id: 'shift_1',
  name: '',
  userId: null,
  teamId: null,
  people: 1,
  networks: [],
  weekdays: [0, 1, 2, 3, 4],
  fromMinute: 540,
  toMinute: 1020,
  validFrom: '2026-11-01',
  validUntil: null,
  ...more,
});
/** A half hour of November 2026; the 23rd is a Monday. */
const half = (date: number, hour: number): HalfHour => ({
  at: new Date(Date.UTC(2026, 10, date, 0, hour * 60)),
  day: `2026-11-${String(date).padStart(2, '0')}`,
  weekday: (date + 5) % 7,
  minute: hour * 60,
});

describe('a shift', () => {
  it('covers the half hours that lie in it, on its days and while it is valid', () => {
    assert.equal(half(23, 9).weekday, 0);
    assert.equal(covers(shift(), half(23, 9)), true);
    assert.equal(covers(shift(), half(23, 16.5)), true);
    assert.equal(covers(shift(), half(23, 17)), false);
    assert.equal(covers(shift({ fromMinute: 555 }), half(23, 9)), false, 'not all of it');
    assert.equal(covers(shift(), half(28, 9)), false, 'Saturday');
    assert.equal(covers(shift({ validUntil: '2026-11-22' }), half(23, 9)), false);
    assert.equal(covers(shift({ validFrom: '2026-11-24' }), half(23, 9)), false);
  });

  it('over midnight belongs to the day on which it begins', () => {
    const night = shift({ weekdays: [4], fromMinute: 1320, toMinute: 1800, validUntil: '2026-11-27' });
    assert.equal(covers(night, half(27, 22)), true, 'Friday evening');
    assert.equal(covers(night, half(28, 5.5)), true, 'Saturday morning, though the shift ended on Friday');
    assert.equal(covers(night, half(28, 6)), false);
    assert.equal(covers(night, half(27, 5)), false, 'Friday morning is Thursday’s');
  });

  it('is not worked by who is away', () => {
    const ana = shift({ userId: 'user_ana' });
    const away = (from: string, until: string | null) => [
      { userId: 'user_ana', from: new Date(from), until: until === null ? null : new Date(until) },
    ];
    const there = (absences: ReturnType<typeof away>) => atWork([ana], absences, half(23, 9)).length;
    assert.equal(there([]), 1);
    assert.equal(there(away('2026-11-20T00:00:00Z', null)), 0);
    assert.equal(there(away('2026-11-20T00:00:00Z', '2026-11-23T09:00:00Z')), 1, 'back just then');
    assert.equal(there(away('2026-11-23T09:30:00Z', null)), 1);
  });
});

describe('people planned', () => {
  const needed = (of: Record<string, number>) => (network: string) => of[network] ?? 0;
  it('go where most are missing, those with one channel first', () => {
    const shifts = [shift({ people: 4 }), shift({ people: 2, networks: ['mail'] })];
    const people = planned(shifts, ['bluesky', 'mail'], needed({ bluesky: 3, mail: 3 }));
    assert.deepEqual(
      [...people],
      [
        ['bluesky', 3],
        ['mail', 3],
      ],
    );
  });

  it('do not go to channels they do not work on, and are never lost', () => {
    const shifts = [shift({ people: 5, networks: ['mail'] }), shift({ networks: ['fax'] })];
    const people = planned(shifts, ['bluesky', 'mail'], needed({ bluesky: 9, mail: 1 }));
    assert.deepEqual(
      [...people],
      [
        ['bluesky', 0],
        ['mail', 5],
      ],
    );
  });
});

describe('a plan', () => {
  const expected = (mean: number) => [{ mean, low: 0, high: mean * 2 }];
  it('needs people by Erlang C with shrinkage, and says what is missing', () => {
    const settings = {
      ...USUAL_SETTINGS,
      channels: { phone: { handleMinutes: 3, concurrency: 1, targetShare: 0.8, targetMinutes: 1 / 3 } },
    };
    const plan = planOf([{ network: 'phone', expected: expected(100) }], [half(23, 9)], settings, {
      shifts: [shift({ people: 15 })],
      absences: [],
    });
    assert.equal(plan.channels[0]!.slots[0]!.needed, 20, '14 at work, 30 % shrinkage');
    assert.deepEqual(plan.total, [{ needed: 20, planned: 15 }]);
  });

  it('needs nobody where next to nothing comes, and knows channels by name', () => {
    const plan = planOf([{ network: 'mail', expected: expected(0.2) }], [half(23, 9)], USUAL_SETTINGS, {
      shifts: [],
      absences: [],
    });
    assert.deepEqual(plan.total, [{ needed: 0, planned: 0 }]);
    assert.equal(channelOf(USUAL_SETTINGS, 'chat').concurrency, 3);
    assert.equal(channelOf(USUAL_SETTINGS, 'mail').concurrency, 1);
  });

  it('multiplies what is expected of a day', () => {
    const events = [
      { name: 'Launch', from: '2026-12-01', to: '2026-12-03', factor: 2 },
      { name: 'Strike', from: '2026-12-03', to: '2026-12-03', factor: 0.5 },
    ];
    assert.deepEqual(
      ['2026-11-30', '2026-12-01', '2026-12-03', '2026-12-04'].map((day) => expectedFactor(events, day)),
      [1, 2, 1, 1],
    );
  });
});

describe('a stage', () => {
  const who = { userId: 'user_ana', accountId: 'ba_1' };
  const none = { userIds: [], accountIds: [] };
  it('lets speak whom it names, and each one more than the one before', () => {
    const named = { userIds: ['user_ana'], accountIds: ['ba_1'] };
    assert.deepEqual(
      STAGES.map((stage) => refusalOf({ stage, ...none }, who)),
      ['stage.watching', 'stage.not_in_team', 'stage.not_a_service_account', undefined],
    );
    assert.deepEqual(
      STAGES.map((stage) => refusalOf({ stage, ...named }, who)),
      ['stage.watching', undefined, undefined, undefined],
    );
  });

  it('is told by figures when it is time for the next', () => {
    const figures: Figures = {
      knownDays: 10,
      contactsPerDay: 40,
      answeredPerDay: 39,
      waiting: 3,
      medianMinutes: 12,
      keptShare: 0.9,
      peopleNeeded: 3,
      peopleAllowed: 4,
    };
    assert.equal(adviceOf('watch', { ...figures, knownDays: 5 }).isTime, false);
    assert.match(adviceOf('watch', { ...figures, knownDays: 5 }).reasons[0]!, /2 more days/);
    assert.deepEqual(adviceOf('watch', figures).next, 'small-team');
    assert.equal(adviceOf('watch', figures).isTime, true);
    assert.equal(adviceOf('small-team', figures).isTime, false);
    for (const worse of [{ peopleNeeded: 9 }, { answeredPerDay: 20 }, { keptShare: 0.5 }])
      assert.equal(adviceOf('small-team', { ...figures, ...worse }).isTime, true, JSON.stringify(worse));
    assert.deepEqual(adviceOf('everybody', figures), {
      next: null,
      isTime: false,
      reasons: ['Everybody may send.'],
    });
    assert.equal(
      adviceOf('service-accounts', { ...figures, keptShare: null, contactsPerDay: 0 }).isTime,
      false,
    );
  });
});
