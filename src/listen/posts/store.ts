import type { App } from '#platform/app/index.ts';
import type { InboundMedia, InboundRemark, PostKind } from '#connectors/kit/index.ts';
import { deleteTopicsOf, noteLoose } from './topics-store.ts';

export interface PostRow {
  id: string;
  origin: string;
  external_id: string;
  version: number;
  account_id: string;
  network: string;
  kind: PostKind;
  title: string | null;
  text: string;
  html: string | null;
  langs: string[];
  url: string | null;
  links: string[];
  tags: string[];
  mentions: string[];
  media: InboundMedia[] | null;
  parent_external_id: string | null;
  root_external_id: string | null;
  quoted_external_id: string | null;
  revision: string | null;
  source_id: string | null;
  is_own: boolean;
  is_private: boolean;
  private_topics: string[];
  remarks: InboundRemark[] | null;
  created_at: Date;
  received_at: Date;
  edited_at: Date | null;
  deleted_at: Date | null;
}

const COLUMNS = `id, origin, external_id, version, account_id, network, kind, title, text, html, langs, url, links, tags, mentions,
  media, parent_external_id, root_external_id, quoted_external_id, revision, source_id, is_own, created_at, received_at,
  edited_at, deleted_at, is_private, private_topics, remarks`;

/** Above every id: where a list without a cursor begins. */
export const AFTER_ALL = 'post_~';

export async function selectPosts(app: App, ids: readonly string[]): Promise<PostRow[]> {
  return app.db.query<PostRow>(`select ${COLUMNS} from posts where id = any($1)`, [ids]);
}

export async function selectThread(
  app: App,
  origin: string,
  root: string,
  limit: number,
): Promise<PostRow[]> {
  return app.db.query<PostRow>(
    `select * from (
       (select ${COLUMNS} from posts where origin = $1 and external_id = $2)
       union all
       (select ${COLUMNS} from posts where origin = $1 and root_external_id = $2 and external_id <> $2 order by created_at, id limit $3)
     ) thread order by created_at, id`,
    [origin, root, limit],
  );
}

export async function selectByExternalIds(
  app: App,
  origin: string,
  externalIds: readonly string[],
): Promise<PostRow[]> {
  return app.db.query<PostRow>(`select ${COLUMNS} from posts where origin = $1 and external_id = any($2)`, [
    origin,
    externalIds,
  ]);
}

export async function selectByAuthor(
  app: App,
  accountId: string,
  before: string,
  limit: number,
): Promise<PostRow[]> {
  return app.db.query<PostRow>(
    `select ${COLUMNS} from posts where account_id = $1 and id < $2 and deleted_at is null order by id desc limit $3`,
    [accountId, before, limit],
  );
}

export interface StreamFilter {
  topicId?: string | undefined;
  sourceId?: string | undefined;
  /** PostgreSQL text search query over the terms of `searchTerms`. */
  tsquery?: string | undefined;
  /** Not before this id. */
  from?: string | undefined;
  /** Private posts, too. */
  withPrivate?: boolean | undefined;
  before: string;
  /** Only so many are looked at. */
  among?: number;
  /** Few have the words: all of them are found, and put in order then. */
  isRare?: boolean;
  limit: number;
}

