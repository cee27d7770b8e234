import type { App } from '#platform/app/index.ts';
import { type OwnRow, ownNamed } from '../own/store.ts';
import { POST, type PostRow } from './posts-store.ts';
import { THREAD, type ThreadRow } from './store.ts';

/** What a page elsewhere says of itself, as a post shows it. */
export interface Preview {
  url: string;
  title: string;
  description: string | null;
  site: string | null;
  pictureId: string | null;
}

/** A post as pages show it. */
export interface PageRow extends Omit<PostRow, 'markdown'> {
  /** What the addresses that stand alone in it say of themselves. */
  previews: Preview[] | null;
  /** Threads that stand alone in it, whoever may read them. */
  named: NamedThread[] | null;
}

/** What pages name of another thread. */
export type NamedThread = Pick<ThreadRow, 'id' | 'categoryId' | 'title' | 'slug'>;

export interface PageAsked {
  first: number;
  last: number;
  /** Of the thread, when its posts are known already. */
  version: number | undefined;
  /** Other threads that are to be named. */
  beside: readonly string[];
  /** Who reads it; null: a stranger. */
  memberId: string | null;
}

export interface PageRows {
  thread: ThreadRow;
  /** Absent where the version is the known one: the posts with these numbers, and all accepted answers of the thread. */
  rows: { posts: PageRow[]; answers: PageRow[] } | undefined;
  /** Those of `beside` that are there. */
  beside: NamedThread[];
  /** What the reader did here before. */
  own: OwnRow | null;
}

type Told = ThreadRow & {
  posted: PageRow[] | null;
  accepted: PageRow[] | null;
  beside: NamedThread[] | null;
  own?: OwnRow;
};

/** All that a page of a thread is made of, as it is at one moment, in one question. */
export async function selectPage(app: App, id: string, asked: PageAsked): Promise<PageRows | undefined> {
  const values = [id, asked.first, asked.last, asked.version ?? null, asked.beside];
  const { memberId } = asked;
  const [row] = await (memberId === null
    ? app.db.prepared<Told>(FOR_ALL, values)
    : app.db.prepared<Told>(FOR_MEMBER, [...values, memberId]));
  if (!row) return undefined;
  const { posted, accepted, beside, own = null, ...thread } = row;
  const rows =
    posted === null ? undefined : { posts: posted.map(dated), answers: (accepted ?? []).map(dated) };
  return { thread, rows, beside: beside ?? [], own };
}

const SHOWN = `${POST.replace('markdown, ', '')},
  case when links is not null then (select json_agg(v) from (select url, title, description, site, picture_id as "pictureId"
    from forum_previews where url = any(forum_posts.links) and state = 'there') v) end as previews,
  case when named is not null then (select json_agg(o) from (select id, category_id as "categoryId", title, slug
    from forum_threads where id = any(forum_posts.named) and deleted_at is null) o) end as named`;
const OWN = ownNamed({
  member: '$6::text',
  thread: 't.id',
  posts: 'array(select id from forum_posts where thread_id = t.id and number between $2 and $3)',
});
const selectWith = (more: string) => `select ${THREAD},
  case when t.version is distinct from $4::int then (select coalesce(json_agg(p order by p.number), '[]') from
    (select ${SHOWN} from forum_posts where thread_id = t.id and number between $2 and $3) p) end as posted,
  case when t.version is distinct from $4::int and t.answers > 0 then (select json_agg(p order by p.number) from
    (select ${SHOWN} from forum_posts where thread_id = t.id and accepted_at is not null and deleted_at is null) p) end as accepted,
  case when cardinality($5::text[]) > 0 then (select json_agg(o) from
    (select id, category_id as "categoryId", title, slug from forum_threads where id = any($5) and deleted_at is null) o) end as beside
  ${more} from forum_threads t where t.id = $1`;

const FOR_ALL = selectWith('');
const FOR_MEMBER = selectWith(`, ${OWN} as own`);

/** JSON knows no moments. */
function dated(row: PageRow): PageRow {
  const { createdAt, editedAt, deletedAt, acceptedAt } = row;
  return {
    ...row,
    createdAt: new Date(createdAt),
    editedAt: editedAt && new Date(editedAt),
    deletedAt: deletedAt && new Date(deletedAt),
    acceptedAt: acceptedAt && new Date(acceptedAt),
  };
}
