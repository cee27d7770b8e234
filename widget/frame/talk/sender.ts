import { nextToSend } from '../state/select.ts';
import { readMessage } from '../state/shapes.ts';
import type { Pending } from '../state/state.ts';
import { CallError } from './api.ts';
import { backoffMs, type Room } from './room.ts';
import { beginVisit, loadConfig, withVisit } from './visit.ts';

/**
 * Sends what is pending, one after the other and in order. A message keeps its client id until the server has said that it is stored, over
 * reloads too, and the server takes each id once: so nothing is lost, and nothing doubled.
 */
export function startSender(room: Room): { wake(): void } {
  let isBusy = false;
  const run = async () => {
    if (isBusy) return;
    isBusy = true;
    try {
      for (let attempt = 0, next = nextToSend(room.store.state); next; next = nextToSend(room.store.state)) {
        // The browser knows that nothing would arrive; it also tells when that ends.
        const waitMs = room.store.state.isOnline ? await sendOne(room, next) : 0;
        if (waitMs === null) attempt = 0;
        else await room.rest(Math.max(waitMs, backoffMs(attempt++)));
      }
    } finally {
      isBusy = false;
    }
  };
  return { wake: () => void run() };
}

/** Null when it is settled, else for how long to leave the server alone. */
async function sendOne(room: Room, { clientId, text, files, form }: Pending): Promise<number | null> {
  const { store, say } = room;
  const fileIds = files.flatMap(({ id }) => id ?? []);
  if (text === '' && fileIds.length === 0) {
    store.dispatch({ type: 'refused', clientId, reason: say('files.lost') });
    return null;
  }
  store.dispatch({ type: 'sending', clientId });
  try {
    const answer = await withVisit(room, (token) =>
      room.api.post('/messages', { token, body: { clientId, text, fileIds, ...(form && { form }) } }),
    );
    const message = readMessage((answer as { message?: unknown } | null)?.message);
    if (!message) throw new CallError(0);
    // The answer names the message that stands under this id, whoever of two tabs was first.
    store.dispatch({ type: 'said', message: { ...message, clientId } });
    return null;
  } catch (error) {
    if (!(error instanceof CallError) || error.isPassing) {
      store.dispatch({ type: 'held', clientId });
      return error instanceof CallError ? error.waitMs : 0;
    }
    // It ended while this was written: it begins another chat.
    if (error.code === 'chat.ended' && store.state.visit && !store.state.visit.isEnded) {
      store.dispatch({ type: 'ended' });
      room.wantsNew = true;
      const isNew = await beginVisit(room).catch(() => null);
      store.dispatch({ type: 'held', clientId });
      return isNew === null ? 0 : null;
    }
    if (form && error.code.startsWith('form.')) {
      await loadConfig(room);
      store.dispatch({ type: 'askedAgain', clientId });
      return null;
    }
    store.dispatch({ type: 'refused', clientId, reason: error.message || say('send.refused') });
    return null;
  }
}
