import type { App } from '#platform/app/index.ts';
import { messageOf } from '#platform/errors/index.ts';
import { selectReacted, takeReacted } from './store.ts';
import { tellOfReactions } from './tell.ts';

const AT_ONCE = 200;

/**
 * Tells the authors of all posts that somebody liked since, each once; one that fails waits for the next time, and so does who likes a post
 * after its turn.
 */
export async function tellReacted(app: App): Promise<void> {
  const tried: string[] = [];
  for (;;) {
    const ids = await selectReacted(app, tried, AT_ONCE);
    if (ids.length === 0) return;
    tried.push(...ids);
    for (const id of ids) {
      const one = async () => {
        // Else another process tells of it just now.
        if (await takeReacted(app, id)) await tellOfReactions(app, id);
      };
      await app.db.transaction(one).catch((error: unknown) => {
        app.log.warn({ post: id, reason: messageOf(error) }, 'nobody was told who liked a post; it waits');
      });
    }
  }
}
