import type { App } from '#platform/app/index.ts';

/** Nobody else packs until the ambient transaction ends. */
export async function lockPacking(app: App): Promise<void> {
  await app.db.query(`select pg_advisory_xact_lock(hashtextextended('forum:days', 0))`);
}

/**
 * Takes what changed: writes anew when each member in it wrote first and read last, and answers the days, at most so many, the youngest first. What a row
 * tells of is seen together with it; whoever is not done yet has rows of his own.
 */
export async function takeChanges(app: App, most: number): Promise<string[]> {
  const rows = await app.db.query<{ day: string }>(
    `with days as (select distinct day from forum_changes where day is not null order by day desc limit $1),
     taken as (delete from forum_changes where day is null or day in (select day from days) returning *),
     members as (
       select member_id, max(read_at) as read_at, bool_or(is_unread) as is_unread from taken where member_id is not null group by member_id),
     people as (
       select m.member_id, (select min(created_at) from forum_posts p where p.author_id = m.member_id) as first_at,
         case when m.is_unread then (select max(at) from forum_reads r where r.member_id = m.member_id) else greatest(m.read_at, p.read_at) end as read_at,
         p.member_id is null as is_new
         from members m left join forum_people p on p.member_id = m.member_id),
     known as (
       update forum_people p set first_at = n.first_at, read_at = n.read_at from people n
         where n.member_id = p.member_id and not n.is_new and (p.first_at, p.read_at) is distinct from (n.first_at, n.read_at)),
     added as (insert into forum_people (member_id, first_at, read_at) select member_id, first_at, read_at from people where is_new order by member_id)
     select day::text as day from days`,
    [most],
  );
  return rows.map(({ day }) => day);
}

/** Counts these days anew from the rows. */
export async function packDays(app: App, days: readonly string[]): Promise<void> {
  await app.db.query(
    `insert into forum_days (day, posts, answers, questions, reactions)
       select d.day, coalesce(w.posts, ''), coalesce(w.answers, ''), coalesce(q.questions, ''), coalesce(r.reactions, '')
         from (select day, day::timestamp at time zone 'UTC' as start, (day + 1)::timestamp at time zone 'UTC' as "end" from unnest($1::date[]) as u (day)) d
         cross join lateral (${WRITTEN}) w cross join lateral (${ASKED}) q cross join lateral (${REACTED}) r
     on conflict (day) do update set posts = excluded.posts, answers = excluded.answers, questions = excluded.questions, reactions = excluded.reactions`,
    [days],
  );
}

/** Milliseconds of the day. Whatever is compared with them is whole milliseconds, so that nothing is lost. */
const msOf = (moment: string) => `int4send(floor(extract(epoch from ${moment} - d.start) * 1000)::int)`;

const WRITTEN = `
  select string_agg(${msOf('p.created_at')} || int4send(coalesce(a.number, 0) * 32 + (p.number = 1)::int + (t.kind = 'question')::int * 2
           + (p.accepted_at is not null)::int * 4 + (t.deleted_at is not null)::int * 8 + h.is_help::int * 16), '' order by p.created_at, p.id) as posts,
      string_agg(int4send(k.number) || int4send(t.serial), '' order by p.created_at, p.id) filter (where h.is_help) as answers
    from forum_posts p join forum_threads t on t.id = p.thread_id
      left join forum_people a on a.member_id = p.author_id left join forum_people k on k.member_id = t.author_id
      cross join lateral (select coalesce(p.number > 1 and t.kind = 'question' and t.deleted_at is null and p.author_id <> t.author_id, false)) h (is_help)
    where p.deleted_at is null and p.created_at >= d.start and p.created_at < d."end"`;

const ASKED = `
  select string_agg(${msOf('t.created_at')} || int4send(c.serial * 4 + (t.answers > 0 or t.solved_elsewhere is not null)::int
           + (f.author_id is not null)::int * 2)
           || float8send(coalesce(extract(epoch from f.created_at - t.created_at)::float8, 'NaN'))
           || float8send(coalesce(extract(epoch from b.at - t.created_at)::float8, 'NaN')), '' order by t.created_at, t.id) as questions
    from forum_threads t join forum_categories c on c.id = t.category_id
      left join lateral (
        select o.author_id, o.created_at from forum_posts o
          where o.thread_id = t.id and o.number > 1 and o.deleted_at is null and o.author_id is distinct from t.author_id
          order by o.number limit 1) f on true
      left join lateral (
        select min(o.accepted_at) as at from forum_posts o where o.thread_id = t.id and o.accepted_at is not null and o.deleted_at is null) b on true
    where t.kind = 'question' and t.deleted_at is null and t.created_at >= d.start and t.created_at < d."end"`;

const REACTED = `
  select string_agg(${msOf('o.at')}, '') as reactions from forum_reactions o where o.at >= d.start and o.at < d."end"`;
