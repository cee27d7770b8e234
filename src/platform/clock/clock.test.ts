import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { systemClock } from './index.ts';

describe('the clock', () => {
  it('sleeps as long as it is told and not longer', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    let isAwake = false;
    const sleeping = systemClock.sleep(1000).then(() => (isAwake = true));
    t.mock.timers.tick(999);
    await Promise.resolve();
    assert.equal(isAwake, false);
    t.mock.timers.tick(1);
    await sleeping;
    assert.equal(isAwake, true);
  });

  it('wakes when it is stopped, without failing, and leaves nothing behind', async () => {
    const stop = new AbortController();
    const sleeping = Promise.all([systemClock.sleep(1e8, stop.signal), systemClock.sleep(1e8, stop.signal)]);
    stop.abort();
    await sleeping;
    await systemClock.sleep(1e8, stop.signal);
  });

  it('does not gather listeners on a signal that lives as long as the process', async () => {
    const stop = new AbortController();
    let listeners = 0;
    const { addEventListener, removeEventListener } = stop.signal;
    stop.signal.addEventListener = ((...words: Parameters<typeof addEventListener>) => {
      listeners += 1;
      addEventListener.apply(stop.signal, words);
    }) as typeof addEventListener;
    stop.signal.removeEventListener = ((...words: Parameters<typeof removeEventListener>) => {
      listeners -= 1;
      removeEventListener.apply(stop.signal, words);
    }) as typeof removeEventListener;
    for (let i = 0; i < 20; i++) await systemClock.sleep(0, stop.signal);
    assert.equal(listeners, 0);
  });

  it('does not wake at once from a sleep longer than a timer can hold', async () => {
    const stop = new AbortController();
    let isAwake = false;
    const sleeping = systemClock.sleep(2 ** 31 + 5000, stop.signal).then(() => (isAwake = true));
    await systemClock.sleep(50);
    assert.equal(isAwake, false);
    stop.abort();
    await sleeping;
  });
});
