import assert from 'node:assert/strict';
import { it } from 'node:test';
import { array, assert as check, nat, property, string, tuple } from 'fast-check';
import type { Finding } from '#lib/voice/index.ts';
import { listed, markedParts, withFix } from './marks.ts';

const finding = (start: number, end: number, more: Partial<Finding> = {}): Finding => ({
  kind: 'avoid',
  ruleId: 'a',
  level: 'warn',
  span: { start, end },
  text: `at ${start}`,
  fix: null,
  ...more,
});

it('marks lie over the parts that are there, the weightiest on top, and nothing of the text is lost', () => {
  const parts = [
    { start: 0, text: 'our ' },
    { start: 4, text: 'fault today' },
  ];
  const marked = markedParts(parts, [
    finding(0, 9),
    finding(4, 9, { level: 'stop' }),
    finding(0, 0, { span: null }),
  ]);
  assert.deepEqual(
    marked.map(({ start, text, level }) => [start, text, level]),
    [
      [0, 'our ', 'warn'],
      [4, 'fault', 'stop'],
      [9, ' today', null],
    ],
  );
  assert.deepEqual(
    markedParts(parts, []).map(({ level }) => level),
    [null, null],
  );
});

it('what stops is listed first, and the same sentence once', () => {
  const all = [
    finding(0, 1, { level: 'hint' }),
    finding(0, 1, { level: 'hint' }),
    finding(2, 3, { level: 'stop' }),
  ];
  const { shown, more } = listed(all, 1);
  assert.deepEqual([shown.map(({ level }) => level), more], [['stop'], 1]);
});

it('a fix takes the place of its words', () => {
  assert.equal(withFix('It is basically fine', { start: 6, end: 16, text: '' }), 'It is fine');
});

it('whatever is marked, the parts in a row are the text, each where it stands', () => {
  const spans = array(tuple(nat(30), nat(30)), { maxLength: 6 });
  check(
    property(string({ maxLength: 30 }), nat(30), spans, (text, cut, pairs) => {
      const at = Math.min(cut, text.length);
      const parts = [
        { start: 0, text: text.slice(0, at) },
        { start: at, text: text.slice(at) },
      ].filter((part) => part.text !== '');
      const findings = pairs.map(([a, b]) => finding(Math.min(a, b), Math.max(a, b)));
      const marked = markedParts(parts, findings);
      assert.equal(marked.map((part) => part.text).join(''), text);
      for (const { start, text: words, level } of marked) {
        assert.equal(text.slice(start, start + words.length), words);
        const isInside = findings.some(
          ({ span }) => span!.start <= start && span!.end >= start + words.length,
        );
        assert.equal(level !== null, isInside);
      }
    }),
  );
});

it('the same sentence about the whole is told once, about two places twice only where it differs', () => {
  const whole = finding(0, 0, { span: null, text: 'too long', kind: 'long' });
  const { shown } = listed([whole, { ...whole }, finding(0, 1), finding(5, 6)], 9);
  assert.deepEqual(
    shown.map(({ text }) => text),
    ['too long', 'at 0', 'at 5'],
  );
});
