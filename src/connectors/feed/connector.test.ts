import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { SourceBusy, SourceStopped } from '#connectors/kit/index.ts';
import type { InboundPost, SourceBatch, SourceContext } from '#connectors/kit/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { createLogger } from '#platform/log/index.ts';
import { feedConnector } from './index.ts';
import type { FeedConfig } from './index.ts';
import { redirect, serve, startFeedServer } from '../../../test/helpers/feed-server.ts';
import type { LocalFeedServer } from '../../../test/helpers/feed-server.ts';

const START = new Date('2024-05-01T12:00:00Z');
const log = createLogger('silent');
let now = START;
let local: LocalFeedServer;

before(async () => {
  local = await startFeedServer();
});

after(() => local.close());

beforeEach(() => {
  local.reset();
  now = START;
});

function item(id: string, title: string, extra = ''): string {
  return `<item><guid isPermaLink="false">${id}</guid><title>${title}</title><link>http://shop.example/${id}</link>${extra}</item>`;
}

function rss(items: string, head = ''): string {
  return `<rss version="2.0"><channel><title>Tea House</title><link>http://shop.example/</link>${head}${items}</channel></rss>`;
}

function contextWith(cursor?: string): SourceContext {
  return {
    sourceId: 'src_test',
    cursor,
    outward: local.outward,
    clock: { now: () => now, sleep: async () => {} },
    log,
    signal: new AbortController().signal,
    ownAccounts: [],
  };
}

async function poll(path: string, cursor?: string, config: Partial<FeedConfig> = {}): Promise<SourceBatch> {
  const whole = { url: local.origin + path, firstUrl: local.origin + path, ...config };
  const batches: SourceBatch[] = [];
  for await (const batch of feedConnector.read(whole, contextWith(cursor))) batches.push(batch);
  assert.equal(batches.length, 1, 'one poll gives one batch');
  return batches[0]!;
}

function posts(batch: SourceBatch): InboundPost[] {
  return batch.items.filter((one) => one.type === 'post');
}

describe('reading', () => {
  test('gives entries as posts, oldest first, with the origin of the first address', async () => {
    local.routes['/feed'] = serve(
      rss(
        item(
          'b',
          'Newer',
          '<pubDate>Wed, 01 May 2024 11:00:00 GMT</pubDate><description>&lt;p&gt;Good &lt;a href="/x"&gt;tea&lt;/a&gt;&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;</description><category>Tea</category><enclosure url="/f.mp3" type="audio/mpeg" length="5"/>',
        ) + item('a', 'Older', '<pubDate>Tue, 30 Apr 2024 11:00:00 GMT</pubDate>'),
      ),
    );
    const batch = await poll('/feed', undefined, { firstUrl: 'http://old.example/feed' });
    const [older, newer] = posts(batch);
    assert.equal(older?.externalId, 'a');
    assert.equal(older?.text, 'Older', 'an entry without a body says its title');
    assert.deepEqual(newer, {
      type: 'post',
      origin: 'feed:http://old.example/feed',
      externalId: 'b',
      version: START.getTime() * 1000,
      network: 'feed',
      kind: 'article',
      author: { externalId: 'Tea House', displayName: 'Tea House' },
      title: 'Newer',
      text: 'Good tea\n\nTwo',
      html: '<p>Good <a href="http://shop.example/x">tea</a></p><p>Two</p>',
      url: 'http://shop.example/b',
      links: ['http://shop.example/x'],
      tags: ['Tea'],
      media: [{ kind: 'audio', url: 'http://shop.example/f.mp3', mimeType: 'audio/mpeg', size: 5 }],
      createdAt: new Date('2024-05-01T11:00:00Z'),
    });
    assert.deepEqual(batch.newestEventAt, new Date('2024-05-01T11:00:00Z'));
  });

  test('an unchanged entry is not given again, a changed one is an edit with a later version', async () => {
    local.routes['/feed'] = serve(rss(item('a', 'One') + item('b', 'Two')));
    const first = await poll('/feed');
    now = new Date(START.getTime() + 60_000);
    local.routes['/feed'] = serve(rss(item('c', 'Three') + item('a', 'One, mended') + item('b', 'Two')));
    const second = await poll('/feed', first.cursor);
    const seen = posts(second).map((post) => [post.externalId, post.title, post.isEdit ?? false]);
    assert.deepEqual(seen, [
      ['a', 'One, mended', true],
      ['c', 'Three', false],
    ]);
    assert.equal(second.skipped, 1);
    const before = posts(first).find((post) => post.externalId === 'a')!;
    const edit = posts(second).find((post) => post.externalId === 'a')!;
    assert.ok(edit.version > before.version);
  });

  test('the version is the date of change where the feed tells it, and never falls behind an edit', async () => {
    const atom = (title: string, updated: string) =>
      `<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><id>1</id><title>${title}</title><updated>${updated}</updated></entry></feed>`;
    local.routes['/feed'] = serve(atom('A', '2024-04-01T00:00:00Z'));
    const first = await poll('/feed');
    assert.equal(posts(first)[0]?.version, Date.parse('2024-04-01T00:00:00Z') * 1000);
    local.routes['/feed'] = serve(atom('B', '2024-04-01T00:00:00Z'));
    const silent = await poll('/feed', first.cursor);
    assert.equal(
      posts(silent)[0]?.version,
      START.getTime() * 1000,
      'changed without saying so: when it was noticed',
    );
    local.routes['/feed'] = serve(atom('C', '2024-04-02T00:00:00Z'));
    const late = await poll('/feed', silent.cursor);
    assert.ok(posts(late)[0]!.version > posts(silent)[0]!.version);
  });

  test('an entry that left the feed and comes back is still known', async () => {
    local.routes['/feed'] = serve(rss(item('a', 'One')));
    const first = await poll('/feed');
    local.routes['/feed'] = serve(rss(item('b', 'Two')));
    const second = await poll('/feed', first.cursor);
    local.routes['/feed'] = serve(rss(item('a', 'One') + item('b', 'Two')));
    const third = await poll('/feed', second.cursor);
    assert.deepEqual(third.items, []);
  });

  test('a date in the future does not put a post ahead of its time', async () => {
    local.routes['/feed'] = serve(rss(item('a', 'Soon', '<pubDate>Fri, 01 May 2099 11:00:00 GMT</pubDate>')));
    assert.deepEqual(posts(await poll('/feed'))[0]?.createdAt, START);
  });

  test('comments and reviews are known by their feeds', async () => {
    local.routes['/comments/feed'] = serve(rss(item('a', 'By: Ann')));
    local.routes['/rss/customerreviews/id=1'] = serve(rss(item('a', 'Five stars')));
    local.routes['/replies'] = serve(
      '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0"><title>T</title><entry><id>c</id><title>Re</title><thr:in-reply-to ref="tag:p"/></entry></feed>',
    );
    assert.equal(posts(await poll('/comments/feed'))[0]?.kind, 'comment');
    assert.equal(posts(await poll('/rss/customerreviews/id=1'))[0]?.kind, 'review');
    const reply = posts(await poll('/replies'))[0];
    assert.deepEqual([reply?.kind, reply?.parentExternalId], ['comment', 'tag:p']);
  });

  test('a broken cursor is no cursor', async () => {
    local.routes['/feed'] = serve(rss(item('a', 'One')));
    assert.equal((await poll('/feed', '{"seen": 5')).items.length, 1);
    assert.equal((await poll('/feed', '{"seen": 5}')).items.length, 1);
  });
});

