import type { App } from '#platform/app/index.ts';
import { messageOf } from '#platform/errors/index.ts';
import type { RouteContext } from '#platform/http/index.ts';

export interface Stream {
  userId: string;
  send(event: { name: string; data: unknown }, id: string): void;
  /** Tells where the listener stands, without an event: a line that breaks before the first one must not lose it. */
  mark(id: string): void;
  /** Ends the stream when its user may not listen any more. */
  check(): Promise<void>;
  end(): void;
}

interface StreamOptions extends Pick<RouteContext<unknown, unknown, unknown>, 'app' | 'reply'> {
  userId: string;
  beatMs: number;
  isAdmitted(): Promise<boolean>;
  onEnd(): void;
}

/** What a listener that does not read may leave lying in memory; then it is cut off, and asks for what it missed when it comes back. */
const MOST_UNREAD_BYTES = 1_048_576;

/** Turns the answer of a request into a stream of events that asks at each beat whether it may go on. */
export function openStream(options: StreamOptions): Stream {
  const { app, reply } = options;
  reply.hijack();
  const response = reply.raw;
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) response.setHeader(name, value);
  }
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });

  const end = () => {
    clearInterval(beat);
    options.onEnd();
    response.end();
    // A listener that does not read would never let the rest of it go.
    if (response.writableLength > 0) response.destroy();
  };
  const write = (text: string) => {
    if (response.writableEnded || response.destroyed) return;
    response.write(text);
    if (response.writableLength > MOST_UNREAD_BYTES) end();
  };
  const check = () => endUnlessAdmitted(app, options.isAdmitted, end);
  const beat = setInterval(() => {
    write(': beat\n\n');
    void check();
  }, options.beatMs);
  response.on('close', end);
  write('retry: 2000\n\n');
  return {
    userId: options.userId,
    send: (event, id) => write(`id: ${id}\nevent: ${event.name}\ndata: ${JSON.stringify(event.data)}\n\n`),
    mark: (id) => write(`id: ${id}\n\n`),
    check,
    end,
  };
}

async function endUnlessAdmitted(
  app: App,
  isAdmitted: () => Promise<boolean>,
  end: () => void,
): Promise<void> {
  try {
    if (!(await isAdmitted())) end();
  } catch (error) {
    // Without the database nothing can be asked, and no event comes either; the next beat asks again.
    app.log.debug({ reason: messageOf(error) }, 'a live stream could not be checked');
  }
}
