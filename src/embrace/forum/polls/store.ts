import type { App } from '#platform/app/index.ts';
import type { Ballots, PollKind, PollShows } from './domain.ts';

export interface PollRow {
  id: string;
  threadId: string;
  question: string;
  options: string[];
  kind: PollKind;
  shows: PollShows;
  isAnonymous: boolean;
  closesAt: Date | null;
  /** How many members voted. */
  votes: number;
  /** By the clock of the database. */
  isClosed: boolean;
}

const POLL = `id, thread_id as "threadId", question, options, kind, shows, is_anonymous as "isAnonymous", closes_at as "closesAt", votes,
  coalesce(closes_at <= clock_timestamp(), false) as "isClosed"`;

/** False where the thread has one. */
export async function insertPoll(app: App, row: Omit<PollRow, 'votes' | 'isClosed'>): Promise<boolean> {
  const made = await app.db.query(
    `insert into forum_polls (id, thread_id, question, options, kind, shows, is_anonymous, closes_at) values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (thread_id) do nothing returning 1`,
    [row.id, row.threadId, row.question, row.options, row.kind, row.shows, row.isAnonymous, row.closesAt],
  );
  if (made.length > 0)
    await app.db.query('update forum_threads set has_poll = true where id = $1', [row.threadId]);
  return made.length > 0;
}

export async function selectPoll(app: App, threadId: string): Promise<PollRow | undefined> {
  const [row] = await app.db.query<PollRow>(`select ${POLL} from forum_polls where thread_id = $1`, [
    threadId,
  ]);
  return row;
}

/** Nobody else votes until the ambient transaction ends. */
export async function lockPoll(app: App, threadId: string): Promise<PollRow | undefined> {
  const [row] = await app.db.query<PollRow>(
    `select ${POLL} from forum_polls where thread_id = $1 for update`,
    [threadId],
  );
  return row;
}

export async function closePollNow(app: App, id: string): Promise<void> {
  await app.db.query('update forum_polls set closes_at = clock_timestamp() where id = $1', [id]);
}

/** Puts a member's vote in the place of the one before; an empty one takes it back. The poll is locked. */
export async function writeBallot(
  app: App,
  pollId: string,
  memberId: string,
  choices: readonly number[],
): Promise<void> {
  const gone = await app.db.query(
    'delete from forum_ballots where poll_id = $1 and member_id = $2 returning 1',
    [pollId, memberId],
  );
  if (choices.length > 0)
    await app.db.query('insert into forum_ballots (poll_id, member_id, choices) values ($1, $2, $3)', [
      pollId,
      memberId,
      choices,
    ]);
  const by = Number(choices.length > 0) - gone.length;
  if (by !== 0) await app.db.query('update forum_polls set votes = votes + $2 where id = $1', [pollId, by]);
}

export async function selectBallots(app: App, pollId: string): Promise<Ballots[]> {
  return app.db.query<Ballots>(
    'select choices, count(*)::int as n from forum_ballots where poll_id = $1 group by choices order by choices',
    [pollId],
  );
}

export async function selectBallot(app: App, pollId: string, memberId: string): Promise<number[]> {
  const [row] = await app.db.query<{ choices: number[] }>(
    'select choices from forum_ballots where poll_id = $1 and member_id = $2',
    [pollId, memberId],
  );
  return row?.choices ?? [];
}

/** Who voted for what first, the first voters first. */
export async function selectVoters(
  app: App,
  pollId: string,
  limit: number,
): Promise<{ memberId: string; choices: number[] }[]> {
  return app.db.query(
    'select member_id as "memberId", choices from forum_ballots where poll_id = $1 order by at, member_id limit $2',
    [pollId, limit],
  );
}

/** Takes all votes of a member back. */
export async function dropBallots(app: App, memberId: string): Promise<void> {
  await app.db.query(
    `select 1 from forum_polls where id in (select poll_id from forum_ballots where member_id = $1) order by id for update`,
    [memberId],
  );
  await app.db.query(
    `with gone as (delete from forum_ballots where member_id = $1 returning poll_id)
     update forum_polls p set votes = votes - 1 from gone where p.id = gone.poll_id`,
    [memberId],
  );
}
