import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mendXml } from './mend.ts';
import type { FeedWarning } from './types.ts';

function mend(text: string) {
  const warnings: FeedWarning[] = [];
  return { ...mendXml(text, warnings), codes: warnings.map((warning) => warning.code) };
}

test('well-formed text stays as it is, without a warning', () => {
  const text = '<?xml version="1.0"?><rss><!-- a < b --><t><![CDATA[a < b]]></t></rss>';
  assert.deepEqual(mend(text), { xml: text, entities: new Map(), codes: [] });
});

test('characters that XML forbids go, white space stays', () => {
  const { xml, codes } = mend('<a>x\u0001\u000by\u0000\t\n\rz\uffff</a>');
  assert.equal(xml, '<a>xy\t\n\rz</a>');
  assert.deepEqual(codes, ['xml.control_characters']);
});

test('text before the first element goes, with a warning only when it said something', () => {
  assert.deepEqual(mend('\n \ufeff<rss/>').codes, []);
  assert.deepEqual(mend('Warning: x\n<rss/>'), {
    xml: '<rss/>',
    entities: new Map(),
    codes: ['xml.leading_text'],
  });
});

test('only what can begin a tag is a tag', () => {
  assert.equal(mend('<t>a < b <3 <<c></t>').xml, '<t>a &lt; b &lt;3 &lt;<c></t>');
  assert.equal(mend('<t><élan/></t>').xml, '<t><élan/></t>');
});

test('CDATA in small letters is CDATA', () =>
  assert.equal(mend('<t><![cdata[a < b]]></t>').xml, '<t><![CDATA[a < b]]></t>'));

test('plain entities of the document type are kept', () => {
  const { xml, entities, codes } = mend(
    `<!DOCTYPE rss [<!ENTITY co "Tea &#38; Sons"><!ENTITY q 'it"s'>]><rss/>`,
  );
  assert.equal(xml, '<rss/>');
  assert.deepEqual(
    [...entities],
    [
      ['co', 'Tea & Sons'],
      ['q', 'it"s'],
    ],
  );
  assert.deepEqual(codes, []);
});

test('entities that lead elsewhere are not followed', () => {
  const { entities, codes } = mend(
    '<!DOCTYPE r [<!ENTITY a "x"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd"><!ENTITY m "<b>">]><r/>',
  );
  assert.deepEqual([...entities.keys()], ['a']);
  assert.deepEqual(codes, ['xml.entities_ignored']);
});

test('the end of a document type is found behind quotes, brackets and comments', () => {
  for (const inner of [
    '<!ATTLIST a b CDATA "]>">',
    "<!ENTITY x ']>'>",
    `<!-- it's ]> "odd" -->`,
    '<!ELEMENT a (b|c)*>',
  ])
    assert.equal(mend(`<!DOCTYPE a [${inner}]><a/>`).xml, '<a/>', inner);
});

test('a document type without an end leaves nothing behind it', () =>
  assert.equal(mend('<!DOCTYPE a [<!-- x <rss/>').xml, ''));

test('a document type that stands inside text is text', () =>
  assert.match(mend('<rss><t>&lt;!DOCTYPE x></t></rss>').xml, /DOCTYPE/));
