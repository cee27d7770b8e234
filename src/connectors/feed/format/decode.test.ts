import assert from 'node:assert/strict';
import { test } from 'node:test';
import iconv from 'iconv-lite';
import { decodeText } from './decode.ts';
import type { FeedWarning } from './types.ts';

function decode(bytes: Uint8Array, contentType?: string) {
  const warnings: FeedWarning[] = [];
  return { ...decodeText(bytes, contentType, warnings), warnings: warnings.map((warning) => warning.code) };
}

const xml = (encoding: string, text: string) =>
  `<?xml version="1.0" encoding="${encoding}"?><rss>${text}</rss>`;

test('every declared encoding gives the text back', () => {
  const samples: [string, string][] = [
    ['windows-1251', 'Съешь ещё этих мягких булок'],
    ['koi8-u', 'Їжак і ґанок, чаю'],
    ['iso-8859-2', 'Zażółć gęślą jaźń'],
    ['windows-1253', 'Ξεσκεπάζω την ψυχοφθόρα'],
    ['windows-1255', 'דג סקרן שט בים'],
    ['windows-1256', 'نص حكيم له سر'],
    ['tis-620', 'เป็นมนุษย์สุดประเสริฐ'],
    ['big5', '綠茶新聞與茶壺'],
    ['gb18030', '绿茶新闻与茶壶'],
    ['euc-kr', '녹차와 주전자'],
    ['shift_jis', 'いろはにほへと'],
  ];
  for (const [encoding, text] of samples)
    assert.match(decode(iconv.encode(xml(encoding, text), encoding)).text, new RegExp(text), encoding);
});

test('UTF-16 and UTF-32 are known with and without a mark', () => {
  for (const encoding of ['utf-16le', 'utf-16be', 'utf-32le', 'utf-32be'])
    for (const addBOM of [true, false]) {
      const { text } = decode(iconv.encode(xml('utf-16', 'Grün 緑'), encoding, { addBOM }));
      assert.equal(text.replace('\ufeff', ''), xml('utf-16', 'Grün 緑'), `${encoding} ${addBOM}`);
    }
});

test('a declaration of UTF-16 in a document of single bytes is not believed', () => {
  assert.match(decode(Buffer.from(xml('utf-16', 'Grün'))).text, /Grün/);
});

test('quotation marks around the charset and other parameters do not disturb', () => {
  assert.match(
    decode(iconv.encode('<a>Чай</a>', 'koi8-r'), "text/xml; profile=x; charset='KOI8-R'; q=1").text,
    /Чай/,
  );
});

test('a character cut in two at the end is forgiven', () => {
  const bytes = Buffer.from(`<a>${'ü'.repeat(20)}`);
  const { text, warnings } = decode(bytes.subarray(0, -1));
  assert.match(text, /^<a>ü{19}/);
  assert.deepEqual(warnings, []);
});

test('bytes that are no UTF-8 are mended one by one', () => {
  const { text, warnings } = decode(
    Buffer.concat([Buffer.from('grün '), Buffer.from([0x93, 0x41, 0x94, 0x80])]),
  );
  assert.equal(text, 'grün “A”€');
  assert.deepEqual(warnings, ['encoding.mislabelled']);
});

test('overlong forms and lone continuation bytes are not taken for UTF-8', () => {
  for (const bytes of [[0xc0, 0x80], [0xe0, 0x80, 0x80], [0xf5, 0x80, 0x80, 0x80], [0x80]])
    assert.deepEqual(
      decode(Buffer.concat([Buffer.from('ü'), Buffer.from(bytes), Buffer.from('    ')])).warnings,
      ['encoding.mislabelled'],
      String(bytes),
    );
});

test('nothing is something', () => {
  assert.equal(decode(new Uint8Array()).text, '');
});
