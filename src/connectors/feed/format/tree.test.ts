import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { XmlNode } from './node.ts';
import { readTree } from './tree.ts';

function read(xml: string) {
  const tree = readTree(xml, new Map());
  assert.ok('root' in tree, `no feed in ${xml}`);
  return tree;
}

/** `name[child child]`, texts in quotes. */
function outline(node: XmlNode): string {
  const inner = node.children.map(outline).join(' ');
  const text = node.text.trim();
  return node.name + (text ? `"${text}"` : '') + (inner ? `[${inner}]` : '');
}

const skeletons: [string, string, string][] = [
  ['names are lower case', '<RSS><Channel><TITLE>T</TITLE></Channel></RSS>', 'rss[channel[title"T"]]'],
  [
    'prefixes are canonical whatever the publisher calls them',
    '<rss xmlns:x="http://purl.org/dc/elements/1.1/"><channel><x:creator>A</x:creator></channel></rss>',
    'rss[channel[dc:creator"A"]]',
  ],
  [
    'undeclared prefixes mean what everybody means by them',
    '<rss><channel><dc:creator>A</dc:creator></channel></rss>',
    'rss[channel[dc:creator"A"]]',
  ],
  [
    'a missing end tag ends with the next element of the feed',
    '<rss><channel><item><title>a<link>l</link></item></channel></rss>',
    'rss[channel[item[title"a" link"l"]]]',
  ],
  [
    'an entry ends where the next begins',
    '<rss><channel><item><title>a</title><item><title>b</title></channel></rss>',
    'rss[channel[item[title"a"] item[title"b"]]]',
  ],
  [
    'markup inside a text is text',
    '<rss><channel><item><description><p>a <b>b</b></p></description></item></channel></rss>',
    'rss[channel[item[description"<p>a <b>b</b></p>"]]]',
  ],
  [
    'comments and instructions are nothing',
    '<rss><!-- <item/> --><channel><title>a<!-- x --><?y z?>b</title></channel></rss>',
    'rss[channel[title"ab"]]',
  ],
  [
    'adjoining CDATA and text are one',
    '<rss><channel><title>a <![CDATA[& b]]> &amp; c</title></channel></rss>',
    'rss[channel[title"a & b & c"]]',
  ],
  [
    'a feed may stand inside a page',
    '<html><body><rss><channel><title>T</title></channel></rss></body></html>',
    'rss[channel[title"T"]]',
  ],
];

for (const [what, xml, expected] of skeletons)
  test(what, () => assert.equal(outline(read(xml).root), expected));

test('the kind is told by the outermost element of a feed', () => {
  assert.equal(read('<rss/>').kind, 'rss');
  assert.equal(read('<channel/>').kind, 'rss');
  assert.equal(read('<x:RDF xmlns:x="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>').kind, 'rdf');
  assert.equal(read('<feed/>').kind, 'atom');
  assert.equal(read('<entry xmlns="http://www.w3.org/2005/Atom"/>').kind, 'atom');
});

test('without a feed the first tag is named', () =>
  assert.deepEqual(readTree('<opml><body/></opml>', new Map()), { firstTag: 'opml' }));

test('bases and languages are handed down', () => {
  const { root } = read(
    '<feed xml:base="http://x.example/a/" xml:lang="de"><entry xml:base="b/"><title xml:lang="fr">T</title></entry></feed>',
  );
  const [entry] = root.children;
  assert.deepEqual([entry!.base, entry!.lang], ['http://x.example/a/b/', 'de']);
  assert.deepEqual([entry!.children[0]!.base, entry!.children[0]!.lang], ['http://x.example/a/b/', 'fr']);
});

test('what the end of the document cut is marked', () => {
  const { root, hasEntryEnds } = read('<rss><channel><item><title>a</title></item><item><title>b');
  const [first, second] = root.children[0]!.children;
  assert.equal(hasEntryEnds, true);
  assert.deepEqual([first!.isCut, second!.isCut], [false, true]);
});

test('attributes are decoded, the first of a name counts', () => {
  const { root } = read(
    '<rss><channel><enclosure URL="http://x.example/?a=1&amp;b=2" url="no" /></channel></rss>',
  );
  assert.equal(root.children[0]!.children[0]!.attributes.url, 'http://x.example/?a=1&b=2');
});
