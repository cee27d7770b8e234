import type { App } from '#platform/app/index.ts';
import type { ActivityFigures, QuestionFigures } from '../schema.ts';

/** `middle` parts the period from the one before it. */
export interface Span {
  start: Date;
  middle: Date;
  end: Date;
}

export interface QuestionRow extends QuestionFigures {
  isNow: boolean;
  /** Null: of all categories. */
  categoryId: string | null;
}

/** Of questions of two periods: how many were answered and solved, and how soon. */
export function countQuestions(app: App, { start, middle, end }: Span): Promise<QuestionRow[]> {
  return app.db.query<QuestionRow>(
    `with asked as (
       select t.category_id, t.created_at >= $2 as is_now, t.answers > 0 or t.solved_elsewhere is not null as is_solved,
         first.author_id, extract(epoch from first.created_at - t.created_at) as answer_s, extract(epoch from best.at - t.created_at) as solve_s
       from forum_threads t
       left join lateral (
         select p.author_id, p.created_at from forum_posts p
          where p.thread_id = t.id and p.number > 1 and p.deleted_at is null and p.author_id is distinct from t.author_id
          order by p.number limit 1) first on true
       left join lateral (
         select min(p.accepted_at) as at from forum_posts p where p.thread_id = t.id and p.accepted_at is not null and p.deleted_at is null) best on true
       where t.kind = 'question' and t.deleted_at is null and t.created_at >= $1 and t.created_at < $3)
     select is_now as "isNow", category_id as "categoryId", count(*)::int as questions, count(answer_s)::int as answered,
       count(*) filter (where answer_s <= 86400)::int as "answeredInDay", count(author_id)::int as "answeredByMembers",
       percentile_cont(0.5) within group (order by answer_s)::float8 as "medianAnswer",
       count(*) filter (where is_solved)::int as solved, percentile_cont(0.5) within group (order by solve_s)::float8 as "medianSolve"
     from asked group by grouping sets ((is_now), (is_now, category_id))`,
    [start, middle, end],
  );
}

export interface ActivityRow extends Omit<ActivityFigures, 'reactions'> {
  isNow: boolean;
}

export function countActivity(app: App, { start, middle, end }: Span): Promise<ActivityRow[]> {
  return app.db.query<ActivityRow>(
    `with written as (
       select p.author_id, p.created_at >= $2 as is_now, p.number from forum_posts p join forum_threads t on t.id = p.thread_id
        where p.deleted_at is null and t.deleted_at is null and p.created_at >= $1 and p.created_at < $3),
     writers as (select distinct author_id, is_now from written where author_id is not null)
     select is_now as "isNow", count(*) filter (where number = 1)::int as threads, count(*)::int as posts,
       (select count(*)::int from writers w where w.is_now = written.is_now) as writers,
       (select count(*)::int from writers w where w.is_now = written.is_now and not exists (
          select from forum_posts o where o.author_id = w.author_id and o.created_at < case when w.is_now then $2 else $1 end)) as newcomers
     from written group by is_now`,
    [start, middle, end],
  );
}

export function countReactions(
  app: App,
  { start, middle, end }: Span,
): Promise<{ isNow: boolean; reactions: number }[]> {
  return app.db.query(
    `select at >= $2 as "isNow", count(*)::int as reactions from forum_reactions where at >= $1 and at < $3 group by 1`,
    [start, middle, end],
  );
}

/** Members who read since `middle`, without those who wrote; and questions that wait for more than a day. */
export async function countQuiet(
  app: App,
  { middle, end }: Span,
): Promise<{ silentReaders: number; waiting: number }> {
  const [row] = await app.db.query<{ silentReaders: number; waiting: number }>(
    `select (select count(*)::int from (
         select distinct r.member_id from forum_reads r where r.at >= $1 and r.at < $2 and not exists (
           select from forum_posts p where p.author_id = r.member_id and p.created_at >= $1 and p.created_at < $2 and p.deleted_at is null)) q) as "silentReaders",
       (select count(*)::int from forum_threads t where t.kind = 'question' and t.deleted_at is null and t.closed_at is null
         and t.answers = 0 and t.solved_elsewhere is null and t.created_at < $2::timestamptz - interval '1 day' and not exists (
           select from forum_posts p where p.thread_id = t.id and p.number > 1 and p.deleted_at is null and p.author_id is distinct from t.author_id)) as waiting`,
    [middle, end],
  );
  return row!;
}

export interface DayRow {
  day: string;
  questions: number;
  posts: number;
  writers: number;
}

/** Days on which something was written. */
export function countDays(app: App, { middle, end }: Span, zone: string): Promise<DayRow[]> {
  return app.db.query<DayRow>(
    `select day::text, count(*)::int as posts, count(distinct author_id)::int as writers,
       count(*) filter (where number = 1 and kind = 'question')::int as questions
     from (select (p.created_at at time zone $3)::date as day, p.author_id, p.number, t.kind
       from forum_posts p join forum_threads t on t.id = p.thread_id
       where p.deleted_at is null and t.deleted_at is null and p.created_at >= $1 and p.created_at < $2) posts
     group by posts.day order by posts.day`,
    [middle, end, zone],
  );
}

export interface HelperRow {
  memberId: string;
  answers: number;
  accepted: number;
  people: number;
}

export function selectHelpers(app: App, { middle, end }: Span): Promise<HelperRow[]> {
  return app.db.query<HelperRow>(
    `select p.author_id as "memberId", count(*)::int as answers, count(p.accepted_at)::int as accepted, count(distinct t.author_id)::int as people
     from ${HELP} group by 1 order by accepted desc, answers desc, 1 limit 20`,
    [middle, end],
  );
}

export interface PairRow {
  helperId: string;
  askerId: string;
  threads: number;
}

export function selectPairs(app: App, { middle, end }: Span): Promise<PairRow[]> {
  return app.db.query<PairRow>(
    `select p.author_id as "helperId", t.author_id as "askerId", count(distinct t.id)::int as threads
     from ${HELP} group by 1, 2 having count(distinct t.id) > 1 order by threads desc, 1, 2 limit 20`,
    [middle, end],
  );
}

/** Answers of members to questions of other members. */
const HELP = `forum_posts p join forum_threads t on t.id = p.thread_id
  where p.created_at >= $1 and p.created_at < $2 and p.deleted_at is null and t.deleted_at is null and t.kind = 'question'
    and p.number > 1 and p.author_id <> t.author_id`;
