import type { App } from '#platform/app/index.ts';
import { textArray } from '#platform/db/index.ts';
import type { Scan, StoredFile } from './domain.ts';

export interface FileRow extends StoredFile {
  purpose: string;
  createdBy: string;
}

/** Bytes of one chunk; all but the last one are that long. */
export const CHUNK = 256 * 1024;

const COLUMNS = `f.id, f.name, f.media_type as "mediaType", f.kind, f.size, f.sha256, f.width, f.height, f.scan,
  f.scan_note as "scanNote", f.created_at as "createdAt", f.purpose, f.created_by as "createdBy"`;

export async function insertFile(app: App, file: Omit<FileRow, 'createdAt'>): Promise<FileRow> {
  const rows = await app.db.query<FileRow>(
    `insert into files as f (id, name, media_type, kind, size, sha256, width, height, purpose, scan, scan_note, created_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) returning ${COLUMNS}`,
    [
      file.id,
      file.name,
      file.mediaType,
      file.kind,
      file.size,
      file.sha256,
      file.width,
      file.height,
      file.purpose,
      file.scan,
      file.scanNote,
      file.createdBy,
    ],
  );
  return rows[0]!;
}

/** A statement a chunk: one with all of them would hold the file in memory several times. */
export async function insertChunk(app: App, id: string, position: number, bytes: Uint8Array): Promise<void> {
  await app.db.query('insert into file_chunks (file_id, position, bytes) values ($1, $2, $3)', [
    id,
    position,
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
  ]);
}

/** Bytes `from` to `to` (included) of one chunk. */
export async function selectChunk(
  app: App,
  id: string,
  position: number,
  from: number,
  to: number,
): Promise<Uint8Array | undefined> {
  const rows = await app.db.query<{ bytes: Buffer }>(
    'select substring(bytes from $3 for $4) as bytes from file_chunks where file_id = $1 and position = $2',
    [id, position, from + 1, to - from + 1],
  );
  return rows[0]?.bytes;
}

export async function selectFiles(app: App, ids: readonly string[]): Promise<FileRow[]> {
  if (ids.length === 0) return [];
  return app.db.query<FileRow>(`select ${COLUMNS} from files f where f.id = any($1)`, [ids]);
}

export async function selectOfOwners(
  app: App,
  owners: readonly string[],
): Promise<(FileRow & { owner: string })[]> {
  if (owners.length === 0) return [];
  return app.db.query<FileRow & { owner: string }>(
    `select u.owner, ${COLUMNS} from file_uses u join files f on f.id = u.file_id where u.owner = any($1)
      order by u.owner, u.position, f.id`,
    [owners],
  );
}

/** Answers how many of the files there are. */
export async function insertUses(
  app: App,
  uses: readonly { fileId: string; owner: string; position: number }[],
): Promise<number> {
  const ids = [...new Set(uses.map((use) => use.fileId))];
  const found = await app.db.query('update files set unused_since = null where id = any($1) returning id', [
    ids,
  ]);
  if (found.length < ids.length) return found.length;
  await app.db.query(
    `insert into file_uses (file_id, owner, position) select file_id, owner, position::integer
       from unnest($1::text[], $2::text[], $3::text[]) as u (file_id, owner, position) on conflict do nothing`,
    [
      textArray(uses.map((use) => use.fileId)),
      textArray(uses.map((use) => use.owner)),
      textArray(uses.map((use) => String(use.position))),
    ],
  );
  return found.length;
}

/** What these used is unused from now on where nothing else uses it. */
export async function deleteUses(app: App, owners: readonly string[]): Promise<void> {
  if (owners.length === 0) return;
  const gone = await app.db.query<{ id: string }>(
    'delete from file_uses where owner = any($1) returning file_id as id',
    [owners],
  );
  if (gone.length === 0) return;
  await app.db.query(
    `update files set unused_since = now() where id = any($1)
       and not exists (select 1 from file_uses where file_id = files.id)`,
    [[...new Set(gone.map((row) => row.id))]],
  );
}

export async function deleteFiles(app: App, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await app.db.query('delete from file_uses where file_id = any($1)', [ids]);
  await app.db.query('delete from files where id = any($1)', [ids]);
}

/** Removes at most `limit` files that nothing has used for so many hours; answers how many. */
export async function deleteUnused(app: App, hours: number, limit: number): Promise<number> {
  return app.db.transaction(async () => {
    const rows = await app.db.query<{ id: string }>(
      `select id from files where unused_since < now() - make_interval(hours => $1)
        order by unused_since limit $2 for update skip locked`,
      [hours, limit],
    );
    // Locked now: whoever wants to use one waits, and is told that it is gone.
    const gone = await app.db.query(
      `delete from files where id = any($1) and not exists (select 1 from file_uses where file_id = files.id) returning 1`,
      [rows.map((row) => row.id)],
    );
    return gone.length;
  });
}

export async function sumSizes(app: App): Promise<number> {
  const rows = await app.db.query<{ total: number }>(
    `select (select coalesce(sum(size), 0) from files)::bigint + (select coalesce(sum(octet_length(bytes)), 0) from file_variants)::bigint as total`,
  );
  return rows[0]!.total;
}

export async function selectNotScanned(app: App, after: string, limit: number): Promise<FileRow[]> {
  return app.db.query<FileRow>(
    `select ${COLUMNS} from files f where f.scan = 'not scanned' and f.id > $1 order by f.id limit $2`,
    [after, limit],
  );
}

export async function updateScan(app: App, id: string, scan: Scan, note: string | null): Promise<void> {
  await app.db.query('update files set scan = $2, scan_note = $3 where id = $1', [id, scan, note]);
}

/** Nothing of a refused file stays but its name and why. */
export async function emptyFile(app: App, id: string, note: string | null): Promise<void> {
  await app.db.query('delete from file_chunks where file_id = $1', [id]);
  await app.db.query('delete from file_variants where file_id = $1', [id]);
  await app.db.query(`update files set scan = 'refused', scan_note = $2, size = 0 where id = $1`, [id, note]);
}

/** Files that may tell of people by more than what they show, behind `after`. */
export async function selectTelling(app: App, after: string, limit: number): Promise<FileRow[]> {
  return app.db.query<FileRow>(
    `select ${COLUMNS} from files f where f.id > $1 and f.size > 0
        and f.media_type ~ '^(?:image|video|audio)/|^application/octet-stream$' order by f.id limit $2`,
    [after, limit],
  );
}

/** Who uses these files. */
export async function selectUses(
  app: App,
  ids: readonly string[],
): Promise<{ fileId: string; owner: string }[]> {
  return app.db.query('select file_id as "fileId", owner from file_uses where file_id = any($1)', [ids]);
}

/** Says anew what a file is and forgets what was made of it, also its bytes where they are to be written anew; false where it is another one now, or gone. */
export async function openAgain(
  app: App,
  file: Pick<FileRow, 'id' | 'mediaType' | 'kind' | 'size' | 'sha256'>,
  before: string,
): Promise<boolean> {
  const rows = await app.db.query(
    'update files set media_type = $2, kind = $3, size = $4, sha256 = $5 where id = $1 and sha256 = $6 and size > 0 returning 1',
    [file.id, file.mediaType, file.kind, file.size, file.sha256, before],
  );
  if (rows.length === 0) return false;
  if (file.sha256 !== before) await app.db.query('delete from file_chunks where file_id = $1', [file.id]);
  await app.db.query('delete from file_variants where file_id = $1', [file.id]);
  return true;
}
