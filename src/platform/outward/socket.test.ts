import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, describe, it } from 'node:test';
import { WebSocketServer, type WebSocket } from 'ws';
import { createLogger } from '#platform/log/index.ts';
import { createOutward } from './outward.ts';
import type { Outward, OutwardSocket } from './types.ts';

const undo: (() => unknown)[] = [];
after(async () => {
  for (const close of undo.toReversed()) await close();
});

describe('connect', () => {
  it('exchanges text and bytes in order and ends when the other side closes', async () => {
    const { host, outward } = await serve((peer, headers) => {
      peer.send(`hello ${headers['x-mine']}`);
      peer.on('message', (data, isBinary) => {
        peer.send(data, { binary: isBinary });
        if (isBinary) peer.close(1000);
      });
    });
    const socket = await outward.connect(`ws://${host}/?cursor=1`, { headers: { 'X-Mine': 'yes' } });
    socket.send('grüß');
    socket.send(Uint8Array.of(1, 2, 3));
    assert.deepEqual(await readAll(socket), ['hello yes', 'grüß', Buffer.of(1, 2, 3)]);
  });

  it('throws when the connection breaks, after what had arrived', async () => {
    for (const [end, code] of [
      [(peer: WebSocket) => peer.terminate(), 'outward.unreachable'],
      [(peer: WebSocket) => peer.close(1011, 'too slow'), 'outward.unreachable'],
      [(peer: WebSocket) => peer.send('x'.repeat(2000)), 'outward.too_large'],
    ] as const) {
      const { host, outward } = await serve((peer) => peer.send('first', () => end(peer)));
      const socket = await outward.connect(`ws://${host}/`, { maxMessageBytes: 1000 });
      const read: unknown[] = [];
      await assert.rejects(
        async () => {
          for await (const message of socket.messages) read.push(message);
        },
        { code },
      );
      assert.deepEqual(read, ['first']);
    }
  });

  it('refuses a message that unpacks to more than the limit', async () => {
    const { host, outward } = await serve((peer) => peer.send(Buffer.alloc(20_000_000)), {
      perMessageDeflate: true,
    });
    const socket = await outward.connect(`ws://${host}/`, { maxMessageBytes: 100_000 });
    await assert.rejects(readAll(socket), { code: 'outward.too_large' });
  });

  it('slows the sender down when it is read slowly, and loses nothing', async () => {
    const count = 400;
    let isFlooded = false;
    let sender: WebSocket | undefined;
    const { host, outward } = await serve((peer) => {
      sender = peer;
      for (let i = 0; i < count; i++) peer.send(Buffer.alloc(100_000, i % 256));
      isFlooded = true;
    });
    const socket = await outward.connect(`ws://${host}/`);
    await until(() => isFlooded);
    let before = -1;
    await until(() => {
      const same = before === sender!.bufferedAmount;
      before = sender!.bufferedAmount;
      return same && before > 0;
    });
    assert(before > 10_000_000, `most of the 40 MB stay with the sender, ${before} did`);
    let read = 0;
    for await (const message of socket.messages) {
      assert.equal((message as Uint8Array)[0], read % 256);
      if (++read === count) break;
    }
    assert.equal(read, count);
    await until(() => sender!.readyState === sender!.CLOSED);
  });

  it('notices a peer that is gone without a word', async () => {
    const { host, outward } = await serve((peer) => peer.pause());
    const socket = await outward.connect(`ws://${host}/`, { idleTimeoutMs: 100 });
    await assert.rejects(readAll(socket), { code: 'outward.timeout' });
  });

  it('keeps a quiet peer that answers pings', async () => {
    const { host, outward } = await serve((peer) => {
      let pings = 0;
      peer.on('ping', () => ++pings === 4 && peer.close(1000, 'enough'));
    });
    const socket = await outward.connect(`ws://${host}/`, { idleTimeoutMs: 80 });
    assert.deepEqual(await readAll(socket), []);
  });

  it('obeys the signal before, while and after connecting', async () => {
    const { host, outward } = await serve(() => undefined);
    await assert.rejects(outward.connect(`ws://${host}/`, { signal: AbortSignal.abort(new Error('no')) }), {
      message: 'no',
    });
    const stop = new AbortController();
    const socket = await outward.connect(`ws://${host}/`, { signal: stop.signal });
    const reading = readAll(socket);
    stop.abort();
    assert.deepEqual(await reading, []);
    const mute = createServer();
    mute.on('upgrade', () => undefined);
    const muteHost = await listen(mute);
    const allowed = newOutward(muteHost);
    const late = new AbortController();
    const asked = allowed.connect(`ws://${muteHost}/`, { signal: late.signal });
    await once(mute, 'upgrade');
    late.abort(new Error('enough'));
    await assert.rejects(asked, { message: 'enough' });
  });

  it('says why a handshake failed and takes no address it should not', async () => {
    const plain = createServer((_, response) => response.writeHead(429).end());
    const host = await listen(plain);
    const outward = newOutward(host);
    await assert.rejects(outward.connect(`ws://${host}/`), { code: 'outward.unreachable', message: /429/ });
    await assert.rejects(outward.connect(`http://${host}/`), { code: 'outward.url_invalid' });
    await assert.rejects(outward.connect('ws://127.0.0.1:9/'), { code: 'outward.address_forbidden' });
    await assert.rejects(outward.connect('ws://localhost:9/'), { code: 'outward.address_forbidden' });
  });
});

async function serve(
  greet: (peer: WebSocket, headers: NodeJS.Dict<string | string[]>) => void,
  options: { perMessageDeflate?: boolean } = {},
) {
  const http = createServer();
  const server = new WebSocketServer({ server: http, ...options });
  server.on('connection', (peer, request) => {
    peer.on('error', () => undefined);
    greet(peer, request.headers);
  });
  const host = await listen(http);
  undo.push(() => server.clients.forEach((peer) => peer.terminate()));
  return { host, outward: newOutward(host) };
}

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  undo.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function newOutward(host: string): Outward {
  const outward = createOutward({ allow: new Set([host]), log: createLogger('silent') });
  undo.push(() => outward.close());
  return outward;
}

async function readAll(socket: OutwardSocket): Promise<unknown[]> {
  const read: unknown[] = [];
  for await (const message of socket.messages) read.push(message);
  return read;
}

async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 5000;
  while (!condition()) {
    assert(Date.now() < deadline, 'the condition did not come true in five seconds');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
