import { systemActor } from '#platform/app/index.ts';
import { AppError } from '#platform/errors/index.ts';
import type { Belongings } from '#people/members/index.ts';
import { changeArticle } from '#respond/knowledge/index.ts';
import { deleteCreditsOfMember, selectCreditsOf } from './credits/store.ts';
import { deleteOpenEdits, disownEdits, selectOwnEdits } from './edits/own-store.ts';
import './events.ts';

/**
 * What members take along of articles with words of theirs. Their names go in any case, and what nobody has taken; articles stay, as they
 * are the company's. Where the words shall go, too, a colleague looks at these articles again. Provide it for `memberBelongingsPort`.
 */
export const contributionBelongings: Belongings = {
  key: 'helpArticles',
  async exportOf(app, memberId) {
    const [credits, edits] = await Promise.all([
      selectCreditsOf(app, memberId),
      selectOwnEdits(app, memberId),
    ]);
    return { credits, edits };
  },
  async erase(app, memberId, { keepsContent }) {
    const articleIds = await deleteCreditsOfMember(app, memberId);
    await deleteOpenEdits(app, memberId);
    await disownEdits(app, memberId, keepsContent);
    const today = app.clock.now().toISOString().slice(0, 10);
    if (!keepsContent)
      for (const id of articleIds.toSorted())
        await changeArticle(app, systemActor, id, { reviewOn: today }).catch((error: unknown) => {
          if (!(error instanceof AppError && error.code === 'article.not_found')) throw error;
        });
    await app.bus.publish('contributions.changed', {});
  },
};
