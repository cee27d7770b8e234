import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { allDay } from '#lib/hours/index.ts';
import { countsOf } from '../service/count.ts';
import { promiseFactor } from '../service/place.ts';
import { testPolicy } from '../testing/policy.ts';
import type { Policy } from './policy.ts';
import { promised, type Promised, settled } from './promise.ts';
import { reportOf, shareKept } from './report.ts';
import { tryOut } from './trial.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 9, minute));
const policy: Policy = { ...testPolicy({ first: 30 }), id: 'pol_1' };
const rules = { policyOf: () => policy, hoursFor: () => allDay() };
const clock = (more: Partial<Promised> = {}): Promised => ({
  id: 'prm_1',
  kind: 'first',
  conversationId: 'conv_1',
  startedAt: at(0),
  stretches: [{ at: at(0).getTime(), status: 'open' }],
  endedAt: null,
  isVoid: false,
  traits: { network: 'mail', teamId: null, urgency: 0 },
  policyId: null,
  dueAt: null,
  nextAt: null,
  warnedAt: null,
  missedAt: null,
  outcome: null,
  ...more,
});

describe('a promise', () => {
  it('is made with its due time and the moment of its warning', () => {
    const made = promised(clock(), rules, at(1));
    assert.deepEqual([made.policyId, made.dueAt, made.nextAt], ['pol_1', at(30), at(15)]);
    const kindless = promised(clock({ kind: 'resolution' }), rules, at(1));
    assert.deepEqual([kindless.policyId, kindless.dueAt], [null, null]);
  });

  it('is not made when it would be over already', () => {
    assert.equal(promised(clock(), rules, at(30)).policyId, null);
    const known = promised(clock(), rules, at(1));
    assert.equal(promised(known, rules, at(45)).policyId, 'pol_1', 'one that was made stands');
  });

  it('warns again when it is put off, and once when nothing changed', () => {
    const warned = { ...promised(clock(), rules, at(1)), warnedAt: at(15), nextAt: at(30) };
    assert.deepEqual(promised(warned, rules, at(16)).nextAt, at(30));
    const hour = { ...rules, policyOf: () => ({ ...testPolicy({ first: 60 }), id: 'pol_1' }) };
    const later = promised(warned, hour, at(16));
    assert.deepEqual([later.warnedAt, later.nextAt, later.dueAt], [null, at(45), at(60)]);
  });

  it('is kept by an answer in time, also when that was heard of late', () => {
    const made = promised(clock(), rules, at(1));
    assert.equal(settled({ ...made, endedAt: at(30) }).outcome, 'kept');
    const told = { ...made, missedAt: at(30), outcome: 'missed' as const };
    const kept = settled({ ...told, endedAt: at(29) });
    assert.deepEqual([kept.outcome, kept.missedAt], ['kept', null]);
  });

  it('is missed by a late answer, and stays so when it is closed', () => {
    const made = promised(clock(), rules, at(1));
    assert.deepEqual(settled({ ...made, endedAt: at(31) }).missedAt, at(30));
    const told = { ...made, missedAt: at(30), outcome: 'missed' as const };
    assert.equal(settled({ ...told, endedAt: at(50), isVoid: true }).outcome, 'missed');
    assert.equal(settled({ ...made, endedAt: at(20), isVoid: true }).outcome, 'void');
    assert.equal(settled({ ...made, dueAt: null, endedAt: at(200) }).outcome, 'kept', 'it stood still');
  });

  it('that was missed is not changed by a new policy', () => {
    const told = { ...promised(clock(), rules, at(1)), missedAt: at(30), outcome: 'missed' as const };
    const none = { ...rules, policyOf: () => undefined };
    assert.equal(promised(told, none, at(40)), told);
    assert.equal(promised(promised(clock(), rules, at(1)), none, at(5)).policyId, null);
  });
});

