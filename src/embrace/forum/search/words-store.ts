import type { App } from '#platform/app/index.ts';

export type HeardAs = 'public' | 'private' | 'gone';

export interface WaitingPost {
  id: string;
  threadId: string;
  number: number;
  revision: number;
  authorId: string | null;
  authorName: string;
  markdown: string;
  html: string;
  replyTo: number | null;
  createdAt: Date;
  editedAt: Date | null;
  isGone: boolean;
  /** It came from another place: found, and not heard. */
  isBrought: boolean;
  title: string;
  slug: string;
  tags: string[];
  /** Strangers may not read it. */
  isPrivate: boolean;
  /** What intake was told last. */
  heardVersion: number | null;
  heardRevision: number | null;
  heardAs: HeardAs | null;
  /** Id of the first post of the thread, and of the one that this one answers. */
  rootId: string;
  kind: 'discussion' | 'question';
  /** Answers a post of the company. */
  isToCompany: boolean;
  parentId: string | null;
  /** Words that it was found by until now. */
  words: string[];
}

/** Posts that wait, oldest first, locked for this transaction; those that another one has are passed over. */
export async function takeWaiting(app: App, limit: number): Promise<WaitingPost[]> {
  return app.db.query<WaitingPost>(
    `with waiting as (select id from forum_posts where is_waiting order by id limit $1 for update skip locked)
     select p.id, p.thread_id as "threadId", p.number, p.revision, p.author_id as "authorId", p.author_name as "authorName", p.markdown, p.html,
       p.reply_to as "replyTo", p.created_at as "createdAt", p.edited_at as "editedAt", p.deleted_at is not null or t.deleted_at is not null as "isGone",
       p.is_brought as "isBrought", t.title, t.slug, t.tags, c.who_reads = 'members' or coalesce(g.kind <> 'public', false) as "isPrivate",
       p.heard_version::float8 as "heardVersion", p.heard_revision as "heardRevision", p.heard_as as "heardAs", coalesce(f.id, p.id) as "rootId", t.kind,
       coalesce(r.id is not null and r.author_id is null, false) as "isToCompany", r.id as "parentId",
       coalesce(tsvector_to_array(p.terms), '{}') as words
      from waiting w join forum_posts p on p.id = w.id join forum_threads t on t.id = p.thread_id join forum_categories c on c.id = t.category_id
      left join forum_groups g on g.id = c.group_id
      left join forum_posts f on f.thread_id = t.id and f.number = 1
      left join forum_posts r on r.thread_id = t.id and r.number = p.reply_to
      order by p.id`,
    [limit],
  );
}

/** These wait no more; what each is found by. */
export async function settleWaiting(
  app: App,
  rows: readonly { id: string; vector: string | null }[],
): Promise<void> {
  await app.db.query(
    `update forum_posts p set is_waiting = false, terms = d.vector::tsvector
       from jsonb_to_recordset($1::jsonb) as d (id text, vector text) where p.id = d.id`,
    [JSON.stringify(rows)],
  );
}

/** Adds to how many posts have a word; one that none has is forgotten. */
export async function countWords(
  app: App,
  changes: readonly { word: string; by: number; parts: readonly number[] }[],
): Promise<void> {
  const [more, less] = [changes.filter(({ by }) => by > 0), changes.filter(({ by }) => by < 0)];
  if (more.length > 0)
    await app.db.query(
      `insert into forum_words as w (word, uses, parts)
         select word, by, coalesce((select array_agg(p::int) from jsonb_array_elements_text(parts) as p), '{}')
           from jsonb_to_recordset($1::jsonb) as d (word text, by int, parts jsonb) order by word
       on conflict (word) do update set uses = w.uses + excluded.uses`,
      [JSON.stringify(more)],
    );
  if (less.length === 0) return;
  const words = less.map(({ word }) => word);
  await app.db.query(
    `update forum_words w set uses = w.uses + d.by from unnest($1::text[], $2::int[]) as d (word, by) where w.word = d.word`,
    [words, less.map(({ by }) => by)],
  );
  await app.db.query('delete from forum_words where word = any($1) and uses <= 0', [words]);
}

/** Words with a beginning are counted up to so many. */
const MOST_BEGUN = 5000;

