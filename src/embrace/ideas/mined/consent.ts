import type { App } from '#platform/app/index.ts';
import { readPosts } from '#listen/posts/index.ts';
import { accountsOfPersons } from '#people/persons/index.ts';
import { findConversationOfPost, findConversations } from '#respond/inbox/index.ts';
import { accountFor, queueReply } from '#respond/replies/index.ts';
import { type Doer, titleOf } from '#embrace/forum/index.ts';
import { ideaErrors } from '../errors.ts';
import { ideaChanged, lockRoot, mustBeAllowed } from '../idea/change.ts';
import { type IdeaRow, selectIdeas, updateIdea } from '../idea/store.ts';
import type { ConsentInput } from '../schema.ts';

/**
 * Asks the author of the post that an idea was made of whether he may be named, by a reply of the colleague who asks; it goes the way of all
 * replies. Asked twice it is asked once. Throws `idea.no_post`, `idea.no_conversation`, `idea.no_account` and what `queueReply` throws.
 */
export async function askConsent(app: App, doer: Doer, id: string, text: string): Promise<IdeaRow> {
  mustBeAllowed(doer.isStaff);
  return app.db.transaction(async () => {
    const { idea } = await lockRoot(app, doer, id);
    if (idea.originPostId === null) throw ideaErrors('idea.no_post');
    if (idea.consent !== 'none') return idea;
    const conversationId = await findConversationOfPost(app, idea.originPostId);
    const [conversation] = conversationId === null ? [] : await findConversations(app, [conversationId]);
    if (!conversation) throw ideaErrors('idea.no_conversation');
    const account = await accountFor(app, conversation);
    if (!account) throw ideaErrors('idea.no_account', { network: conversation.network });
    const reply = await queueReply(app, doer.actor, conversation.id, {
      text,
      postId: idea.originPostId,
      accountId: account.id,
      idempotencyKey: `idea-consent:${idea.id}`,
      thenStatus: 'waiting',
      isConfirmed: true,
    });
    await updateIdea(app, { ...idea, consent: 'asked', consentAt: await app.db.now() });
    await ideaChanged(app, doer, id, { action: 'idea.consent_asked', detail: { replyId: reply.id } });
    return (await selectIdeas(app, [id]))[0]!;
  });
}

/**
 * Notes what the author answered. His name stands beside the idea only when he consented, proved by a post of his own or told otherwise.
 * Throws `idea.no_consent`, `idea.no_post`.
 */
export async function setConsent(app: App, doer: Doer, id: string, input: ConsentInput): Promise<IdeaRow> {
  mustBeAllowed(doer.isStaff);
  return app.db.transaction(async () => {
    const { idea } = await lockRoot(app, doer, id);
    if (idea.originPostId === null) throw ideaErrors('idea.no_post');
    const isGiven = input.consent === 'given';
    const proof = isGiven ? await proofOf(app, idea, input) : input.how || null;
    const name = isGiven
      ? titleOf(input.name.toWellFormed()).slice(0, 100).toWellFormed() || idea.authorName
      : null;
    await updateIdea(app, {
      ...idea,
      consent: input.consent,
      consentAt: await app.db.now(),
      consentProof: proof,
      creditName: name,
    });
    await ideaChanged(app, doer, id, { action: `idea.consent_${input.consent}`, detail: { proof } });
    return (await selectIdeas(app, [id]))[0]!;
  });
}

/** A post counts only where the person who had the idea wrote it. */
async function proofOf(app: App, idea: IdeaRow, { postId, how }: ConsentInput): Promise<string> {
  if (postId === undefined) {
    if (how === '') throw ideaErrors('idea.no_consent');
    return how;
  }
  const [post] = await readPosts(app, [postId]);
  const account = idea.originAccountId ?? '';
  const own = (await accountsOfPersons(app, [account])).get(account) ?? [account];
  if (!post || post.deletedAt !== null || !own.includes(post.author.id) || post.id === idea.originPostId)
    throw ideaErrors('idea.no_consent');
  return post.id;
}
