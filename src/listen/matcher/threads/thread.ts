import { parentPort } from 'node:worker_threads';
import type { FromThread, ToThread } from './messages.ts';
import { ThreadMatcher } from './thread-matcher.ts';

/** What runs in a thread: answers every piece it is sent, in their order. */
const port = parentPort!;
let matcher: ThreadMatcher | undefined;

port.on('message', (message: ToThread) => {
  if ('setup' in message) matcher = new ThreadMatcher(message.setup);
  else if ('tables' in message) matcher!.renew(message.tables);
  else answer(message.piece);
});

function answer(piece: Uint8Array): void {
  const answered = matcher!.answer(piece);
  say({ answered }, [answered.answers.buffer as ArrayBuffer]);
  const drifted = matcher!.drifted();
  if (drifted !== undefined) say({ drifted });
}

function say(message: FromThread, taken: ArrayBuffer[] = []): void {
  port.postMessage(message, taken);
}
