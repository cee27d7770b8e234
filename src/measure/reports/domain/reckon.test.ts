import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Zone } from '#lib/zone/index.ts';
import type { ContactRow } from '#measure/contacts/index.ts';
import { pick, randomFrom } from '../../../../test/helpers/random.ts';
import { AGENTS, anyContact, answerTo, LANGUAGES, NETWORKS, TEAMS, wallOf } from '../testing/contacts.ts';
import { ageOf, countBacklog } from './backlog.ts';
import { isRising } from './figures.ts';
import { DAY_MS, type DayTable, pack, tableOf, unpack } from './pack.ts';
import { answersBy, FEWEST_OF_AGENT, reckonPeople } from './people.ts';
import { type Asked, reckon } from './reckon.ts';
import { Spread, stepOf } from './spread.ts';

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
];
/** Around the days on which clocks change. */
const STARTS = [
  '2026-03-06',
  '2026-03-27',
  '2026-04-03',
  '2026-10-02',
  '2026-10-23',
  '2026-10-30',
  '2026-12-30',
];

/** The days of contacts as the job packs them, through the bytes and back. */
function daysOf(contacts: readonly ContactRow[]): DayTable[] {
  const answers = contacts.flatMap(answerTo).sort((a, b) => a.at - b.at);
  const startOf = (time: number) => Math.floor(time / DAY_MS) * DAY_MS;
  const starts = new Set([
    ...contacts.map((one) => startOf(one.openedAt)),
    ...answers.map((one) => startOf(one.at)),
  ]);
  return [...starts]
    .sort((a, b) => a - b)
    .map((start) => {
      const own = contacts
        .filter((one) => startOf(one.openedAt) === start)
        .sort((a, b) => a.openedAt - b.openedAt);
      const bytes = pack(
        tableOf(
          start,
          own,
          answers.filter((one) => startOf(one.at) === start),
        ),
      );
      // As it comes from the database: somewhere in a larger block.
      const shifted = new Uint8Array(bytes.length + 3);
      shifted.set(bytes, 3);
      return unpack(shifted.subarray(3));
    });
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.ceil(values.length / 2) - 1]!;
const isNear = (told: number | null, exact: number) =>
  told !== null && Math.abs(told - exact) <= Math.max(1, exact * 0.0065);

