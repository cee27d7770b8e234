import type { App } from '#platform/app/index.ts';
import { messageOf } from '#platform/errors/index.ts';
import { selectReacted, takeReacted } from './store.ts';
import { tellOfReactions } from './tell.ts';

const AT_ONCE = 200;

/** Tells the authors of all posts that somebody liked since, each once; one that fails waits for the next time. */
export async function tellReacted(app: App): Promise<void> {
  const failed: string[] = [];
  for (
    let ids = await selectReacted(app, [], AT_ONCE);
    ids.length > 0;
    ids = await selectReacted(app, failed, AT_ONCE)
  )
    for (const id of ids) {
      const one = async () => {
        // Another process tells of it just now.
        if (!(await takeReacted(app, id))) failed.push(id);
        else await tellOfReactions(app, id);
      };
      await app.db.transaction(one).catch((error: unknown) => {
        failed.push(id);
        app.log.warn({ post: id, reason: messageOf(error) }, 'nobody was told who liked a post; it waits');
      });
    }
}
