import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { randomFrom } from '../../../test/helpers/random.ts';
import { addWorking, type Hours, isOpen, nextClose, nextOpen, workingBetween } from './index.ts';

const MINUTE = 60_000;
const SPAN_DAYS = 5;

/** Zones with the day around which their clocks change: by an hour, by half, at midnight, by a whole day, and not at all. */
const CHANGES: readonly [zone: string, day: string][] = [
  ['Europe/Berlin', '2026-03-29'],
  ['Europe/Berlin', '2026-10-25'],
  ['America/New_York', '2026-03-08'],
  ['America/New_York', '2026-11-01'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['America/Sao_Paulo', '2018-11-04'],
  ['America/Sao_Paulo', '2019-02-17'],
  ['America/Santiago', '2026-09-06'],
  ['America/Havana', '2026-11-01'],
  ['Africa/Casablanca', '2026-02-15'],
  ['Pacific/Apia', '2011-12-30'],
  ['Asia/Kathmandu', '2026-06-01'],
  ['America/St_Johns', '2009-11-01'],
  ['Asia/Tokyo', '2026-01-01'],
  ['UTC', '2025-12-31'],
];

/** Every minute around a day, with what the clock on the wall shows: told by `Intl` alone. */
function minutesAround(zone: string, day: string): { time: number; day: string; minute: number }[] {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  const start = Date.parse(`${day}T00:00:00Z`) - 2 * 86_400_000;
  return Array.from({ length: SPAN_DAYS * 1440 }, (_, index) => {
    const time = start + index * MINUTE;
    const [date = '', clock = ''] = format.format(time).split(' ');
    return { time, day: date, minute: Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3)) };
  });
}

function isOpenAt(hours: Hours, day: string, minute: number): boolean {
  const on = (date: string) =>
    hours.exceptions.findLast((one) => one.day === date)?.open ??
    hours.week[(new Date(date).getUTCDay() + 6) % 7]!;
  const yesterday = new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
  return (
    on(day).some(({ from, to }) => minute >= from && minute < to) ||
    on(yesterday).some(({ from, to }) => minute + 1440 >= from && minute + 1440 < to)
  );
}

describe('working time', () => {
  const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
  for (const [zone, around] of CHANGES)
    it(`is that of a clock on the wall, minute by minute: ${zone} around ${around} (seed ${seed})`, () => {
      const minutes = minutesAround(zone, around);
      const random = randomFrom(seed);
      for (let round = 0; round < 12; round++) check(anyHours(random, zone, minutes), minutes, random);
    });
});

function check(
  hours: Hours,
  minutes: ReturnType<typeof minutesAround>,
  random: ReturnType<typeof randomFrom>,
): void {
  const open = minutes.map(({ day, minute }) => isOpenAt(hours, day, minute));
  const sums = [0];
  for (const one of open) sums.push(sums.at(-1)! + (one ? 1 : 0));
  const at = (index: number) => new Date(minutes[0]!.time + index * MINUTE);
  const told = () => `${JSON.stringify(hours)}`;
  for (const [index, is] of open.entries())
    assert.equal(isOpen(hours, at(index)), is, `${at(index).toISOString()} ${told()}`);
  for (let draw = 0; draw < 150; draw++) {
    const from = Math.floor(random() * (open.length - 1));
    const to = from + Math.floor(random() * (open.length - from));
    const ms = workingBetween(hours, at(from), at(to));
    assert.equal(ms, (sums[to]! - sums[from]!) * MINUTE, `${from}–${to} ${told()}`);
    assert.equal(workingBetween(hours, at(to), at(from)), 0 - ms);
    const opens = open.indexOf(true, from);
    if (opens >= 0) assert.deepEqual(nextOpen(hours, at(from)), at(opens), told());
    const closes = open.indexOf(false, from);
    if (closes >= 0) assert.deepEqual(nextClose(hours, at(from)), at(closes), told());
    const wanted = Math.floor(random() * 2000) + 1;
    const end = sums.findIndex((sum) => sum === sums[from]! + wanted);
    if (end >= 0) assert.deepEqual(addWorking(hours, at(from), wanted * MINUTE), at(end), told());
  }
}

/** Any calendar: days with up to three intervals, some over midnight, some days closed or with other hours. */
function anyHours(
  random: ReturnType<typeof randomFrom>,
  zone: string,
  minutes: ReturnType<typeof minutesAround>,
): Hours {
  const step = random() < 0.5 ? 30 : 1;
  const interval = () => {
    const from = Math.floor((random() * 1440) / step) * step;
    return { from, to: from + Math.max(1, Math.floor((random() * 720) / step) * step) };
  };
  const day = () =>
    random() < 0.1 ? [{ from: 0, to: 1440 }] : Array.from({ length: Math.floor(random() * 4) }, interval);
  const days = [...new Set(minutes.map((one) => one.day))];
  return {
    zone,
    week: Array.from({ length: 7 }, day),
    exceptions: days.flatMap((date) => (random() < 0.25 ? [{ day: date, open: day() }] : [])),
  };
}
