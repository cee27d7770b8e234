import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hostOf, linkTerms, tokenize } from './index.ts';

/** What of the text is read as an address, with its host. */
const found: [text: string, url: string, host: string][] = [
  ['see https://example.com.', 'https://example.com', 'example.com'],
  ['see https://example.com/a,b;c!', 'https://example.com/a,b;c', 'example.com'],
  ['(http://example.com/a)', 'http://example.com/a', 'example.com'],
  ['<https://example.com/a>', 'https://example.com/a', 'example.com'],
  ['"https://example.com/a"', 'https://example.com/a', 'example.com'],
  ['[x](https://example.com/a_(b))', 'https://example.com/a_(b)', 'example.com'],
  ['HTTPS://EXAMPLE.COM/A', 'HTTPS://EXAMPLE.COM/A', 'example.com'],
  ['https://example.com:8443/a', 'https://example.com:8443/a', 'example.com'],
  ['https://example.com?a=b#c', 'https://example.com?a=b#c', 'example.com'],
  ['https://me:secret@example.com/', 'https://me:secret@example.com/', 'example.com'],
  ['https://example.com/ünï/€', 'https://example.com/ünï/€', 'example.com'],
  ['https://example.com/日本', 'https://example.com/', 'example.com'],
  ['見てhttps://example.comです', 'https://example.com', 'example.com'],
  ['www.example.com/x', 'www.example.com/x', 'www.example.com'],
  ['https://[::1]:3000/x', 'https://[::1]:3000/x', '[::1]'],
  ['https://sub_domain.example.com', 'https://sub_domain.example.com', 'sub_domain.example.com'],
];

for (const [text, url, host] of found) {
  test(`${text} holds ${url}`, () => {
    const link = tokenize(text).find(({ term }) => term.startsWith('link:'));
    assert.equal(link?.term, `link:${host}`);
    assert.equal(text.slice(link.start, link.end), url);
  });
}

test('what only looks like an address is read as words', () => {
  for (const text of [
    'http://',
    'https:///x',
    'http://.',
    'www.',
    'www.x',
    'www..x',
    'httpsx://a.b',
    'ftp://a.example',
    'example.com',
    'a@b.example',
  ]) {
    assert.ok(!tokenize(text).some(({ term }) => term.startsWith('link:')), text);
  }
});

test('the host of whatever a person writes', () => {
  const hosts: [written: string, host: string | undefined][] = [
    ['example.com', 'example.com'],
    [' Example.COM ', 'example.com'],
    ['https://example.com/x', 'example.com'],
    ['//example.com/x', 'example.com'],
    ['example.com:80/x', 'example.com'],
    ['example.com.', 'example.com'],
    ['https://ünï.example', 'xn--n-nga1b.example'],
    ['', undefined],
    ['https://', undefined],
    ['...', undefined],
    ['a b', 'a'],
    ['%%%', undefined],
    [`${'a.'.repeat(200)}b`, undefined],
    ['\u0000', undefined],
    ['\ud800', undefined],
  ];
  for (const [written, host] of hosts) assert.equal(hostOf(written), host, JSON.stringify(written));
});

test('a host is found by its parent domains, but not by a top-level domain or part of an address number', () => {
  assert.deepEqual(linkTerms('a.b.example.com'), [
    'link:a.b.example.com',
    'link:b.example.com',
    'link:example.com',
  ]);
  assert.deepEqual(linkTerms('localhost'), ['link:localhost']);
  assert.deepEqual(linkTerms('10.0.0.1'), ['link:10.0.0.1']);
  assert.deepEqual(linkTerms('[::1]'), ['link:[::1]']);
});
