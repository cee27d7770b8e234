import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, describe, test } from 'node:test';
import { systemClock } from '#platform/clock/index.ts';
import { createLogger } from '#platform/log/index.ts';
import { createOutward } from '#platform/outward/index.ts';
import { cidOf, didOf, tidAt } from '../../../../test/helpers/jetstream-events.ts';
import type { InboundPost, SourceBatch, SourceContext } from '../../kit/index.ts';
import { createBlueskyConnectors } from '../index.ts';

const log = createLogger('silent');
const closing: (() => Promise<unknown>)[] = [];
const BRAND = didOf(1);
const NOW = Date.now();

interface Notice {
  indexedAt: string;
  uri: string;
  [field: string]: unknown;
}

/** A mention `minutes` ago. */
function notice(n: number, minutes: number, changes: object = {}): Notice {
  const at = NOW - minutes * 60_000;
  const author = {
    did: didOf(100 + n),
    handle: `c${n}.example.com`,
    displayName: `Customer ${n}`,
    avatar: 'https://cdn.example/a.jpg',
  };
  const record = {
    $type: 'app.bsky.feed.post',
    text: `Question ${n}`,
    createdAt: new Date(at).toISOString(),
  };
  const uri = `at://${author.did}/app.bsky.feed.post/${tidAt(at * 1000, n)}`;
  return {
    uri,
    cid: cidOf(uri),
    author,
    reason: 'mention',
    record,
    isRead: false,
    indexedAt: new Date(at).toISOString(),
    ...changes,
  };
}

