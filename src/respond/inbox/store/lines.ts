import type { App } from '#platform/app/index.ts';
import { earliestId } from '#platform/ids/index.ts';

/** A line of the history of any conversation. */
export interface PastLine {
  conversationId: string;
  at: Date;
  action: string;
  detail: Record<string, unknown>;
}

/** Lines with these actions since a time, the newest first: ids of lines sort by time. */
export async function linesSince(
  app: App,
  since: Date,
  actions: readonly string[],
  limit: number,
): Promise<PastLine[]> {
  return app.db.query<PastLine>(
    `select conversation_id as "conversationId", at, action, detail from conversation_activity
      where id > $1 and action = any($2) order by id desc limit $3`,
    [earliestId('act', since.getTime()), actions, limit],
  );
}
