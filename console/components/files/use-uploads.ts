import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useReducer, useRef } from 'react';
import type { FileView } from '#platform/files/schema.ts';
import { api } from '../../api/client.ts';
import { ApiError, messageOf } from '../../api/errors.ts';
import { t } from '../../i18n/index.ts';
import { deviceShelf } from '../shelf.ts';
import { keepUploads, keptUploads } from './kept-uploads.ts';
import { sendFile } from './send-file.ts';
import { afterNews, isUnderWay, nameOf, storedFiles, type Upload } from './uploads.ts';

export interface Uploads {
  items: readonly Upload[];
  /** Those that are there: use their ids in a note, a reply, a case within a day. */
  files: FileView[];
  isBusy: boolean;
  add(files: Iterable<File>): void;
  remove(key: string): void;
  /** After they were used. */
  clear(): void;
}

const MOST_AT_ONCE = 20;

/**
 * Files that somebody attaches to something that is being written. `purpose` says to what: `note`, `reply`, `case`. With `keptAs`, a name of its own, those
 * that the server has are there again when one comes back, as long as the server has them.
 */
export function useUploads(purpose: string, keptAs?: string): Uploads {
  const [items, tell] = useReducer(afterNews, keptAs, (key) =>
    key === undefined ? [] : keptUploads(deviceShelf, key, Date.now()),
  );
  useKept(items, keptAs, (key) => tell({ kind: 'removed', key }));
  const running = useRef(new Map<string, AbortController>());
  const limits = useQuery({
    queryKey: ['files', 'limits'],
    queryFn: () => api.get<{ maxBytes: number }>('/files/limits'),
    staleTime: Infinity,
  }).data;
  useEffect(() => {
    const ours = running.current;
    return () => ours.forEach((upload) => upload.abort());
  }, []);

  const begin = (upload: Upload, file: File) => {
    const abort = new AbortController();
    running.current.set(upload.key, abort);
    const { key, name } = upload;
    sendFile(file, {
      name,
      purpose,
      signal: abort.signal,
      onProgress: (sent) => tell({ kind: 'progress', key, sent }),
    })
      .then((stored) => tell({ kind: 'stored', key, file: stored }))
      .catch((error: unknown) => {
        if (!abort.signal.aborted) tell({ kind: 'failed', key, problem: messageOf(error) });
      })
      .finally(() => running.current.delete(key));
  };
  return {
    items,
    files: storedFiles(items),
    isBusy: isUnderWay(items),
    add(given) {
      for (const file of [...given].slice(0, MOST_AT_ONCE)) {
        const upload: Upload = {
          key: crypto.randomUUID(),
          name: nameOf(file, new Date()),
          size: file.size,
          sent: 0,
        };
        const isTooLarge = limits !== undefined && file.size > limits.maxBytes;
        const most = Math.floor((limits?.maxBytes ?? 0) / 1024 ** 2);
        const problem = isTooLarge ? { problem: t('files.tooLarge', { limit: most }) } : {};
        tell({ kind: 'added', uploads: [{ ...upload, ...problem }] });
        if (!isTooLarge) begin(upload, file);
      }
    },
    remove(key) {
      running.current.get(key)?.abort();
      tell({ kind: 'removed', key });
    },
    clear: () => tell({ kind: 'cleared' }),
  };
}

/** Puts files on the shelf when they arrive or go, and takes away those that the server has no more. */
function useKept(items: readonly Upload[], keptAs: string | undefined, remove: (key: string) => void): void {
  const check = useEffectEvent(async () => {
    for (const { key, file } of keptAs === undefined ? [] : items) {
      if (file === undefined) continue;
      await api.get(`/files/${file.id}/about`).catch((error: unknown) => {
        if (error instanceof ApiError && error.status === 404) remove(key);
      });
    }
  });
  useEffect(() => void check(), []);
  useEffect(() => {
    if (keptAs !== undefined) keepUploads(deviceShelf, keptAs, items, Date.now());
  }, [items, keptAs]);
}