describe(`reckoning (SEED=${seed})`, () => {
  it('is what counting the rows one by one gives, in any zone, also where clocks change', () => {
    const random = randomFrom(seed);
    for (let round = 0; round < 25; round++) {
      const start = Date.parse(`${STARTS[pick(random, STARTS.length)]}T00:00:00Z`);
      // Long enough for whole blocks in every third round.
      const end = start + (3 + pick(random, round % 3 === 0 ? 60 : 12)) * DAY_MS;
      const all = Array.from({ length: 400 }, (_, i) => anyContact(random, `c${i}`, start, end));
      const zoneName = ZONES[pick(random, ZONES.length)]!;
      const some = <T>(list: readonly T[]): T[] => (random() < 0.5 ? [] : list.filter(() => random() < 0.6));
      const asked: Asked = {
        from: start + pick(random, DAY_MS * 2),
        to: end - pick(random, DAY_MS * 2),
        zone: new Zone(zoneName),
        networks: some(NETWORKS),
        teams: some(TEAMS.map((team) => team ?? '')),
        languages: some(LANGUAGES),
      };
      const days = daysOf(all);
      const period = reckon(days, asked);
      // What is kept of blocks belongs to one filter, and to those very days.
      for (const other of [
        { ...asked, networks: ['mail'] },
        { ...asked, teams: [''] },
        { ...asked, languages: ['de'] },
      ])
        reckon(days, { ...other, from: start, to: end });
      assert.deepEqual(reckon(days, asked), period, 'the second time');
      reckon(days, { ...asked, from: start, to: end });
      const changed = days.map((day, index) => (index === 3 ? tableOf(day.start, [], []) : day));
      assert.deepEqual(reckon(changed, asked), reckon(structuredClone(changed), asked), 'a day packed anew');
      assert.deepEqual(reckon(days, asked), period);
      const isIn = (list: readonly string[], word: string) => list.length === 0 || list.includes(word);
      const fitting = all.filter(
        (one) =>
          one.openedAt >= asked.from &&
          one.openedAt < asked.to &&
          isIn(asked.networks, one.network) &&
          isIn(asked.teams, one.teamId ?? '') &&
          isIn(asked.languages, one.language),
      );
      const naive = (rows: readonly ContactRow[]) => {
        const needing = rows.filter(({ needsReply }) => needsReply);
        const rated = rows.filter(({ rating }) => rating !== null);
        const satisfied = rated.filter(({ rating }) => rating! >= 4);
        return {
          contacts: rows.length,
          needing: needing.length,
          answered: rows.filter(({ answered }) => answered !== null).length,
          answeredShare:
            needing.length < 5
              ? null
              : needing.filter(({ answered }) => answered !== null).length / needing.length,
          solved: rows.filter(({ solved }) => solved !== null).length,
          rated: rated.length,
          satisfied: satisfied.length,
          satisfiedShare: rated.length < 5 ? null : satisfied.length / rated.length,
        };
      };
      const { medianAnswer, p90Answer: _, medianSolve, ...counted } = period.total;
      assert.deepEqual(counted, naive(fitting));
      const [answers, solutions] = [
        fitting.flatMap((one) => one.answered ?? []),
        fitting.flatMap((one) => one.solved ?? []),
      ];
      for (const [told, exact] of [
        [medianAnswer, answers],
        [medianSolve, solutions],
      ] as const)
        assert.ok(
          exact.length < 5 ? told === null : isNear(told, median(exact)),
          `${told} for ${median(exact)}`,
        );
      for (const [group, keysOf] of Object.entries({
        network: (one: ContactRow) => [one.network],
        kind: (one: ContactRow) => [one.kind],
        team: (one: ContactRow) => [one.teamId ?? ''],
        language: (one: ContactRow) => [one.language],
        about: (one: ContactRow) => one.about,
      }))
        for (const [key, figures] of period.by[group as 'network']) {
          const rows = fitting.filter((one) => keysOf(one).includes(key));
          assert.deepEqual(
            [figures.contacts, figures.needing, figures.solved, figures.satisfied],
            [rows.length, naive(rows).needing, naive(rows).solved, naive(rows).satisfied],
            `${group} ${key}`,
          );
        }
      const walls = fitting.map((one) => wallOf(zoneName, one.openedAt));
      assert.deepEqual(Object.fromEntries(period.byDay), countBy(walls.map(({ day }) => day)), zoneName);
      assert.deepEqual(
        period.hours.map((count, hour) => [hour, count]).filter(([, count]) => count! > 0),
        Object.entries(countBy(walls.map(({ hour }) => hour))).map(([hour, count]) => [Number(hour), count]),
      );
      const given = all
        .flatMap(answerTo)
        .filter(
          (one) =>
            one.at >= asked.from &&
            one.at < asked.to &&
            one.by !== null &&
            isIn(asked.networks, one.network) &&
            isIn(asked.teams, one.teamId ?? '') &&
            isIn(asked.languages, one.language),
        );
      const byPerson = answersBy(daysOf(all), asked, (day) => day.answerBy);
      assert.deepEqual(
        Object.fromEntries([...byPerson].map(([id, { count }]) => [id, count])),
        countBy(given.map(({ by }) => by!)),
      );
    }
  });

  it('tells middles to within half a percent, and nothing of nothing', () => {
    const random = randomFrom(seed);
    for (let round = 0; round < 30; round++) {
      const values = Array.from({ length: 1 + pick(random, 300) }, () => Math.floor(random() ** 4 * 1e7));
      const spread = new Spread();
      for (const value of values) spread.add(stepOf(value));
      assert.ok(isNear(spread.at(0.5), median(values)));
    }
    assert.equal(new Spread().at(0.5), null);
  });

  it('are kept in little room one after the other, and added up they are what they were', () => {
    const random = randomFrom(seed);
    const lists = [0, 1, 40, 3000].map((length) =>
      Array.from({ length }, () => stepOf(Math.floor(random() * 10 ** (random() * 9)))),
    );
    const whole = new Spread();
    const kept = lists.map((steps) => {
      const one = new Spread();
      for (const step of steps) {
        one.add(step);
        whole.add(step);
      }
      return one.compact();
    });
    const sum = new Spread();
    for (const one of kept) sum.take(one);
    assert.deepEqual(
      kept.map(({ total, counts }) => [total, counts.reduce((all, count) => all + count, 0)]),
      lists.map(({ length }) => [length, length]),
    );
    assert.deepEqual([...sum.belows()], [...whole.belows()]);
    assert.equal(sum.at(0.9), whole.at(0.9));
    assert.ok(Number.isFinite(stepOf(2_000_000_000)));
  });
});

