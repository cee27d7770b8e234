import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLocalHost, isPassing, isShared, partOf, readHost } from './domain.ts';

test('a name is read as browsers will send it', () => {
  for (const [given, wanted] of [
    ['help.example.com', 'help.example.com'],
    [' HELP.Example.COM ', 'help.example.com'],
    ['https://help.example.com/', 'help.example.com'],
    ['hilfe.müller.example', 'hilfe.xn--mller-kva.example'],
    ['help.example.com:8443', 'help.example.com:8443'],
    ['help.example.com:443', 'help.example.com'],
  ] as const)
    assert.equal(readHost(given), wanted, given);
});

test('what is no name of a site is refused', () => {
  for (const given of [
    '',
    'help',
    'localhost',
    '192.0.2.7',
    '0x7f.1',
    '[::1]',
    'help.example.com/path',
    'help.example.com?x',
    'user@help.example.com',
    'help.example.com\\evil.example',
    'help_me.example.com',
    '-help.example.com',
    'a..example.com',
    'help.example.com\nX: y',
    `${'a'.repeat(64)}.example.com`,
    `${'a.'.repeat(130)}com`,
    'javascript:alert(1)',
  ])
    assert.equal(readHost(given), undefined, given);
});

test('names that nobody else can have need no list, and names that look like them do', () => {
  for (const host of ['localhost', 'localhost:3000', '127.0.0.1:80', '[::1]:3000', 'rapport', 'web_1:3000'])
    assert.ok(isLocalHost(host), host);
  for (const host of [
    '',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'evil.example',
    'a.b',
    'x y',
    '[::1',
  ])
    assert.ok(!isLocalHost(host), host);
});

test('a path belongs to one part at most', () => {
  for (const path of [
    '/community',
    '/community/t/1/x?page=2',
    '/ideas',
    '/whats-next',
    '/changelog/1',
    '/reviews/x',
  ])
    assert.equal(partOf(path), 'community', path);
  for (const path of ['/help', '/help/en/x#y', '/contact']) assert.equal(partOf(path), 'help', path);
  for (const path of [
    '/',
    '/community-desk',
    '/helpful',
    '/settings/community',
    '/api/v1/forum',
    '/search',
    '/HELP',
  ])
    assert.equal(partOf(path), undefined, path);
});

test('what pages load is sent everywhere, pages are not', () => {
  for (const path of [
    '/search',
    '/search/suggest',
    '/robots.txt',
    '/community/style.css',
    '/community/forum.js',
  ])
    assert.ok(isShared(path), path);
  for (const path of ['/community', '/community/t/1/style', '/help/en', '/searching', '/assets/index.js'])
    assert.ok(!isShared(path), path);
});

test('nobody keeps where a page of one’s own or a link with a secret led', () => {
  for (const path of [
    '/community/enter',
    '/community/me/account',
    '/community/appeal/mac_1',
    '/community/bookmarks',
    '/reviews/write/secret',
    '/reviews/end/secret',
    '/pages/preview/secret',
    '/contact/confirm',
  ])
    assert.ok(isPassing(path), path);
  for (const path of [
    '/community/t/1/enter',
    '/community/appealing',
    '/reviews/lamp/write',
    '/reviews/write',
    '/pages/en/preview',
    '/contact',
  ])
    assert.ok(!isPassing(path), path);
});
