import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalPrefix, isHtmlElement, isVoidElement } from './names.ts';
import { canonicalName, isDeclaration, localName, scopeOf } from './scope.ts';
import { endsLeaf, isLeaf, kindOfRoot } from './shape.ts';

test('namespaces are known with or without TLS, closing slash and capitals', () => {
  for (const uri of [
    'http://www.w3.org/2005/Atom',
    'https://www.w3.org/2005/Atom',
    ' http://www.w3.org/2005/Atom/ ',
    'HTTP://WWW.W3.ORG/2005/ATOM',
  ])
    assert.equal(canonicalPrefix(uri), 'atom', uri);
  assert.equal(canonicalPrefix('http://www.itunes.com/DTDs/Podcast-1.0.dtd'), 'itunes');
  assert.equal(canonicalPrefix('http://purl.org/rss/1.0/'), '');
  assert.equal(canonicalPrefix('urn:unknown'), undefined);
});

test('a scope knows what is declared here and around', () => {
  const outer = scopeOf(undefined, { 'xmlns:d': 'http://purl.org/dc/elements/1.1/' });
  const inner = scopeOf(outer, { 'xmlns:c': 'http://purl.org/rss/1.0/modules/content/', href: 'x' });
  assert.equal(canonicalName('d:creator', inner, 'rss'), 'dc:creator');
  assert.equal(canonicalName('c:encoded', inner, 'rss'), 'content:encoded');
  assert.equal(canonicalName('c:encoded', outer, 'rss'), 'c:encoded');
  assert.equal(scopeOf(outer, { href: 'x' }), outer);
});

test('a prefix may be bound anew', () => {
  const outer = scopeOf(undefined, { 'xmlns:x': 'http://purl.org/dc/elements/1.1/' });
  const inner = scopeOf(outer, { 'xmlns:x': 'http://search.yahoo.com/mrss/' });
  assert.equal(canonicalName('x:title', inner, 'rss'), 'media:title');
  assert.equal(canonicalName('x:title', scopeOf(outer, { 'xmlns:x': 'urn:z' }), 'rss'), 'x:title');
});

test('Atom has its prefix in RSS only', () => {
  const scope = scopeOf(undefined, { 'xmlns:a': 'http://www.w3.org/2005/Atom' });
  assert.equal(canonicalName('a:link', scope, 'rss'), 'atom:link');
  assert.equal(canonicalName('a:link', scope, 'atom'), 'link');
});

test('parts of names', () => {
  assert.equal(localName('dc:creator'), 'creator');
  assert.equal(localName('title'), 'title');
  assert.ok(isDeclaration('xmlns') && isDeclaration('xmlns:a') && !isDeclaration('xmlnsa'));
  assert.ok(isHtmlElement('blockquote') && !isHtmlElement('string'));
  assert.ok(isVoidElement('br') && !isVoidElement('p'));
});

test('an entry is a feed only where it says that it is of Atom', () => {
  assert.equal(kindOfRoot('entry', { xmlns: 'http://www.w3.org/2005/Atom' }), 'atom');
  assert.equal(kindOfRoot('entry', {}), undefined);
  assert.equal(kindOfRoot('html', {}), undefined);
});

test('texts are leaves, containers are not', () => {
  for (const name of ['title', 'description', 'content:encoded', 'dc:creator', 'rdf:value', 'guid'])
    assert.equal(isLeaf(name), true, name);
  for (const name of ['item', 'channel', 'author', 'image', 'media:group', 'atom:author', 'z:anything'])
    assert.equal(isLeaf(name), false, name);
});

test('only elements that a body cannot hold end an unclosed body', () => {
  assert.equal(endsLeaf('rss', 'description', 'item', 3, {}), true);
  assert.equal(endsLeaf('rss', 'description', 'pubdate', 3, {}), true);
  assert.equal(endsLeaf('rss', 'description', 'dc:creator', 0, {}), true);
  assert.equal(endsLeaf('rss', 'description', 'p', 0, {}), false);
  assert.equal(endsLeaf('rss', 'description', 'link', 0, {}), true);
  assert.equal(endsLeaf('rss', 'description', 'link', 0, { rel: 'stylesheet' }), false);
  assert.equal(endsLeaf('rss', 'description', 'title', 2, {}), false);
  assert.equal(endsLeaf('atom', 'content', 'summary', 0, {}), false);
  assert.equal(endsLeaf('atom', 'title', 'id', 0, {}), true);
});