describe('conditional requests', () => {
  test('ask with the validators of the last answer and take 304 for unchanged', async () => {
    local.routes['/feed'] = (request, response) => {
      if (request.headers['if-none-match'] === '"v1"') response.writeHead(304).end();
      else
        serve(rss(item('a', 'One')), { etag: '"v1"', 'last-modified': 'Wed, 01 May 2024 10:00:00 GMT' })(
          request,
          response,
        );
    };
    const first = await poll('/feed');
    assert.equal(local.asked[0]?.headers['if-none-match'], undefined);
    const second = await poll('/feed', first.cursor);
    assert.equal(local.asked[1]?.headers['if-none-match'], '"v1"');
    assert.equal(local.asked[1]?.headers['if-modified-since'], 'Wed, 01 May 2024 10:00:00 GMT');
    assert.deepEqual(second.items, []);
    assert.equal(second.cursor, undefined, 'nothing to write');
    const third = await poll('/feed', second.cursor ?? first.cursor);
    assert.deepEqual(third.items, []);
    assert.equal(local.asked[2]?.headers['if-none-match'], '"v1"', 'the validators outlive a 304');
  });

  test('the same bytes are not read twice even without validators', async () => {
    local.routes['/feed'] = serve(rss(item('a', 'One')));
    const first = await poll('/feed');
    const second = await poll('/feed', first.cursor);
    assert.deepEqual(second.items, []);
    assert.equal(second.skipped, undefined);
  });

  test('validators of another address are not sent', async () => {
    local.routes['/one'] = serve(rss(item('a', 'One')), { etag: '"v1"' });
    local.routes['/two'] = serve(rss(item('a', 'One')), { etag: '"v1"' });
    const first = await poll('/one');
    await poll('/two', first.cursor);
    assert.equal(local.asked[1]?.headers['if-none-match'], undefined);
  });
});

describe('the next reading', () => {
  test('follows the feed, and the hours to skip are kept for answers without a body', async () => {
    const head = '<ttl>30</ttl><skipHours><hour>12</hour></skipHours>';
    local.routes['/feed'] = serve(
      rss(item('a', 'One', '<pubDate>Wed, 01 May 2024 11:59:00 GMT</pubDate>'), head),
    );
    const first = await poll('/feed');
    assert.deepEqual(first.nextReadAt, new Date('2024-05-01T13:00:00Z'));
    local.routes['/feed'] = (_, response) => response.writeHead(304).end();
    assert.deepEqual((await poll('/feed', first.cursor)).nextReadAt, new Date('2024-05-01T13:00:00Z'));
    now = new Date('2024-05-01T13:00:00Z');
    assert.deepEqual((await poll('/feed', first.cursor)).nextReadAt, new Date('2024-05-01T13:30:00Z'));
  });
});

