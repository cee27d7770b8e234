import assert from 'node:assert/strict';
import { it } from 'node:test';
import { backtest } from '#lib/forecast/index.ts';
import { contactsOfStory } from './testing/story.ts';

const share = (value: number) => `${(value * 100).toFixed(1)} %`;

it('the forecast is better than the mean of the hour of the week on the sample that ships', () => {
  const history = contactsOfStory();
  for (const [name, every, floor] of [
    ['a day', 48, 0.99],
    ['three hours', 6, 0.96],
  ] as const) {
    const { error, naive, dayError, dayNaive, within, slots } = backtest(history, 7, every)!;
    console.log(
      `forecast of the sample, ${name} ahead: weighted error ${share(error)} against ${share(naive)} a half hour, MAPE ${share(dayError)} against ${share(dayNaive)}; ${share(within)} of ${slots} half hours in the band`,
    );
    assert.ok(error < naive * floor, `${name}: ${error} is not below ${floor} of ${naive}`);
    assert.ok(dayError < dayNaive, `${name}: ${dayError} is not below ${dayNaive}`);
  }
});
