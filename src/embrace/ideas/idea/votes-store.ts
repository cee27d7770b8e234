import type { App } from '#platform/app/index.ts';
import type { VoteKind } from '../domain.ts';

export interface VoteRow {
  id: string;
  ideaId: string;
  rootId: string;
  kind: VoteKind;
  voterId: string;
  memberId: string | null;
  accountId: string | null;
  reason: string;
  /** It waits for a look, or was taken away: only who gave it reads it. */
  isReasonHidden: boolean;
  byId: string | null;
  byName: string | null;
  conversationId: string | null;
  caseId: string | null;
  postId: string | null;
  counts: boolean;
  at: Date;
}

const VOTE = `v.id, v.idea_id as "ideaId", v.root_id as "rootId", v.kind, v.voter_id as "voterId", v.member_id as "memberId", v.account_id as "accountId",
  v.reason, v.reason_hidden_at is not null as "isReasonHidden", v.by_id as "byId", v.by_name as "byName", v.conversation_id as "conversationId", v.case_id as "caseId", v.post_id as "postId", v.counts, v.at`;

/** Answers false where this voter has given the same to the idea already. */
export async function insertVote(
  app: App,
  row: Omit<VoteRow, 'at' | 'counts'> & { at: Date | null },
): Promise<boolean> {
  const rows = await app.db.query(
    `insert into idea_votes (id, idea_id, root_id, kind, voter_id, member_id, account_id, reason, by_id, by_name, conversation_id, case_id, post_id, at,
       reason_hidden_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, coalesce($14, now()), case when $15 then now() end) on conflict do nothing returning id`,
    [
      row.id,
      row.ideaId,
      row.rootId,
      row.kind,
      row.voterId,
      row.memberId,
      row.accountId,
      row.reason,
      row.byId,
      row.byName,
      row.conversationId,
      row.caseId,
      row.postId,
      row.at,
      row.isReasonHidden,
    ],
  );
  return rows.length > 0;
}

/** What waits, or was taken away, stays so. */
export async function updateReason(
  app: App,
  id: string,
  { reason, isReasonHidden }: Pick<VoteRow, 'reason' | 'isReasonHidden'>,
): Promise<void> {
  await app.db.query(
    `update idea_votes set reason = $2, reason_hidden_at = coalesce(reason_hidden_at, case when $3 then now() end) where id = $1`,
    [id, reason, isReasonHidden],
  );
}

/** Answers false where it was so already. */
export async function updateReasonHidden(app: App, id: string, isHidden: boolean): Promise<boolean> {
  const rows = await app.db.query(
    `update idea_votes set reason_hidden_at = case when $2 then now() end
      where id = $1 and (reason_hidden_at is not null) <> $2 returning id`,
    [id, isHidden],
  );
  return rows.length > 0;
}

/** Of a voter all that counts for an idea, whichever merged idea it was given to; answers what was deleted. */
export async function deleteVotes(
  app: App,
  asked: { rootId: string; kind: VoteKind; voterIds: readonly string[] },
): Promise<VoteRow[]> {
  return app.db.query<VoteRow>(
    `delete from idea_votes v where v.root_id = $1 and v.kind = $2 and v.voter_id = any($3) returning ${VOTE}`,
    [asked.rootId, asked.kind, asked.voterIds],
  );
}

export async function deleteVote(app: App, id: string): Promise<void> {
  await app.db.query('delete from idea_votes where id = $1', [id]);
}

export async function selectVotesById(app: App, ids: readonly string[]): Promise<VoteRow[]> {
  return app.db.query<VoteRow>(`select ${VOTE} from idea_votes v where v.id = any($1)`, [ids]);
}

export async function selectVote(app: App, id: string): Promise<VoteRow | undefined> {
  return (await selectVotesById(app, [id]))[0];
}

/** All votes or thanks that end in an idea, oldest first; those that do not count among them. */
export async function selectVotes(app: App, rootId: string, kind: VoteKind): Promise<VoteRow[]> {
  return app.db.query<VoteRow>(
    `select ${VOTE} from idea_votes v where v.root_id = $1 and v.kind = $2 order by v.at, v.id`,
    [rootId, kind],
  );
}

/** What of a person counts for an idea: by his member or any of his accounts. */
export async function selectOfPerson(
  app: App,
  asked: {
    rootIds: readonly string[];
    kind: VoteKind;
    memberId: string | null;
    accountIds: readonly string[];
  },
): Promise<VoteRow[]> {
  return app.db.query<VoteRow>(
    `select ${VOTE} from idea_votes v where v.root_id = any($1) and v.kind = $2
       and (v.member_id = $3 or v.account_id = any($4)) order by v.at, v.id`,
    [asked.rootIds, asked.kind, asked.memberId, asked.accountIds],
  );
}

