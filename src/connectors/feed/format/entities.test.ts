import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeEntities, escapeAttribute, escapeText, hasEntities, mendC1 } from './entities.ts';

const cases: [string, string, string][] = [
  ['the five of XML', '&lt;&gt;&quot;&apos;&#39;&amp;', `<>"''&`],
  ['each reference once', '&amp;lt;b&amp;gt; &amp;amp;', '&lt;b&gt; &amp;'],
  ['names of HTML', 'caf&eacute; &hellip; &euro;', 'café … €'],
  ['decimal and hexadecimal numbers', '&#8220;&#x201D;&#X41;', '“”A'],
  ['beyond the basic plane', '&#128512;&#x1F600;', '😀😀'],
  ['numbers of windows-1252', 'It&#146;s &#133; &#x97;', 'It’s … —'],
  ['what windows-1252 leaves undefined', 'a&#129;b', 'ab'],
  ['what XML forbids', 'a&#0;b&#11;c&#xD800;d&#xFFFE;e&#x110000;f', 'abcdef'],
  ['white space', '&#9;|&#10;|&#13;', '\t|\n|\r'],
  ['names that nobody knows', '&nosuch; &NBSP2;', '&nosuch; &NBSP2;'],
  ['ampersands of addresses', '?a=1&copy=2&lt=3', '?a=1&copy=2&lt=3'],
  ['a lone ampersand', 'R&D & co &; &#; &#x;', 'R&D & co &; &#; &#x;'],
  ['names of objects', '&constructor; &toString; &__proto__;', '&constructor; &toString; &__proto__;'],
];

for (const [what, text, expected] of cases)
  test(`decodes ${what}`, () => assert.equal(decodeEntities(text), expected));

test("the document's own entities come before those of HTML, whatever letters XML allows in their names", () => {
  const own = new Map([
    ['a', 'one letter'],
    ['my-co.x_1', 'punctuation'],
    ['copy', 'own'],
  ]);
  assert.equal(decodeEntities('&a; &my-co.x_1; &copy; &reg;', own), 'one letter punctuation own ®');
});

test("a document's own entities are not decoded again", () => {
  const own = new Map([['bomb', '&bomb;&bomb;']]);
  assert.equal(decodeEntities('&bomb;', own), '&bomb;&bomb;');
});

test('growth by own entities has an end', () => {
  const own = new Map([['big', 'x'.repeat(1000)]]);
  assert.ok(decodeEntities('&big;'.repeat(10_000), own).length < 200_000);
});

test('hasEntities tells whether decoding would change anything', () => {
  assert.equal(hasEntities('a &amp; b'), true);
  assert.equal(hasEntities('a & b &nosuch;'), false);
  assert.equal(hasEntities('plain'), false);
});

test('escaping and decoding undo each other', () => {
  for (const text of ['a < b & c > d', '&amp;', '"quoted"', '&lt;b&gt;', ']]>']) {
    assert.equal(decodeEntities(escapeText(text)), text);
    assert.equal(decodeEntities(escapeAttribute(text)), text);
    assert.doesNotMatch(escapeAttribute(text), /[<>"]/);
  }
});

test('control characters that are windows-1252 in disguise become what was meant', () => {
  assert.equal(mendC1('\u0093It\u0092s\u0094 \u0080 5'), '“It’s” € 5');
  assert.equal(mendC1('a\u0081b\u00e9'), 'abé');
});
