import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Checked, Finding } from '#lib/voice/index.ts';
import { fixOfKey } from './fix-key.ts';

const finding = (text: string, more: Partial<Finding> = {}): Finding => ({
  kind: 'avoid',
  ruleId: 'a',
  level: 'warn',
  span: { start: 0, end: 1 },
  text,
  fix: { start: 0, end: 1, text },
  ...more,
});
const checked = (...findings: Finding[]): Checked => ({
  findings,
  language: 'en',
  ease: null,
  words: 1,
  characters: 1,
});
const press = (code: string, more = {}) => ({ altKey: true, ctrlKey: false, metaKey: false, code, ...more });

it('Alt and a digit is the fix of the finding with that number, as they are listed', () => {
  const found = checked(
    finding('hint', { level: 'hint' }),
    finding('stop', { level: 'stop', fix: null }),
    finding('warn'),
  );
  assert.equal(fixOfKey(press('Digit2'), found)?.text, 'warn');
  assert.equal(fixOfKey(press('Digit3'), found)?.text, 'hint');
  assert.equal(fixOfKey(press('Digit1'), found), undefined, 'nothing mends it');
  assert.equal(fixOfKey(press('Digit9'), found), undefined);
});

it('other keys write', () => {
  const found = checked(finding('x'));
  for (const other of [{ altKey: false }, { ctrlKey: true }, { metaKey: true }])
    assert.equal(fixOfKey(press('Digit1', other), found), undefined);
  for (const code of ['KeyA', 'Digit0', 'Numpad1']) assert.equal(fixOfKey(press(code), found), undefined);
});

it('what is not shown has no key', () => {
  const many = checked(...Array.from({ length: 8 }, (_, i) => finding(`${i}`)));
  assert.equal(fixOfKey(press('Digit5'), many)?.text, '4');
  assert.equal(fixOfKey(press('Digit6'), many), undefined);
});
