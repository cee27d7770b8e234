import type { App } from '#platform/app/index.ts';

export interface ImportRow {
  id: string;
  name: string;
  format: string;
  state: 'running' | 'done' | 'failed' | 'cancelled';
  path: string | null;
  keeps_all: boolean;
  total_bytes: number | null;
  bytes: number;
  position: number;
  lines: number;
  kept: number;
  refused: number;
  problem: string | null;
}

const COLUMNS =
  'id, name, format, state, path, keeps_all, total_bytes, bytes, position, lines, kept, refused, problem';

export interface NewImport {
  id: string;
  name: string;
  format: string;
  path: string | null;
  keepsAll: boolean;
  totalBytes: number | null;
}

export async function insertImport(app: App, row: NewImport): Promise<void> {
  await app.db.query(
    `insert into imports (id, name, format, state, path, keeps_all, total_bytes) values ($1, $2, $3, 'running', $4, $5, $6)`,
    [row.id, row.name, row.format, row.path, row.keepsAll, row.totalBytes],
  );
}

export async function selectImport(app: App, id: string): Promise<ImportRow | undefined> {
  return (await app.db.query<ImportRow>(`select ${COLUMNS} from imports where id = $1`, [id]))[0];
}

export async function selectImports(app: App, before: string, limit: number): Promise<ImportRow[]> {
  return app.db.query<ImportRow>(`select ${COLUMNS} from imports where id < $1 order by id desc limit $2`, [
    before,
    limit,
  ]);
}

/** Uploaded files that are not read to their end. */
export async function selectUnfinished(app: App): Promise<ImportRow[]> {
  return app.db.query<ImportRow>(
    `select ${COLUMNS} from imports where state = 'running' and path is not null order by id`,
  );
}

/** The last import of a file from the command line that did not come to its end; it is running again. */
export async function reopenImport(app: App, name: string, format: string): Promise<ImportRow | undefined> {
  const rows = await app.db.query<ImportRow>(
    `update imports set state = 'running', problem = null, updated_at = now() where id = (
       select id from imports where name = $1 and format = $2 and path is null and state in ('running', 'failed') order by id desc limit 1)
     returning ${COLUMNS}`,
    [name, format],
  );
  return rows[0];
}

export interface ImportProgress {
  position: number;
  bytes: number;
  lines: number;
  kept: number;
  refused: number;
}

/** Adds what a batch brought. False when the import is not running any more. */
export async function saveImportProgress(app: App, id: string, progress: ImportProgress): Promise<boolean> {
  const rows = await app.db.query(
    `update imports set position = $2, bytes = $3, lines = $4, kept = kept + $5, refused = refused + $6, updated_at = now()
      where id = $1 and state = 'running' returning id`,
    [id, progress.position, progress.bytes, progress.lines, progress.kept, progress.refused],
  );
  return rows.length === 1;
}

export async function finishImport(
  app: App,
  id: string,
  state: 'done' | 'failed',
  problem: string | null,
): Promise<void> {
  await app.db.query(
    "update imports set state = $2, problem = $3, updated_at = now() where id = $1 and state = 'running'",
    [id, state, problem],
  );
}

export async function cancelImport(app: App, id: string): Promise<ImportRow | undefined> {
  const rows = await app.db.query<ImportRow>(
    `update imports set state = 'cancelled', updated_at = now() where id = $1 and state = 'running' returning ${COLUMNS}`,
    [id],
  );
  return rows[0];
}

export async function selectBadLines(
  app: App,
  importId: string,
  limit: number,
): Promise<{ line: number; reason: string }[]> {
  return app.db.query(
    'select line, reason from refusals where source_id = $1 and line is not null order by line limit $2',
    [importId, limit],
  );
}
