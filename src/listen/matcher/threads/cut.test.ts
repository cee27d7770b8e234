import assert from 'node:assert/strict';
import { test } from 'node:test';
import { array, assert as check, integer, property, string, uint8Array } from 'fast-check';
import { LineCutter } from './cut.ts';

/** What comes out when the cutter is cut after every chunk. */
function cutAll(chunks: readonly (Uint8Array | string)[], maxBytes: number): string[] {
  const cutter = new LineCutter(maxBytes);
  const pieces: string[] = [];
  const cut = () => {
    if (cutter.ready > 0) pieces.push(Buffer.from(cutter.cut()).toString('latin1'));
  };
  for (const chunk of chunks) {
    cutter.add(chunk);
    cut();
  }
  cutter.finish();
  cut();
  assert.equal(cutter.ready, 0);
  return pieces;
}

test('pieces are whole lines', () => {
  assert.deepEqual(cutAll(['a\nb', 'c\n', 'd', '\n\ne\nf'], 100), ['a\n', 'bc\n', 'd\n\ne\n', 'f']);
  assert.deepEqual(cutAll([], 100), []);
  assert.deepEqual(cutAll(['', '\n', ''], 100), ['\n']);
});

test('what waits is cut off at once', () => {
  const cutter = new LineCutter(100);
  for (const chunk of ['a\n', 'b', '\nc', 'd']) cutter.add(chunk);
  assert.equal(cutter.ready, 4);
  assert.equal(Buffer.from(cutter.cut()).toString(), 'a\nb\n');
  cutter.add('\n');
  assert.equal(Buffer.from(cutter.cut()).toString(), 'cd\n');
});

test('a piece has memory of its own, which can be handed on', () => {
  const given = Buffer.from('a\nb\n');
  const cutter = new LineCutter(100);
  cutter.add(given);
  const piece = cutter.cut();
  given.fill(0);
  const sent = structuredClone(piece, { transfer: [piece.buffer] });
  assert.equal(Buffer.from(sent).toString(), 'a\nb\n');
  assert.equal(piece.length, 0);
});

test('however the bytes come in, they come out the same, without breaking lines', () => {
  const chunks = array(uint8Array({ maxLength: 12, min: 9, max: 12 }), { maxLength: 12 });
  check(
    property(chunks, (given) => {
      const pieces = cutAll(given, 1000);
      assert.equal(pieces.join(''), Buffer.concat(given).toString('latin1'));
      for (const piece of pieces.slice(0, -1)) assert.match(piece, /\n$/);
    }),
  );
});

test('of a line over the limit one byte more than the limit is kept, whatever the chunks', () => {
  const lines = array(string({ minLength: 0, maxLength: 30, unit: 'grapheme-ascii' }), { minLength: 1 });
  check(
    property(lines, array(integer({ min: 1, max: 9 }), { minLength: 1 }), (given, sizes) => {
      const text = given.map((line) => line.replaceAll('\n', ' ')).join('\n');
      const chunks: string[] = [];
      for (let at = 0, i = 0; at < text.length; at += sizes[i++ % sizes.length]!)
        chunks.push(text.slice(at, at + sizes[i % sizes.length]!));
      const expected = text.split('\n').map((line) => line.slice(0, 11));
      assert.deepEqual(cutAll(chunks, 10).join('').split('\n'), expected);
    }),
  );
});

test('an endless line takes no more memory than the limit', () => {
  const cutter = new LineCutter(1000);
  const chunk = Buffer.alloc(100_000, 'x');
  for (let i = 0; i < 1000; i++) cutter.add(chunk);
  cutter.finish();
  assert.equal(cutter.cut().length, 1001);
});
