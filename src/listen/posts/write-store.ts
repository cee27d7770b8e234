import { setImmediate as nextTurn } from 'node:timers/promises';
import type { App } from '#platform/app/index.ts';
import { textArray, tsvectorArray } from '#platform/db/index.ts';
import { CUT_TERM } from './domain.ts';
import type { PackedPosts, UnsignedDraft } from './pack.ts';

/** What became of one draft that was written; drafts that were not newer than the stored row are not among them. */
export interface Written {
  id: string;
  /** Which of the drafts. */
  index: number;
  isNew: boolean;
}

interface WrittenRow {
  id: string;
  /** Null for new rows: the id is the one sent. */
  origin: string | null;
  external_id: string | null;
}

/** Separates the items of a list inside one array element. */
const SEPARATOR = '\u001f';

/** One statement for all drafts, with the account of each. `meanwhile` is called once while the database works on it. */
export async function upsertPosts(
  app: App,
  { drafts, ids, terms }: PackedPosts,
  accountIds: readonly string[],
  meanwhile: () => void,
): Promise<Written[]> {
  const columns = COLUMNS.map((column) => textArray(column === 'account' ? accountIds : drafts.map(column)));
  const answer = app.db.query<WrittenRow>(UPSERT, [textArray(ids), ...columns, tsvectorArray(terms)]);
  // A failure that comes early is thrown below, where it is awaited.
  answer.catch(() => undefined);
  // After this turn the statement is on its way.
  await nextTurn();
  meanwhile();
  const rows = await answer;
  const byId = new Map(ids.map((id, index) => [id, index]));
  const byIdentity = new Map<string, number>();
  if (rows.some((row) => row.external_id !== null)) {
    for (const [index, draft] of drafts.entries())
      byIdentity.set(`${draft.origin}\n${draft.externalId}`, index);
  }
  return rows.map((row) => {
    const isNew = row.external_id === null;
    const index = isNew ? byId.get(row.id)! : byIdentity.get(`${row.origin}\n${row.external_id}`)!;
    return { id: row.id, index, isNew };
  });
}

/** `spanTerm` of a row's id: a post that came again keeps its id. */
const SPAN = (row: string) => `('${CUT_TERM}' || substr(${row}.id, 6, 4))`;

const UPSERT = `
  insert into posts (id, origin, external_id, version, account_id, network, kind, title, text, html, langs, url, links, tags,
    mentions, media, parent_external_id, root_external_id, quoted_external_id, revision, source_id, is_own, created_at,
    is_private, private_topics, remarks, search)
  select id, origin, external_id, version::bigint, account_id, network, kind, title, text, html,
    string_to_array(langs, E'\\x1f'), url, string_to_array(links, E'\\x1f'), string_to_array(tags, E'\\x1f'),
    string_to_array(mentions, E'\\x1f'), media::jsonb, parent_external_id, root_external_id, quoted_external_id, revision,
    source_id, is_own = 't', to_timestamp(created_at::float8 / 1000), is_private = 't', string_to_array(private_topics, E'\\x1f'), remarks::jsonb,
    search
  from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
    $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::text[], $18::text[],
    $19::text[], $20::text[], $21::text[], $22::text[], $23::text[], $24::text[], $25::text[],
    $26::text[], $27::tsvector[])
    as draft (id, origin, external_id, version, account_id, network, kind, title, text, html, langs, url, links, tags, mentions,
      media, parent_external_id, root_external_id, quoted_external_id, revision, source_id, is_own, created_at, is_private,
      private_topics, remarks, search)
  on conflict (origin, external_id) do update set
    version = excluded.version, account_id = excluded.account_id, network = excluded.network, kind = excluded.kind,
    title = excluded.title, text = excluded.text, html = excluded.html, langs = excluded.langs, url = excluded.url,
    links = excluded.links, tags = excluded.tags, mentions = excluded.mentions, media = excluded.media,
    parent_external_id = excluded.parent_external_id, root_external_id = excluded.root_external_id,
    quoted_external_id = excluded.quoted_external_id, revision = excluded.revision, is_own = excluded.is_own,
    created_at = excluded.created_at, deleted_at = null, search = case when ${SPAN('posts')} = ${SPAN('excluded')} then excluded.search
      else ts_delete(excluded.search, ${SPAN('excluded')}) || array_to_tsvector(array[${SPAN('posts')}]) end,
    is_private = excluded.is_private, private_topics = excluded.private_topics, remarks = excluded.remarks,
    edited_at = case when posts.deleted_at is null
      and (posts.title, posts.text) is distinct from (excluded.title, excluded.text) then now() else posts.edited_at end
  where excluded.version > posts.version
  returning id, case when xmax <> 0 then origin end as origin, case when xmax <> 0 then external_id end as external_id`;

