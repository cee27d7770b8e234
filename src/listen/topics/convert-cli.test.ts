import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { convertFile } from './convert-cli.ts';

async function convert(dialect: string | undefined, source: string) {
  let [out, err] = ['', ''];
  const code = await convertFile('-', dialect, {
    stdin: Readable.from([source]),
    stdout: { write: (piece) => (out += piece) },
    stderr: { write: (piece) => (err += piece) },
  });
  return { code, out, err };
}

test('the query goes out, what is gone is told beside it', async () => {
  const { code, out, err } = await convert('x', 'acme OR apex has:geo lang:en\n');
  assert.deepEqual([code, out], [0, 'acme OR (apex lang:en)\n']);
  assert.match(err, /^has:geo: .*\n$/);
});

test('what is no topic yet ends with 1', async () => {
  const broad = await convert('meltwater', 'language:en');
  assert.deepEqual([broad.code, broad.out], [1, 'lang:en\n']);
  assert.match(broad.err, /would match nearly every post/);
  const nothing = await convert('brandwatch', 'authorGender:F');
  assert.deepEqual([nothing.code, nothing.out], [1, '']);
});

test('wrong arguments end with 2', async () => {
  assert.match((await convert('google', 'a')).err, /--dialect is one of x, brandwatch, meltwater/);
  assert.equal((await convert(undefined, 'a')).code, 2);
  const io = { stdin: Readable.from([]), stdout: { write: () => 0 }, stderr: { write: () => 0 } };
  assert.equal(await convertFile(undefined, 'x', io), 2);
});
