import type { App } from '#platform/app/index.ts';
import { readAccounts } from '#people/accounts/index.ts';
import { readPosts } from '#listen/posts/index.ts';
import { conversationsOfCases, findConversationOfPost, findConversations } from '#respond/inbox/index.ts';
import type { Doer } from '#embrace/forum/index.ts';
import { ideaErrors } from '../errors.ts';
import type { BehalfInput } from '../schema.ts';
import { type OnBehalf, voteFor } from './votes.ts';

/** Votes for the customer behind a conversation, a case or a post. Throws `idea.no_voter` and what `voteFor` throws. */
export async function voteOnBehalf(app: App, doer: Doer, ideaId: string, input: BehalfInput): Promise<void> {
  await voteFor(app, doer, ideaId, await whoIsMeant(app, input));
}

/** Whom, and where it was said. */
async function whoIsMeant(
  app: App,
  { postId, conversationId, caseId, accountId, reason }: BehalfInput,
): Promise<OnBehalf> {
  const links = {
    reason,
    postId: postId ?? null,
    conversationId: conversationId ?? null,
    caseId: caseId ?? null,
  };
  if (postId !== undefined) {
    const [post] = await readPosts(app, [postId]);
    if (!post || post.deletedAt !== null || post.isOwn) throw ideaErrors('idea.no_voter');
    return {
      ...links,
      accountId: post.author.id,
      conversationId: links.conversationId ?? (await findConversationOfPost(app, postId)),
    };
  }
  if (conversationId !== undefined) {
    const [conversation] = await findConversations(app, [conversationId]);
    if (!conversation) throw ideaErrors('idea.no_voter');
    return {
      ...links,
      accountId: conversation.accountId,
      caseId: links.caseId ?? conversation.caseId ?? null,
    };
  }
  if (caseId !== undefined) {
    const [conversation] = await conversationsOfCases(app, [caseId]);
    if (!conversation) throw ideaErrors('idea.no_voter');
    return { ...links, accountId: conversation.accountId, conversationId: conversation.id };
  }
  if (accountId === undefined || !(await readAccounts(app, [accountId])).has(accountId))
    throw ideaErrors('idea.no_voter');
  return { ...links, accountId };
}
