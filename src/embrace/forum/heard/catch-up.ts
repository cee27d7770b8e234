import type { App } from '#platform/app/index.ts';
import { noteLinks } from '../previews/note.ts';
import { indexPosts } from '../search/index-posts.ts';
import { takeWaiting } from '../search/words-store.ts';
import { hear } from './hear.ts';

const AT_ONCE = 100;

/**
 * Posts that are new or changed are found by their words and heard by intake, and the links in them are noted: all in one transaction with the mark that they were, so
 * nothing is lost and nothing is taken twice.
 */
export async function catchUp(app: App): Promise<void> {
  for (let count = AT_ONCE; count === AT_ONCE;)
    count = await app.db.transaction(async () => {
      const waiting = await takeWaiting(app, AT_ONCE);
      if (waiting.length === 0) return 0;
      await indexPosts(app, waiting);
      await noteLinks(app, waiting);
      await hear(
        app,
        waiting.filter(({ isBrought }) => !isBrought),
      );
      return waiting.length;
    });
}
