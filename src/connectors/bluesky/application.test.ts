import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { createLogger } from '#platform/log/index.ts';
import { createOutward } from '#platform/outward/index.ts';
import { cidOf, didOf, tidAt } from '../../../test/helpers/jetstream-events.ts';
import { startXrpcServer, type XrpcHandler } from '../../../test/helpers/xrpc-server.ts';
import type { OutboundReply, OwnAccount, SendContext } from '../kit/index.ts';
import { createBlueskyConnectors } from './index.ts';

const log = createLogger('silent');
const closing: (() => Promise<unknown>)[] = [];
const NOW = Date.UTC(2026, 2, 1);
const BRAND = didOf(1);

/** The public application, the directory and the brand's server in one. */
async function stage(handlers: Record<string, XrpcHandler>) {
  const server = await startXrpcServer(handlers);
  const outward = createOutward({ allow: new Set([server.host]), log });
  closing.push(
    () => outward.close(),
    () => server.close(),
  );
  const credentials = {
    service: server.url,
    did: BRAND,
    handle: 'shop.example.com',
    password: 'x',
    accessJwt: 'a',
    refreshJwt: 'b',
  };
  const account: OwnAccount = {
    id: 'account_1',
    network: 'bluesky',
    externalId: BRAND,
    handle: 'shop.example.com',
    credentials,
    renewCredentials: (renew: (stored: unknown) => Promise<unknown>) => renew(account.credentials),
    reportRefused: async () => undefined,
  };
  const context: SendContext = { account, outward, log, signal: new AbortController().signal };
  const connectors = createBlueskyConnectors({ appView: server.url, plc: server.url, entryway: server.url });
  return { ...connectors, server, context };
}

function view(n: number, minutes: number, reply?: object) {
  const at = NOW + minutes * 60_000;
  const did = didOf(n);
  const uri = `at://${did}/app.bsky.feed.post/${tidAt(at * 1000)}`;
  const record = {
    $type: 'app.bsky.feed.post',
    text: `Post ${n}`,
    createdAt: new Date(at).toISOString(),
    ...(reply && { reply }),
  };
  return {
    uri,
    cid: cidOf(uri),
    author: { did, handle: `p${n}.example.com` },
    record,
    indexedAt: new Date(at).toISOString(),
  };
}

after(async () => {
  for (const close of closing) await close();
});

