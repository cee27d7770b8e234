import type { App } from '#platform/app/index.ts';
import type { Consent, Sort, Status } from '../domain.ts';
import { TREND_DAYS } from '../domain.ts';

export interface IdeaRow {
  id: string;
  boardId: string;
  title: string;
  slug: string;
  markdown: string;
  html: string;
  authorId: string | null;
  authorName: string;
  status: Status;
  statusAt: Date;
  quarter: string | null;
  position: number;
  mergedInto: string | null;
  rootId: string;
  votes: number;
  thanks: number;
  comments: number;
  ownBefore: number;
  votesBefore: number;
  originPostId: string | null;
  originAccountId: string | null;
  consent: Consent;
  consentAt: Date | null;
  consentProof: string | null;
  creditName: string | null;
  version: number;
  createdAt: Date;
  changedAt: Date;
  deletedAt: Date | null;
  deletedReason: string | null;
  /** Taken away until a colleague looked at it: its author still sees it. */
  isHeld: boolean;
}

const IDEA = `i.id, i.board_id as "boardId", i.title, i.slug, i.markdown, i.html, i.author_id as "authorId", i.author_name as "authorName", i.status,
  i.status_at as "statusAt", i.quarter, i.position, i.merged_into as "mergedInto", i.root_id as "rootId", i.votes, i.thanks, i.comments,
  i.own_before as "ownBefore", i.votes_before as "votesBefore", i.origin_post_id as "originPostId", i.origin_account_id as "originAccountId",
  i.consent, i.consent_at as "consentAt", i.consent_proof as "consentProof", i.credit_name as "creditName", i.version,
  i.created_at as "createdAt", i.changed_at as "changedAt", i.deleted_at as "deletedAt", i.deleted_reason as "deletedReason", i.is_held as "isHeld"`;

export interface NewIdea {
  id: string;
  boardId: string;
  title: string;
  slug: string;
  markdown: string;
  html: string;
  authorId: string | null;
  authorName: string;
  formId: string | null;
  key: string | null;
  originPostId: string | null;
  originAccountId: string | null;
  ownBefore: number;
  at: Date | null;
  isHeld: boolean;
}

export async function insertIdea(app: App, row: NewIdea): Promise<void> {
  await app.db.query(
    `insert into ideas (id, board_id, title, slug, markdown, html, author_id, author_name, form_id, key, origin_post_id, origin_account_id,
       own_before, votes_before, root_id, created_at, status_at, is_held, deleted_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13, $1, coalesce($14, now()), coalesce($14, now()), $15,
       case when $15 then now() end)`,
    [
      row.id,
      row.boardId,
      row.title,
      row.slug,
      row.markdown,
      row.html,
      row.authorId,
      row.authorName,
      row.formId,
      row.key,
      row.originPostId,
      row.originAccountId,
      row.ownBefore,
      row.at,
      row.isHeld,
    ],
  );
}

export async function selectIdeas(app: App, ids: readonly string[]): Promise<IdeaRow[]> {
  return app.db.query<IdeaRow>(`select ${IDEA} from ideas i where i.id = any($1)`, [ids]);
}

/** What is locked from here on can be let go alone, in the ambient transaction: `isKept` false lets it go. */
export async function beginLock(app: App): Promise<void> {
  await app.db.query('savepoint idea_lock');
}

export async function endLock(app: App, isKept: boolean): Promise<void> {
  if (!isKept) await app.db.query('rollback to savepoint idea_lock');
  await app.db.query('release savepoint idea_lock');
}

/** In the order of their ids, so that two who lock several never wait for each other; locked until the transaction ends. */
export async function lockIdeas(app: App, ids: readonly string[]): Promise<IdeaRow[]> {
  return app.db.query<IdeaRow>(`select ${IDEA} from ideas i where i.id = any($1) order by i.id for update`, [
    ids,
  ]);
}

export async function selectMade(
  app: App,
  made: { key: string } | { authorId: string; formId: string },
): Promise<IdeaRow | undefined> {
  const [row] =
    'key' in made
      ? await app.db.query<IdeaRow>(`select ${IDEA} from ideas i where i.key = $1`, [made.key])
      : await app.db.query<IdeaRow>(`select ${IDEA} from ideas i where i.author_id = $1 and i.form_id = $2`, [
          made.authorId,
          made.formId,
        ]);
  return row;
}

export async function selectKeys(app: App, keys: readonly string[]): Promise<Map<string, string>> {
  const rows = await app.db.query<{ key: string; id: string }>(
    'select key, id from ideas where key = any($1)',
    [keys],
  );
  return new Map(rows.map(({ key, id }) => [key, id]));
}

/** Everything that people change by hand; what is counted is not written. */
export async function updateIdea(app: App, row: IdeaRow): Promise<void> {
  await app.db.query(
    `update ideas set board_id = $2, title = $3, slug = $4, markdown = $5, html = $6, status = $7, status_at = $8, quarter = $9, position = $10,
       merged_into = $11, consent = $12, consent_at = $13, consent_proof = $14, credit_name = $15, deleted_at = $16, deleted_reason = $17,
       is_held = $18, changed_at = now(), version = version + 1 where id = $1`,
    [
      row.id,
      row.boardId,
      row.title,
      row.slug,
      row.markdown,
      row.html,
      row.status,
      row.statusAt,
      row.quarter,
      row.position,
      row.mergedInto,
      row.consent,
      row.consentAt,
      row.consentProof,
      row.creditName,
      row.deletedAt,
      row.deletedReason,
      row.isHeld,
    ],
  );
}

