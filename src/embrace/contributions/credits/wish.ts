import type { App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { type Member, memberActor } from '#people/members/index.ts';
import { contributionErrors } from '../errors.ts';
import { updateHidden } from './store.ts';
import '../events.ts';

/** A member wants to be named below an article that has words of his, or not. Throws `edits.no_article` where it has none. */
export async function nameIn(app: App, member: Member, articleId: string, isNamed: boolean): Promise<void> {
  await app.db.transaction(async () => {
    if (!(await updateHidden(app, member.id, articleId, !isNamed)))
      throw contributionErrors('edits.no_article');
    await audit(app, memberActor(member), {
      action: isNamed ? 'article_credit.shown' : 'article_credit.hidden',
      subject: articleId,
    });
    await app.bus.publish('contributions.changed', {});
  });
}
