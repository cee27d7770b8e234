import type { App } from '#platform/app/index.ts';
import { caseIdsTouchedSince } from '#respond/cases/index.ts';
import { conversationIdsTouchedSince } from '#respond/inbox/index.ts';
import { indexSoon } from './indexer.ts';
import { articleIds } from './sources/others.ts';
import { noteHeard } from './store/index-store.ts';

/** Somebody listens every minute; after a longer silence events went by unheard. */
const SILENCE_MS = 3 * 60_000;
/** Clocks of machines differ, and what was begun before is told when it commits. */
const MARGIN_MS = 2 * 60_000;

/**
 * Marks what changed while nobody listened: conversations and cases by their history, and all articles, which are few. `isSure`: something was missed
 * for certain, because the connection that tells was lost. Answers whether anything had to be looked for.
 */
export function sweepMissed(app: App, isSure = false): Promise<boolean> {
  return app.db.transaction(async () => {
    const { before, now } = await noteHeard(app);
    if (!isSure && now.getTime() - before.getTime() < SILENCE_MS) return false;
    const since = new Date(before.getTime() - MARGIN_MS);
    await indexSoon(app, 'conversation', await conversationIdsTouchedSince(app, since));
    await indexSoon(app, 'case', await caseIdsTouchedSince(app, since));
    await indexSoon(app, 'article', await articleIds(app, ''));
    return true;
  });
}
