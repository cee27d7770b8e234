import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { counter, gauge, renderMetrics, secondsHistogram } from './index.ts';

describe('metrics', () => {
  it('are rendered with our prefix, and labels cannot break out', async () => {
    counter('test_total', 'Counts', ['kind']).inc({ kind: 'a"} 1\nevil{x="' }, 3);
    gauge('test_level', 'Level').set(2.5);
    secondsHistogram('test_seconds', 'Time').observe(0.02);
    const text = await renderMetrics();
    assert.match(text, /^rapport_test_total\{kind="a\\"\} 1\\nevil\{x=\\""\} 3$/m);
    assert.match(text, /^rapport_test_level 2\.5$/m);
    assert.match(text, /^rapport_test_seconds_bucket\{le="0\.025"\} 1$/m);
    assert.doesNotMatch(text, /^evil/m);
    assert.equal(
      (await renderMetrics()).match(/^# HELP process_cpu_seconds_total/gm)?.length,
      1,
      'asked twice, there once',
    );
  });

  it('cannot be made twice under one name', () => {
    gauge('test_twice', 'x');
    assert.throws(() => gauge('test_twice', 'x'), /already/);
  });
});
