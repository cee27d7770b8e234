import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeCanonical } from './canonical.ts';
import { readTree } from './tree.ts';
import type { FeedWarning } from './types.ts';

function canonical(xml: string) {
  const tree = readTree(xml, new Map());
  assert.ok('root' in tree);
  const warnings: FeedWarning[] = [];
  const written = writeCanonical(tree, warnings);
  return { ...written, codes: warnings.map((warning) => warning.code) };
}

const item = (xml: string) => canonical(`<rss><channel><item>${xml}</item></channel></rss>`).xml;
const entry = (xml: string) =>
  canonical(`<feed xmlns="http://www.w3.org/2005/Atom"><entry>${xml}</entry></feed>`).xml;

test('the version is what the document says', () => {
  const versions: [string, string | null][] = [
    ['<rss version="0.92"/>', '0.92'],
    ['<rss/>', null],
    ['<feed version="0.3" xmlns="http://purl.org/atom/ns#"/>', '0.3'],
    ['<feed xmlns="http://purl.org/atom/ns#"/>', '0.3'],
    ['<feed xmlns="http://www.w3.org/2005/Atom"/>', '1.0'],
    ['<rdf:RDF xmlns="http://purl.org/rss/1.0/"/>', '1.0'],
    ['<rdf:RDF xmlns="http://my.netscape.com/rdf/simple/0.9/"/>', '0.90'],
    ['<rdf:RDF xmlns="http://purl.org/net/rss1.1#"/>', '1.1'],
  ];
  for (const [xml, version] of versions) assert.equal(canonical(xml).version, version, xml);
});

test('items are found in the channel, beside it, in a list and in a second channel', () => {
  const { xml } = canonical(
    '<rss><channel><item><guid>1</guid></item><items><item><guid>2</guid></item></items></channel><item><guid>3</guid></item><channel><item><guid>4</guid></item></channel></rss>',
  );
  assert.deepEqual(
    [...xml.matchAll(/<guid>(\d)/g)].map(([, id]) => id),
    ['1', '2', '3', '4'],
  );
});

test('elements that strayed in from other formats get their prefix', () => {
  assert.match(item('<published>x</published>'), /<atom:published>x</);
  assert.match(item('<date>x</date>'), /<dc:date>x</);
  assert.match(item('<link href="http://x.example/"/>'), /<link>http:\/\/x\.example\/</);
  assert.match(item('<link rel="self" href="s"/>'), /<atom:link rel="self" href="s">/);
});

test('a body under another name is the body, unless there is a proper one', () => {
  for (const name of ['content', 'body', 'fullitem', 'rdf:value'])
    assert.match(item(`<${name}>x</${name}>`), /<content:encoded>x</, name);
  assert.doesNotMatch(item('<content>x</content><content:encoded>y</content:encoded>'), /encoded>x</);
});

test('images of items and images that are only an address', () => {
  assert.match(item('<image><url>i.png</url><title>no</title></image>'), /<media:thumbnail url="i.png">/);
  assert.match(item('<image href="i.png"/>'), /<media:thumbnail url="i.png">/);
  assert.match(
    canonical('<rss><channel><image>i.png</image></channel></rss>').xml,
    /<image><url>i.png<\/url>/,
  );
});

test('names of RDF become ids', () => {
  const rdf = canonical(
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><item rdf:about="urn:a"><title>x</title></item></rdf:RDF>',
  );
  assert.match(rdf.xml, /<guid ispermalink="false">urn:a</);
});

test('Atom: an address as text, an author as text, several contents', () => {
  assert.match(entry('<link>http://x.example/</link>'), /<link href="http:\/\/x\.example\/">/);
  assert.match(entry('<author>Ann</author>'), /<author><name>Ann<\/name><\/author>/);
  const body = entry('<content>plain</content><content type="text/html">&lt;p>h&lt;/p></content>');
  assert.match(body, /<content type="html">&lt;p&gt;h/);
  assert.doesNotMatch(body, /plain/);
});

test('bases inside an entry are settled, its own is handed on', () => {
  const xml = canonical(
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://x.example/"><entry xml:base="a/"><link xml:base="b/" href="c"/></entry></feed>',
  ).xml;
  assert.match(xml, /<entry xml:base="http:\/\/x\.example\/a\/"/);
  assert.match(xml, /href="http:\/\/x\.example\/a\/b\/c"/);
});

test('elements that nobody reads and names that are none are left out', () =>
  assert.doesNotMatch(item('<z:x>1</z:x><title>t</title>'), /z:x/));

test('a cut entry is left out, except in a feed where no entry has an end', () => {
  const cut = canonical('<rss><channel><item><guid>1</guid></item><item><guid>2</guid>');
  assert.deepEqual(cut.codes, ['xml.truncated', 'xml.entry_cut']);
  assert.doesNotMatch(cut.xml, /<guid>2/);
  assert.match(canonical('<rss><channel><item><guid>1</guid><item><guid>2</guid>').xml, /<guid>2/);
});
