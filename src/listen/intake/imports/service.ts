import { mkdir, open, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { page } from '#platform/http/index.ts';
import { newId } from '#platform/ids/index.ts';
import { intakeErrors } from '../errors.ts';
import {
  cancelImport,
  type ImportRow,
  insertImport,
  selectBadLines,
  selectImport,
  selectImports,
} from './imports-store.ts';
import { parserOf } from './read-file.ts';

/** Bad lines shown with an import; all of those kept aside are among the refused payloads. */
const BAD_LINES_SHOWN = 100;

export interface Upload {
  format: string;
  name: string;
  keepsAll: boolean;
  body: Readable;
  /** Bytes taken at most, whatever the upload says of itself. */
  limit: number;
  /** Bytes that the upload says it has; 0 when it does not say. */
  announced?: number;
}

/** Keeps an uploaded file and reads it in the background. Throws `import.format_unknown`, `import.too_large`. */
export async function startImport(app: App, actor: Actor, upload: Upload): Promise<{ id: string }> {
  parserOf(app, upload.format);
  if ((upload.announced ?? 0) > upload.limit) throw intakeErrors('import.too_large', { limit: upload.limit });
  const id = newId('imp');
  const directory = path.join(app.config.dataDir, 'imports');
  const file = path.join(directory, id);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  try {
    // Opened before anything can break off: a file that comes into being later would stay.
    const kept = await open(file, 'wx', 0o600);
    await pipeline(upload.body, heldTo(upload.limit), kept.createWriteStream());
    const { size } = await stat(file);
    await app.db.transaction(async () => {
      await insertImport(app, {
        id,
        name: upload.name,
        format: upload.format,
        path: file,
        keepsAll: upload.keepsAll,
        totalBytes: size,
      });
      await audit(app, actor, {
        action: 'import.started',
        subject: id,
        detail: { name: upload.name, format: upload.format, bytes: size },
      });
      await app.bus.publish('import.changed', { importId: id });
    });
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  }
  return { id };
}

/** Passes on what flows through and fails when it grows beyond the limit. */
function heldTo(limit: number) {
  return async function* (chunks: AsyncIterable<Buffer>) {
    let size = 0;
    for await (const chunk of chunks) {
      size += chunk.length;
      if (size > limit) throw intakeErrors('import.too_large', { limit });
      yield chunk;
    }
  };
}

/** Imports, newest first. */
export async function listImports(app: App, asked: { cursor?: string | undefined; limit: number }) {
  const rows = await selectImports(app, asked.cursor ?? 'imp_~', asked.limit + 1);
  const { items, nextCursor } = page(rows, asked.limit, (row) => row.id);
  return {
    items: await Promise.all(items.map((row) => toView(app, row, 5))),
    ...(nextCursor ? { nextCursor } : {}),
  };
}

/** One import with its first bad lines. Throws `import.not_found`. */
export async function getImport(app: App, id: string) {
  const row = await selectImport(app, id);
  if (!row) throw intakeErrors('import.not_found', { id });
  return toView(app, row, BAD_LINES_SHOWN);
}

/** Ends an import; what was read stays. Throws `import.not_found`. */
export async function stopImport(app: App, actor: Actor, id: string) {
  await app.db.transaction(async () => {
    const row = await cancelImport(app, id);
    if (!row) return;
    await audit(app, actor, { action: 'import.cancelled', subject: id, detail: { name: row.name } });
    await app.bus.publish('import.changed', { importId: id });
    if (row.path) app.db.afterCommit(() => void rm(row.path!, { force: true }));
  });
  return getImport(app, id);
}

async function toView(app: App, row: ImportRow, badLines: number) {
  return {
    id: row.id,
    name: row.name,
    format: row.format,
    state: row.state,
    problem: row.problem,
    lines: row.lines,
    kept: row.kept,
    refused: row.refused,
    bytes: row.bytes,
    totalBytes: row.total_bytes,
    badLines: await selectBadLines(app, row.id, badLines),
  };
}
