import assert from 'node:assert/strict';
import { test } from 'node:test';
import { durationText, parseDuration } from './duration.ts';

test('durations are read as people type them', () => {
  for (const [text, minutes] of [
    ['90', 90],
    ['45m', 45],
    ['1h 30m', 90],
    ['1h30min', 90],
    ['1.5 h', 90],
    ['2 D', 2880],
    [' 1d 2h 3m ', 1563],
  ] as const)
    assert.equal(parseDuration(text), minutes, text);
});

test('what is no duration is none', () => {
  for (const text of ['', '0', '0m', 'soon', '-5', '1w', 'h', '5 5', '1h soon'])
    assert.equal(parseDuration(text), null, text);
});

test('a duration is written so that it is read again', () => {
  for (const minutes of [1, 59, 60, 61, 90, 1439, 1440, 1501, 129_600])
    assert.equal(parseDuration(durationText(minutes)), minutes);
  assert.equal(durationText(90), '1h 30m');
});