/** Adds to the counts of a locked idea. */
export async function countIdea(
  app: App,
  id: string,
  add: { votes?: number; thanks?: number; comments?: number },
): Promise<void> {
  const text = `update ideas set votes = votes + $2, thanks = thanks + $3, comments = comments + $4, changed_at = now(), version = version + 1 where id = $1`;
  await app.db.send([{ text, values: [id, add.votes ?? 0, add.thanks ?? 0, add.comments ?? 0] }]);
}

export async function writeTerms(app: App, id: string, vector: string): Promise<string[]> {
  const [row] = await app.db.query<{ words: string[] }>(
    `update ideas i set terms = $2::tsvector from (select id, tsvector_to_array(terms) as words from ideas where id = $1) b
      where i.id = b.id returning b.words`,
    [id, vector],
  );
  return row?.words ?? [];
}

export async function lockMember(app: App, memberId: string): Promise<void> {
  await app.db.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`idea-member:${memberId}`]);
}

/** One after the other adopts, imports, or says what counts where, until the transaction ends. */
export async function lockMaking(app: App, what: 'adopt' | 'import' | 'merge'): Promise<void> {
  await app.db.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`ideas:${what}`]);
}

export interface ListAsked {
  sort: Sort;
  /** Of these boards only. */
  boards: readonly string[];
  statuses: readonly Status[];
  authorId?: string | undefined;
  /** A text search over the words. */
  wide?: string | undefined;
  exact?: string | undefined;
  after?: { rank: number; id: string } | undefined;
  limit: number;
}

/** The first two are, to the letter, what an index has. */
const RANKS: Record<Sort, string> = {
  top: '(i.votes + i.votes_before)::float8',
  new: `extract(epoch from i.created_at at time zone 'UTC')::float8`,
  trending: 'coalesce(h.votes, 0)',
};
const LATELY = `left join (select v.root_id, count(*)::float8 as votes from idea_votes v where v.kind = 'vote' and v.counts
  and v.at > now() - interval '${TREND_DAYS} days' group by v.root_id) h on h.root_id = i.id`;
const FITTING = `(2 * ts_rank('{0.2, 0.4, 0.6, 1}', i.terms, $6::tsquery) + ts_rank('{0.2, 0.4, 0.6, 1}', i.terms, $5::tsquery))::float8`;

/** Ideas of a list; where words are asked for, the best first. */
export async function selectList(app: App, asked: ListAsked): Promise<(IdeaRow & { rank: number })[]> {
  const rank = asked.wide === undefined ? RANKS[asked.sort] : FITTING;
  const lately = rank === RANKS.trending ? LATELY : '';
  return app.db.query(
    `select * from (select ${IDEA}, ${rank} as rank from ideas i ${lately}
       where i.deleted_at is null and i.board_id = any($1) and i.status = any($2) and ($3::text is null or i.author_id = $3)
         and ($5::text is null or i.terms @@ $5::tsquery) and ($6::text is null or true)) i
      where ($4::float8 is null or (i.rank, i.id) < ($4, $7)) order by i.rank desc, i.id desc limit $8`,
    [
      asked.boards,
      asked.statuses,
      asked.authorId ?? null,
      asked.after?.rank ?? null,
      asked.wide ?? null,
      asked.exact ?? null,
      asked.after?.id ?? '',
      asked.limit,
    ],
  );
}

/** Ideas of some statuses, the last changed first; for the roadmap, what was done, and the site map. */
export async function selectOfStatus(
  app: App,
  asked: { boards: readonly string[]; statuses: readonly Status[]; limit: number },
): Promise<IdeaRow[]> {
  return app.db.query<IdeaRow>(
    `select ${IDEA} from ideas i where i.deleted_at is null and i.board_id = any($1) and i.status = any($2)
      order by i.status_at desc, i.id desc limit $3`,
    [asked.boards, asked.statuses, asked.limit],
  );
}

export async function countByStatus(app: App, boards: readonly string[]): Promise<Map<Status, number>> {
  const rows = await app.db.query<{ status: Status; count: number }>(
    'select status, count(*)::int as count from ideas where deleted_at is null and board_id = any($1) group by status',
    [boards],
  );
  return new Map(rows.map(({ status, count }) => [status, count]));
}

/** Ideas that ended in another one, the last merged first. */
export async function selectMerged(app: App, rootId: string): Promise<IdeaRow[]> {
  return app.db.query<IdeaRow>(
    `select ${IDEA} from ideas i where i.root_id = $1 and i.id <> $1 order by i.status_at desc, i.id desc`,
    [rootId],
  );
}

export interface StatusRow {
  id: string;
  status: Status;
  reason: string;
  quarter: string | null;
  byId: string | null;
  byName: string;
  at: Date;
}

export async function insertStatus(
  app: App,
  ideaId: string,
  row: Omit<StatusRow, 'at'> & { at: Date | null },
): Promise<void> {
  await app.db.query(
    'insert into idea_statuses (id, idea_id, status, reason, quarter, by_id, by_name, at) values ($1, $2, $3, $4, $5, $6, $7, coalesce($8, now()))',
    [row.id, ideaId, row.status, row.reason, row.quarter, row.byId, row.byName, row.at],
  );
}

/** Newest first. */
export async function selectStatuses(app: App, ideaId: string): Promise<StatusRow[]> {
  return app.db.query<StatusRow>(
    `select id, status, reason, quarter, by_id as "byId", by_name as "byName", at from idea_statuses where idea_id = $1 order by at desc, id desc`,
    [ideaId],
  );
}

/** The newest words to the present status of each idea. */
export async function selectReasons(app: App, ideaIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await app.db.query<{ id: string; reason: string }>(
    `select distinct on (s.idea_id) s.idea_id as id, s.reason from idea_statuses s where s.idea_id = any($1) order by s.idea_id, s.at desc, s.id desc`,
    [ideaIds],
  );
  return new Map(rows.map(({ id, reason }) => [id, reason]));
}
