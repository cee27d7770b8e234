import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { disposition, partOf, plainName } from './domain.ts';
import { anyText } from '../../../test/helpers/texts.ts';

describe('names of files', () => {
  const cases: [string, string][] = [
    ['photo.jpg', 'photo.jpg'],
    ['C:\\Users\\ada\\photo.jpg', 'photo.jpg'],
    ['../../etc/passwd', 'passwd'],
    ['.htaccess', 'htaccess'],
    ['a\r\nSet-Cookie: x', 'aSet-Cookie: x'],
    ['invoice\u202egpj.exe', 'invoicegpj.exe'],
    ['', 'file'],
    ['...', 'file'],
    ['  café – Überblick.pdf ', 'café – Überblick.pdf'],
  ];
  for (const [given, plain] of cases)
    it(`make ${JSON.stringify(plain)} of ${JSON.stringify(given)}`, () =>
      assert.equal(plainName(given), plain));

  it('keep their ending when they are cut', () => {
    const name = plainName(`${'🧑‍🚒'.repeat(100)}.jpeg`);
    assert.ok(name.length <= 200 && name.endsWith('.jpeg') && name.isWellFormed());
  });

  it('can be written into one header line, whatever they are', () => {
    fc.assert(
      fc.property(anyText({ maxLength: 300 }), (given) => {
        const header = disposition(plainName(given), 'application/pdf');
        assert.match(header, /^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''[\w!#$&+\-.^`|~%]*$/);
        assert.equal(header.split('"').length, 3);
      }),
    );
  });

  it('are handed out as downloads unless they are images', () => {
    for (const [type, way] of [
      ['image/png', 'inline'],
      ['image/svg+xml', 'attachment'],
      ['text/html', 'attachment'],
      ['video/mp4', 'attachment'],
    ] as const)
      assert.ok(disposition('x', type).startsWith(way), type);
  });
});

describe('parts of files', () => {
  const cases: [string | undefined, number, ReturnType<typeof partOf>][] = [
    [undefined, 10, undefined],
    ['bytes=0-', 10, { first: 0, last: 9 }],
    ['bytes=2-4', 10, { first: 2, last: 4 }],
    ['bytes=2-400', 10, { first: 2, last: 9 }],
    ['bytes=-3', 10, { first: 7, last: 9 }],
    ['bytes=-30', 10, { first: 0, last: 9 }],
    ['bytes=10-', 10, 'none'],
    ['bytes=-0', 10, 'none'],
    ['bytes=0-', 0, 'none'],
    ['bytes=5-4', 10, undefined],
    ['bytes=-', 10, undefined],
    ['bytes=0-1,3-4', 10, undefined],
    ['lines=1-2', 10, undefined],
    ['bytes=9999999999999999-', 10, undefined],
  ];
  for (const [header, size, part] of cases)
    it(`${header} of ${size} bytes`, () => assert.deepEqual(partOf(header, size), part));

  it('always lie within the file', () => {
    fc.assert(
      fc.property(fc.nat(100), fc.nat(100), fc.nat(100), (from, to, size) => {
        const part = partOf(`bytes=${from}-${to}`, size);
        if (part === undefined || part === 'none') return;
        assert.ok(0 <= part.first && part.first <= part.last && part.last < size);
      }),
    );
  });
});
