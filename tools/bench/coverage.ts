import { backtest, learn } from '#lib/forecast/index.ts';
import { peopleNeeded } from '#lib/staffing/index.ts';
import { contactsOfStory } from '#respond/coverage/testing/story.ts';

/**
 * node tools/bench/coverage.ts
 * How wrong the forecast is on the sample that ships, against the mean of the hour of the week, and the time that forecast and staffing take.
 */
const percent = (value: number) => `${(value * 100).toFixed(1)} %`;
const history = contactsOfStory();

for (const [name, every] of [
  ['a day', 48],
  ['three hours', 6],
] as const) {
  const { error, naive, dayError, dayNaive, within } = backtest(history, 7, every)!;
  console.log(
    `the sample, ${name} ahead: weighted error ${percent(error)} a half hour, mean of the hour of the week ${percent(naive)}; ` +
      `MAPE of the sum ${percent(dayError)} against ${percent(dayNaive)}; ${percent(within)} within the band`,
  );
}

const weeks = 26;
const counts = Array.from({ length: weeks * 336 }, (_, i) => history.counts[i % history.counts.length]!);
const places = counts.map((_, i) => ({ slot: i % 336, day: Math.floor(i / 48), isHoliday: false }));
let best = Number.POSITIVE_INFINITY;
for (let round = 0; round < 5; round++) {
  const started = performance.now();
  learn({ counts, places, mentions: counts }).expect(places.slice(0, 14 * 48));
  best = Math.min(best, performance.now() - started);
}
console.log(`learned from ${weeks} weeks and foretold for 14 days in ${best.toFixed(1)} ms a channel`);

const started = performance.now();
const COUNT = 10_000;
for (let i = 0; i < COUNT; i++)
  peopleNeeded({ perHour: i % 500, handleMinutes: 6, concurrency: 1, targetShare: 0.8, targetMinutes: 60 });
console.log(`people needed: ${(((performance.now() - started) * 1000) / COUNT).toFixed(1)} µs a half hour`);