export async function selectStream(app: App, filter: StreamFilter): Promise<PostRow[]> {
  const values: unknown[] = [filter.before, filter.limit];
  const given = (value: unknown) => `$${values.push(value)}`;
  const conditions = ['id < $1', 'deleted_at is null'];
  if (!filter.withPrivate) conditions.push('not is_private');
  if (filter.from !== undefined) conditions.push(`id >= ${given(filter.from)}`);
  if (filter.sourceId !== undefined) conditions.push(`source_id = ${given(filter.sourceId)}`);
  if (filter.tsquery !== undefined) conditions.push(`search @@ ${given(filter.tsquery)}::tsquery`);
  if (filter.topicId !== undefined) {
    const topic = given(filter.topicId);
    return app.db.query<PostRow>(
      `select ${COLUMNS} from post_topics t join posts on posts.id = t.post_id
        where t.topic_id = ${topic} and t.post_id < $1 and ${conditions.join(' and ')} order by t.post_id desc limit $2`,
      values,
    );
  }
  if (filter.isRare)
    return app.db.query<PostRow>(
      `with fitting as materialized (select id from posts where ${conditions.join(' and ')})
       select ${COLUMNS} from posts where id = any(array(select id from fitting order by id desc limit $2)) order by id desc`,
      values,
    );
  const posts =
    filter.among === undefined
      ? 'posts'
      : `(select * from posts where id < $1 order by id desc limit ${given(filter.among)}) posts`;
  return app.db.query<PostRow>(
    `select ${COLUMNS} from ${posts} where ${conditions.join(' and ')} order by id desc limit $2`,
    values,
  );
}

/** Those of the posts that are public. */
export async function selectPublic(app: App, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await app.db.query<{ id: string }>('select id from posts where id = any($1) and is_private', [
    ids,
  ]);
  const hidden = new Set(rows.map((row) => row.id));
  return ids.filter((id) => !hidden.has(id));
}

/** The next `size` posts below `before`, deleted ones too: where they begin and how many there are. */
export async function selectWindow(
  app: App,
  from: string,
  before: string,
  size: number,
): Promise<{ first: string | null; count: number }> {
  const [row] = await app.db.query<{ first: string | null; count: number }>(
    `select min(id) as first, count(*) as count
       from (select id from posts where id >= $1 and id < $2 order by id desc limit $3) w`,
    [from, before, size],
  );
  return row!;
}

/** Ids of the oldest and the newest stored post, and from which id on every post has the term of its span. */
export async function selectEdges(app: App): Promise<{ oldest: string; newest: string; spansSince: string }> {
  const [row] = await app.db.query<{ oldest: string; newest: string; spansSince: string }>(
    `select coalesce((select id from posts order by id limit 1), '') as oldest, coalesce((select id from posts order by id desc limit 1), '') as newest,
       (select id from post_spans_since) as "spansSince"`,
  );
  return row!;
}

export async function selectOldestId(app: App): Promise<string | undefined> {
  const [row] = await app.db.query<{ id: string }>('select id from posts order by id limit 1');
  return row?.id;
}

export async function countPosts(app: App, from: string): Promise<number> {
  const [row] = await app.db.query<{ count: number }>('select count(*) as count from posts where id >= $1', [
    from,
  ]);
  return row?.count ?? 0;
}

/** Oldest arrivals first, so that the table shrinks from its beginning. */
export async function selectReceivedBefore(
  app: App,
  before: Date,
  after: string,
  limit: number,
): Promise<{ id: string }[]> {
  return app.db.query('select id from posts where received_at < $1 and id > $2 order by id limit $3', [
    before,
    after,
    limit,
  ]);
}

export async function selectOfSource(
  app: App,
  sourceId: string,
  after: string,
  limit: number,
): Promise<{ id: string }[]> {
  return app.db.query('select id from posts where source_id = $1 and id > $2 order by id limit $3', [
    sourceId,
    after,
    limit,
  ]);
}

/** In the order of their external ids, which is the order of the unique index. */
export async function selectOfOrigin(
  app: App,
  origin: string,
  after: string,
  limit: number,
): Promise<{ id: string; external_id: string }[]> {
  return app.db.query(
    'select id, external_id from posts where origin = $1 and external_id > $2 order by external_id limit $3',
    [origin, after, limit],
  );
}

export async function deletePosts(app: App, ids: readonly string[]): Promise<void> {
  await deleteTopicsOf(app, ids);
  await noteLoose(app, ids);
  await app.db.query('delete from posts where id = any($1)', [ids]);
}
