import type { App } from '#platform/app/index.ts';
import { findMembersByHandle, type Member } from '#people/members/index.ts';
import { memberDoer, startThread } from '#embrace/forum/index.ts';
import { flag, moderatedPort, moderationBelongings } from '#embrace/moderation/index.ts';

const SPAM =
  'Buy cheap followers and likes for your shop now at https://followers-4-you.example 70% off, limited offer!!!';

/** Something for moderators to decide: a post that reads like spam and waits, and one that members flagged. */
export async function stir(
  app: App,
  {
    members,
    spammer,
    categoryId,
    postId,
  }: { members: readonly Member[]; spammer: Member; categoryId: string; postId: string },
): Promise<void> {
  if (!app.find(moderatedPort)) return;
  const wish = {
    categoryId,
    kind: 'discussion',
    title: 'Great offer for your shop',
    markdown: SPAM,
    tags: [],
  } as const;
  await startThread(app, memberDoer(spammer), wish);
  const [first, second] = members;
  if (first) await flag(app, first, { kind: 'post', id: postId, reason: 'off-topic' });
  if (second)
    await flag(app, second, {
      kind: 'post',
      id: postId,
      reason: 'other',
      text: 'This is about another company',
    });
}

/** Nothing of it stays when the sample goes. */
export async function calm(app: App, handles: readonly string[]): Promise<void> {
  for (const { id } of await findMembersByHandle(app, handles))
    await app.db.transaction(() => moderationBelongings.erase(app, id, { keepsContent: true }));
}
