import type { App } from '#platform/app/index.ts';
import {
  type OpenPicture,
  openShown,
  type PictureSize,
  readFiles,
  storeFile,
  useFiles,
} from '#platform/files/index.ts';
import { AppError } from '#platform/errors/index.ts';
import type { Doer } from '../doer.ts';
import { COMMUNITY } from '../domain.ts';
import { filesIn } from '../talk/written.ts';
import { claimFiles, insertFile } from './store.ts';

export { selectFile } from './store.ts';

/** Keeps a file that somebody puts into what he writes, and answers the Markdown that shows it. */
export async function takeFile(
  app: App,
  doer: Doer,
  file: { name: string; bytes: Uint8Array },
): Promise<string> {
  const stored = await storeFile(app, { ...file, purpose: 'forum', by: doer.actor.id, isPublic: true });
  await insertFile(app, stored.id, doer.memberId);
  return linkOf(stored);
}

/** The Markdown that shows a file, or leads to it. */
export function linkOf(file: { id: string; name: string; kind: string }): string {
  const name = file.name.replaceAll(/[[\]()\\\n]/g, ' ').trim() || 'file';
  return `${file.kind === 'image' ? '!' : ''}[${name}](${COMMUNITY}/files/${file.id})`;
}

/** A file that came with a member's mail is his to show. */
export const claimMailed = (app: App, fileId: string, memberId: string): Promise<void> =>
  insertFile(app, fileId, memberId);

/** The files that a post shows are its own from now on, and stay as long as it does. */
export async function attachFiles(app: App, doer: Doer, postId: string, markdown: string): Promise<void> {
  const named = filesIn(markdown);
  if (named.length === 0) return;
  const known = (await readFiles(app, named)).map(({ id }) => id);
  const own = await claimFiles(app, known, { memberId: doer.memberId, postId });
  await useFiles(app, own, `forum:${postId}`);
}

/** A file as pages show it; undefined where it cannot be shown, was refused or is gone. Throws `file.busy`. */
export function openForumFile(app: App, id: string, size: PictureSize): Promise<OpenPicture | undefined> {
  return openShown(app, id, size).catch((error: unknown) => {
    if (error instanceof AppError && error.code !== 'file.busy') return undefined;
    throw error;
  });
}
