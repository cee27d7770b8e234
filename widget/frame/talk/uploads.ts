import { readFile } from '../state/shapes.ts';
import { sizeText } from '../text/figures.ts';
import { CallError } from './api.ts';
import { backoffMs, newId, type Room } from './room.ts';
import { tokenOf, withVisit } from './visit.ts';

const MOST_AT_ONCE = 10;

export interface Uploads {
  add(files: Iterable<File>): void;
  remove(key: string): void;
  /** Begins what waits, once there is a visit. */
  wake(): void;
}

/** Files leave one after the other, as soon as there is a visit; what cannot go says why before it is sent. */
export function startUploads(room: Room): Uploads {
  const bytes = new Map<string, File>();
  const stops = new Map<string, AbortController>();
  let isBusy = false;

  const add = (files: Iterable<File>) => {
    const maxBytes = room.store.state.config?.maxBytes ?? 0;
    for (const file of files) {
      if (room.store.state.uploads.length >= MOST_AT_ONCE)
        return room.store.dispatch({
          type: 'noticed',
          notice: room.say('files.many', { count: MOST_AT_ONCE }),
        });
      const key = newId();
      const name = file.name || 'file';
      const size = sizeText(maxBytes, room.language);
      const reason =
        file.size === 0
          ? room.say('files.empty')
          : file.size > maxBytes
            ? room.say('files.large', { size })
            : null;
      bytes.set(key, file);
      room.store.dispatch({ type: 'fileAdded', key, name, size: file.size, mediaType: file.type, reason });
    }
    wake();
  };
  const run = async () => {
    if (isBusy) return;
    isBusy = true;
    const waiting = () => {
      const { uploads, pending } = room.store.state;
      const isSent = (key: string) => pending.some(({ files }) => files.some((file) => file.key === key));
      // A visit is made by the first message, not by looking for a file.
      return uploads.find(({ key, state }) => state === 'waiting' && (tokenOf(room) || isSent(key)));
    };
    try {
      for (let attempt = 0, next = waiting(); next; next = waiting()) {
        const stop = new AbortController();
        stops.set(next.key, stop);
        const file = bytes.get(next.key);
        const isSettled = await uploadOne(room, next.key, file, stop.signal);
        stops.delete(next.key);
        if (isSettled) attempt = 0;
        else await room.rest(backoffMs(attempt++), stop.signal);
      }
    } finally {
      isBusy = false;
    }
  };
  const wake = () => void run();
  return {
    add,
    wake,
    remove(key) {
      bytes.delete(key);
      room.store.dispatch({ type: 'fileRemoved', key });
      stops.get(key)?.abort();
    },
  };
}

/** False when it should be tried again later. */
async function uploadOne(
  room: Room,
  key: string,
  file: File | undefined,
  signal: AbortSignal,
): Promise<boolean> {
  const { api, store, say } = room;
  if (!file) {
    await Promise.resolve();
    store.dispatch({ type: 'fileRemoved', key });
    return true;
  }
  store.dispatch({ type: 'fileSending', key, progress: 0 });
  try {
    const answer = await withVisit(room, (token) =>
      api.upload(file, {
        token,
        signal,
        progress: (progress) => store.dispatch({ type: 'fileSending', key, progress }),
      }),
    );
    const stored = readFile((answer as { file?: unknown } | null)?.file ?? answer);
    if (stored.id === '') throw new CallError(0);
    store.dispatch({ type: 'fileDone', key, file: stored });
    return true;
  } catch (error) {
    if (signal.aborted) return true;
    if (error instanceof CallError && !error.isPassing) {
      store.dispatch({ type: 'fileRefused', key, reason: error.message || say('files.refused') });
      return true;
    }
    store.dispatch({ type: 'fileWaits', key });
    return false;
  }
}