/** Between the ids and the search vectors, in the order of the statement. */
const COLUMNS: readonly ('account' | ((draft: UnsignedDraft) => string | null))[] = [
  (draft) => draft.origin,
  (draft) => draft.externalId,
  (draft) => String(draft.version),
  'account',
  (draft) => draft.network,
  (draft) => draft.kind,
  (draft) => draft.title,
  (draft) => draft.text,
  (draft) => draft.html,
  (draft) => draft.langs.join(SEPARATOR),
  (draft) => draft.url,
  (draft) => draft.links.join(SEPARATOR),
  (draft) => draft.tags.join(SEPARATOR),
  (draft) => draft.mentions.join(SEPARATOR),
  (draft) => (draft.media.length === 0 ? null : JSON.stringify(draft.media)),
  (draft) => draft.parentExternalId,
  (draft) => draft.rootExternalId,
  (draft) => draft.quotedExternalId,
  (draft) => draft.revision,
  (draft) => draft.sourceId,
  (draft) => (draft.isOwn ? 't' : 'f'),
  (draft) => String(draft.createdAt.getTime()),
  (draft) => (draft.isPrivate ? 't' : 'f'),
  (draft) => (draft.isPrivate ? draft.topics.map(({ topicId }) => topicId).join(SEPARATOR) : ''),
  (draft) => (draft.isPrivate && draft.remarks?.length ? JSON.stringify(draft.remarks) : null),
];

const WIPE = `title = null, text = '', html = null, langs = '{}', url = null, links = '{}', tags = '{}', mentions = '{}', media = null,
  private_topics = '{}', remarks = null, revision = null, search = '', deleted_at = now(), edited_at = null`;

export interface PostKey {
  origin: string;
  externalId: string;
  version: number;
}

/** Takes everything that the posts said out of their rows. Answers the ids that changed and the keys that were known at all. */
export async function wipePosts(app: App, keys: readonly PostKey[]): Promise<{ id: string }[]> {
  return app.db.query(
    `update posts set ${WIPE}, version = d.version::bigint
       from unnest($1::text[], $2::text[], $3::text[]) as d (origin, external_id, version)
      where posts.origin = d.origin and posts.external_id = d.external_id and posts.version <= d.version::bigint
        and (posts.deleted_at is null or posts.version < d.version::bigint)
      returning posts.id`,
    [
      textArray(keys.map((key) => key.origin)),
      textArray(keys.map((key) => key.externalId)),
      textArray(keys.map((key) => String(key.version))),
    ],
  );
}

/** The same for everything that accounts wrote up to a version. */
export async function wipePostsOfAccounts(
  app: App,
  accounts: readonly { origin: string; accountId: string; version: number }[],
): Promise<{ id: string }[]> {
  return app.db.query(
    `update posts set ${WIPE}, version = d.version::bigint
       from unnest($1::text[], $2::text[], $3::text[]) as d (origin, account_id, version)
      where posts.origin = d.origin and posts.account_id = d.account_id and posts.version <= d.version::bigint
        and posts.deleted_at is null
      returning posts.id`,
    [
      textArray(accounts.map((account) => account.origin)),
      textArray(accounts.map((account) => account.accountId)),
      textArray(accounts.map((account) => String(account.version))),
    ],
  );
}

export interface KnownPost {
  origin: string;
  external_id: string;
  version: number;
  root_external_id: string | null;
  is_deleted: boolean;
  is_own: boolean;
}

/** Which of these identities are stored, deleted ones included. */
export async function selectKnown(app: App, keys: readonly Omit<PostKey, 'version'>[]): Promise<KnownPost[]> {
  if (keys.length === 0) return [];
  return app.db.query<KnownPost>(
    // With a lateral limit each row is looked up in the index; a plain join may read the whole table while its statistics are young.
    `select p.* from unnest($1::text[], $2::text[]) as k (origin, external_id)
       cross join lateral (
         select origin, external_id, version, root_external_id, deleted_at is not null as is_deleted, is_own
           from posts where posts.origin = k.origin and posts.external_id = k.external_id limit 1) p`,
    [textArray(keys.map((key) => key.origin)), textArray(keys.map((key) => key.externalId))],
  );
}

/** Versions of those posts that stand, locked against changes; what somebody else has locked is left out. */
export async function lockStanding(app: App, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await app.db.query<{ id: string; version: number }>(
    'select id, version from posts where id = any($1) and deleted_at is null order by id for share skip locked',
    [textArray(ids)],
  );
  return new Map(rows.map((row) => [row.id, row.version]));
}
