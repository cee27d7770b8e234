import type { z } from 'zod';
import type { Actor, App } from '#platform/app/index.ts';
import { createArticle, dropUnpublished } from '#respond/knowledge/index.ts';
import { deleteCreditsOf, insertCredits } from '../credits/store.ts';
import { makeOnce, unmake } from './claim.ts';
import type { newArticle } from './schema.ts';
import { readSource } from './source.ts';

/**
 * Begins an article of something that was said, as a draft with the words that somebody has read, and notes whose answers they are. Throws
 * `contributions.made_already`, and what reading the source throws.
 */
export async function makeArticle(
  app: App,
  actor: Actor,
  { source: asked, ...article }: z.output<typeof newArticle>,
): Promise<{ id: string }> {
  const source = await readSource(app, actor, asked);
  return makeOnce(app, actor, 'article', source, async () => {
    const made = await createArticle(app, actor, article);
    const rows = source.credits.map(({ memberId, postId }) => ({ memberId, sourceId: postId }));
    await insertCredits(app, made.id, 'answer', rows);
    return made;
  });
}

/** Drops a draft that was made by mistake; one that readers saw stays. */
export async function unmakeArticle(app: App, actor: Actor, id: string): Promise<void> {
  await unmake(app, actor, { id, made: 'article', mayAll: false }, async () => {
    await dropUnpublished(app, actor, id);
    await deleteCreditsOf(app, id);
  });
}
