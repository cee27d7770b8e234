import type { App } from '#platform/app/index.ts';
import { readStoredPosts } from '#listen/posts/index.ts';
import { type Conversation, threadOf } from '../domain/conversation.ts';
import { selectIdsInThreads } from '../store/list.ts';
import { selectOfThread } from '../store/conversations.ts';
import {
  countSince,
  type EarlierRow,
  selectAnswered,
  selectEarlier,
  selectLoads,
  selectNewest,
  selectOpenOf,
  selectOpenWith,
  selectPast,
  selectShare,
  selectWaitingOfTeams,
} from '../store/look.ts';

const MOST_WAITING = 2000;
const MOST_OPEN = 500;

/** Conversations of a thread, whoever the customer is, oldest first. */
export function conversationsInThread(
  app: App,
  origin: string,
  rootExternalId: string,
): Promise<Conversation[]> {
  return selectOfThread(app, { origin, rootExternalId });
}

/** Ids of all conversations in whose threads these stored posts stand, the customers' and ours. */
export async function conversationsOfPosts(app: App, postIds: readonly string[]): Promise<string[]> {
  const posts = await readStoredPosts(app, postIds);
  return selectIdsInThreads(
    app,
    posts.map((post) => ({ origin: post.origin, rootExternalId: threadOf(post) })),
  );
}

/** The newest conversations, whatever their status. */
export function newestConversations(
  app: App,
  asked: { limit: number; since?: Date },
): Promise<Conversation[]> {
  return selectNewest(app, asked.limit, asked.since);
}

/**
 * Conversations since a time, the newest first. Where they are more than `limit`, an even share of them, so that a week that is looked
 * back on is a week on a busy desk, too.
 */
export async function conversationsSince(
  app: App,
  { limit, since }: { limit: number; since: Date },
): Promise<{ rows: Conversation[]; share: number }> {
  const all = await countSince(app, since);
  const rows = await selectShare(app, since, Math.max(1, Math.ceil(all / limit)));
  return { rows, share: all === 0 ? 1 : Math.min(1, rows.length / all) };
}

/** The newest that are done and got an answer. */
export const answeredConversations = selectAnswered;

/** Conversations of these accounts that are not done, those of the newest words first. */
export function openConversationsWith(
  app: App,
  accountIds: readonly string[],
  limit: number,
): Promise<Conversation[]> {
  return selectOpenWith(app, accountIds, limit);
}

/** What the customers of these conversations had with us before, by conversation. */
export async function readEarlier(app: App, ids: readonly string[]): Promise<Map<string, EarlierRow>> {
  return new Map((await selectEarlier(app, ids)).map((row) => [row.id, row]));
}

/** Open conversations of these people, by channel: `user → channel → count`. */
export async function readLoads(
  app: App,
  userIds: readonly string[],
): Promise<Map<string, Map<string, number>>> {
  const loads = new Map<string, Map<string, number>>();
  for (const { userId, network, count } of await selectLoads(app, userIds))
    loads.set(userId, (loads.get(userId) ?? new Map<string, number>()).set(network, count));
  return loads;
}

/** Who had the customer's last conversation before this one, and whether a person decided who has it. */
export const readPast = selectPast;

/** Open conversations of teams in which the customer waits since before a time, the longest wait first. */
export function waitingOfTeams(app: App, teamIds: readonly string[], before: Date): Promise<Conversation[]> {
  return selectWaitingOfTeams(app, teamIds, before, MOST_WAITING);
}

/** Ids of open conversations that somebody has, the most urgent first; at most 500. */
export function openConversationsOf(app: App, userId: string): Promise<string[]> {
  return selectOpenOf(app, userId, MOST_OPEN);
}
