import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import { pageWords, textOf } from './page-words.ts';

const URL_ = 'https://a.example/dir/page';
const words = (html: string) => pageWords(html, URL_);
const bytes = (text: string) => new TextEncoder().encode(text);

describe('what a page says of itself', () => {
  it('is read from Open Graph, else from its title and description', () => {
    const graph = `<title>x</title><meta property="og:title" content="Router &amp; lamp"><meta property="OG:Description" content=" Two
      lines "><meta property="og:site_name" content="A"><meta property="og:image" content="../p.png">`;
    assert.deepEqual(words(graph), {
      title: 'Router & lamp',
      description: 'Two lines',
      site: 'A',
      picture: 'https://a.example/p.png',
    });
    const plain = words('<head><title>\n Red <b>light</title><meta name=description content="Why">');
    assert.deepEqual([plain?.title, plain?.description, plain?.picture], ['Red <b>light', 'Why', null]);
  });

  it('is nothing where there is no title, and nothing of what stands within the page', () => {
    assert.equal(words('<body><h1>Hello</h1><svg><title>Logo</title></svg>'), undefined);
    assert.equal(words('<title>  \u200b\u202e </title>'), undefined);
    assert.equal(words(''), undefined);
    assert.equal(words(`${' '.repeat(600_000)}<title>Late</title>`), undefined);
  });

  it('is short, on one line, and turns no direction of writing', () => {
    const told = words(`<title>a\u202eb\u0000c${'x'.repeat(9000)}</title>`)!;
    assert.equal(Array.from(told.title).length, 150);
    assert.match(told.title, /^a bc?.*…$/);
    assert.equal(words(`<title>${'👩‍🚒'.repeat(200)}</title>`)!.title.isWellFormed(), true);
  });

  it('has a picture only at an address of the web', () => {
    for (const bad of [
      'javascript:alert(1)',
      'data:image/png;base64,xx',
      'file:///etc/passwd',
      '',
      'https://a:b@c/',
    ])
      assert.equal(words(`<title>x</title><meta property="og:image" content="${bad}">`)!.picture, null, bad);
  });

  it('is found, or nothing is, in whatever comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (html) => {
        const told = words(`<title>${html}`);
        assert.ok(!told || (told.title.length > 0 && !/[\p{Cc}\p{Cf}]/u.test(told.title)));
      }),
    );
  });
});

describe('the encoding of a page', () => {
  const cases: [string, Uint8Array, string][] = [
    ['its header', Uint8Array.of(0x4d, 0xfc), 'text/html; charset=ISO-8859-1'],
    ['itself', Buffer.from('<meta charset="windows-1252">M\xfc', 'latin1'), 'text/html'],
    [
      'itself, in the old way',
      Buffer.from('<meta content="text/html; charset=latin1">M\xfc', 'latin1'),
      'text/html',
    ],
    ['its byte order mark', Buffer.from('\ufeffMü', 'utf16le'), 'text/html; charset=utf-8'],
    ['nothing', bytes('Mü'), 'text/html'],
    ['something that nobody knows', bytes('Mü'), 'text/html; charset=klingon'],
  ];
  for (const [name, body, type] of cases)
    it(`is told by ${name}`, () => assert.ok(textOf(body, type).endsWith('Mü')));

  it('reads Japanese as it was written', () => {
    const shiftJis = Uint8Array.of(0x83, 0x8b, 0x81, 0x5b, 0x83, 0x5e);
    assert.equal(textOf(shiftJis, 'text/html; charset=Shift_JIS'), 'ルータ');
  });
});
