import type { App } from '#platform/app/index.ts';

export interface TellingRow {
  ideaId: string;
  postId: string;
  /** `due`: the next run tells; `queued`: a reply was decided; `failed`: see `problem`. */
  state: 'due' | 'queued' | 'failed';
  replyId: string | null;
  problem: string | null;
  at: Date;
}

const TELLING = `t.idea_id as "ideaId", t.post_id as "postId", t.state, t.reply_id as "replyId", t.problem, t.at`;

/** One row for each post that an idea, or one merged into it, was made of; those that were told before are left as they are. */
export async function insertTellings(app: App, ideaId: string): Promise<number> {
  const rows = await app.db.query(
    `insert into idea_tellings (idea_id, post_id) select $1, origin_post_id from ideas
      where root_id = $1 and origin_post_id is not null order by 2 on conflict do nothing returning post_id`,
    [ideaId],
  );
  return rows.length;
}

/** The next that is due, locked for this transaction; what another process has is passed over. */
export async function takeDue(app: App, passed: readonly string[]): Promise<TellingRow | undefined> {
  const [row] = await app.db.query<TellingRow>(
    `select ${TELLING} from idea_tellings t where t.state = 'due' and not t.post_id = any($1) order by t.at, t.post_id limit 1 for update skip locked`,
    [passed],
  );
  return row;
}

/** What became of one that was due; what another process decided meanwhile stays. */
export async function updateTelling(
  app: App,
  postId: string,
  { state, replyId, problem }: Pick<TellingRow, 'state' | 'replyId' | 'problem'>,
): Promise<void> {
  await app.db.query(
    "update idea_tellings set state = $2, reply_id = $3, problem = $4, at = now() where post_id = $1 and state = 'due'",
    [postId, state, replyId, problem],
  );
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
