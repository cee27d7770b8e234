import type { KeptFile, StoredHint, StoredLookup } from '#connectors/kit/index.ts';
import type { App } from '#platform/app/index.ts';
import { AppError } from '#platform/errors/index.ts';
import { storeFile } from '#platform/files/index.ts';
import { findPosts, readStoredPosts, type StoredPost } from '#listen/posts/index.ts';

/** What connectors may know of the posts that are stored. */
export function storedLookup(app: App): StoredLookup {
  return {
    async byExternalIds(origin, externalIds) {
      if (externalIds.length === 0) return [];
      const found = await findPosts(app, origin, externalIds);
      const posts = await readStoredPosts(
        app,
        found.map(({ id }) => id),
      );
      return posts.map(hintOf);
    },
    async byRef(ref) {
      const [post] = /^[0-9a-z]{20,40}$/.test(ref) ? await readStoredPosts(app, [`post_${ref}`]) : [];
      return post && hintOf(post);
    },
  };
}

function hintOf(post: StoredPost): StoredHint {
  const { origin, network, externalId, rootExternalId, author, isOwn, revision, createdAt } = post;
  return {
    origin,
    network,
    externalId,
    rootExternalId,
    authorExternalId: author.externalId,
    authorHandle: author.handle,
    authorName: author.displayName,
    isOwn,
    revision,
    createdAt,
  };
}

/** Keeps a file that came with a post. */
export async function keepFile(
  app: App,
  file: { name: string; bytes: Uint8Array },
  purpose: string,
): Promise<KeptFile | { problem: string }> {
  try {
    const { id, kind, mediaType, size, scan, scanNote } = await storeFile(app, { ...file, purpose });
    if (scan === 'refused')
      return { problem: `The virus scanner refused it (${scanNote ?? 'no reason given'}).` };
    const isShown = kind === 'image' || kind === 'video' || kind === 'audio';
    return { id, kind: isShown ? kind : 'file', mimeType: mediaType, size };
  } catch (error) {
    if (error instanceof AppError && error.status < 500) return { problem: error.message };
    throw error;
  }
}
