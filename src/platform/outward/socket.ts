import { WebSocket, type RawData } from 'ws';
import { messageOf } from '#platform/errors/index.ts';
import { explainFailure, startDeadline } from './deadline.ts';
import { outwardErrors } from './errors.ts';
import { createInbox, type Inbox } from './inbox.ts';
import type { Surroundings } from './request.ts';
import { parseTarget } from './target.ts';
import type { Outward, OutwardSocket } from './types.ts';

type ConnectOptions = NonNullable<Parameters<Outward['connect']>[1]>;

const HANDSHAKE_MS = 15_000;
const DEFAULT_MAX_MESSAGE_BYTES = 5 * 1024 * 1024;
const DEFAULT_IDLE_MS = 60_000;
/** Closed in order: done, going away, and no code given. */
const ORDERLY = new Set([1000, 1001, 1005]);

/** Opens a WebSocket under the same address checks as a request. `open` keeps it for `close` of the whole module. */
export async function openSocket(
  around: Surroundings,
  open: Set<WebSocket>,
  address: string,
  options: ConnectOptions,
): Promise<OutwardSocket> {
  const { url, host, isAllowed } = parseTarget(address, ['ws:', 'wss:'], around.allow);
  options.signal?.throwIfAborted();
  const socket = new WebSocket(url, {
    headers: { 'user-agent': around.userAgent, ...options.headers },
    lookup: around.dialler.lookup(isAllowed, host),
    maxPayload: options.maxMessageBytes ?? DEFAULT_MAX_MESSAGE_BYTES,
    followRedirects: false,
    perMessageDeflate: { clientNoContextTakeover: true, concurrencyLimit: 2 },
  });
  open.add(socket);
  socket.once('close', () => open.delete(socket));
  const inbox = createInbox(socket);
  watchEnd(socket, inbox, host, options);
  await handshake(socket, host, options.signal);
  watchIdle(socket, inbox, host, options.idleTimeoutMs ?? DEFAULT_IDLE_MS);
  watchAbort(socket, inbox, options.signal);
  return {
    messages: inbox,
    send: (data) => socket.send(data, () => undefined),
    close: (code = 1000) => socket.close(code),
  };
}

async function handshake(socket: WebSocket, host: string, signal?: AbortSignal): Promise<void> {
  const deadline = startDeadline(HANDSHAKE_MS, signal);
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
      socket.once('close', () => reject(new Error('it closed the connection')));
      deadline.signal.addEventListener('abort', () => reject(deadline.signal.reason), { once: true });
    });
  } catch (error) {
    socket.terminate();
    throw deadline.explain(error, host);
  } finally {
    deadline.clear();
  }
}

function watchEnd(socket: WebSocket, inbox: Inbox, host: string, options: ConnectOptions): void {
  const limit = options.maxMessageBytes ?? DEFAULT_MAX_MESSAGE_BYTES;
  socket.on('message', (data: RawData, isBinary: boolean) =>
    inbox.put(isBinary || options.asBytes ? (data as Buffer) : data.toString()),
  );
  socket.on('error', (error) => {
    const isTooLarge = (error as NodeJS.ErrnoException).code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH';
    const isProtocol = (error as NodeJS.ErrnoException).code?.startsWith('WS_ERR_');
    if (isTooLarge) inbox.end(outwardErrors('outward.too_large', { host, limit }, error));
    else if (isProtocol)
      inbox.end(outwardErrors('outward.unreadable', { host, reason: messageOf(error) }, error));
    else inbox.end(explainFailure(error, host));
  });
  socket.on('close', (code, reason) => {
    if (ORDERLY.has(code)) return inbox.end();
    const said =
      code === 1006 ? 'the connection was cut' : `it closed with ${code} ${reason.toString()}`.trim();
    inbox.end(outwardErrors('outward.unreachable', { host, reason: said }));
  });
}

/** Asks for a sign of life after half of the time and gives up after the whole; a socket we paused ourselves is not idle. */
function watchIdle(socket: WebSocket, inbox: Inbox, host: string, idleMs: number): void {
  let heardAt = performance.now();
  const heard = () => {
    heardAt = performance.now();
  };
  for (const sign of ['message', 'ping', 'pong'] as const) socket.on(sign, heard);
  const timer = setInterval(() => {
    if (socket.isPaused) return heard();
    const silence = performance.now() - heardAt;
    if (silence >= idleMs) {
      inbox.end(outwardErrors('outward.timeout', { host, seconds: idleMs / 1000 }));
      socket.terminate();
    } else if (silence >= idleMs / 2) {
      socket.ping(undefined, undefined, () => undefined);
    }
  }, idleMs / 4);
  timer.unref();
  socket.once('close', () => clearInterval(timer));
}

function watchAbort(socket: WebSocket, inbox: Inbox, signal?: AbortSignal): void {
  const stop = () => {
    inbox.end();
    socket.terminate();
  };
  if (signal?.aborted) return stop();
  signal?.addEventListener('abort', stop, { once: true });
  socket.once('close', () => signal?.removeEventListener('abort', stop));
}
