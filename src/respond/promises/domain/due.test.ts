import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { randomFrom } from '../../../../test/helpers/random.ts';
import type { Hours } from '#lib/hours/index.ts';
import { type Given, reckon, type Stretch } from './due.ts';
import type { Kind, Pauses } from './policy.ts';

const MINUTE = 60_000;
const at = (text: string) => new Date(text);
const ms = (text: string) => at(text).getTime();
const office = [{ from: 540, to: 1020 }];
const hours: Hours = { zone: 'UTC', week: [office, office, office, office, office, [], []], exceptions: [] };
const pauses: Pauses = { waiting: true, snoozed: 'labelled', label: 'asked to wait' };
const given = (targetMinutes: number, more: Partial<Given> = {}): Given => ({
  hours,
  targetMinutes,
  pauses,
  ...more,
});
const clock = (kind: Kind, startedAt: string, ...stretches: Stretch[]) => ({
  kind,
  startedAt: at(startedAt),
  stretches: [{ at: ms(startedAt), status: 'open' as const }, ...stretches],
});

describe('when a promise is due', () => {
  it('counts working time only, or every minute', () => {
    const friday = clock('first', '2026-11-20T16:30:00Z');
    assert.deepEqual(reckon(friday, given(60)).dueAt, at('2026-11-23T09:30:00Z'));
    assert.deepEqual(reckon(friday, given(60, { hours: null })).dueAt, at('2026-11-20T17:30:00Z'));
  });

  it('stands still while the customer wishes it, and goes on with what was left', () => {
    const label = { labels: ['VIP', 'Asked to WAIT'] };
    const asleep = clock('first', '2026-11-23T09:00:00Z', {
      at: ms('2026-11-23T09:20:00Z'),
      status: 'snoozed',
      ...label,
    });
    assert.deepEqual(reckon(asleep, given(60)), { dueAt: null, leftMs: 40 * MINUTE });
    const awake = {
      ...asleep,
      stretches: [...asleep.stretches, { at: ms('2026-11-24T10:00:00Z'), status: 'open' as const }],
    };
    assert.deepEqual(reckon(awake, given(60)).dueAt, at('2026-11-24T10:40:00Z'));
  });

  it('does not stand still for a snooze of our own', () => {
    const snoozed = clock('first', '2026-11-23T09:00:00Z', {
      at: ms('2026-11-23T09:20:00Z'),
      status: 'snoozed',
      labels: [],
    });
    assert.deepEqual(reckon(snoozed, given(60)).dueAt, at('2026-11-23T10:00:00Z'));
    const always = { ...pauses, snoozed: 'always' as const };
    assert.equal(reckon(snoozed, given(60, { pauses: always })).dueAt, null);
    const never = { ...pauses, snoozed: 'never' as const };
    assert.deepEqual(reckon(snoozed, given(60, { pauses: never })).dueAt, at('2026-11-23T10:00:00Z'));
  });

  it('stands still for a solution while we wait for the customer, not for an answer', () => {
    const waiting: Stretch = { at: ms('2026-11-23T09:30:00Z'), status: 'waiting' };
    assert.equal(reckon(clock('resolution', '2026-11-23T09:00:00Z', waiting), given(60)).dueAt, null);
    assert.notEqual(reckon(clock('next', '2026-11-23T09:00:00Z', waiting), given(60)).dueAt, null);
  });

  it('is not put off by a pause that begins once it is due', () => {
    const late = clock('resolution', '2026-11-23T09:00:00Z', {
      at: ms('2026-11-23T12:00:00Z'),
      status: 'waiting',
    });
    assert.deepEqual(reckon(late, given(60)), { dueAt: at('2026-11-23T10:00:00Z'), leftMs: 0 });
  });

  it('is what a stop watch shows that is looked at every minute', () => {
    const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
    const random = randomFrom(seed);
    const statuses = ['open', 'waiting', 'snoozed'] as const;
    for (let round = 0; round < 200; round++) {
      const start = ms('2026-11-19T00:00:00Z') + Math.floor(random() * 4000) * MINUTE;
      const stretches: Stretch[] = [{ at: start, status: 'open' }];
      for (let i = Math.floor(random() * 6); i > 0; i--) {
        const status = statuses[Math.floor(random() * 3)]!;
        const labels = status === 'snoozed' ? { labels: random() < 0.5 ? ['asked to wait'] : [] } : {};
        stretches.push({ at: stretches.at(-1)!.at + Math.floor(random() * 900) * MINUTE, status, ...labels });
      }
      const kind = (['first', 'next', 'resolution'] as const)[Math.floor(random() * 3)]!;
      const target = 1 + Math.floor(random() * 900);
      const told = reckon({ kind, startedAt: new Date(start), stretches }, given(target));
      assert.deepEqual(told.dueAt, watched(kind, start, stretches, target), `seed ${seed} round ${round}`);
    }
  });
});

/** Counts minutes one by one. */
function watched(kind: Kind, start: number, stretches: readonly Stretch[], target: number): Date | null {
  let left = target;
  for (let time = start; time < start + 40 * 86_400_000; time += MINUTE) {
    const now = stretches.findLast((one) => one.at <= time)!;
    const isPaused =
      (now.status === 'waiting' && kind === 'resolution') ||
      (now.status === 'snoozed' && (now.labels ?? []).includes('asked to wait'));
    const wall = new Date(time);
    const minute = wall.getUTCHours() * 60 + wall.getUTCMinutes();
    const isWork = wall.getUTCDay() % 6 !== 0 && minute >= 540 && minute < 1020;
    if (isWork && !isPaused && --left === 0) return new Date(time + MINUTE);
  }
  return null;
}
