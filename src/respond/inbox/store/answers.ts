import type { App } from '#platform/app/index.ts';
import { textArray } from '#platform/db/index.ts';
import type { ThreadKey } from './conversations.ts';

/** A post of the brand in a thread. */
export interface Answer extends ThreadKey {
  postId: string;
  /** The customer it answers; null when the post it answers is not known. */
  accountId: string | null;
  answeredAt: Date;
}

const COLUMNS = `post_id as "postId", origin, root_external_id as "rootExternalId", account_id as "accountId", answered_at as "answeredAt"`;

/** Answers those that were not known yet. */
export async function insertAnswers(app: App, answers: readonly Answer[]): Promise<Answer[]> {
  if (answers.length === 0) return [];
  return app.db.query<Answer>(
    `insert into conversation_answers (post_id, origin, root_external_id, account_id, answered_at)
     select post_id, origin, root_external_id, account_id, answered_at::timestamptz
       from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) as d (post_id, origin, root_external_id, account_id, answered_at)
     on conflict (post_id) do nothing returning ${COLUMNS}`,
    [
      textArray(answers.map((answer) => answer.postId)),
      textArray(answers.map((answer) => answer.origin)),
      textArray(answers.map((answer) => answer.rootExternalId)),
      textArray(answers.map((answer) => answer.accountId)),
      textArray(answers.map((answer) => answer.answeredAt.toISOString())),
    ],
  );
}

export async function selectAnswers(app: App, threads: readonly ThreadKey[]): Promise<Answer[]> {
  if (threads.length === 0) return [];
  return app.db.query<Answer>(
    `select ${COLUMNS} from conversation_answers join (select distinct * from unnest($1::text[], $2::text[]) as k (origin, root_external_id)) k
       using (origin, root_external_id)`,
    [
      textArray(threads.map((thread) => thread.origin)),
      textArray(threads.map((thread) => thread.rootExternalId)),
    ],
  );
}

/** Our newest post to the customer of a conversation. */
export async function selectLastAnswer(
  app: App,
  { origin, rootExternalId, accountId }: ThreadKey & { accountId: string },
): Promise<Pick<Answer, 'postId' | 'answeredAt'> | undefined> {
  const [row] = await app.db.query<Answer>(
    `select ${COLUMNS} from conversation_answers where origin = $1 and root_external_id = $2 and coalesce(account_id, $3) = $3
      order by answered_at desc, post_id desc limit 1`,
    [origin, rootExternalId, accountId],
  );
  return row;
}

/** Forgets answers that were taken back; answers what they were. */
export async function deleteAnswers(app: App, postIds: readonly string[]): Promise<Answer[]> {
  return app.db.query<Answer>(
    `delete from conversation_answers where post_id = any($1) returning ${COLUMNS}`,
    [postIds],
  );
}

/** Our newest posts that answer these customers, older than `before`: ids of posts, which sort by time. Looks at their last 200 conversations. */
export async function selectAnswersTo(
  app: App,
  accountIds: readonly string[],
  before: string | undefined,
  limit: number,
): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    `select distinct a.post_id as id from (
       select origin, root_external_id, account_id from conversations where account_id = any($1) order by last_post_at desc limit 200) c
       join conversation_answers a on a.root_external_id = c.root_external_id and a.origin = c.origin
        and (a.account_id is null or a.account_id = c.account_id)
      where $2::text is null or a.post_id < $2 order by 1 desc limit $3`,
    [accountIds, before ?? null, limit],
  );
  return rows.map((row) => row.id);
}
