import type { App } from '#platform/app/index.ts';

/** A customer who is not told as the member that gave a vote: an idea was made of his post, or a colleague voted for him. */
export interface SpokenFor {
  accountId: string | null;
  /** Null where an idea was made of his post. */
  voteId: string | null;
  postId: string | null;
  conversationId: string | null;
}

/** Of an idea with all that were merged into it: whose posts they were made of, then for whom colleagues voted, the oldest first. */
export async function selectSpokenFor(app: App, rootId: string): Promise<SpokenFor[]> {
  return app.db.query<SpokenFor>(
    `select origin_account_id as "accountId", null::text as "voteId", origin_post_id as "postId", null::text as "conversationId"
       from (select * from ideas where root_id = $1 and origin_post_id is not null order by origin_post_id) o
     union all
     select account_id, id, post_id, conversation_id
       from (select * from idea_votes where root_id = $1 and kind = 'vote' and member_id is null order by at, id) v`,
    [rootId],
  );
}

/** Accounts that were told, or are to be, of an idea or of one that was merged into it. */
export async function selectToldAccounts(app: App, rootId: string): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    `select distinct t.account_id as id from idea_tellings t join ideas i on i.id = t.idea_id
      where i.root_id = $1 and t.account_id is not null order by 1`,
    [rootId],
  );
  return rows.map(({ id }) => id);
}