describe('moves and refusals', () => {
  test('a permanent redirect is remembered, a temporary one is not', async () => {
    local.routes['/new'] = serve(rss(item('a', 'One')));
    local.routes['/301'] = redirect(301, '/308');
    local.routes['/308'] = redirect(308, '/new');
    local.routes['/302'] = redirect(302, '/new');
    local.routes['/301-302'] = redirect(301, '/302');
    assert.deepEqual((await poll('/301')).newConfig, {
      url: `${local.origin}/new`,
      firstUrl: `${local.origin}/301`,
    });
    assert.equal((await poll('/302')).newConfig, undefined);
    assert.deepEqual((await poll('/301-302')).newConfig, {
      url: `${local.origin}/302`,
      firstUrl: `${local.origin}/301-302`,
    });
  });

  test('after a move the validators belong to the new address and the origin stays', async () => {
    local.routes['/old'] = redirect(301, '/new');
    local.routes['/new'] = serve(rss(item('a', 'One')), { etag: '"n"' });
    const first = await poll('/old');
    const config = first.newConfig as FeedConfig;
    local.routes['/new'] = serve(rss(item('a', 'One') + item('b', 'Two')), { etag: '"m"' });
    const second = await poll('/new', first.cursor, config);
    assert.equal(local.asked.at(-1)?.headers['if-none-match'], '"n"');
    assert.deepEqual(
      posts(second).map((post) => post.origin),
      [`feed:${local.origin}/old`],
    );
  });

  test('a permanent redirect to something that is no feed changes nothing', async () => {
    local.routes['/old'] = redirect(301, '/parked');
    local.routes['/parked'] = serve('<html><body>Buy this name</body></html>', {
      'content-type': 'text/html',
    });
    await assert.rejects(
      poll('/old'),
      (error) => error instanceof AppError && error.code === 'feed.not_a_feed',
    );
  });

  test('itunes:new-feed-url moves the source', async () => {
    const moved = rss('', '<itunes:new-feed-url>https://pod.example/new</itunes:new-feed-url>');
    local.routes['/feed'] = serve(moved);
    assert.deepEqual((await poll('/feed')).newConfig, {
      url: 'https://pod.example/new',
      firstUrl: `${local.origin}/feed`,
    });
  });

  test('410 stops the source', async () => {
    local.routes['/feed'] = (_, response) => response.writeHead(410).end();
    await assert.rejects(
      poll('/feed'),
      (error) => error instanceof SourceStopped && error.code === 'feed.gone',
    );
  });

  for (const status of [401, 403, 404, 500]) {
    test(`${status} backs off and says why`, async () => {
      local.routes['/feed'] = (_, response) => response.writeHead(status).end();
      await assert.rejects(poll('/feed'), (error) => {
        assert.ok(error instanceof SourceBusy);
        assert.match(error.message, new RegExp(`answered ${status}`));
        assert.equal(error.retryAt, undefined);
        return true;
      });
    });
  }

  test('Retry-After is kept, as seconds and as a date, within reason', async () => {
    const expectations: [string, Date][] = [
      ['600', new Date(START.getTime() + 600_000)],
      ['Wed, 01 May 2024 13:00:00 GMT', new Date('2024-05-01T13:00:00Z')],
      ['1', new Date(START.getTime() + 60_000)],
      ['99999999', new Date(START.getTime() + 86_400_000)],
    ];
    for (const [header, retryAt] of expectations) {
      for (const status of [429, 503]) {
        local.routes['/feed'] = (_, response) =>
          response.writeHead(status, { 'retry-after': header, date: START.toUTCString() }).end();
        await assert.rejects(
          poll('/feed'),
          (error) => error instanceof SourceBusy && error.retryAt?.getTime() === retryAt.getTime(),
        );
      }
    }
  });
});

describe('testing a source', () => {
  const testAt = (path: string) =>
    feedConnector.test({ url: local.origin + path, firstUrl: local.origin + path }, contextWith());

  test('says what was found and shows the newest posts', async () => {
    local.routes['/feed'] = serve(
      rss(item('b', 'B', '<pubDate>Wed, 01 May 2024 11:00:00 GMT</pubDate>') + item('a', 'A')),
    );
    const { summary, sample } = await testAt('/feed');
    assert.equal(summary, 'Tea House (RSS 2.0): 2 entries; newest 2024-05-01.');
    assert.deepEqual(
      sample.map((one) => one.type === 'post' && one.externalId),
      ['b', 'a'],
    );
  });

  test('names the feeds of a page', async () => {
    local.routes['/'] = serve(
      '<html><head><link rel="alternate" type="application/rss+xml" href="/feed"></head></html>',
      { 'content-type': 'text/html' },
    );
    await assert.rejects(
      testAt('/'),
      (error) =>
        error instanceof AppError &&
        error.code === 'feed.not_a_feed' &&
        error.message.includes(`${local.origin}/feed`),
    );
  });

  test('throws the reason of a refusal', async () => {
    await assert.rejects(testAt('/nothing'), /answered 404/);
  });
});
