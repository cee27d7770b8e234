import assert from 'node:assert/strict';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { AppError } from '#platform/errors/index.ts';
import type { DigestRequest } from '../digest.ts';
import { LARGE_BYTES, runForOne, runTask } from './run.ts';

const NOW = new Date('2024-05-01T12:00:00Z');
const URL_READ = 'https://shop.example/feed';

function feedOf(count: number, body: string): string {
  const items = Array.from(
    { length: count },
    (_, n) =>
      `<item><guid isPermaLink="false">${n}</guid><title>Entry ${n}</title><description>${body}</description></item>`,
  );
  return `<rss version="2.0"><channel><title>Large</title>${items.join('')}</channel></rss>`;
}

const BODY = '&lt;p&gt;Tea &amp;amp; &lt;a href="/x"&gt;cake&lt;/a&gt;&lt;/p&gt;'.repeat(20);
const LARGE = feedOf(600, BODY);

function digestRequest(text: string | Uint8Array, seen: DigestRequest['cursor']['seen'] = []): DigestRequest {
  return {
    document: { body: Buffer.from(text), url: URL_READ, headers: {} },
    config: { url: URL_READ, firstUrl: URL_READ },
    cursor: { seen },
    marks: { hash: 'abc' },
    moved: undefined,
    now: NOW,
  };
}

async function code(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => assert.fail('it should have been refused'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof AppError, String(error));
  return error.code;
}

const collect = async <T>(pieces: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const piece of pieces) all.push(piece);
  return all;
};

describe('a large document', () => {
  test('gives the same in a thread of its own as a small one gives here', async () => {
    assert.ok(LARGE.length > LARGE_BYTES);
    const { tasks } = await import('./tasks.ts');
    const here = [...tasks.digest(digestRequest(LARGE))];
    const apart = await collect(runTask('digest', digestRequest(LARGE)));
    assert.ok(here.length > 5, `${here.length} pieces`);
    assert.deepEqual(apart, here);
  });

  test('leaves the event loop free', async () => {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    let ticks = 0;
    const clock = setInterval(() => ticks++, 1);
    await collect(runTask('digest', digestRequest(feedOf(3000, BODY))));
    clearInterval(clock);
    delay.disable();
    // Parsing it here takes more than a second in one piece.
    assert.ok(delay.max / 1e6 < 500, `${delay.max / 1e6} ms`);
    assert.ok(ticks > 10, `${ticks} ticks`);
  });

  test('is known by its size unpacked too', async () => {
    const packed = gzipSync(feedOf(20_000, 'x'.repeat(50)));
    assert.ok(packed.length < LARGE_BYTES);
    const late = runForOne(
      'lookBehind',
      { document: { body: packed, url: URL_READ, headers: {} } },
      { patienceMs: 1 },
    );
    assert.equal(await code(late), 'feed.too_hard', 'only a thread runs out of time');
  });

  test('tells the same reason when it is no feed', async () => {
    const page = `<!doctype html><html><body>${'<p>Hello</p>'.repeat(60_000)}</body></html>`;
    const request = {
      document: { body: Buffer.from(page), url: URL_READ, headers: {} },
      config: digestRequest('').config,
      now: NOW,
    };
    const refused = runForOne('look', request);
    await assert.rejects(refused, (error) => {
      assert.ok(error instanceof AppError);
      assert.equal(error.code, 'feed.not_a_feed');
      assert.equal(error.status, 422);
      assert.match(error.message, /looks like an HTML page/);
      return true;
    });
  });
});

describe('batches', () => {
  test('each carries the cursor that is true after it, so that a reader who stops goes on and doubles nothing', async () => {
    const all = await collect(runTask('digest', digestRequest(LARGE)));
    const ids = (pieces: typeof all) =>
      pieces.flatMap(({ batch }) => batch.items.map((item) => (item.type === 'post' ? item.externalId : '')));
    assert.equal(new Set(ids(all)).size, 600);
    for (const stoppedAfter of [1, 3, all.length - 1]) {
      const stored = all.slice(0, stoppedAfter);
      const cursor = JSON.parse(stored.at(-1)!.batch.cursor!) as DigestRequest['cursor'];
      assert.equal(cursor.hash, undefined, 'the document is read again');
      const rest = await collect(runTask('digest', digestRequest(LARGE, cursor.seen)));
      assert.deepEqual([...ids(stored), ...ids(rest)], ids(all));
      assert.equal(rest.at(-1)!.batch.skipped, ids(stored).length);
    }
    const last = JSON.parse(all.at(-1)!.batch.cursor!) as DigestRequest['cursor'];
    assert.equal(last.hash, 'abc');
    assert.equal(last.seen.length, 600);
  });

  test('the next is made only when it is asked for, and the thread ends with the reader', async () => {
    const before = process.getActiveResourcesInfo().filter((name) => name === 'MessagePort').length;
    for await (const { batch } of runTask('digest', digestRequest(LARGE))) {
      assert.ok(batch.items.length > 0);
      break;
    }
    const after = process.getActiveResourcesInfo().filter((name) => name === 'MessagePort').length;
    assert.equal(after, before);
  });
});

describe('limits', () => {
  const large = () => ({ document: { body: Buffer.from(LARGE), url: URL_READ, headers: {} } });

  test('time: the thread is ended and the reason is told', async () => {
    const refused = runForOne('lookBehind', large(), { patienceMs: 5 });
    assert.equal(await code(refused), 'feed.too_hard');
  });

  test('memory: the thread is ended and the process lives', async () => {
    const hungry = { document: { body: Buffer.from(feedOf(10_000, BODY)), url: URL_READ, headers: {} } };
    const refused = runForOne('lookBehind', hungry, { megabytes: 48 });
    assert.equal(await code(refused), 'feed.too_hard');
    assert.equal((await runForOne('lookBehind', large())).title, 'Large');
  });

  test('an abort ends it at once with its own reason, also while it waits for a place', async () => {
    const gone = new Error('nobody wants it any more');
    const stop = new AbortController();
    const running = Array.from({ length: 5 }, () =>
      runForOne('lookBehind', large(), { signal: stop.signal }).catch((error: unknown) => error),
    );
    stop.abort(gone);
    assert.deepEqual(await Promise.all(running), [gone, gone, gone, gone, gone]);
    assert.equal((await runForOne('lookBehind', large())).isFeed, true, 'no place stays taken');
  });

  test('many at once take turns and all come to their end', async () => {
    const titles = await Promise.all(
      Array.from({ length: 5 }, async () => (await runForOne('lookBehind', large())).title),
    );
    assert.deepEqual(
      titles,
      Array.from({ length: 5 }, () => 'Large'),
    );
  });
});
