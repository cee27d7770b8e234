import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { describe, it } from 'node:test';
import iconv from 'iconv-lite';
import { readLines } from './lines.ts';
import { delimiterOf, encodingOf, readTable } from './tables.ts';

async function rows(content: string | Buffer, skipped = 0, chunk = 7) {
  const bytes = Buffer.from(content);
  const chunks = Array.from({ length: Math.ceil(bytes.length / chunk) }, (_, i) =>
    bytes.subarray(i * chunk, (i + 1) * chunk),
  );
  const found = [];
  for await (const record of readTable(Readable.from(chunks, { objectMode: false }), skipped))
    found.push({ ...record, value: JSON.parse(record.text) as unknown });
  return found;
}
const values = async (content: string | Buffer) => (await rows(content)).map((row) => row.value);

describe('tables', () => {
  it('reads quotes, line breaks in fields and short rows', async () => {
    assert.deepEqual(await values('id,text,tags\n1,"a ""b"", c\nd",x\n2,short\n\n3,e,f,g\n'), [
      { id: '1', text: 'a "b", c\nd', tags: 'x' },
      { id: '2', text: 'short' },
      { id: '3', text: 'e', tags: 'f' },
    ]);
  });

  it('finds the delimiter and the encoding by looking', async () => {
    const expected = [{ id: '1', text: 'Größe, weiß' }];
    const table = 'id;text\r\n1;"Größe, weiß"\r\n';
    assert.deepEqual(await values(table), expected);
    assert.deepEqual(await values(`\ufeff${table}`), expected);
    for (const encoding of ['win1252', 'utf-16le', 'utf-16be']) {
      assert.deepEqual(await values(iconv.encode(table, encoding)), expected, encoding);
      if (encoding !== 'win1252')
        assert.deepEqual(
          await values(iconv.encode(table, encoding, { addBOM: true })),
          expected,
          `${encoding} with mark`,
        );
    }
    assert.deepEqual(await values('id\ttext\n1\ta,b'), [{ id: '1', text: 'a,b' }]);
    assert.equal(delimiterOf('"a,b,c";d|e;f'), ';');
    assert.equal(encodingOf(Buffer.from('ä'.repeat(40_000)).subarray(0, 65_535)), 'utf8');
  });

  it('says on which line a row begins and can go on after some', async () => {
    const table = 'id,text\n1,"two\nlines"\n2,b\n3,c\n';
    assert.deepEqual(
      (await rows(table)).map(({ line, end }) => [line, end]),
      [
        [2, 1],
        [4, 2],
        [5, 3],
      ],
    );
    assert.deepEqual(
      (await rows(table, 2)).map(({ value }) => value),
      [{ id: '3', text: 'c' }],
    );
  });

  it('refuses a file that is not a table', async () => {
    await assert.rejects(rows(' , \n1,2\n'), { code: 'import.no_header' });
    await assert.rejects(rows(`id,text\n1,"never closed ${'x'.repeat(1_200_000)}`, 0, 65_536), {
      code: 'import.unreadable',
    });
    assert.deepEqual(await rows(''), []);
  });
});

describe('lines', () => {
  async function lines(chunks: (string | Buffer)[], offset = 0, first = 1) {
    const found = [];
    for await (const line of readLines(
      Readable.from(
        chunks.map((chunk) => Buffer.from(chunk)),
        { objectMode: false },
      ),
      offset,
      first,
    ))
      found.push(line);
    return found;
  }

  it('tells where each one ends, in bytes, whatever the chunks', async () => {
    const expected = [
      { text: 'ä', line: 1, end: 4 },
      { text: '', line: 2, end: 5 },
      { text: 'bc', line: 3, end: 7 },
    ];
    const bytes = Buffer.from('ä\r\n\nbc');
    assert.deepEqual(await lines([bytes]), expected);
    assert.deepEqual(await lines([...bytes].map((byte) => Buffer.from([byte]))), expected);
    assert.deepEqual(await lines([bytes.subarray(5)], 5, 3), expected.slice(2));
  });

  it('passes over lines that are too long without keeping them', async () => {
    const found = await lines(['x'.repeat(3_000_000), 'y'.repeat(3_000_000), '\nnext\n']);
    assert.match(found[0]!.problem ?? '', /6000000 bytes/);
    assert.equal(found[0]!.text.length, 200);
    assert.equal(found[1]!.text, 'next');
  });
});
