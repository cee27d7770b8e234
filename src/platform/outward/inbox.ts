import type { WebSocket } from 'ws';

type Message = Uint8Array | string;

/** Messages that came and were not read yet. Beyond a mark the socket is paused, so a slow reader slows the sender down. */
export interface Inbox extends AsyncIterable<Message> {
  put(message: Message): void;
  /** No more will come; what is here can still be read. The first call counts. */
  end(error?: Error): void;
}

const PAUSE_AT_BYTES = 2 * 1024 * 1024;
const RESUME_AT_BYTES = PAUSE_AT_BYTES / 4;
/** What a message costs beside its text. */
const OVERHEAD_BYTES = 100;

export function createInbox(socket: WebSocket): Inbox {
  let waiting: Message[] = [];
  let head = 0;
  let bytes = 0;
  let ended: { error?: Error } | undefined;
  let wake: (() => void) | undefined;

  const take = (): Message | undefined => {
    if (head === waiting.length) return undefined;
    const message = waiting[head++]!;
    bytes -= message.length + OVERHEAD_BYTES;
    if (head === waiting.length || head > 4096) {
      waiting = waiting.slice(head);
      head = 0;
    }
    if (socket.isPaused && bytes < RESUME_AT_BYTES) socket.resume();
    return message;
  };

  const iterator: AsyncIterator<Message> = {
    async next() {
      for (;;) {
        const value = take();
        if (value !== undefined) return { value, done: false };
        if (ended?.error) {
          const { error } = ended;
          ended = {};
          throw error;
        }
        if (ended) return { value: undefined, done: true };
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
    async return() {
      waiting = [];
      head = 0;
      ended = {};
      socket.close(1000);
      if (socket.isPaused) socket.resume();
      return { value: undefined, done: true };
    },
  };

  return {
    [Symbol.asyncIterator]: () => iterator,
    put(message) {
      if (ended) return;
      waiting.push(message);
      bytes += message.length + OVERHEAD_BYTES;
      if (bytes > PAUSE_AT_BYTES && !socket.isPaused) socket.pause();
      wake?.();
    },
    end(error) {
      ended ??= error ? { error } : {};
      wake?.();
    },
  };
}
