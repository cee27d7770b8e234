import { readMessage, readPerson } from '../state/shapes.ts';
import { CallError } from './api.ts';
import { backoffMs, type Room } from './room.ts';
import { createEventReader, type StreamEvent } from './stream.ts';
import { catchUp, tokenOf, withVisit } from './visit.ts';

/** The server sends at least a comment every 25 seconds; a stream that is silent for longer is dead. */
const SILENCE_MS = 60_000;
const TYPING_MS = 12_000;

/** Hears what comes for the visit until the signal ends; whatever breaks, it begins anew and catches up. */
export async function stayLive(room: Room, signal: AbortSignal): Promise<void> {
  for (let attempt = 0; !signal.aborted; attempt++) {
    let waitMs = 0;
    try {
      if (!tokenOf(room)) return;
      await withVisit(room, (token) =>
        hearOnce(room, token, signal, () => {
          attempt = 0;
        }),
      );
    } catch (error) {
      if (error instanceof CallError && !error.isPassing && error.status !== 401) return;
      waitMs = error instanceof CallError ? error.waitMs : 0;
    }
    if (!signal.aborted) await room.rest(Math.max(waitMs, backoffMs(attempt)), signal);
  }
}

async function hearOnce(room: Room, token: string, signal: AbortSignal, begun: () => void): Promise<void> {
  const ended = new AbortController();
  const end = () => ended.abort();
  signal.addEventListener('abort', end);
  addEventListener('offline', end);
  let silence: ReturnType<typeof setTimeout> | undefined;
  try {
    const stream = await room.api.open('/live', { token, signal: ended.signal });
    const reader = stream.getReader();
    ended.signal.addEventListener('abort', () => void reader.cancel().catch(() => {}));
    begun();
    // After the stream is open, so that nothing falls between the two.
    const caughtUp = catchUp(room, token);
    caughtUp.catch(end);
    const read = createEventReader();
    const decoder = new TextDecoder();
    for (;;) {
      clearTimeout(silence);
      silence = setTimeout(end, SILENCE_MS);
      const { done, value } = await reader.read();
      if (done) break;
      for (const event of read(decoder.decode(value, { stream: true }))) hear(room, event);
    }
    await caughtUp;
  } finally {
    clearTimeout(silence);
    signal.removeEventListener('abort', end);
    removeEventListener('offline', end);
    ended.abort();
  }
}

let stopsTyping: ReturnType<typeof setTimeout> | undefined;

function hear({ store }: Room, { name, data }: StreamEvent): void {
  const fields = (data ?? {}) as Record<string, unknown>;
  if (name === 'message') {
    const message = readMessage(data);
    if (message) store.dispatch({ type: 'said', message });
  } else if (name === 'typing') {
    clearTimeout(stopsTyping);
    const isTyping = fields['isTyping'] === true;
    const typist = typeof fields['name'] === 'string' ? fields['name'] : null;
    store.dispatch({ type: 'typed', isTyping, name: typist });
    // Who closes the laptop never says that he has stopped.
    if (isTyping)
      stopsTyping = setTimeout(
        () => store.dispatch({ type: 'typed', isTyping: false, name: null }),
        TYPING_MS,
      );
  } else if (name === 'removed') store.dispatch({ type: 'tookBack', ids: [String(fields['id'])] });
  else if (name === 'agent') store.dispatch({ type: 'agentCame', agent: readPerson(data) });
  else if (name === 'read') store.dispatch({ type: 'seenByAgent', seq: Number(fields['seq']) || 0 });
  else if (name === 'closed') store.dispatch({ type: 'ended' });
}
