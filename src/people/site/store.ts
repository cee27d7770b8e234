import type { App } from '#platform/app/index.ts';

export type SitePart = 'look' | 'navigation';

export interface VersionRow {
  version: number;
  savedBy: string | null;
  savedAt: Date;
}

/** The newest of a part; undefined where nobody ever saved one. */
export async function selectNewest(
  app: App,
  part: SitePart,
): Promise<(VersionRow & { settings: object }) | undefined> {
  const [row] = await app.db.query<VersionRow & { settings: object }>(
    `select version, settings, saved_by as "savedBy", saved_at as "savedAt" from site_versions
      where part = $1 order by version desc limit 1`,
    [part],
  );
  return row;
}

export async function selectVersion(app: App, part: SitePart, version: number): Promise<object | undefined> {
  const [row] = await app.db.query<{ settings: object }>(
    'select settings from site_versions where part = $1 and version = $2',
    [part, version],
  );
  return row?.settings;
}

/** Newest first. */
export function selectVersions(app: App, part: SitePart): Promise<VersionRow[]> {
  return app.db.query(
    `select version, saved_by as "savedBy", saved_at as "savedAt" from site_versions where part = $1 order by version desc`,
    [part],
  );
}

/** False where somebody else's version has that number already. */
export async function insertVersion(
  app: App,
  row: { part: SitePart; version: number; settings: object; by: string },
): Promise<boolean> {
  const rows = await app.db.query(
    `insert into site_versions (part, version, settings, saved_by) values ($1, $2, $3, $4) on conflict do nothing returning 1`,
    [row.part, row.version, JSON.stringify(row.settings), row.by],
  );
  return rows.length > 0;
}

/** Forgets versions up to this one; answers their numbers. */
export async function deleteVersions(app: App, part: SitePart, upTo: number): Promise<number[]> {
  const rows = await app.db.query<{ version: number }>(
    'delete from site_versions where part = $1 and version <= $2 returning version',
    [part, upTo],
  );
  return rows.map(({ version }) => version);
}

export async function insertDraft(app: App, id: string, look: object): Promise<void> {
  await app.db.query('insert into site_drafts (id, look) values ($1, $2)', [id, JSON.stringify(look)]);
}

export async function selectDraft(app: App, id: string): Promise<object | undefined> {
  const [row] = await app.db.query<{ look: object }>(
    `select look from site_drafts where id = $1 and made_at > now() - interval '1 day'`,
    [id],
  );
  return row?.look;
}

/** Drafts that are older than a day go; answers their ids. */
export async function deleteOldDrafts(app: App): Promise<string[]> {
  const rows = await app.db.query<{ id: string }>(
    `delete from site_drafts where made_at < now() - interval '1 day' returning id`,
  );
  return rows.map(({ id }) => id);
}