/** Pages of 100, newest first, as the application gives them. */
async function serve(notices: Notice[], fail?: () => { status: number; error: string } | undefined) {
  const asked: URLSearchParams[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://localhost');
    const failure = fail?.();
    asked.push(url.searchParams);
    const before = Number(url.searchParams.get('cursor') ?? Infinity);
    const sorted = notices.toSorted((a, b) => b.indexedAt.localeCompare(a.indexedAt));
    const rest = sorted.filter(({ indexedAt }) => Date.parse(indexedAt) < before);
    const page = rest.slice(0, 100);
    const cursor = rest.length > 100 ? String(Date.parse(page.at(-1)!.indexedAt)) : undefined;
    const isKnown = url.pathname === '/xrpc/app.bsky.notification.listNotifications';
    const status = failure?.status ?? (isKnown ? 200 : 501);
    response.writeHead(status, {
      'content-type': 'application/json',
      ...(status === 429 && { 'ratelimit-reset': String(Math.ceil(NOW / 1000) + 60) }),
    });
    response.end(
      JSON.stringify(failure ? { error: failure.error, message: 'Sorry' } : { notifications: page, cursor }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const service = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const outward = createOutward({ allow: new Set([new URL(service).host]), log });
  closing.push(
    () => outward.close(),
    () => new Promise((resolve) => server.close(resolve)),
  );
  const credentials = {
    service,
    did: BRAND,
    handle: 'shop.example.com',
    password: 'x',
    accessJwt: 'a',
    refreshJwt: 'b',
  };
  const account = {
    id: 'account_1',
    network: 'bluesky',
    externalId: BRAND,
    handle: 'shop.example.com',
    credentials,
    renewCredentials: (renew: (stored: unknown) => Promise<unknown>) => renew(account.credentials),
    reportRefused: async () => undefined,
  };
  const context = (cursor?: string): SourceContext => ({
    sourceId: 'source_1',
    cursor,
    outward,
    clock: systemClock,
    log,
    signal: new AbortController().signal,
    ownAccounts: [account],
  });
  return { asked, context };
}

const source = createBlueskyConnectors().sources.find(({ kind }) => kind === 'bluesky-notifications')!;

async function poll(context: SourceContext) {
  const batches: SourceBatch[] = [];
  for await (const batch of source.read(source.parseConfig(undefined) as never, context)) batches.push(batch);
  const posts = batches
    .flatMap(({ items }) => items)
    .filter((item): item is InboundPost => item.type === 'post');
  return { batches, texts: posts.map(({ text }) => text), posts, cursor: batches.at(-1)?.cursor };
}

after(async () => {
  for (const close of closing) await close();
});

describe('reading notifications', () => {
  test('brings author, post and an order below that of the streams', async () => {
    const { context } = await serve([notice(1, 5, { reason: 'reply' })]);
    const { posts } = await poll(context());
    const [post] = posts;
    assert.deepEqual(post?.author, {
      externalId: didOf(101),
      handle: 'c1.example.com',
      displayName: 'Customer 1',
      avatarUrl: 'https://cdn.example/a.jpg',
      profileUrl: `https://bsky.app/profile/${didOf(101)}`,
    });
    assert.equal(post?.version, (NOW - 5 * 60_000) * 1000);
    assert.equal(post?.origin, 'bluesky');
    assert.match(post?.url ?? '', /^https:\/\/bsky\.app\/profile\/c1\.example\.com\/post\//);
  });

  test('goes through all pages, oldest first, and loses nothing when it stops between two', async () => {
    const notices = Array.from({ length: 250 }, (_, n) => notice(n, 1 + n));
    const { context } = await serve(notices);
    const { batches, texts } = await poll(context());
    assert.equal(batches.length, 3);
    assert.equal(texts[0], 'Question 200');
    assert.equal(new Set(texts).size, 250);
    const again = await poll(context(batches[0]?.cursor));
    const first = batches[0]!.items.map((item) => (item.type === 'post' ? item.text : ''));
    assert.equal(new Set([...first, ...again.texts]).size, 250);
  });

  test('looks a little back for what comes late, and no further', async () => {
    const notices = Array.from({ length: 40 }, (_, n) => notice(n, 10 * n));
    const { context, asked } = await serve(notices);
    const { cursor } = await poll(context());
    notices.push(notice(99, 12));
    const { texts } = await poll(context(cursor));
    assert.ok(texts.includes('Question 99'));
    assert.ok(!texts.includes('Question 3'));
    assert.deepEqual(asked[0]?.getAll('reasons'), ['mention', 'reply', 'quote']);
  });

  test('reaches back a week at first', async () => {
    const { context } = await serve([notice(1, 60), notice(2, 6 * 1440), notice(3, 9 * 1440)]);
    assert.deepEqual((await poll(context())).texts.toSorted(), ['Question 1', 'Question 2']);
  });

  test('leaves likes and odd entries out, keeps broken posts aside', async () => {
    const { context } = await serve([
      notice(1, 1, { reason: 'like' }),
      notice(2, 2, { uri: 'at://x/y' }),
      notice(3, 3, { record: { text: 4 } }),
      notice(4, 4, { author: { did: didOf(9) } }),
      notice(5, 5),
    ]);
    const { texts, batches } = await poll(context());
    assert.deepEqual(texts, ['Question 5']);
    const refusals = batches.flatMap(({ items }) => items).filter(({ type }) => type === 'refusal');
    assert.equal(refusals.length, 2);
  });

  test('waits when told to, and stops where nothing can come', async () => {
    const limited = await serve([], () => ({ status: 429, error: 'RateLimitExceeded' }));
    await assert.rejects(
      poll(limited.context()),
      (error: Error & { retryAt?: Date }) => error.name === 'SourceBusy' && Number(error.retryAt) > NOW,
    );
    const bare = await serve([], () => ({ status: 501, error: 'MethodNotImplemented' }));
    await assert.rejects(poll(bare.context()), { name: 'SourceStopped', code: 'bluesky.no_notifications' });
  });

  test('reports an account that is signed out, and comes back for those that are left', async () => {
    const strange = await serve([]);
    const reported: string[] = [];
    const account = {
      ...strange.context().ownAccounts[0]!,
      credentials: null,
      reportRefused: async (problem: string) => void reported.push(problem),
    };
    await assert.rejects(poll({ ...strange.context(), ownAccounts: [account] }), { name: 'SourceBusy' });
    assert.match(reported.join(), /signed out.*Connect the account again/);
  });

  test('says that it needs an account, and when it goes on', async () => {
    const { context } = await serve([]);
    await assert.rejects(poll({ ...context('nonsense'), ownAccounts: [] }), {
      name: 'SourceStopped',
      code: 'bluesky.no_account',
      message: /Connect it in the settings; reading then goes on by itself/,
    });
  });
});
