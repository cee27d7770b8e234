import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { array, assert as check, constantFrom, property, tuple } from 'fast-check';
import { hidePersonal } from './index.ts';

describe('taking out what is personal', () => {
  it('hides addresses, numbers, links, handles and the names that are known', () => {
    const text =
      "Hi Maya, Ms Lindqvist's order LX-99812 and card 4111 1111 1111 1111: mail maya@x.example or +44 (0)20 7946 0958, see https://x.example/o?id=1 @maya.example. may it help.";
    assert.equal(
      hidePersonal(text, ['Maya Lindqvist', 'May']).text,
      'Hi [name], Ms [name] order [number] and card [number]: mail [mail] or [number], see [link] [handle]. may it help.',
    );
    assert.deepEqual(hidePersonal('Wait 20 minutes, then 5G is back.'), {
      text: 'Wait 20 minutes, then 5G is back.',
      hidden: 0,
    });
  });
  it('leaves nothing of them, and done twice is done once', () => {
    const secrets = constantFrom(
      'Maya',
      'maya',
      'LINDQVIST',
      'm@x.example',
      '0207 946 0958',
      'DE89 3704 0044 0532 0130 00',
      '@maya',
      'https://a.example/maya',
      'AB-1234567',
      '٠١٢٣٤٥٦',
    );
    const words = array(constantFrom('the', 'order', 'is', 'here,', '-', '.', 'x'), { maxLength: 3 });
    check(
      property(array(tuple(secrets, words), { maxLength: 6 }), (parts) => {
        const text = parts.map(([secret, list]) => [secret, ...list].join(' ')).join(' ');
        const { text: left } = hidePersonal(text, ['Maya Lindqvist']);
        assert.doesNotMatch(left, /maya|lindqvist|@|\p{Nd}{3}|example/iu, left);
        assert.equal(hidePersonal(left, ['Maya Lindqvist']).text, left);
      }),
      { numRuns: 300 },
    );
  });
});
