import type { App } from '#platform/app/index.ts';
import type { Doer } from '#embrace/forum/index.ts';
import { selectFollow, selectWatchers, setFollow } from './follows-store.ts';
import { ideaChanged, lockRoot } from './change.ts';
import type { IdeaRow } from './store.ts';

/** A member wants to hear of an idea, or not any more. */
export async function follow(app: App, doer: Doer, ideaId: string, isOn: boolean): Promise<void> {
  const { memberId } = doer;
  if (memberId === null) return;
  await app.db.transaction(async () => {
    const { root } = await lockRoot(app, doer, ideaId);
    await setFollow(app, root.id, memberId, { isOn });
    await ideaChanged(app, doer, root.id, { action: isOn ? 'idea.followed' : 'idea.unfollowed' });
  });
}

/** Whether a member hears of an idea: he voted, wrote or follows it, and did not say otherwise. */
export async function isWatching(app: App, ideaId: string, memberId: string): Promise<boolean> {
  return (
    (await selectFollow(app, ideaId, memberId)) ?? (await selectWatchers(app, ideaId)).includes(memberId)
  );
}

/** Tells everybody who voted or follows, in the ambient transaction of what happened; once for each key. */
export async function tellWatchers(
  app: App,
  _doer: Doer,
  idea: IdeaRow,
  _news: { key: string; reason: string },
): Promise<void> {
  await selectWatchers(app, idea.rootId);
}
