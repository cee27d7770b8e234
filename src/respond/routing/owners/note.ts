import type { App } from '#platform/app/index.ts';
import type { ConversationNews } from '#respond/inbox/index.ts';
import { deleteOwners, saveOwners } from './store.ts';

/** Keeps who has what and since when, as far as the customer waits. Of several news of one conversation the last one counts. */
export async function noteOwners(app: App, news: readonly ConversationNews[]): Promise<void> {
  const last = new Map(news.map((one) => [one.conversationId, one]));
  const gone: string[] = [];
  const owned: { conversationId: string; userId: string; teamId: string; since: Date }[] = [];
  for (const { conversationId, after, at } of last.values()) {
    const isOwned = after?.status === 'open' && !after.isGone && after.waitingSince !== null;
    if (isOwned && after.assigneeId && after.teamId)
      owned.push({ conversationId, userId: after.assigneeId, teamId: after.teamId, since: at });
    else gone.push(conversationId);
  }
  await deleteOwners(app, gone);
  await saveOwners(app, owned);
}
