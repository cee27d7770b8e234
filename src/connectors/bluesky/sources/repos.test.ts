import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { after, describe, test } from 'node:test';
import { encode } from '@atproto/lex-cbor';
import { BlockMap, blocksToCarFile } from '@atproto/repo';
import { type WebSocket, WebSocketServer } from 'ws';
import { systemClock } from '#platform/clock/index.ts';
import { createLogger } from '#platform/log/index.ts';
import { createOutward } from '#platform/outward/index.ts';
import { didOf, tidAt } from '../../../../test/helpers/jetstream-events.ts';
import type { SourceBatch, SourceContext } from '../../kit/index.ts';
import { reposSource } from './repos.ts';

const log = createLogger('silent');
const closing: (() => Promise<unknown>)[] = [];
const START = Date.UTC(2026, 1, 3) * 1000;
const did = didOf(1);

const frame = (t: string | undefined, body: object, op = 1) =>
  Buffer.concat([encode({ op, ...(t !== undefined && { t }) }), encode({ ...body } as never)]);
const at = (seq: number) => ({ seq, time: new Date(START / 1000 + seq * 1000).toISOString() });

/** A commit with these operations; a record of `undefined` is named but not carried. */
async function commit(
  seq: number,
  ops: [action: string, path: string, record?: object][],
  more: object = {},
) {
  const blocks = new BlockMap();
  const stray = new BlockMap();
  const entries = [];
  for (const [action, path, record] of ops) {
    const cid =
      action === 'delete' ? null : await (record ? blocks : stray).add((record ?? { lost: seq }) as never);
    entries.push({ action, path, cid });
  }
  const car = await blocksToCarFile(null, blocks);
  const rev = tidAt(START + seq * 1_000_000);
  return frame('#commit', {
    ...at(seq),
    repo: did,
    rev,
    since: null,
    rebase: false,
    tooBig: false,
    blobs: [],
    commit: await blocks.add({ seq } as never),
    ops: entries,
    blocks: car,
    ...more,
  });
}

const record = (text: string) => ({
  $type: 'app.bsky.feed.post',
  text,
  createdAt: new Date(START / 1000).toISOString(),
});

/** A server that runs `script` on each connection. */
async function serve(
  script: (socket: WebSocket, cursor: string | null, connection: number) => void | Promise<void>,
) {
  const cursors: (string | null)[] = [];
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  server.on('connection', (socket, request) => {
    const cursor = new URL(request.url ?? '', 'http://localhost').searchParams.get('cursor');
    cursors.push(cursor);
    void script(socket, cursor, cursors.length);
  });
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const outward = createOutward({ allow: new Set([`127.0.0.1:${port}`]), log });
  closing.push(
    () => outward.close(),
    () => new Promise((resolve) => server.close(resolve)),
  );
  return { cursors, outward, service: `ws://127.0.0.1:${port}` };
}

async function read(
  { outward, service }: Awaited<ReturnType<typeof serve>>,
  isEnough: (batches: SourceBatch[]) => boolean,
  { cursor, isPds = false }: { cursor?: string; isPds?: boolean } = {},
) {
  const stop = new AbortController();
  const context: SourceContext = {
    sourceId: 's',
    cursor,
    outward,
    clock: systemClock,
    log,
    signal: stop.signal,
    ownAccounts: [],
  };
  const batches: SourceBatch[] = [];
  for await (const batch of reposSource.read(reposSource.parseConfig({ service, isPds }), context)) {
    batches.push(batch);
    if (isEnough(batches)) stop.abort();
  }
  return {
    batches,
    items: batches.flatMap(({ items }) => items),
    gaps: batches.flatMap(({ gap }) => gap ?? []),
  };
}

const countItems = (most: number) => (batches: SourceBatch[]) =>
  batches.flatMap(({ items }) => items).length >= most;

after(async () => {
  for (const close of closing) await close();
});

