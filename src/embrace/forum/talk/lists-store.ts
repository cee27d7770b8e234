import type { App } from '#platform/app/index.ts';
import { THREAD, type ThreadRow } from './store.ts';

export const LISTS = ['latest', 'unanswered', 'solved', 'new', 'unread', 'deleted'] as const;
export type ListName = (typeof LISTS)[number];

export interface ListAsked {
  list: ListName;
  /** Of these categories only. */
  categories: readonly string[];
  tag?: string | undefined;
  authorId?: string | undefined;
  /** Whose reading is asked for. */
  memberId?: string | undefined;
  /** Where the page before ended. */
  after?: { at: string; id: string } | undefined;
  limit: number;
}

const FITS: Record<ListName, string> = {
  latest: 't.deleted_at is null',
  unanswered: 't.deleted_at is null and t.posts = 1',
  solved: 't.deleted_at is null and (t.answers > 0 or t.solved_elsewhere is not null)',
  new: `t.deleted_at is null and t.created_at > now() - interval '3 days' and not exists (select from forum_reads r where r.member_id = $5 and r.thread_id = t.id)`,
  unread: `t.deleted_at is null and exists (select from forum_reads r where r.member_id = $5 and r.thread_id = t.id and t.last_number > r.last_number)`,
  deleted: 't.deleted_at is not null and t.merged_into is null',
};

export interface ListedRow extends ThreadRow {
  isPinned: boolean;
  /** Up to which number the member read it; null where he never opened it, or nobody is named. */
  lastRead: number | null;
}

/** What stands above the lists. */
const PINNED = `select ${THREAD}, true as "isPinned", row_number() over (order by t.pinned_until desc) as place from forum_threads t
  where t.pinned_until > now() and t.deleted_at is null and t.category_id = any($1) order by t.pinned_until desc limit 5`;

const LISTED = `l.*, (select r.last_number from forum_reads r where r.member_id = $5 and r.thread_id = l.id) as "lastRead"`;

/** Threads of a list, the last active first; with `hasPinned` those that stand above it come before. */
export async function selectList(
  app: App,
  { hasPinned, ...asked }: ListAsked & { hasPinned: boolean },
): Promise<ListedRow[]> {
  const list = `select ${THREAD}, false as "isPinned", row_number() over (order by t.last_activity desc, t.id desc) as place from forum_threads t where ${FITS[asked.list]} and t.category_id = any($1)
       and ($2::text is null or t.tags @> array[$2]) and ($3::text is null or t.author_id = $3)
       and ($4::text is null or (t.last_activity, t.id) < ($4::timestamptz, $6)) and ($5::text is null or true)
      order by t.last_activity desc, t.id desc limit $7`;
  return app.db.query<ListedRow>(
    `select ${LISTED} from (${hasPinned ? `(${PINNED}) union all (${list})` : list}) l order by l."isPinned" desc, l.place`,
    [
      asked.categories,
      asked.tag ?? null,
      asked.authorId ?? null,
      asked.after?.at ?? null,
      asked.memberId ?? null,
      asked.after?.id ?? '',
      asked.limit,
    ],
  );
}

/** Tags with how many threads have them, without the threads of these categories. */
export async function selectTags(
  app: App,
  { hidden, limit }: { hidden: readonly string[]; limit: number },
): Promise<{ tag: string; threads: number }[]> {
  return app.db.query(
    `with hidden as (
       select tag, count(*)::int as threads from forum_threads t cross join unnest(t.tags) as u (tag)
        where t.deleted_at is null and t.category_id = any($1) group by tag)
     select f.tag, f.threads - coalesce(h.threads, 0) as threads from forum_tags f left join hidden h on h.tag = f.tag
      where f.threads > coalesce(h.threads, 0) order by 2 desc, 1 limit $2`,
    [hidden, limit],
  );
}

/** Threads for the site map, the last active first. */
export async function selectForMap(
  app: App,
  categories: readonly string[],
  limit: number,
): Promise<{ id: string; slug: string; lastActivity: Date }[]> {
  return app.db.query(
    `select id, slug, last_activity as "lastActivity" from forum_threads where deleted_at is null and category_id = any($1)
      order by last_activity desc, id desc limit $2`,
    [categories, limit],
  );
}
