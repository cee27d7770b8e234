import type { App } from '#platform/app/index.ts';
import { newId } from '#platform/ids/index.ts';
import { type Doer, wordsOf } from '#embrace/forum/index.ts';
import { type ChosenStatus, LONGEST_REASON } from '../domain.ts';
import { ideaErrors } from '../errors.ts';
import { tellThere } from '../telling/tell.ts';
import { ideaChanged, lockRoot, lockRoots, mustBeAllowed } from './change.ts';
import { tellChanged } from './hooks.ts';
import { ideasChanged } from './listed.ts';
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
 * said it first and for whom colleagues voted, where he said it. Throws `idea.not_found`, `idea.merged`.
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
    if (!isSame && wish.status === 'shipped') await tellThere(app, next);
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
    for (const idea of await lockRoots(app, ids)) {
      const { id } = idea;
      const position = ids.indexOf(id);
      // What was merged stands where its root does.
      if (position < 0 || (idea.quarter === quarter && idea.position === position)) continue;
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
    await ideasChanged(app);
  });
}
