import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { boundaryOf, readForm, textOf } from './index.ts';

const encode = (text: string) => new TextEncoder().encode(text);

function made(boundary: string, parts: { name: string; file?: string; bytes: Uint8Array }[]): Uint8Array {
  const pieces = parts.flatMap(({ name, file, bytes }) => [
    encode(
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file === undefined ? '' : `; filename="${file}"\r\nContent-Type: image/png`}\r\n\r\n`,
    ),
    bytes,
    encode('\r\n'),
  ]);
  return Buffer.concat([...pieces, encode(`--${boundary}--\r\n`)]);
}

test('fields and files come out as they went in, whatever their bytes', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 6 }), (all) => {
      const boundary = 'x'.repeat(30);
      const parts = all.map((bytes, index) => ({
        name: `f${index}`,
        file: index % 2 ? 'a.png' : undefined,
        bytes,
      }));
      const read = readForm(
        made(
          boundary,
          parts.map((part) => ({
            name: part.name,
            bytes: part.bytes,
            ...(part.file ? { file: part.file } : {}),
          })),
        ),
        boundary,
      );
      if (all.length === 0) return;
      assert.deepEqual(
        read?.map(({ name, fileName, bytes }) => [name, fileName, [...bytes]]),
        parts.map(({ name, file, bytes }) => [name, file ?? null, [...bytes]]),
      );
    }),
  );
});

test('what browsers send is read', () => {
  const body = made('----WebKitFormBoundaryabc', [
    { name: 'text', bytes: encode('Grüße') },
    { name: 'file', file: '', bytes: encode('') },
  ]);
  const read = readForm(body, boundaryOf('multipart/form-data; boundary=----WebKitFormBoundaryabc')!);
  assert.deepEqual(
    read?.map((part) => [part.name, part.fileName, textOf(part.bytes)]),
    [
      ['text', null, 'Grüße'],
      ['file', '', ''],
    ],
  );
  assert.equal(boundaryOf('multipart/form-data; charset=utf-8; boundary="a b"'), 'a b');
  assert.equal(boundaryOf('application/json'), undefined);
});

test('broken bodies are refused, and none takes long', () => {
  const whole = made('b', [{ name: 'x', bytes: encode('y') }]);
  for (let length = 0; length < whole.length - 4; length++)
    assert.equal(readForm(whole.subarray(0, length), 'b'), undefined);
  assert.equal(readForm(encode('--b\r\nX: y\r\n\r\nz\r\n--b--'), 'b'), undefined, 'a part without a name');
  assert.equal(
    readForm(encode(`--b\r\n${'h'.repeat(5000)}\r\n\r\nz\r\n--b--`), 'b'),
    undefined,
    'headers too long',
  );
  assert.equal(
    readForm(
      made(
        'b',
        Array.from({ length: 30 }, () => ({ name: 'x', bytes: encode('') })),
      ),
      'b',
    ),
    undefined,
  );
  fc.assert(fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => void readForm(bytes, 'b')));
  const start = performance.now();
  readForm(new Uint8Array(5_000_000).fill(13), 'b');
  readForm(
    Buffer.concat([
      encode('--b\r\nContent-Disposition: form-data; name="x"\r\n\r\n'),
      new Uint8Array(5_000_000).fill(13),
    ]),
    'b',
  );
  assert.ok(performance.now() - start < 3000);
});
