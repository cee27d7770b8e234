import assert from 'node:assert/strict';
import { test } from 'node:test';
import { joinBase, resolveUrl, safeUrl } from './urls.ts';

test('references are resolved, absolute ones untouched', () => {
  const cases: [string, string | null, string][] = [
    ['a', 'http://x.example/b/', 'http://x.example/b/a'],
    ['../a', 'http://x.example/b/c/', 'http://x.example/b/a'],
    ['?q', 'http://x.example/b', 'http://x.example/b?q'],
    ['//y.example/a', 'http://x.example/', 'http://y.example/a'],
    ['//y.example/a', null, 'https://y.example/a'],
    ['http://X.example', 'http://y.example/', 'http://X.example'],
    ['tag:x,1', 'http://y.example/', 'tag:x,1'],
    ['www.x.example/a', 'http://y.example/', 'http://www.x.example/a'],
    [' http://x.example/\n  long ', null, 'http://x.example/long'],
    ['a', null, 'a'],
    ['a', 'relative/', 'a'],
    ['', 'http://x.example/', ''],
  ];
  for (const [reference, base, expected] of cases)
    assert.equal(resolveUrl(reference, base), expected, `${reference} in ${base}`);
});

test('nested bases join, relative to relative too', () => {
  assert.equal(joinBase('http://x.example/a/', 'b/'), 'http://x.example/a/b/');
  assert.equal(joinBase('http://x.example/a/', '/b/'), 'http://x.example/b/');
  assert.equal(joinBase('http://x.example/', 'http://y.example/'), 'http://y.example/');
  assert.equal(joinBase(undefined, 'a/'), 'a/');
  assert.equal(joinBase('/a/', 'b/'), '/a/b/');
  assert.equal(joinBase('/a/', ''), '/a/');
});

test('addresses that run code are no addresses', () => {
  for (const url of [
    'javascript:alert(1)',
    ' JaVaScRiPt:x',
    'java\tscript:x',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:x',
    '',
    '  ',
    null,
    undefined,
  ])
    assert.equal(safeUrl(url, 'http://x.example/'), null, String(url));
  assert.equal(safeUrl('magnet:?xt=1'), 'magnet:?xt=1');
});

test('bases that are no addresses do no harm', () => {
  for (const outer of ['//', 'http://', '/[', '?#', ':', ' ']) {
    assert.equal(typeof joinBase(outer, 'x/'), 'string', outer);
    assert.equal(typeof resolveUrl('x', outer), 'string', outer);
  }
});