/** Ideas with anything by these accounts. */
export async function selectRootsOf(app: App, accountIds: readonly string[]): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    'select distinct root_id as id from idea_votes where account_id = any($1) order by 1',
    [accountIds],
  );
  return rows.map(({ id }) => id);
}

/** Votes of a member that count for ideas that have not ended, where he can still take them back. */
export async function countOpenVotes(app: App, memberId: string): Promise<number> {
  const [row] = await app.db.query<{ count: number }>(
    `select count(*)::int as count from idea_votes v join ideas i on i.id = v.root_id
      where v.voter_id = $1 and v.kind = 'vote' and v.counts and i.deleted_at is null
        and i.status not in ('shipped', 'declined', 'duplicate')
        and exists (select from idea_boards b where b.id = i.board_id and (b.who_sees in ('everybody', 'members')
          or b.who_sees = 'chosen' and exists (select from idea_board_members m where m.board_id = b.id and m.member_id = $1)))`,
    [memberId],
  );
  return row!.count;
}

/** Says which votes count, and writes what they come to; the idea is locked. What no longer counts goes first. */
export async function settleVotes(
  app: App,
  rootId: string,
  { counting, votes, thanks }: { counting: readonly string[]; votes: number; thanks: number },
): Promise<void> {
  await app.db.query(
    'update idea_votes set counts = false where root_id = $1 and counts and not id = any($2)',
    [rootId, counting],
  );
  await app.db.query(
    'update idea_votes set counts = true where root_id = $1 and not counts and id = any($2)',
    [rootId, counting],
  );
  await app.db.query(
    `update ideas r set votes = $2, thanks = $3, changed_at = now(), version = r.version + 1,
       comments = (select count(*) from idea_comments c join ideas i on i.id = c.idea_id where i.root_id = $1 and c.deleted_at is null),
       votes_before = (select coalesce(sum(i.own_before), 0) from ideas i where i.root_id = $1)
      where r.id = $1`,
    [rootId, votes, thanks],
  );
}

/** These ideas end in another one now, and so does what was given to them. */
export async function moveRoot(app: App, ideaIds: readonly string[], rootId: string): Promise<void> {
  // What moves counts for nobody before it is settled: two of one voter may meet.
  await app.db.query('update idea_votes set root_id = $2, counts = false where idea_id = any($1)', [
    ideaIds,
    rootId,
  ]);
  await app.db.query('update ideas set root_id = $2 where id = any($1)', [ideaIds, rootId]);
}

/** An idea with all that were merged into it, and into those. */
export async function selectTree(app: App, id: string): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    `with recursive tree as (select $1::text collate "C" as id union select i.id from ideas i join tree t on i.merged_into = t.id) select id from tree order by 1`,
    [id],
  );
  return rows.map((row) => row.id);
}

export interface MergeRow {
  id: string;
  ideaId: string;
  intoId: string;
  statusBefore: string;
  statusAtBefore: Date;
  byName: string;
  at: Date;
  undoneAt: Date | null;
}

const MERGE = `id, idea_id as "ideaId", into_id as "intoId", status_before as "statusBefore", status_at_before as "statusAtBefore", by_name as "byName", at,
  undone_at as "undoneAt"`;

export async function insertMerge(app: App, row: Omit<MergeRow, 'at' | 'undoneAt'>): Promise<void> {
  await app.db.query(
    'insert into idea_merges (id, idea_id, into_id, status_before, status_at_before, by_name) values ($1, $2, $3, $4, $5, $6)',
    [row.id, row.ideaId, row.intoId, row.statusBefore, row.statusAtBefore, row.byName],
  );
}

/** Merges that stand, by the idea that went; the last first. */
export async function selectMerges(app: App, ideaIds: readonly string[]): Promise<MergeRow[]> {
  return app.db.query<MergeRow>(
    `select ${MERGE} from idea_merges where idea_id = any($1) and undone_at is null order by at desc`,
    [ideaIds],
  );
}

export async function selectMerge(app: App, id: string): Promise<MergeRow | undefined> {
  const [row] = await app.db.query<MergeRow>(`select ${MERGE} from idea_merges where id = $1`, [id]);
  return row;
}

/** Answers false where it was undone already. */
export async function markUndone(app: App, id: string): Promise<boolean> {
  const rows = await app.db.query(
    'update idea_merges set undone_at = now() where id = $1 and undone_at is null returning id',
    [id],
  );
  return rows.length > 0;
}

/** Who voted for or thanked whose ideas since a time, by himself: votes on behalf of somebody have no member. */
export async function selectFavours(
  app: App,
  since: Date,
): Promise<{ from: string; to: string; n: number }[]> {
  return app.db.query(
    `select v.member_id as "from", i.author_id as "to", count(*)::int as n from idea_votes v join ideas i on i.id = v.idea_id
      where v.at >= $1 and v.member_id is not null and i.author_id is not null and i.author_id <> v.member_id
      group by 1, 2`,
    [since],
  );
}
