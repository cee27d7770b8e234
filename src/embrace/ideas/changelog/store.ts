import type { App } from '#platform/app/index.ts';
import type { EntryKind } from '../domain.ts';

export interface EntryRow {
  id: string;
  title: string;
  slug: string;
  kind: EntryKind;
  markdown: string;
  html: string;
  publishAt: Date | null;
  settledAt: Date | null;
  byName: string;
  version: number;
  createdAt: Date;
  changedAt: Date;
  /** Where something was merged, its root. */
  ideaIds: string[];
  /** By the database's clock. */
  isPublished: boolean;
}

const ENTRY = `e.id, e.title, e.slug, e.kind, e.markdown, e.html, e.publish_at as "publishAt", e.settled_at as "settledAt", e.by_name as "byName", e.version,
  e.created_at as "createdAt", e.changed_at as "changedAt", coalesce(e.publish_at <= now(), false) as "isPublished",
  array(select distinct i.root_id from changelog_ideas c join ideas i on i.id = c.idea_id where c.entry_id = e.id order by 1) as "ideaIds"`;

export async function upsertEntry(
  app: App,
  row: Pick<EntryRow, 'id' | 'title' | 'slug' | 'kind' | 'markdown' | 'html' | 'publishAt'> & {
    byId: string;
    byName: string;
  },
): Promise<void> {
  await app.db.query(
    `insert into changelog_entries (id, title, slug, kind, markdown, html, publish_at, by_id, by_name) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (id) do update set title = excluded.title, slug = excluded.slug, kind = excluded.kind, markdown = excluded.markdown,
       html = excluded.html, publish_at = excluded.publish_at, changed_at = now(), version = changelog_entries.version + 1`,
    [row.id, row.title, row.slug, row.kind, row.markdown, row.html, row.publishAt, row.byId, row.byName],
  );
}

/** The ideas of an entry. What was joined after it was settled is settled with its next run. */
export async function replaceIdeas(app: App, entryId: string, ideaIds: readonly string[]): Promise<void> {
  await app.db.query('delete from changelog_ideas where entry_id = $1 and not idea_id = any($2)', [
    entryId,
    ideaIds,
  ]);
  const added = await app.db.query(
    'insert into changelog_ideas (entry_id, idea_id) select $1, unnest($2::text[]) on conflict do nothing returning idea_id',
    [entryId, ideaIds],
  );
  if (added.length > 0)
    await app.db.query('update changelog_entries set settled_at = null where id = $1', [entryId]);
}

export async function selectEntry(app: App, id: string): Promise<EntryRow | undefined> {
  const [row] = await app.db.query<EntryRow>(`select ${ENTRY} from changelog_entries e where e.id = $1`, [
    id,
  ]);
  return row;
}

export async function lockEntry(app: App, id: string): Promise<EntryRow | undefined> {
  const [row] = await app.db.query<EntryRow>(
    `select ${ENTRY} from changelog_entries e where e.id = $1 for update`,
    [id],
  );
  return row;
}

/** What readers see, the newest first. */
export async function selectPublished(
  app: App,
  asked: { limit: number; before?: { at: string; id: string } | undefined },
): Promise<EntryRow[]> {
  return app.db.query<EntryRow>(
    `select ${ENTRY} from changelog_entries e where e.publish_at <= now()
       and ($2::timestamptz is null or (e.publish_at, e.id) < ($2, $3)) order by e.publish_at desc, e.id desc limit $1`,
    [asked.limit, asked.before?.at ?? null, asked.before?.id ?? ''],
  );
}

/** Drafts first, then what is to come, then what is out; newest first. */
export async function selectEntries(app: App, limit: number): Promise<EntryRow[]> {
  return app.db.query<EntryRow>(
    `select ${ENTRY} from changelog_entries e order by e.publish_at desc nulls first, e.id desc limit $1`,
    [limit],
  );
}

/** Whether anything is out, and in how many milliseconds the next entry comes out. */
export async function selectOut(app: App): Promise<{ isOut: boolean; dueInMs: number | null }> {
  const [row] = await app.db.query<{ isOut: boolean; dueInMs: number | null }>(
    `select exists (select from changelog_entries where publish_at <= now()) as "isOut",
      (select extract(epoch from min(publish_at) - now())::float8 * 1000 from changelog_entries where publish_at > now()) as "dueInMs"`,
  );
  return row!;
}

export async function deleteEntry(app: App, id: string): Promise<void> {
  await app.db.query('delete from changelog_entries where id = $1', [id]);
}

/** The next entry whose time has come, locked; what another process has is passed over. */
export async function takeDueEntry(app: App): Promise<EntryRow | undefined> {
  const [row] = await app.db.query<EntryRow>(
    `select ${ENTRY} from changelog_entries e where e.publish_at <= now() and e.settled_at is null order by e.publish_at limit 1
      for update skip locked`,
  );
  return row;
}

export async function markSettled(app: App, id: string): Promise<void> {
  await app.db.query('update changelog_entries set settled_at = now() where id = $1', [id]);
}

export async function entriesOfIdea(app: App, ideaId: string): Promise<EntryRow[]> {
  return app.db.query<EntryRow>(
    `select ${ENTRY} from changelog_entries e where exists (select from changelog_ideas j join ideas i on i.id = j.idea_id
       where j.entry_id = e.id and i.root_id = $1) order by e.publish_at desc nulls first, e.id`,
    [ideaId],
  );
}

/** Published entries of ideas, by idea; the newest of each. */
export async function entriesOfIdeas(
  app: App,
  ideaIds: readonly string[],
): Promise<Map<string, { id: string; slug: string; title: string }>> {
  const rows = await app.db.query<{ ideaId: string; id: string; slug: string; title: string }>(
    `select distinct on (i.root_id) i.root_id as "ideaId", e.id, e.slug, e.title from changelog_entries e
       join changelog_ideas j on j.entry_id = e.id join ideas i on i.id = j.idea_id
      where i.root_id = any($1) and e.publish_at <= now() order by i.root_id, e.publish_at desc`,
    [ideaIds],
  );
  return new Map(rows.map(({ ideaId, ...entry }) => [ideaId, entry]));
}
