import { parseArgs } from 'node:util';
import { incidentCase, quietWeeks } from '#lib/spikes/testing/held-out.ts';
import { foundIn, shareOf, startsIn } from '#lib/spikes/testing/measure.ts';
import { SpikeDetector } from '#lib/spikes/index.ts';

/**
 * node tools/bench/spikes.ts [--seeds 3] [--days 28]
 * Incidents of the held-out generator that are missed or found late, false alarms a day, and the time a minute takes.
 */
const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '3' }, days: { type: 'string', default: '28' } },
});
const seeds = Array.from({ length: Number(values.seeds) }, (_, index) => index + 1);
const days = Number(values.days);

for (const rate of [2, 20]) {
  for (const seed of seeds) {
    const cases = Array.from({ length: 25 }, (_, index) => incidentCase(rate, index, seed));
    const { missed, late, delays } = foundIn(cases);
    console.log(
      `${rate} posts a minute, seed ${seed}: ${missed} of 25 missed, ${late} later than 20 minutes; ` +
        `median ${shareOf(delays, 0.5)}, nine of ten within ${shareOf(delays, 0.9)} minutes`,
    );
  }
  const streams = Array.from({ length: 8 }, (_, index) => quietWeeks(rate, days, 5000 + index));
  const alarms = streams.map((counts) => startsIn(counts).length);
  const all = alarms.reduce((sum, count) => sum + count, 0);
  console.log(
    `${rate} posts a minute: ${(all / days / streams.length).toFixed(3)} false alarms a day ` +
      `(${alarms.join(', ')} in ${days} days each)`,
  );
}

const counts = quietWeeks(20, 14, 1);
const detector = new SpikeDetector();
const started = performance.now();
for (const [minute, count] of counts.entries()) detector.push(minute, count);
const each = ((performance.now() - started) * 1000) / counts.length;
const state = JSON.stringify(detector.state()).length;
console.log(
  `${each.toFixed(1)} µs a minute and topic; ${(each / 100).toFixed(2)} s for 10,000 topics; state ${(state / 1024).toFixed(0)} KB`,
);
