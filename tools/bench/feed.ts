/**
 * How long a feed of 10 MB holds up the process that reads it: `npm run bench feed [-- --megabytes 10] [--plain]`. A feed server on the
 * loopback serves it, the connector polls it, intake stores every entry; meanwhile the longest stall of the event loop is measured.
 * `--plain` leaves out the database.
 */
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { feedConnector } from '#connectors/feed/index.ts';
import type { SourceBatch } from '#connectors/kit/index.ts';
import { createLogger } from '#platform/log/index.ts';
import { matcherPort, takeIn } from '#listen/intake/index.ts';
import { createTestApp } from '../../test/helpers/app.ts';
import { serve, startFeedServer } from '../../test/helpers/feed-server.ts';

const { values: options } = parseArgs({
  options: { megabytes: { type: 'string', default: '10' }, plain: { type: 'boolean', default: false } },
});
const BYTES = Number(options.megabytes) * 1_000_000;

const local = await startFeedServer();
const test = options.plain ? undefined : await createTestApp();
test?.app.provide(matcherPort, { match: () => [{ topicId: 'topic_bench', toInbox: false }] });
try {
  for (const [name, document] of [
    ['entries of 2 kB', manyEntries(BYTES, 2000)],
    ['entries of 100 kB, all markup', manyEntries(BYTES, 100_000)],
    ['one entry that never closes an element', oneEntry(BYTES)],
  ] as const) {
    await poll(name, document);
  }
} finally {
  await test?.close();
  await local.close();
}

async function poll(name: string, document: string): Promise<void> {
  local.routes['/feed'] = serve(document);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  await new Promise((resolve) => setTimeout(resolve, 200));
  delay.enable();
  const from = performance.now();
  let posts = 0;
  let said = '';
  try {
    for await (const batch of readFeed()) {
      posts += batch.items.length;
      await test?.app.db.transaction(() => takeIn(test.app, { sourceId: null, items: batch.items }));
    }
  } catch (error) {
    said = `, refused: ${error instanceof Error ? error.message.slice(0, 120) : String(error)}`;
  }
  const took = performance.now() - from;
  await new Promise((resolve) => setTimeout(resolve, 50));
  delay.disable();
  const megabytes = (Buffer.byteLength(document) / 1e6).toFixed(1);
  console.log(
    `${name} (${megabytes} MB): ${posts} posts in ${(took / 1000).toFixed(1)} s, longest stall ${(delay.max / 1e6).toFixed(0)} ms (goal 50)${said}`,
  );
}

function readFeed(): AsyncIterable<SourceBatch> {
  const url = `${local.origin}/feed`;
  return feedConnector.read(
    { url, firstUrl: `${url}?${Math.random()}` },
    {
      sourceId: 'src_bench',
      cursor: undefined,
      outward: local.outward,
      clock: { now: () => new Date(), sleep: async () => {} },
      log: createLogger('silent'),
      signal: new AbortController().signal,
      ownAccounts: [],
    },
  );
}

function manyEntries(bytes: number, each: number): string {
  const paragraph = '<p>Tea &amp; <a href="/x">cake</a>, <b>served</b> <img src="a.png" alt=""/> daily.</p>';
  const body = paragraph.repeat(Math.ceil(each / paragraph.length)).replaceAll('<', '&lt;');
  const items: string[] = [];
  for (let size = 0; size < bytes; size += body.length + 200) {
    const n = items.length;
    items.push(
      `<item><guid isPermaLink="false">${n}</guid><title>Entry ${n}</title><link>http://shop.example/${n}</link><pubDate>Wed, 01 May 2024 11:00:00 GMT</pubDate><description>${body}</description></item>`,
    );
  }
  return `<rss version="2.0"><channel><title>Large</title>${items.join('')}</channel></rss>`;
}

function oneEntry(bytes: number): string {
  return `<rss version="2.0"><channel><item><title>Large</title><description>${'&lt;b&gt;&lt;i&gt;x '.repeat(bytes / 18)}</description></item></channel></rss>`;
}