function countBy(values: readonly (string | number)[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of [...values].sort((a, b) => (a < b ? -1 : 1))) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

describe('people', () => {
  const start = Date.parse('2026-11-02T00:00:00Z');
  const asked: Asked = {
    from: start,
    to: start + 5 * DAY_MS,
    zone: new Zone('UTC'),
    networks: [],
    teams: [],
    languages: [],
  };
  const one = (i: number, agentId: string, network: string, answered: number): ContactRow => ({
    ...anyContact(randomFrom(i), `c${i}`, start, asked.to),
    agentId,
    network,
    answered,
    kind: 'question',
    urgency: 1,
  });

  it('are compared with what colleagues do with the like, not with everything', () => {
    // Ana has the slow channel: by plain medians she is far behind, though she is quicker than Ben on it.
    const rows = [
      ...Array.from({ length: 60 }, (_, i) => one(i, 'user_ana', 'mail', 7000)),
      ...Array.from({ length: 20 }, (_, i) => one(100 + i, 'user_ben', 'mail', 9000)),
      ...Array.from({ length: 40 }, (_, i) => one(200 + i, 'user_ben', 'chat', 60)),
    ];
    const [ana, ben] = reckonPeople(daysOf(rows), asked);
    assert.ok(ana!.first!.medianAnswer! > ben!.first!.medianAnswer!);
    assert.ok(ana!.likeForLike! > 0.99 && ben!.likeForLike! < 0.01);
    assert.deepEqual(
      [ana!.compared, ben!.compared],
      [60, 20],
      'the chat of Ben has nobody to be compared with',
    );
  });

  it('with few contacts are not told of, and alike ones are at one half', () => {
    const rows = [
      ...Array.from({ length: 100 }, (_, i) => one(i, AGENTS[i % 2]!, 'mail', 500)),
      ...Array.from({ length: FEWEST_OF_AGENT - 1 }, (_, i) => one(200 + i, 'user_cy', 'mail', 5)),
    ];
    const [ana, ben, cy] = reckonPeople(daysOf(rows), asked);
    assert.deepEqual([cy!.first, cy!.likeForLike], [null, null]);
    assert.ok(Math.abs(ana!.likeForLike! - ben!.likeForLike!) < 0.01);
  });
});

describe('what waits', () => {
  it('is counted by age, each conversation once', () => {
    const hour = 3_600_000;
    assert.deepEqual(
      [0, 1, 3.9, 4, 24, 72, 168, 9999].map((hours) => ageOf(hours * hour)),
      [0, 1, 1, 2, 3, 4, 5, 5],
    );
    const waiting = (hours: number, teamId: string | null) => ({
      network: 'mail',
      teamId,
      language: 'de',
      since: -hours * hour,
    });
    assert.deepEqual(countBacklog([waiting(2, null), waiting(3, null), waiting(2, 'team_a')], 0), [
      { network: 'mail', teamId: '', language: 'de', age: 1, count: 2 },
      { network: 'mail', teamId: 'team_a', language: 'de', age: 1, count: 1 },
    ]);
  });

  it('rises when more comes than chance explains', () => {
    assert.ok(isRising(60, 20, 1));
    assert.ok(!isRising(24, 20, 1));
    assert.ok(!isRising(6, 0, 1), 'too few to say');
    assert.ok(!isRising(60, 20, 3), 'the period is three times as long');
  });
});
