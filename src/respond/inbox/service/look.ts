import type { App } from '#platform/app/index.ts';
import type { Conversation } from '../domain/conversation.ts';
import {
  type EarlierRow,
  selectEarlier,
  selectLastAgents,
  selectLoads,
  selectNewest,
} from '../store/look.ts';

/** The newest conversations, whatever their status. */
export function newestConversations(
  app: App,
  asked: { limit: number; since?: Date },
): Promise<Conversation[]> {
  return selectNewest(app, asked.limit, asked.since);
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

/** Who had the customer's conversation before each of these. */
export async function readLastAgents(app: App, ids: readonly string[]): Promise<Map<string, string>> {
  return new Map((await selectLastAgents(app, ids)).map(({ id, userId }) => [id, userId]));
}
