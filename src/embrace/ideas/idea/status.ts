import type { App } from '#platform/app/index.ts';
import { newId } from '#platform/ids/index.ts';
import { type Doer, wordsOf } from '#embrace/forum/index.ts';
import { type ChosenStatus, LONGEST_REASON } from '../domain.ts';
import { ideaErrors } from '../errors.ts';
import { tellFirstPosters } from '../telling/tell.ts';
import { ideaChanged, lockRoot, mustBeAllowed } from './change.ts';
import { tellChanged } from './hooks.ts';
import { tellWatchers } from './news.ts';
import { type IdeaRow, insertStatus, selectIdeas, updateIdea } from './store.ts';

export interface StatusWish {
  status: ChosenStatus;
  /** Shown to everybody. */
  reason: string;
  /** `2027-Q1`; null: no date; undefined: as before. */
  quarter?: string | null | undefined;
}

/**
 * Decides about an idea, with a reason that everybody reads. Everybody who voted hears of another status; with `shipped` also whoever
 * said it first, where he said it. Throws `idea.not_found`, `idea.merged`.
 */
export async function setStatus(app: App, doer: Doer, id: string, wish: StatusWish): Promise<IdeaRow> {
  mustBeAllowed(doer.isStaff);
  return app.db.transaction(async () => {
    const { idea } = await lockRoot(app, doer, id);
    if (idea.mergedInto !== null) throw ideaErrors('idea.merged');
    const reason = wordsOf(wish.reason).slice(0, LONGEST_REASON).toWellFormed();
    const quarter = wish.quarter === undefined ? idea.quarter : wish.quarter;
    const isSame = idea.status === wish.status;
    if (isSame && quarter === idea.quarter && reason === '') return idea;
    const statusAt = isSame ? idea.statusAt : await app.db.now();
    const next = { ...idea, status: wish.status, quarter, statusAt };
    await updateIdea(app, next);
    const statusId = newId('ist');
    const by = { byId: doer.actor.id, byName: doer.name };
    await insertStatus(app, id, { id: statusId, status: wish.status, reason, quarter, ...by, at: null });
    await tellChanged(app, next, { before: idea.status, reason });
    if (!isSame || quarter !== idea.quarter)
      await tellWatchers(app, doer, next, { kind: 'idea.status', key: statusId });
    if (!isSame && wish.status === 'shipped') await tellFirstPosters(app, id);
    await ideaChanged(app, doer, id, {
      action: 'idea.decided',
      detail: { from: idea.status, to: wish.status, quarter },
    });
    return (await selectIdeas(app, [id]))[0]!;
  });
}

/** Where ideas stand on the roadmap: those of a quarter in their order. */
export async function placeIdeas(
  app: App,
  doer: Doer,
  { quarter, ids }: { quarter: string | null; ids: readonly string[] },
): Promise<void> {
  mustBeAllowed(doer.isStaff);
  await app.db.transaction(async () => {
    // In the order of their ids, as everybody locks them.
    for (const id of [...new Set(ids)].sort()) {
      const { idea } = await lockRoot(app, doer, id);
      const position = ids.indexOf(id);
      if (idea.mergedInto !== null || (idea.quarter === quarter && idea.position === position)) continue;
      await updateIdea(app, { ...idea, quarter, position });
      if (idea.quarter === quarter) continue;
      const by = { byId: doer.actor.id, byName: doer.name };
      await insertStatus(app, id, {
        id: newId('ist'),
        status: idea.status,
        reason: '',
        quarter,
        ...by,
        at: null,
      });
      await tellChanged(app, { ...idea, quarter }, { before: idea.status, reason: '' });
      await ideaChanged(app, doer, id, {
        action: 'idea.planned',
        detail: { from: idea.quarter, to: quarter },
      });
    }
    await app.bus.publish('idea.changed', { ideaId: null });
  });
}
