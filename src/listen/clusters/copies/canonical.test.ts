import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { canonicalOf } from './canonical.ts';
import { anyText } from '../../../../test/helpers/texts.ts';

const TEXT = 'The broadband in Harbour Street is down again since Monday, and nobody answers the phone';
const keyOf = (text: string, title: string | null = null) => canonicalOf(title, text)?.key;

describe('the canonical form', () => {
  it('is the same whatever happens to a text while it is passed on', () => {
    const key = keyOf(TEXT);
    assert.ok(key !== undefined && Number.isSafeInteger(key));
    for (const passedOn of [
      TEXT.toUpperCase(),
      `RT @maya.example: ${TEXT}`,
      `“${TEXT}” via @kim`,
      `@a @b.example ${TEXT} @news 🔥🔥 https://x.test/1?utm=2`,
      `1/4 ${TEXT} (2/2)`,
      TEXT.replace('broadband', '#broadband').replace('Monday,', 'Mönday —'),
      TEXT.normalize('NFD').replaceAll(' ', '\u00a0 \u200b'),
    ])
      assert.equal(keyOf(passedOn), key, passedOn);
    assert.equal(
      keyOf('and nobody answers the phone', TEXT.slice(0, TEXT.indexOf(' and'))),
      key,
      'title and text',
    );
  });

  it('keeps numbers apart that matter, and takes long ids as one', () => {
    const numbers = (text: string) => canonicalOf(null, text)?.numbers;
    const flight = (of: string) => `Flight ${of} to Bergen delayed by fog, passengers wait at the gate`;
    assert.notEqual(keyOf(flight('12')), keyOf(flight('14')));
    assert.notEqual(numbers(flight('BA117')), numbers(flight('BA118')));
    const paid = (sum: string) => `They charged my card ${sum} euros for a parcel that never arrived`;
    assert.equal(keyOf(paid('1,250')), keyOf(paid('1.250')));
    assert.equal(keyOf(paid('1250')), keyOf(paid('1’250')));
    const parcel = (id: string) => `Your parcel ${id} is held, confirm the delivery address today`;
    assert.equal(keyOf(parcel('837261534')), keyOf(parcel('900000001')));
  });

  it('is none where a text says what anybody might say', () => {
    for (const text of [
      '',
      'thanks!',
      'Thank you so much 🙏🙏🙏',
      'This is what it is and that is all there is to it',
      'good morning',
      '@a @b @c @d @e @f',
      'https://example.test/a-long-path/with-words-that-could-tell-something',
      '😀😃😄😁😆😅🤣😂',
      '谢谢你们',
      'lol lol lol lol lol lol lol lol lol lol',
      '\ud800\udfff\ud800',
    ])
      assert.equal(canonicalOf(null, text), undefined, text);
    assert.ok(canonicalOf(null, '从星期一开始港口街的宽带又断了没有人接电话'), 'a script without spaces');
    assert.ok(
      canonicalOf(null, 'الإنترنت مقطوع في شارع الميناء منذ يوم الاثنين ولا أحد يرد'),
      'from right to left',
    );
  });

  it('never throws, and does not change when taken of itself', () => {
    fc.assert(
      fc.property(anyText({ maxLength: 300 }), fc.boolean(), (said, isLong) => {
        const text = isLong ? `${TEXT} ${said}` : said;
        const once = canonicalOf(null, text);
        if (!once) return;
        assert.ok(!/[A-Z@#]/.test(once.text), once.text);
        assert.deepEqual(canonicalOf(null, text), once);
      }),
      { numRuns: 300 },
    );
  });

  it('of 32 KB or a megabyte takes milliseconds', () => {
    const start = performance.now();
    for (const text of [
      'a'.repeat(1e6),
      `${TEXT} `.repeat(10_000),
      '1,'.repeat(5e5),
      '['.repeat(1e6),
      '1/'.repeat(5e5),
    ])
      canonicalOf(null, text);
    assert.ok(performance.now() - start < 3000);
  });
});
