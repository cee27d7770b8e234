import { systemActor } from '#platform/app/index.ts';
import { forgetDetails } from '#platform/audit/index.ts';
import type { Belongings } from '#people/members/index.ts';
import { staffDoer } from '#embrace/forum/index.ts';
import { indexIdea } from './idea/find.ts';
import { deleteIdea } from './idea/propose.ts';
import { lockIdeas, lockMaking } from './idea/store.ts';
import { settle } from './idea/votes.ts';
import { selectAlone, selectBelongings, selectOwnIdeas, selectTouched, takeTraces } from './own-store.ts';

const LEFT = { isDeleted: true, reason: 'Whoever proposed it has left' };

/**
 * What members take along of ideas, and what stays of them: an idea that others wish too keeps its title and their votes, and is nobody's.
 * Provide it for `memberBelongingsPort`.
 */
export const ideaBelongings: Belongings = {
  key: 'ideas',
  exportOf: selectBelongings,
  async erase(app, memberId, { keepsContent }) {
    const staff = staffDoer(systemActor);
    // Before looking: what counts where stays as it is, and all of it is locked at once.
    await lockMaking(app, 'merge');
    const touched = await selectTouched(app, memberId);
    await lockIdeas(app, touched);
    if (!keepsContent)
      for (const id of await selectAlone(app, memberId)) {
        await deleteIdea(app, staff, id, LEFT);
        await forgetDetails(app, [id], ['title']);
      }
    await takeTraces(app, memberId, { all: !keepsContent });
    for (const { deletedAt, ...idea } of keepsContent ? [] : await selectOwnIdeas(app, memberId))
      await indexIdea(app, { ...idea, isShown: deletedAt === null });
    for (const id of touched) await settle(app, id);
  },
};
