import type { App } from '#platform/app/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { forgetFiles, releaseFiles, storeFile, useFiles } from '#platform/files/index.ts';
import { readCommunity } from '#people/members/index.ts';
import { fetchPicture, lookAt } from './look.ts';
import {
  deleteUnused,
  type DueRow,
  noteFailure,
  type PreviewRow,
  takeDue,
  touchThreads,
  writePreview,
} from './store.ts';
import '../events.ts';

/** Whether a file is the picture of a page: nothing else is served there. */
export { isPicture as isPreviewPicture } from './store.ts';

const AT_ONCE = 4;
const DAY = 24;
/** Hours until somebody looks again. */
const AGAIN = { there: 7 * DAY, none: 30 * DAY, gone: 30 * DAY } as const;
const AFTER_FAILURE = [1, DAY, 7 * DAY];
const NOTHING = { title: null, description: null, site: null, pictureId: null, failures: 0 };

/** Looks at the pages that posts link to, new ones and those that were looked at long ago. Nothing waits for it. */
export async function lookAtPages(app: App, signal: AbortSignal): Promise<number> {
  if (!(await readCommunity(app)).showsPreviews) return 0;
  let looked = 0;
  for (let count = AT_ONCE; count === AT_ONCE && !signal.aborted; looked += count) {
    const due = await takeDue(app, AT_ONCE);
    await Promise.all(due.map((row) => lookAtOne(app, row, signal)));
    count = due.length;
  }
  return looked;
}

async function lookAtOne(app: App, row: DueRow, signal: AbortSignal): Promise<void> {
  const { url, failures } = row;
  if (await forgotten(app, url)) return;
  const looked = await lookAt(app, url, signal);
  if (looked.kind === 'failed' && failures < AFTER_FAILURE.length)
    return noteFailure(app, url, AFTER_FAILURE[failures]!);
  if (looked.kind !== 'there') {
    const state = looked.kind === 'none' ? 'none' : 'gone';
    return keep(app, row, { ...NOTHING, state });
  }
  const { title, description, picture } = looked.words;
  const pictureId = picture === null ? null : await pictureOf(app, picture, signal);
  await keep(app, row, { state: 'there', title, description, site: looked.site, pictureId, failures: 0 });
}

const ownerOf = (url: string): string => `preview:${url}`;

function forgotten(app: App, url: string): Promise<boolean> {
  return app.db.transaction(async () => {
    if (!(await deleteUnused(app, url))) return false;
    await releaseFiles(app, [ownerOf(url)]);
    return true;
  });
}

/** Keeps the picture of a page among our own files, for nobody asks others for pictures while he reads. */
async function pictureOf(app: App, url: string, signal: AbortSignal): Promise<string | null> {
  const bytes = await fetchPicture(app, url, signal);
  if (!bytes) return null;
  try {
    const file = await storeFile(app, { name: 'preview', bytes, purpose: 'preview', isPublic: true });
    if (file.kind === 'image' && file.scan !== 'refused') return file.id;
    await forgetFiles(app, [file.id]);
    return null;
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

async function keep(app: App, { url, state, pictureId }: DueRow, row: PreviewRow): Promise<void> {
  await app.db.transaction(async () => {
    await writePreview(app, url, row, AGAIN[row.state === 'new' ? 'none' : row.state]);
    if (pictureId !== null) await releaseFiles(app, [ownerOf(url)]);
    if (row.pictureId !== null) await useFiles(app, [row.pictureId], ownerOf(url));
    if (state !== 'there' && row.state !== 'there') return;
    for (const threadId of await touchThreads(app, url)) await app.bus.publish('forum.changed', { threadId });
  });
}
