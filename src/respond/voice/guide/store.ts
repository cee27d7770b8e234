import type { App } from '#platform/app/index.ts';

export interface VersionRow {
  revision: number;
  guide: unknown;
  note: string;
  by: string;
  at: Date;
}

/** A version of the guide, the newest unless told; undefined before the first. */
export async function selectGuide(app: App, revision?: number): Promise<VersionRow | undefined> {
  const [row] = await app.db.query<VersionRow>(
    `select revision, guide, note, by_name as by, at from voice_guides where $1::int is null or revision = $1
      order by revision desc limit 1`,
    [revision ?? null],
  );
  return row;
}

/** The newest first, without their rules. */
export async function selectVersions(app: App, limit: number): Promise<Omit<VersionRow, 'guide'>[]> {
  return app.db.query(
    'select revision, note, by_name as by, at from voice_guides order by revision desc limit $1',
    [limit],
  );
}

export async function deleteGuides(app: App): Promise<void> {
  await app.db.query('delete from voice_guides');
}

/** False when somebody else has saved that version. */
export async function insertGuide(
  app: App,
  row: { revision: number; guide: unknown; note: string; byId: string; byName: string },
): Promise<boolean> {
  const rows = await app.db.query(
    `insert into voice_guides (revision, guide, note, by_id, by_name) values ($1, $2, $3, $4, $5)
     on conflict do nothing returning 1`,
    [row.revision, JSON.stringify(row.guide), row.note, row.byId, row.byName],
  );
  return rows.length > 0;
}
