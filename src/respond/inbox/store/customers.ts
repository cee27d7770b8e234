import type { App } from '#platform/app/index.ts';
import type { Status } from '../domain/conversation.ts';

/** What segments ask of a conversation. */
export interface HistoryRow {
  accountId: string;
  status: Status;
  isWaiting: boolean;
  lastPostId: string;
  lastPostAt: Date;
  createdAt: Date;
  labels: string[];
  topicIds: string[];
}

/** The last fifty conversations of each account. */
export function selectHistories(app: App, accountIds: readonly string[]): Promise<HistoryRow[]> {
  return app.db.query<HistoryRow>(
    `select c.account_id as "accountId", c.status, c.waiting_since is not null as "isWaiting", c.last_post_id as "lastPostId",
       c.last_post_at as "lastPostAt", least(c.created_at, c.last_post_at) as "createdAt", c.labels, c.topic_ids as "topicIds"
       from unnest($1::text[]) as a (id) cross join lateral (
         select * from conversations where account_id = a.id and not is_gone order by last_post_at desc limit 50) c`,
    [accountIds],
  );
}