/** For each word its own row, and those that share a part with it; `begun`: uses of all words that begin with it, itself among them. */
export async function selectAlike(
  app: App,
  words: readonly { word: string; parts: readonly number[] }[],
): Promise<{ typed: string; word: string | null; uses: number; begun: number }[]> {
  return app.db.query(
    `select q.word as typed, w.word, w.uses, b.begun from jsonb_to_recordset($1::jsonb) as q (word text, parts jsonb)
       cross join lateral (select coalesce(sum(uses), 0)::float8 as begun from (
         select uses from forum_words where word >= q.word and word < q.word || chr(1114111) limit ${MOST_BEGUN}) s) b
       left join lateral (
         select word, uses from forum_words where word = q.word
         union select word, uses from forum_words
           where parts && coalesce((select array_agg(p::int) from jsonb_array_elements_text(q.parts) as p), '{}'::int[])) w on true`,
    [JSON.stringify(words)],
  );
}

export interface FoundPost {
  id: string;
  threadId: string;
  number: number;
  authorId: string | null;
  authorName: string;
  html: string;
  createdAt: Date;
  score: number;
}

/** At most so many posts are weighed. */
const MOST_WEIGHED = 2000;

/** The best post of each thread, best first. */
export async function selectFound(
  app: App,
  asked: {
    wide: string;
    exact: string;
    /** What the index is asked for; the same as `wide`, or less, of which `wide` is then checked. */
    narrow: string;
    /** Only so many of the newest posts are looked through, without the index. */
    newest?: number | undefined;
    categories: readonly string[];
    isSolved?: boolean | undefined;
    authorId?: string | undefined;
    tag?: string | undefined;
    limit: number;
  },
): Promise<FoundPost[]> {
  const { newest } = asked;
  // Whatever the planner thinks of the words, it reads these and no others.
  const posts =
    newest === undefined ? 'forum_posts' : '(select * from forum_posts order by id desc limit $9)';
  return app.db.query<FoundPost>(
    `with fitting as materialized (
       select p.id, p.thread_id, p.number, p.created_at, p.accepted_at, p.terms, t.answers, t.solved_elsewhere
         from ${posts} p join forum_threads t on t.id = p.thread_id
        where p.terms @@ $8::tsquery and ($8::tsquery = $1::tsquery or (p.terms || ''::tsvector) @@ $1::tsquery) and p.deleted_at is null and t.deleted_at is null and t.category_id = any($3)
          and ($4::boolean is null or $4 = (t.answers > 0 or t.solved_elsewhere is not null))
          and ($5::text is null or p.author_id = $5) and ($6::text is null or t.tags @> array[$6])
        limit ${MOST_WEIGHED}),
     weighed as (
       select *, 2 * ts_rank('{0.2, 0.4, 0.6, 1}', terms, $2::tsquery) + ts_rank('{0.2, 0.4, 0.6, 1}', terms, $1::tsquery)
           + case when accepted_at is not null then 0.3 when answers > 0 or solved_elsewhere is not null then 0.1 else 0 end
           + 0.1 * exp(greatest(-50, extract(epoch from created_at - now()) / 15552000)) as score
         from fitting),
     best as (select distinct on (thread_id) id, score from weighed order by thread_id, score desc, number),
     first as (select id, score from best order by score desc, id desc limit $7)
     select p.id, thread_id as "threadId", number, author_id as "authorId", author_name as "authorName", html, created_at as "createdAt", score::float8
       from first join forum_posts p on p.id = first.id order by score desc, p.id desc`,
    [
      asked.wide,
      asked.exact,
      asked.categories,
      asked.isSolved ?? null,
      asked.authorId ?? null,
      asked.tag ?? null,
      asked.limit,
      asked.narrow,
      ...(newest === undefined ? [] : [newest]),
    ],
  );
}

/** What intake was told of some posts just now. */
export async function noteHeard(
  app: App,
  rows: readonly { id: string; version: number; revision: number; as: HeardAs }[],
): Promise<void> {
  await app.db.query(
    `update forum_posts p set heard_version = d.version, heard_revision = d.revision, heard_as = d."as"
       from jsonb_to_recordset($1::jsonb) as d (id text, version bigint, revision int, "as" text) where p.id = d.id`,
    [JSON.stringify(rows)],
  );
}