describe('with the public application', () => {
  test('a thread is read with parents and replies, oldest first, deleted posts passed over', async () => {
    const [root, parent, post, early, late] = [view(2, 0), view(3, 1), view(4, 2), view(5, 3), view(6, 4)];
    const gone = { $type: 'app.bsky.feed.defs#notFoundPost', uri: 'at://x', notFound: true };
    const thread = {
      post,
      parent: { post: parent, parent: { post: root }, replies: [{ post: view(9, 9) }] },
      replies: [{ post: late, replies: [] }, gone, { post: early, replies: [{ post: view(7, 5) }] }, null],
    };
    const { reply, context } = await stage({ 'app.bsky.feed.getPostThread': () => ({ body: { thread } }) });
    const posts = await reply.readThread!(post.uri, context);
    assert.deepEqual(
      posts.map(({ text }) => text),
      ['Post 2', 'Post 3', 'Post 4', 'Post 5', 'Post 6', 'Post 7'],
    );
    assert.equal(posts[0]?.author.handle, 'p2.example.com');
  });

  test('profiles come 25 at a time; who is missing is looked up in the directory', async () => {
    const dids = Array.from({ length: 30 }, (_, n) => didOf(n));
    const sizes: number[] = [];
    const { profiles, context, server } = await stage({
      'app.bsky.actor.getProfiles': (query) => {
        const actors = query.getAll('actors');
        sizes.push(actors.length);
        const known = actors.filter((did) => did !== didOf(7) && did !== didOf(8));
        return {
          body: {
            profiles: known.map((did) => ({
              did,
              handle: 'a.example.com',
              displayName: 'A',
              followersCount: 12,
            })),
          },
        };
      },
      [`/${didOf(7)}`]: () => ({ body: { alsoKnownAs: ['at://Seven.example.com'] } }),
    });
    const authors = await profiles.resolveProfiles([...dids, dids[0]!, 'x'], context);
    assert.deepEqual(sizes, [25, 5]);
    assert.equal(authors.length, 29);
    assert.equal(authors.find(({ externalId }) => externalId === didOf(7))?.handle, 'seven.example.com');
    assert.equal(authors.find(({ externalId }) => externalId === didOf(9))?.followers, 12);
    assert.ok(server.asked.includes(`/${didOf(8)}`));
  });

  for (const [name, changes, code] of [
    ['the author blocks the brand', { author: { viewer: { blockedBy: true } } }, 'bluesky.blocked_by_author'],
    [
      'the brand blocks the author',
      { author: { viewer: { blocking: 'at://block' } } },
      'bluesky.author_blocked',
    ],
    ['replies are closed', { viewer: { replyDisabled: true } }, 'bluesky.replies_closed'],
  ] as const) {
    test(`nothing is sent when ${name}`, async () => {
      const post = { ...view(2, 0), ...changes };
      const { reply, context, server } = await stage({
        'app.bsky.feed.getPosts': () => ({ body: { posts: [post] } }),
      });
      await assert.rejects(reply.send(outgoing(post.uri), context), { name: 'SendRefused', code });
      assert.ok(!server.asked.includes('com.atproto.repo.putRecord'));
    });
  }

  test('a reply takes the root of the thread from the post that is answered', async () => {
    const root = view(2, 0);
    const post = view(3, 1, {
      root: { uri: root.uri, cid: root.cid },
      parent: { uri: root.uri, cid: root.cid },
    });
    let written: unknown;
    const { reply, context } = await stage({
      'app.bsky.feed.getPosts': () => ({ body: { posts: [post] } }),
      'com.atproto.repo.putRecord': (_query, { record }) => {
        written = (record as { reply: unknown }).reply;
        return { body: { uri: 'at://x', cid: cidOf('y') } };
      },
    });
    await reply.send(outgoing(post.uri), context);
    assert.deepEqual(written, {
      root: { uri: root.uri, cid: root.cid },
      parent: { uri: post.uri, cid: post.cid },
    });
  });

  for (const [name, answer, outcome] of [
    [
      'a refusal',
      { status: 400, body: { error: 'InvalidRequest', message: 'Record/text must not be longer' } },
      { name: 'SendRefused', code: 'bluesky.invalid_request' },
    ],
    [
      'a closed account',
      { status: 403, body: { error: 'AccountTakedown', message: 'Account has been taken down' } },
      { name: 'SendRefused', code: 'bluesky.account_takedown' },
    ],
    ['a limit', { status: 429, body: { error: 'RateLimitExceeded' } }, { name: 'SendPostponed' }],
    ['a breakdown', { status: 500, body: { error: 'InternalServerError' } }, { name: 'XrpcError' }],
    ['a gateway that gave up', { status: 504, body: {} }, { name: 'XrpcError' }],
    ['something else altogether', { status: 200, body: [1] }, { name: 'XrpcError' }],
  ] as const) {
    test(`${name} means ${outcome.name} for the reply`, async () => {
      const post = view(2, 0);
      const { reply, context } = await stage({
        'app.bsky.feed.getPosts': () => ({ body: { posts: [post] } }),
        'com.atproto.repo.putRecord': () => answer,
      });
      await assert.rejects(reply.send(outgoing(post.uri), context), outcome);
    });
  }

  test('a reply is never said to be absent unless the server is sure', async () => {
    for (const [answer, state] of [
      [{ status: 400, body: { error: 'RecordNotFound', message: 'x' } }, 'absent'],
      [
        { status: 400, body: { error: 'InvalidRequest', message: 'Could not locate record: at://x' } },
        'absent',
      ],
      [{ status: 400, body: { error: 'InvalidRequest', message: 'Something else' } }, 'unknown'],
      [{ status: 404, body: {} }, 'unknown'],
      [{ status: 502, body: { error: 'RecordNotFound' } }, 'unknown'],
      [{ status: 200, body: { cid: 'c', value: { text: 'Other words' } } }, 'unknown'],
      [{ status: 200, body: {} }, 'unknown'],
    ] as const) {
      const { reply, context } = await stage({ 'com.atproto.repo.getRecord': () => answer });
      const found = await reply.readBack(outgoing(view(2, 0).uri), context);
      assert.equal(found.state, state, JSON.stringify(answer));
    }
  });
});

describe('connecting an account', () => {
  test('finds the server of a handle through the application and the directory', async () => {
    const document: { service?: object[] } = {};
    const session = { did: BRAND, handle: 'shop.example.com', accessJwt: 'a', refreshJwt: 'b' };
    const { reply, context, server } = await stage({
      'com.atproto.identity.resolveHandle': () => ({ body: { did: BRAND } }),
      [`/${BRAND}`]: () => ({ body: document }),
      'com.atproto.server.createSession': () => ({ body: session }),
      'com.atproto.repo.getRecord': () => ({
        body: { cid: 'c', value: { displayName: 'The Shop', avatar: { ref: { $link: cidOf('me') } } } },
      }),
    });
    document.service = [
      { id: '#atproto_pds', type: 'AtprotoPersonalDataServer', serviceEndpoint: `${server.url}/` },
    ];
    const connected = await reply.connect({ identifier: '@shop.example.com', password: 'pass' }, context);
    assert.equal(connected.displayName, 'The Shop');
    assert.match(connected.avatarUrl ?? '', /com\.atproto\.sync\.getBlob/);
    assert.equal((connected.credentials as { service: string }).service, server.url);
    assert.deepEqual(server.asked.slice(0, 3), [
      'com.atproto.identity.resolveHandle',
      `/${BRAND}`,
      'com.atproto.server.createSession',
    ]);
  });

  test('says what to do when a code by mail is asked for', async () => {
    const { reply, context } = await stage({
      'com.atproto.server.createSession': () => ({
        status: 401,
        body: { error: 'AuthFactorTokenRequired', message: 'A sign in code has been sent' },
      }),
    });
    await assert.rejects(reply.connect({ identifier: 'me@example.com', password: 'main' }, context), {
      code: 'account.refused',
      message: /app password/,
    });
  });
});

function outgoing(uri: string): OutboundReply {
  return { key: '3kxyzabcdefg2', text: 'Our answer', target: { externalId: uri }, decidedAt: new Date(NOW) };
}
