/** Every feed of the public site, read by programs that people read feeds with: feedparser, and newsboat, which keeps what it read and asks again for what is new. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { wish } from '../../src/main/demo/ideas.ts';
import { praise } from '../../src/main/demo/reviews.ts';
import { toldServer } from '../../src/main/testing/told-server.ts';
import { freePort } from '../helpers/program.ts';

const run = promisify(execFile);
const PYTHON = '/usr/bin/python3';
const FEEDPARSER = '/usr/lib/python3/dist-packages/feedparser';
const NEWSBOAT = '/usr/bin/newsboat';

/** Reads each address as feedparser's users do, and once more with what the first answer said of itself. */
const SCRIPT = `
import feedparser, json, sys
def read(url):
    d = feedparser.parse(url)
    again = feedparser.parse(url, etag=d.get('etag'))
    dated = feedparser.parse(url, modified=d.get('modified')) if d.get('modified') else None
    return {'url': url, 'status': d.get('status'), 'bozo': str(d.get('bozo_exception', '')) if d.bozo else '', 'version': d.version,
      'title': d.feed.get('title', ''), 'link': d.feed.get('link', ''), 'language': d.feed.get('language', ''),
      'again': again.get('status'), 'dated': dated.get('status') if dated else None,
      'entries': [{'id': e.get('id', ''), 'title': e.get('title', ''), 'link': e.get('link', ''), 'author': e.get('author', ''),
        'dated': bool(e.get('updated_parsed') or e.get('published_parsed')), 'text': (e.content[0].value if e.get('content') else e.get('summary', ''))} for e in d.entries]}
print(json.dumps([read(url) for url in json.load(sys.stdin)]))
`;

interface Read {
  url: string;
  status: number;
  bozo: string;
  version: string;
  title: string;
  link: string;
  language: string;
  again: number;
  dated: number | null;
  entries: { id: string; title: string; link: string; author: string; dated: boolean; text: string }[];
}

let whole: Awaited<ReturnType<typeof toldServer>>;
let site = '';
let feeds: string[] = [];
let folder = '';

before(async () => {
  const port = await freePort();
  site = `http://localhost:${port}`;
  whole = await toldServer([wish, praise], { publicUrl: site });
  const { server } = whole;
  await server.listen({ port, host: 'localhost' });
  folder = await mkdtemp(path.join(tmpdir(), 'rapport-feeds-'));
  const found = new Set<string>();
  const front = await textAt('/community');
  const thread = /href="(\/community\/t\/[^"?#]+)"/.exec(front)![1]!;
  const category = /href="(\/community\/c\/[^"?#]+)"/.exec(front)![1]!;
  const product = /href="(\/reviews\/[^"?#/.]+)"/.exec(await textAt('/reviews'))![1]!;
  for (const page of [
    '/community',
    thread,
    category,
    '/ideas',
    '/changelog',
    '/reviews',
    product,
    '/help/en',
    '/help/de',
  ])
    for (const [, url] of (await textAt(page)).matchAll(
      /type="application\/(?:atom|rss)\+xml" title="[^"]*" href="([^"]+)"/g,
    ))
      found.add(url!.replaceAll('&#38;', '&'));
  feeds = [...found];
});
after(async () => {
  await whole?.close();
  await rm(folder, { recursive: true, force: true });
});

const textAt = async (at: string) => (await fetch(`${site}${at}`)).text();

function withInput(program: string, words: string[], input: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(program, words, { timeout: 60_000, maxBuffer: 50_000_000 }, (error, out, err) =>
      error ? reject(new Error(`${error.message}\n${err}`)) : resolve(out),
    );
    child.stdin!.end(input);
  });
}

describe('feeds', () => {
  test(
    'are read by feedparser as they are meant, and not sent again to who has them',
    { skip: existsSync(FEEDPARSER) ? false : 'python3-feedparser is missing' },
    async () => {
      assert.ok(feeds.length >= 18, feeds.join('\n'));
      const read = JSON.parse(await withInput(PYTHON, ['-c', SCRIPT], JSON.stringify(feeds))) as Read[];
      let entries = 0;
      for (const feed of read) {
        assert.deepEqual([feed.status, feed.bozo], [200, ''], feed.url);
        assert.match(feed.version, /^(?:atom10|rss20)$/, feed.url);
        assert.ok(feed.title !== '' && feed.link.startsWith(site) && feed.language !== '', feed.url);
        assert.deepEqual([feed.again, feed.dated], [304, feed.entries.length > 0 ? 304 : null], feed.url);
        assert.equal(new Set(feed.entries.map(({ id }) => id)).size, feed.entries.length, feed.url);
        for (const entry of feed.entries) {
          assert.ok(
            entry.title !== '' && entry.dated && entry.id !== '',
            `${feed.url} ${JSON.stringify(entry)}`,
          );
          assert.ok(entry.link.startsWith(site), entry.link);
        }
        entries += feed.entries.length;
      }
      assert.ok(entries > 100, String(entries));
      const [atom, rss] = ['atom', 'rss'].map((kind) =>
        read.find(({ url }) => url.endsWith(`/community/feed.${kind}`))!,
      );
      const said = ({ entries: all }: Read) =>
        all.map(({ title, link, author }) => ({ title, link, author }));
      assert.deepEqual(said(atom!), said(rss!), 'both say the same');
    },
  );

  test(
    'are read by newsboat, which finds nothing new when it asks again',
    { skip: existsSync(NEWSBOAT) ? false : 'newsboat is missing' },
    async () => {
      const [urls, cache, config] = ['urls', 'cache.db', 'config'].map((name) => path.join(folder, name)) as [
        string,
        string,
        string,
      ];
      await writeFile(urls, `${feeds.join('\n')}\n`);
      await writeFile(config, '');
      const newsboat = async (...words: string[]) =>
        (
          await run(NEWSBOAT, ['-u', urls, '-c', cache, '-C', config, '-q', '-x', ...words], {
            timeout: 60_000,
            env: { ...process.env, HOME: folder },
          })
        ).stdout;
      await newsboat('reload');
      const unread = Number(/(\d+) unread/.exec(await newsboat('print-unread'))?.[1]);
      assert.ok(unread > 100, String(unread));
      await newsboat('reload');
      assert.match(await newsboat('print-unread'), new RegExp(`^${unread} unread`), 'nothing is doubled');
    },
  );
});
