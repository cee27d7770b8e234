import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { OutwardResponse } from '#platform/outward/index.ts';
import { runFeedParse } from './index.ts';
import type { ParsedFeed } from './format/types.ts';

const FEED =
  '<rss version="2.0"><channel><title>Tea</title><item><title>One</title><link>a</link></item></channel></rss>';

/** A network that answers from a table, by the protocol of the outward module. */
function surroundings(pages: Record<string, string> = {}, files: Record<string, string | Uint8Array> = {}) {
  const out = { stdout: '', stderr: '' };
  const io = {
    stdout: { write: (text: string) => (out.stdout += text) },
    stderr: { write: (text: string) => (out.stderr += text) },
    readFile: async (path: string) => {
      const file = files[path];
      if (file === undefined) throw new Error(`ENOENT: no such file or directory, open '${path}'`);
      return Buffer.from(file);
    },
    outward: {
      fetch: async (url: string): Promise<OutwardResponse> => ({
        status: pages[url] === undefined ? 404 : 200,
        headers: {},
        body: Buffer.from(pages[url] ?? ''),
        url,
        redirects: [],
      }),
    },
  };
  return { out, io };
}

test('prints a file as JSON', async () => {
  const { out, io } = surroundings({}, { 'feed.xml': FEED });
  assert.equal(await runFeedParse(['feed.xml', '--url', 'https://tea.example/x/feed'], io), 0);
  const parsed = JSON.parse(out.stdout) as ParsedFeed;
  assert.equal(parsed.feed.title, 'Tea');
  assert.equal(parsed.entries[0]?.url, 'https://tea.example/x/a');
  assert.deepEqual(Object.keys(parsed), ['feed', 'entries', 'warnings']);
  assert.equal(out.stderr, '');
});

test('reads standard input, with the charset it is told, on one line if wished', async () => {
  const { out, io } = surroundings(
    {},
    {
      '-': Buffer.concat([
        Buffer.from('<rss version="2.0"><channel><title>'),
        Buffer.from([0xd7, 0xc1, 0xca]),
        Buffer.from('</title></channel></rss>'),
      ]),
    },
  );
  assert.equal(await runFeedParse(['-', '--compact', '--content-type=text/xml; charset=koi8-r'], io), 0);
  assert.equal(out.stdout.trim().split('\n').length, 1);
  assert.equal((JSON.parse(out.stdout) as ParsedFeed).feed.title, 'вай');
});

test('reads an address, and the feed of a page', async () => {
  const { out, io } = surroundings({
    'https://tea.example/': '<html><link rel="alternate" type="application/rss+xml" href="/feed"></html>',
    'https://tea.example/feed': FEED,
  });
  assert.equal(await runFeedParse(['https://tea.example/feed'], io), 0);
  assert.equal(await runFeedParse(['https://tea.example/'], io), 0);
  assert.match(out.stderr, /is a page; reading the feed it offers: https:\/\/tea\.example\/feed/);
});

test('says what was wrong and exits with 1', async () => {
  const { out, io } = surroundings({}, { 'page.html': '<!doctype html><p>x' });
  assert.equal(await runFeedParse(['page.html'], io), 1);
  assert.match(out.stderr, /looks like an HTML page\. .*discovery/);
  assert.equal(await runFeedParse(['missing.xml'], io), 1);
  assert.match(out.stderr, /no such file/);
  assert.equal(await runFeedParse(['https://tea.example/none'], io), 1);
  assert.match(out.stderr, /answered 404/);
  assert.equal(out.stdout, '');
});

test('wrong usage exits with 2, a call for help with 0', async () => {
  for (const argv of [[], ['a', 'b'], ['--nope'], ['a', '--url']]) {
    const { out, io } = surroundings();
    assert.equal(await runFeedParse(argv, io), 2, argv.join(' '));
    assert.match(out.stderr, /Usage/);
  }
  const help = surroundings();
  assert.equal(await runFeedParse(['--help'], help.io), 0);
  assert.match(help.out.stdout, /Usage/);
});
