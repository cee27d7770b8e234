import type { App } from '#platform/app/index.ts';
import { earliestId } from '#platform/ids/index.ts';

/** A line of the history of any case. */
export interface CaseLine {
  caseId: string;
  at: Date;
  action: string;
  detail: Record<string, unknown>;
}

/** Lines with these actions since a time, the newest first: ids of lines sort by time. */
export async function caseLinesSince(
  app: App,
  since: Date,
  actions: readonly string[],
  limit: number,
): Promise<CaseLine[]> {
  return app.db.query<CaseLine>(
    `select case_id as "caseId", at, action, detail from case_activity where id > $1 and action = any($2) order by id desc limit $3`,
    [earliestId('cact', since.getTime()), actions, limit],
  );
}
