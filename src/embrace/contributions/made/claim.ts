import type { Actor, App } from '#platform/app/index.ts';
import { contributionErrors } from '../errors.ts';
import '../events.ts';
import type { Made } from './domain.ts';
import { standing } from './propose.ts';
import { deleteOrigin, insertOrigin, lockSource, selectMade, selectOrigin } from './store.ts';
import type { Source } from './types.ts';

/**
 * Makes something of a source once, whoever else does so at this moment: in one transaction with the note of what it was made of. What was
 * made before and is gone by now counts no more. Throws `contributions.made_already`.
 */
export async function makeOnce<T extends { id: string }>(
  app: App,
  actor: Actor,
  made: Made,
  source: Source,
  make: () => Promise<T>,
): Promise<T> {
  return app.db.transaction(async () => {
    await lockSource(app, source.kind, source.id);
    const before = (await selectMade(app, source.kind, source.id)).filter((row) => row.made === made);
    if ((await standing(app, before)).length > 0) throw contributionErrors('contributions.made_already');
    for (const { madeId } of before) await deleteOrigin(app, madeId);
    const done = await make();
    await insertOrigin(app, actor, {
      madeId: done.id,
      made,
      source: source.kind,
      sourceId: source.id,
      conversationId: source.conversationId,
    });
    await app.bus.publish('contributions.changed', {});
    return done;
  });
}

/** Takes back what the same colleague made; `mayAll`: or anybody did. Throws `contributions.not_made_here`, `contributions.not_yours`. */
export async function unmake(
  app: App,
  actor: Actor,
  { id, made, mayAll }: { id: string; made: Made; mayAll: boolean },
  remove: () => Promise<void>,
): Promise<void> {
  await app.db.transaction(async () => {
    const origin = await selectOrigin(app, id);
    if (origin?.made !== made) throw contributionErrors('contributions.not_made_here');
    if (origin.madeBy !== actor.id && !mayAll) throw contributionErrors('contributions.not_yours');
    await remove();
    await deleteOrigin(app, id);
    await app.bus.publish('contributions.changed', {});
  });
}