describe('counters', () => {
  it('count each outcome once, and take back what was wrong', () => {
    const made = promised(clock(), rules, at(1));
    const missed = { ...made, missedAt: at(30), outcome: 'missed' as const };
    const sum = (changes: Parameters<typeof countsOf>[0]) =>
      countsOf(changes).reduce(
        (all, one) => [all[0]! + one.kept, all[1]! + one.missed, all[2]! + one.closed],
        [0, 0, 0],
      );
    assert.deepEqual(sum([{ before: made, after: missed }]), [0, 1, 0]);
    assert.deepEqual(sum([{ before: missed, after: settled({ ...missed, endedAt: at(50) }) }]), [0, 0, 0]);
    assert.deepEqual(sum([{ before: missed, after: settled({ ...missed, endedAt: at(20) }) }]), [1, -1, 0]);
    assert.deepEqual(sum([{ before: undefined, after: made }]), [0, 0, 0]);
  });

  it('are summed by what they are about, days and hours by the clock on the wall', () => {
    const base = { policyId: 'p', kind: 'first' as const, network: 'mail', teamId: '', closed: 0 };
    const report = reportOf(
      [
        { ...base, hour: at(0), kept: 3, missed: 1 },
        { ...base, hour: new Date(at(0).getTime() + 86_400_000), kept: 1, missed: 0, closed: 5 },
        { ...base, hour: at(0), network: 'chat', teamId: 'team_1', kept: 0, missed: 5 },
      ],
      (hour) => ({ day: hour.toISOString().slice(0, 10), hour: hour.getUTCHours() }),
    );
    assert.deepEqual(report.total, { key: 'all', kept: 4, missed: 6, closed: 5, share: 0.4 });
    assert.deepEqual(
      report.byHour.map(({ key, kept }) => [key, kept]),
      [['9', 4]],
    );
    assert.deepEqual(
      report.byDay.map(({ key, share }) => [key, share]),
      [
        ['2026-11-23', 3 / 9],
        ['2026-11-24', 1],
      ],
    );
    assert.deepEqual(
      report.byNetwork.map(({ key }) => key),
      ['chat', 'mail'],
      'the largest first',
    );
    assert.equal(reportOf([], () => ({ day: '', hour: 0 })).total.share, null);
    assert.equal(shareKept({ kept: 0, missed: 0 }), null);
  });
});

describe('a trial', () => {
  it('tells what would have been kept, without what others take and what nobody answered', () => {
    const clocks = [
      clock({ id: 'a', endedAt: at(20) }),
      clock({ id: 'b', endedAt: at(40), conversationId: 'conv_late' }),
      clock({ id: 'c', endedAt: at(10), isVoid: true }),
      clock({ id: 'd', conversationId: 'conv_open' }),
      clock({ id: 'e', conversationId: 'conv_taken' }),
      clock({ id: 'f', conversationId: 'conv_other' }),
      clock({ id: 'g', kind: 'resolution' }),
    ];
    const trial = tryOut(
      policy,
      clocks,
      {
        hoursFor: () => allDay(),
        isAsked: ({ conversationId }) => conversationId !== 'conv_other',
        isTaken: ({ conversationId }) => conversationId === 'conv_taken',
      },
      at(25),
    );
    const { kept, missed, running, taken, missedIds } = trial;
    assert.deepEqual({ kept, missed, running, taken }, { kept: 1, missed: 1, running: 1, taken: 1 });
    assert.deepEqual(missedIds, ['conv_late']);
    assert.deepEqual(trial.byKind.resolution, { kept: 0, missed: 0, running: 0 });
  });
});

describe('the place in the queue', () => {
  const points = (more: Partial<Promised>) => promiseFactor(clock(more))?.points ?? 0;
  it('is nearer the sooner it is due, and nearest when it is late', () => {
    const hour = points({ dueAt: at(60) });
    const half = points({ dueAt: at(30) });
    assert.ok(half > hour && hour > points({ dueAt: at(420) }), `${half} ${hour}`);
    assert.equal(points({ dueAt: at(60 * 24) }), 0);
    const soon = points({ dueAt: at(60), warnedAt: at(45) });
    assert.ok(soon > half && points({ dueAt: at(60), missedAt: at(60) }) > soon);
    assert.equal(points({ dueAt: null }), 0, 'it stands still');
    assert.equal(points({ kind: 'resolution', dueAt: at(60) }), 0);
  });

  it('says why', () => {
    assert.equal(
      promiseFactor(clock({ dueAt: at(60) }))?.reason,
      'First answer is promised within 60 minutes',
    );
    assert.equal(promiseFactor(clock({ dueAt: at(180) }))?.reason, 'First answer is promised within 3 hours');
  });
});
