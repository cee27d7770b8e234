import type { App } from '#platform/app/index.ts';
import { type NoteRow, selectNotesOf, selectTouchedSince } from '../store/records.ts';
import { selectIdsAfter, selectNewestOf } from '../store/waiting.ts';

/** Notes of these conversations. */
export function readNotesOf(app: App, conversationIds: readonly string[]): Promise<NoteRow[]> {
  return selectNotesOf(app, conversationIds);
}

/** Ids of conversations behind one, in order; '' is the beginning. */
export function conversationIdsAfter(app: App, after: string, limit: number): Promise<string[]> {
  return selectIdsAfter(app, after, limit);
}

/** Conversations in whose history something was written since a moment. */
export function conversationIdsTouchedSince(app: App, at: Date): Promise<string[]> {
  return selectTouchedSince(app, at);
}

/** The newest conversation of each of these accounts that has one. */
export async function newestOfAccounts(
  app: App,
  accountIds: readonly string[],
): Promise<Map<string, { conversationId: string; at: Date }>> {
  const rows = await selectNewestOf(app, accountIds);
  return new Map(rows.map(({ accountId, conversationId, at }) => [accountId, { conversationId, at }]));
}
