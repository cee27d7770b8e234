import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { safeBack } from './back.ts';
import { isReserved, proposeHandle, readHandle, readName } from './names.ts';
import { anyText } from '../../../../test/helpers/texts.ts';

test('handles are plain', () => {
  for (const [given, read] of [
    ['Anna_99', 'anna_99'],
    [' @anna ', 'anna'],
    ['a-b', 'a-b'],
  ] as const)
    assert.equal(readHandle(given), read);
  for (const given of [
    '',
    'ab',
    '-anna',
    'anna-',
    'an na',
    'änna',
    'a'.repeat(31),
    'anna/..',
    'anna\u202e',
    '<b>',
  ])
    assert.equal(readHandle(given), undefined, given);
});

test('names are what can be seen', () => {
  assert.equal(readName('  Ana \t María  '), 'Ana María');
  assert.equal(readName('Ana\u202egnp.exe'), 'Anagnp.exe', 'nothing turns the direction');
  assert.equal(readName('A\u200bn\u2060a'), 'Ana');
  assert.equal(readName('Z̵̧̛̠͙̦͚a'), 'Z̵̧a'.normalize('NFC').replace(/(\p{M}{2})\p{M}+/gu, '$1'), 'no towers');
  for (const given of ['', ' ', '\u200b\u200d', '...', '\u3164'.repeat(3), 'x'.repeat(61)])
    assert.equal(
      readName(given),
      given.includes('\u3164') ? readName(given) : undefined,
      JSON.stringify(given),
    );
  fc.assert(
    fc.property(anyText({ maxLength: 80 }), (given) => {
      const name = readName(given);
      assert.ok(name === undefined || (name.isWellFormed() && !/[\p{Cc}\p{Cf}]/u.test(name)));
    }),
  );
});

test('nobody is called like the company, its people or an office', () => {
  const taken = { brand: ['MobiTel', 'mobitel.example'], staff: ['Dana Whitfield', 'Sam'] };
  for (const name of [
    'MobiTel',
    'mobi tel',
    'M0biTeI',
    'МоbіТеl',
    'mobitel_support',
    'Support MobiTel',
    'mobitel-official',
    'admin',
    'Adm1n',
    'rnoderator',
    'Moderator',
    'Dana Whitfield',
    'dana-whitfie1d',
    'sam',
    '🙂🙂🙂',
  ])
    assert.ok(isReserved(name, taken), name);
  for (const name of ['mobitelfan', 'Dana W.', 'samuel', 'Anna', '李雷', 'helper-anna', 'whitfield'])
    assert.ok(!isReserved(name, taken), name);
});

test('handles that are offered can be taken', () => {
  for (const from of ['Ana María Çelik', 'x', '', '李雷', 'a'.repeat(90), 'ana@mail.example', '---'])
    for (const turn of [0, 1, 12]) assert.ok(readHandle(proposeHandle(from, turn)), `${from} ${turn}`);
});

test('only paths of ours follow a sign-in', () => {
  for (const good of ['/community/t/1/x?page=2#p3', '/ideas', '/help/en']) assert.equal(safeBack(good), good);
  for (const bad of [
    undefined,
    7,
    '',
    'community',
    'https://evil.example',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/a\nb',
    '/\tevil',
    '/..//evil.example',
    '/community/sign-in?back=/x',
    '/community/sign-out',
    '/community/enter?ticket=x',
    `/${'x'.repeat(600)}`,
  ])
    assert.equal(safeBack(bad), '/community', String(bad));
});
