import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { randomFrom } from '../../../../test/helpers/random.ts';
import { type Clock, follow, type Happening, type State } from './clock.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 9, minute));
const state = (more: Partial<State> = {}): State => ({
  status: 'open',
  waitingSince: at(0),
  answeredAt: null,
  labels: [],
  isGone: false,
  ...more,
});

/** All clocks that there were after these happenings. */
function run(...happenings: Omit<Happening, 'kind'>[]): Clock[] {
  const all = new Map<string, Clock>();
  let count = 0;
  for (const [index, one] of happenings.entries()) {
    const kind = index === 0 ? 'opened' : 'changed';
    const live = [...all.values()].filter((clock) => !clock.endedAt);
    for (const clock of follow(live, { ...one, kind }, () => `prm_${count++}`)) all.set(clock.id, clock);
  }
  return [...all.values()];
}
const told = (clocks: Clock[]) =>
  clocks.map(({ kind, startedAt, endedAt, isVoid }) => [
    kind,
    startedAt.getUTCMinutes(),
    endedAt?.getUTCMinutes() ?? null,
    isVoid,
  ]);

describe('the clocks of a conversation', () => {
  it('run from the first word to the answer, then from the next word on, and until it is done', () => {
    const clocks = run(
      { at: at(1), after: state() },
      { at: at(10), after: state({ status: 'waiting', waitingSince: null, answeredAt: at(9) }) },
      { at: at(21), after: state({ waitingSince: at(20), answeredAt: at(9) }) },
      { at: at(31), after: state({ status: 'waiting', waitingSince: null, answeredAt: at(30) }) },
      { at: at(40), after: state({ status: 'done', waitingSince: null, answeredAt: at(30) }) },
    );
    assert.deepEqual(told(clocks), [
      ['first', 0, 9, false],
      ['resolution', 0, 40, false],
      ['next', 20, 30, false],
    ]);
    assert.deepEqual(
      clocks[1]!.stretches.map(({ status }) => status),
      ['open', 'waiting', 'open', 'waiting'],
    );
  });

  it('begin anew when the customer wrote again before our answer was known', () => {
    const clocks = run(
      { at: at(1), after: state() },
      { at: at(12), after: state({ waitingSince: at(11), answeredAt: at(10) }) },
    );
    assert.deepEqual(told(clocks).slice(0, 3), [
      ['first', 0, 10, false],
      ['resolution', 0, null, false],
      ['next', 11, null, false],
    ]);
  });

  it('end without an outcome when it is closed unanswered, taken back, or gone', () => {
    for (const after of [
      state({ status: 'done' }),
      state({ waitingSince: null, status: 'open' }),
      state({ isGone: true }),
      null,
    ]) {
      const [first] = run({ at: at(0), after: state() }, { at: at(5), after });
      assert.deepEqual([first!.endedAt, first!.isVoid], [at(5), true]);
    }
  });

  it('begin again when it is reopened', () => {
    const clocks = run(
      { at: at(0), after: state() },
      { at: at(5), after: state({ status: 'done' }) },
      { at: at(9), after: state() },
    );
    assert.deepEqual(told(clocks).slice(2), [
      ['first', 0, null, false],
      ['resolution', 9, null, false],
    ]);
  });

  it('start earlier when an older word of the customer comes to light', () => {
    const [first] = run(
      { at: at(5), after: state({ waitingSince: at(4) }) },
      { at: at(6), after: state({ waitingSince: at(2) }) },
    );
    assert.deepEqual([first!.startedAt, first!.endedAt], [at(2), null]);
  });

  it('keep the labels of snoozes only', () => {
    const [first] = run(
      { at: at(0), after: state({ labels: ['a'] }) },
      { at: at(1), after: state({ labels: ['b'] }) },
      { at: at(2), after: state({ status: 'snoozed', labels: ['b'] }) },
      { at: at(3), after: state({ status: 'snoozed', labels: ['b', 'wish'] }) },
    );
    assert.deepEqual(
      first!.stretches.map(({ status, labels }) => [status, labels]),
      [
        ['open', undefined],
        ['snoozed', ['b']],
        ['snoozed', ['b', 'wish']],
      ],
    );
  });

  it('are never two of a kind at a time, whatever happens in whatever order', () => {
    const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
    const random = randomFrom(seed);
    const statuses = ['open', 'waiting', 'snoozed', 'done'] as const;
    for (let round = 0; round < 300; round++) {
      const happenings = Array.from({ length: 12 }, () => ({
        at: at(Math.floor(random() * 59)),
        after:
          random() < 0.05
            ? null
            : state({
                status: statuses[Math.floor(random() * 4)]!,
                waitingSince: random() < 0.5 ? null : at(Math.floor(random() * 59)),
                answeredAt: random() < 0.5 ? null : at(Math.floor(random() * 59)),
                isGone: random() < 0.05,
              }),
      }));
      for (let length = 1; length <= happenings.length; length++) {
        const live = run(...happenings.slice(0, length)).filter((clock) => !clock.endedAt);
        const { after } = happenings[length - 1]!;
        const replies = live.filter(({ kind }) => kind !== 'resolution').length;
        const isWaiting = after && !after.isGone && after.waitingSince && after.status !== 'done';
        assert.equal(replies, isWaiting ? 1 : 0, `seed ${seed} round ${round}`);
        assert.ok(live.length - replies <= 1, `seed ${seed} round ${round}`);
        for (const { stretches } of live)
          for (const [i, one] of stretches.entries())
            assert.ok(i === 0 || one.at >= stretches[i - 1]!.at, `seed ${seed} round ${round}: in order`);
      }
    }
  });
});
