import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { changeText, valueName } from './words.ts';

describe('numbers and values in words', () => {
  it('say a percentage only where there is enough to compare with', () => {
    assert.deepEqual(
      [
        changeText(30, 20),
        changeText(10, 20),
        changeText(20, 20),
        changeText(5, 0),
        changeText(0, 0),
        changeText(9, 3),
      ],
      ['+50 %', '\u221250 %', '±0 %', 'new', '', 'from 3'],
    );
  });
  it('name what codes mean, and leave alone what is none', () => {
    assert.deepEqual(
      [
        valueName('language', 'de'),
        valueName('country', 'US'),
        valueName('region', 'US/Tennessee'),
        valueName('label', 'complaint'),
        valueName('language', 'no such code'),
        valueName('country', 'few'),
        valueName('source', 'src_1'),
      ],
      [
        'German',
        'United States',
        'Tennessee, United States',
        'Complaint',
        'no such code',
        'Places with fewer than 5',
        'src_1',
      ],
    );
  });
});
