import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { safeBack } from './back.ts';
import { lookOf } from '#lib/looks/index.ts';
import { isReserved, proposeHandle, readHandle, readName } from './names.ts';
import { DISGUISES } from '../../../../test/helpers/disguises.ts';
import { anyText } from '../../../../test/helpers/texts.ts';

const TAKEN = {
  brand: ['MobiTel', 'mobitel.example', 'Zyx & Vow'],
  staff: ['Dana Whitfield', 'Huxley Beck'],
};
const disguised = (name: string) =>
  fc
    .tuple(
      ...Array.from(name, (letter) =>
        fc.constantFrom(letter, ...Array.from(DISGUISES[letter.toLowerCase()] ?? letter)),
      ),
    )
    .chain((letters) =>
      fc
        .array(fc.constantFrom('', '', '', '-', '_', '.', ' ', '\u200b', '\u0301', '\u2060', '\ufe0f', '·'), {
          minLength: letters.length,
          maxLength: letters.length,
        })
        .map((between) => letters.map((letter, at) => letter + between[at]!).join('')),
    );

describe('a name that is taken', () => {
  for (const name of [
    'MobiTel',
    'Dana Whitfield',
    'Huxley Beck',
    'zyx vow',
    'customer service',
    'mobitel support',
  ])
    it(`refuses ${name} in any disguise that can be shown`, () => {
      fc.assert(
        fc.property(disguised(name), (spoofed) => {
          assert.ok(isReserved(spoofed, TAKEN), spoofed);
          const shown = readName(spoofed);
          assert.ok(shown === undefined || isReserved(shown, TAKEN), `as it is shown: ${shown}`);
        }),
        { numRuns: 300 },
      );
    });

  it('leaves names of other scripts apart that no eye mixes up', () => {
    const names = [
      '李雷',
      '韩梅梅',
      'ひろし',
      'ヒロ',
      '김철수',
      'مريم',
      'דנה',
      'สมชาย',
      'Юлия',
      'Дмитрий',
      'Ελένη',
      'Ζωή',
    ];
    assert.equal(new Set(names.map(lookOf)).size, names.length);
    for (const name of names) assert.ok(!isReserved(name, TAKEN), name);
  });

  it('is cheap, even for what a program pastes', () => {
    for (const hostile of ['a' + '\u0301'.repeat(60_000), 'rn'.repeat(30_000), '\ufdfa'.repeat(4_000)]) {
      assert.ok(lookOf(hostile).length > 0);
      assert.equal(isReserved(hostile, TAKEN), false);
    }
  });
});

describe('names that are kept', () => {
  it('do not change when they are read again', () => {
    fc.assert(
      fc.property(anyText({ maxLength: 70 }), (given) => {
        const name = readName(given);
        if (name !== undefined) assert.equal(readName(name), name);
        const handle = readHandle(given);
        if (handle !== undefined) assert.equal(readHandle(handle), handle);
      }),
      { numRuns: 500 },
    );
  });

  it('are offered to anybody, in any script, so that the offer can be taken', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.nat(30), (from, turn) => {
        const offer = proposeHandle(from, turn);
        assert.equal(readHandle(offer), offer, JSON.stringify(from));
      }),
    );
  });
});

describe('where somebody goes on', () => {
  const HERE = ['https://care.example', 'http://localhost:3000'];
  const SIGNS = [
    '/',
    '/',
    '\\',
    '.',
    '..',
    '%2e',
    '%2F',
    '%5c',
    '%09',
    '%0d%0a',
    '@',
    ':',
    '?',
    '#',
    ';',
    '&',
    '=',
    '\t',
    '\n',
    '\r',
    '\0',
    ' ',
    '\u00a0',
    '\u2028',
    '\u3002',
    '\uff0f',
    '\u2215',
    '\u202e',
    '\ufeff',

    'evil.example',
    'https:',
    'javascript:',
    'data:',
    'community',
    'sign-out',
    'sign-in',
    't',
    '1',
    'ü',
    '😀',
    '\ud800',
  ];
  const sign = fc.constantFrom(...SIGNS);
  const given = fc.oneof(
    fc.array(sign, { maxLength: 12 }).map((all) => all.join('')),
    fc.array(sign, { maxLength: 12 }).map((all) => `/${all.join('')}`),
    fc.webUrl({ withFragments: true, withQueryParameters: true }),
    fc.webPath().map((path) => `/${path}`),
    anyText({ maxLength: 600 }).map((rest) => `/${rest}`),
  );

  it('is a page of ours for whatever a link carries, in the address bar and in a header', () => {
    fc.assert(
      fc.property(given, (back) => {
        const path = safeBack(back);
        for (const here of HERE) assert.equal(new URL(path, here).origin, here, JSON.stringify(back));
        assert.match(path, /^\/(?![/\\])[\x21-\x7e]*$/, 'nothing that a header or a browser reads otherwise');
        assert.doesNotMatch(
          new URL(path, HERE[0]).pathname,
          /^\/community\/(?:sign-in|sign-out|join|enter)$/,
        );
      }),
      { numRuns: 3000 },
    );
  });

  it('stays the same through the page, the form and the mailed link, which each check it', () => {
    fc.assert(
      fc.property(given, (back) => {
        const path = safeBack(back);
        assert.equal(safeBack(path), path, JSON.stringify(back));
      }),
      { numRuns: 1000 },
    );
    assert.equal(
      safeBack(`/${'ü'.repeat(400)}`),
      '/community',
      'longer than a link may be once it is written out',
    );
  });

  it('is the start page for everything that is no text', () => {
    for (const odd of [null, undefined, 7, {}, [], ['/community/t/1'], Symbol('/'), () => '/'])
      assert.equal(safeBack(odd), '/community');
    assert.equal(safeBack('//evil.example', '/ideas'), '/ideas');
  });
});
