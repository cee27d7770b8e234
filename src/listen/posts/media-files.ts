import type { App } from '#platform/app/index.ts';
import { releaseFiles, useFilesOf } from '#platform/files/index.ts';
import type { InboundMedia } from '#connectors/kit/index.ts';

/** Files that came with posts stay as long as the posts; of an earlier state that had others, those go. */
export async function keepFilesOf(
  app: App,
  posts: readonly { id: string; media: readonly InboundMedia[] }[],
): Promise<void> {
  const owners = posts.flatMap(({ id, media }) => {
    const ids = media.flatMap(({ fileId }) => fileId ?? []);
    return ids.length > 0 ? [{ owner: ownerOf(id), ids }] : [];
  });
  if (owners.length === 0) return;
  await releaseFiles(
    app,
    owners.map(({ owner }) => owner),
  );
  await useFilesOf(app, owners);
}

/** The posts said their last word: nobody needs what came with them. */
export async function letGoOfFiles(app: App, postIds: readonly string[]): Promise<void> {
  await releaseFiles(app, postIds.map(ownerOf));
}

function ownerOf(postId: string): string {
  return `post:${postId}`;
}
