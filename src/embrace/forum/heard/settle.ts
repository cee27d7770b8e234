import type { Actor, App } from '#platform/app/index.ts';
import { changeConversations, conversationsInThread } from '#respond/inbox/index.ts';
import { staffDoer } from '../doer.ts';
import { isSolved } from '../domain.ts';
import { findThread, postAt } from '../talk/read.ts';
import { catchUp } from './catch-up.ts';
import { ORIGIN } from './hear.ts';

const community: Actor = {
  kind: 'rule',
  id: 'community',
  name: 'Community',
  role: 'manager',
  permissions: new Set(['*']),
};

/**
 * What was solved among members needs nobody of the staff: open conversations of the thread that nobody has taken are done, and their
 * history says why. Whoever writes again opens them again, as ever.
 */
export async function settle(app: App, threadId: string): Promise<void> {
  await catchUp(app);
  const staff = staffDoer(community);
  const found = await findThread(app, staff, threadId);
  const root = found && isSolved(found.thread) ? await postAt(app, threadId, 1) : undefined;
  if (!root) return;
  await app.db.transaction(async () => {
    const open = (await conversationsInThread(app, ORIGIN, root.id)).filter(
      ({ status, assigneeId }) => status !== 'done' && assigneeId === null,
    );
    if (open.length === 0) return;
    const ids = open.map(({ id }) => id);
    await changeConversations(app, community, ids, { status: 'done', reason: 'Solved in the community' });
  });
}
