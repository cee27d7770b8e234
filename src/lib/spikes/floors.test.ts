import assert from 'node:assert/strict';
import { test } from 'node:test';
import { incidentCase, quietWeeks } from './testing/held-out.ts';
import { foundIn, startsIn } from './testing/measure.ts';

// What is promised: at most 2 of 25 incidents missed, found within 20 minutes, at most 0.2 false alarms a day. `npm run bench spikes` tells more.
for (const rate of [2, 20]) {
  test(`finds 25 incidents it never saw, at ${rate} posts a minute`, () => {
    const cases = Array.from({ length: 25 }, (_, index) => incidentCase(rate, index, 4));
    const { missed, delays } = foundIn(cases);
    assert.ok(missed <= 2, `${missed} missed`);
    const inTime = delays.filter((delay) => delay <= 20).length;
    assert.ok(inTime >= (rate === 2 ? 18 : 21), `${inTime} within 20 minutes of ${delays.join(', ')}`);
  });

  test(`raises at most one false alarm in five days, at ${rate} posts a minute`, () => {
    let alarms = 0;
    for (let seed = 1; seed <= 4; seed++) alarms += startsIn(quietWeeks(rate, 14, 900 + seed)).length;
    assert.ok(alarms <= 11, `${alarms} in 56 days`);
  });
}
