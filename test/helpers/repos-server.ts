import type { AddressInfo } from 'node:net';
import { encode } from '@atproto/lex-cbor';
import { BlockMap, blocksToCarFile } from '@atproto/repo';
import { WebSocketServer } from 'ws';
import { didOf, tidAt } from './jetstream-events.ts';

/** A server of the AT Protocol that streams the changes of its repositories (`subscribeRepos`), from any cursor on. */
export interface ReposServer {
  /** `ws://127.0.0.1:port` */
  url: string;
  write(text: string, claimedAt?: Date): void;
  remove(text: string): void;
  /** Frames that nobody understands, and a commit whose record is none. */
  spoil(): void;
  cutAll(): void;
  close(): Promise<void>;
}

const frame = (t: string, body: object) =>
  Buffer.concat([encode({ op: 1, t }), encode({ ...body } as never)]);

export async function startRepos(): Promise<ReposServer> {
  const did = didOf(1);
  const frames: { seq: number; bytes: Buffer }[] = [];
  const paths = new Map<string, string>();
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  let seq = 0;
  let adding: Promise<void> = Promise.resolve();
  /** One after the other, as they were asked for. */
  const add = (work: () => Promise<void>) => {
    const before = adding;
    adding = (async () => {
      await before;
      await work();
    })();
  };
  const push = (bytes: Buffer) => {
    frames.push({ seq, bytes });
    for (const socket of server.clients) socket.send(bytes);
  };
  const commit = (action: 'create' | 'delete', path: string, record?: object) => {
    add(async () => {
      seq += 1;
      const blocks = new BlockMap();
      const cid = record ? await blocks.add(record as never) : null;
      const root = await blocks.add({ seq } as never);
      const time = new Date().toISOString();
      const rev = tidAt(Date.now() * 1000, seq % 1024);
      const common = { seq, time, repo: did, rev, since: null, rebase: false, tooBig: false, blobs: [] };
      const ops = [{ action, path, cid }];
      push(frame('#commit', { ...common, commit: root, ops, blocks: await blocksToCarFile(null, blocks) }));
    });
  };
  server.on('connection', (socket, request) => {
    const cursor = Number(new URL(request.url ?? '', 'http://localhost').searchParams.get('cursor') ?? 0);
    for (const one of frames) if (one.seq > cursor) socket.send(one.bytes);
  });
  await new Promise((resolve) => server.once('listening', resolve));
  let serial = 0;
  const pathOf = () => `app.bsky.feed.post/${tidAt(Date.now() * 1000, ++serial % 1024)}`;
  const write = (text: unknown, claimedAt = new Date()) => {
    const path = pathOf();
    paths.set(String(text), path);
    commit('create', path, { $type: 'app.bsky.feed.post', text, createdAt: claimedAt.toISOString() });
  };
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    write,
    remove: (text) => commit('delete', paths.get(text)!),
    spoil() {
      add(async () => {
        seq += 1;
        push(Buffer.from([1, 2, 3]));
        push(Buffer.from('{"not":"a frame"}'));
      });
      write(7);
      write('x'.repeat(900_000));
    },
    cutAll() {
      for (const socket of server.clients) socket.terminate();
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of server.clients) socket.terminate();
        server.close(() => resolve());
      }),
  };
}
