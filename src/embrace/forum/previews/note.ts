import { originsOf } from '#platform/addresses/index.ts';
import type { App } from '#platform/app/index.ts';
import { readCommunity } from '#people/members/index.ts';
import { rightsOf } from '#embrace/trust/index.ts';
import { COMMUNITY } from '../domain.ts';
import { aloneIn } from './domain.ts';
import { writeAlone } from './store.ts';

export const PREVIEWS_JOB = 'forum.previews';

interface Said {
  id: string;
  authorId: string | null;
  html: string;
  isGone: boolean;
}

/** Notes what stands alone on lines of posts that are new or changed, where their authors may post links; in the ambient transaction. */
export async function noteLinks(app: App, posts: readonly Said[]): Promise<void> {
  const { showsPreviews } = await readCommunity(app);
  const mayLink = new Map<string, boolean>();
  const found = new Map<string, ReturnType<typeof aloneIn>>();
  for (const { id, authorId, html, isGone } of posts) {
    const alone =
      isGone || !showsPreviews ? { links: [], named: [] } : aloneIn(html, originsOf(app, COMMUNITY));
    if (alone.links.length > 0 && authorId !== null && !mayLink.has(authorId))
      mayLink.set(authorId, (await rightsOf(app, { id: authorId })).linksPerPost > 0);
    const isTrusted = authorId === null || mayLink.get(authorId) !== false;
    found.set(id, isTrusted ? alone : { links: [], named: alone.named });
  }
  if (await writeAlone(app, found)) await app.jobs.enqueue(PREVIEWS_JOB, {}, { key: PREVIEWS_JOB });
}