describe('the stream of a server', () => {
  test('brings posts of a commit and counts the rest', async () => {
    const server = await serve(async (socket) => {
      socket.send(await commit(1, [['create', 'app.bsky.feed.like/a', { x: 1 }]]));
      socket.send(
        await commit(2, [
          ['create', 'app.bsky.feed.post/a', record('One')],
          ['update', 'app.bsky.feed.post/b', record('Two')],
          ['delete', 'app.bsky.feed.post/c'],
        ]),
      );
      socket.send(frame('#identity', { ...at(3), did, handle: 'ada.example.com' }));
      socket.send(frame('#account', { ...at(4), did, active: false, status: 'takendown' }));
      socket.send(frame('#newThing', { ...at(5), did }));
    });
    const { items, batches } = await read(server, countItems(5));
    assert.deepEqual(
      items.map((item) => [
        item.type,
        item.type === 'post' && item.text,
        item.type === 'post' && item.isEdit === true,
      ]),
      [
        ['post', 'One', false],
        ['post', 'Two', true],
        ['delete', false, false],
        ['profile', false, false],
        ['delete', false, false],
      ],
    );
    const [post] = items;
    assert.ok(
      post?.type === 'post' &&
        post.version === START + 2_000_000 &&
        post.externalId === `at://${did}/app.bsky.feed.post/a`,
    );
    assert.match(post.revision ?? '', /^bafyrei/);
    assert.equal(batches.at(-1)?.cursor, JSON.stringify({ seq: 5, time: START + 5_000_000 }));
    assert.equal(batches.at(-1)?.newestEventAt?.getTime(), START / 1000 + 5000);
  });

  test('shows a gap when the server starts later than asked', async () => {
    const server = await serve(async (socket) => {
      socket.send(frame('#info', { name: 'OutdatedCursor', message: 'Requested cursor exceeded limit' }));
      socket.send(await commit(900, [['create', 'app.bsky.feed.post/a', record('Late')]]));
    });
    const { gaps } = await read(server, countItems(1), { cursor: JSON.stringify({ seq: 5, time: START }) });
    assert.deepEqual(gaps, [
      {
        from: new Date(START / 1000),
        to: new Date(START / 1000 + 900_000),
        reason: 'The server says OutdatedCursor: Requested cursor exceeded limit.',
      },
    ]);
    assert.deepEqual(server.cursors, ['5']);
  });

  test('shows what a commit leaves out, and an account that was replaced on its own server', async () => {
    const script = async (socket: WebSocket) => {
      socket.send(await commit(1, [], { tooBig: true }));
      socket.send(frame('#sync', { ...at(2), did, rev: tidAt(START), blocks: new Uint8Array() }));
      socket.send(await commit(3, [['create', 'app.bsky.feed.post/a', record('Next')]]));
    };
    const pds = await read(await serve(script), countItems(1), { isPds: true });
    assert.match(pds.gaps[0]?.reason ?? '', /too large .* replaced as a whole/);
    const relay = await read(await serve(script), countItems(1));
    assert.match(relay.gaps[0]?.reason ?? '', /too large for the stream\.$/);
  });

  test('keeps aside what it cannot read and goes on', async () => {
    const server = await serve(async (socket) => {
      socket.send(Buffer.from([0xff, 0x00]));
      socket.send('text');
      socket.send(encode({ op: 1, t: '#commit' }));
      socket.send(
        await commit(1, [['create', 'app.bsky.feed.post/a', record('x')]], {
          blocks: Buffer.from('no archive'),
        }),
      );
      socket.send(await commit(2, [['create', 'app.bsky.feed.post/a']]));
      socket.send(
        await commit(3, [['create', 'app.bsky.feed.post/a', { $type: 'app.bsky.feed.post', text: 7 }]]),
      );
      socket.send(frame('#account', { ...at(4), did: 'nobody' }));
      socket.send(await commit(5, [['create', 'app.bsky.feed.post/a', record('Fine')]]));
    });
    const { items } = await read(server, countItems(8));
    assert.deepEqual(
      items.map((item) => (item.type === 'refusal' ? item.code : item.type)),
      [
        'bluesky.frame_invalid',
        'bluesky.frame_invalid',
        'bluesky.frame_invalid',
        'bluesky.frame_invalid',
        'bluesky.record_invalid',
        'bluesky.record_invalid',
        'bluesky.event_invalid',
        'post',
      ],
    );
  });

  test('connects again from where it stopped, and says why when nothing new comes', async () => {
    const server = await serve(async (socket, _cursor, connection) => {
      if (connection < 3)
        socket.send(await commit(connection, [['create', 'app.bsky.feed.post/a', record('x')]]));
      else socket.send(frame(undefined, { error: 'ConsumerTooSlow', message: 'Read faster.' }, -1));
      if (connection < 3) socket.close();
    });
    await assert.rejects(
      read(server, () => false),
      { name: 'SourceBusy', message: 'The server ended the stream: ConsumerTooSlow. Read faster.' },
    );
    assert.deepEqual(server.cursors.slice(0, 3), [null, '1', '2']);
  });
});

describe('the configuration of a server', () => {
  test('tells a server that keeps accounts from the relays', () => {
    assert.deepEqual(reposSource.parseConfig({ service: 'https://pds.example.com/' }), {
      service: 'wss://pds.example.com',
      isPds: true,
    });
    assert.equal(
      reposSource.parseConfig({ service: 'wss://bsky.network/xrpc/com.atproto.sync.subscribeRepos' }).isPds,
      false,
    );
    assert.equal(
      reposSource.parseConfig({ service: 'relay1.us-east.bsky.network', isPds: true }).isPds,
      true,
    );
    assert.equal(reposSource.parseConfig({ service: 'localhost:2583' }).service, 'ws://localhost:2583');
  });

  for (const input of [
    undefined,
    {},
    { service: '' },
    { service: 'a b' },
    { service: 'x.example', isPds: 'perhaps' },
    [],
  ]) {
    test(`refuses ${JSON.stringify(input)}`, () =>
      assert.throws(() => reposSource.parseConfig(input), { code: 'source.config_invalid' }));
  }
});
