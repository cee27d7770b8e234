import type { App } from '#platform/app/index.ts';
import { readStoredPosts } from '#listen/posts/index.ts';
import type { Conversation } from '../domain/conversation.ts';
import { selectLastAnswer } from '../store/answers.ts';

/** Which of our accounts said the newest word of ours that stands in a conversation, by whatever way it left; undefined where we said nothing. */
export async function lastSpeaker(
  app: App,
  conversation: Pick<Conversation, 'origin' | 'rootExternalId' | 'accountId'>,
): Promise<{ externalId: string; at: Date } | undefined> {
  const answer = await selectLastAnswer(app, conversation);
  const [post] = answer ? await readStoredPosts(app, [answer.postId]) : [];
  return answer && post ? { externalId: post.author.externalId, at: answer.answeredAt } : undefined;
}
