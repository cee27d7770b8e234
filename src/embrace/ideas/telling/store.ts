import type { App } from '#platform/app/index.ts';

export interface TellingRow {
  ideaId: string;
  postId: string;
  /** The vote that a colleague gave for whom is told; null for the post that an idea was made of. */
  voteId: string | null;
  accountId: string | null;
  /** `due`: the next run tells; `queued`: a reply was decided; `failed`: see `problem`. */
  state: 'due' | 'queued' | 'failed';
  replyId: string | null;
  problem: string | null;
  at: Date;
}

/** Which telling is meant. */
export type TellingKey = Pick<TellingRow, 'ideaId' | 'postId'>;

const TELLING = `t.idea_id as "ideaId", t.post_id as "postId", t.vote_id as "voteId", t.account_id as "accountId", t.state,
  t.reply_id as "replyId", t.problem, t.at`;

/** Those that were told before, of this post or for this vote, are left as they are. Answers how many are new. */
export async function insertTellings(
  app: App,
  ideaId: string,
  owed: readonly Pick<TellingRow, 'postId' | 'voteId' | 'accountId'>[],
): Promise<number> {
  const rows = await app.db.query(
    `insert into idea_tellings (idea_id, post_id, vote_id, account_id)
       select $1, o.* from unnest($2::text[], $3::text[], $4::text[]) o on conflict do nothing returning post_id`,
    [
      ideaId,
      owed.map(({ postId }) => postId),
      owed.map(({ voteId }) => voteId),
      owed.map(({ accountId }) => accountId),
    ],
  );
  return rows.length;
}

/** The next that is due, locked for this transaction; what another process has is passed over. */
export async function takeDue(app: App, passed: readonly TellingKey[]): Promise<TellingRow | undefined> {
  const [row] = await app.db.query<TellingRow>(
    `select ${TELLING} from idea_tellings t where t.state = 'due'
       and not exists (select from unnest($1::text[], $2::text[]) p (idea_id, post_id) where p.idea_id = t.idea_id and p.post_id = t.post_id)
      order by t.at, t.post_id limit 1 for update of t skip locked`,
    [passed.map(({ ideaId }) => ideaId), passed.map(({ postId }) => postId)],
  );
  return row;
}

/** What became of one that was due; what another process decided meanwhile stays. */
export async function updateTelling(
  app: App,
  { ideaId, postId }: TellingKey,
  { state, replyId, problem }: Pick<TellingRow, 'state' | 'replyId' | 'problem'>,
): Promise<void> {
  await app.db.query(
    `update idea_tellings set state = $3, reply_id = $4, problem = $5, at = now()
      where idea_id = $1 and post_id = $2 and state = 'due'`,
    [ideaId, postId, state, replyId, problem],
  );
}

/** The vote was taken away before anybody was told. */
export async function deleteTelling(app: App, { ideaId, postId }: TellingKey): Promise<void> {
  await app.db.query('delete from idea_tellings where idea_id = $1 and post_id = $2', [ideaId, postId]);
}

/** What failed is tried again. Answers how many. */
export async function retryTellings(app: App, ideaId: string): Promise<number> {
  const rows = await app.db.query(
    `update idea_tellings set state = 'due', problem = null, at = now() where idea_id = $1 and state = 'failed' returning post_id`,
    [ideaId],
  );
  return rows.length;
}

export async function selectTellings(app: App, ideaId: string): Promise<TellingRow[]> {
  return app.db.query<TellingRow>(
    `select ${TELLING} from idea_tellings t where t.idea_id = $1 order by t.at, t.post_id`,
    [ideaId],
  );
}
