import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hoursText, parseHours } from './hours-text.ts';

test('hours are read as people type them', () => {
  const office = [{ from: 540, to: 1020 }];
  for (const text of ['9:00–17:00', '9-17', '09.00 - 17.00', ' 9 to 17 ', '9:00—17:00,'])
    assert.deepEqual(parseHours(text), office, text);
  assert.deepEqual(parseHours('13-17, 9-12'), [
    { from: 540, to: 720 },
    { from: 780, to: 1020 },
  ]);
  assert.deepEqual(parseHours(''), []);
});

test('hours may go over midnight and around the clock', () => {
  assert.deepEqual(parseHours('22:00–6:00'), [{ from: 1320, to: 1800 }]);
  assert.deepEqual(parseHours('0-24'), [{ from: 0, to: 1440 }]);
  assert.deepEqual(parseHours('8-8'), [{ from: 480, to: 1920 }], 'a whole day from eight on');
});

test('what is no time is no time', () => {
  for (const text of ['9', 'nine to five', '9-25', '9:75-10', '24-25', '9-12, 11-14', '9–', '9-12 13-17'])
    assert.equal(parseHours(text), null, text);
});

test('hours are written as they are read', () => {
  for (const text of ['9:00–12:30, 13:00–17:00', '22:00–6:00', '0:00–24:00', ''])
    assert.equal(hoursText(parseHours(text)!), text);
});
