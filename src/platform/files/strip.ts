import type { App } from '#platform/app/index.ts';
import { messageOf } from '#platform/errors/index.ts';
import { cleaned } from './cleaned.ts';
import { readBytes } from './service.ts';
import { type FileRow, insertChunk, openAgain, selectTelling, selectUses } from './store.ts';

const STEP = 50;

export interface Stripped {
  looked: number;
  /** They told of people or could not be followed, and are as new ones are now; in a dry run they are not. */
  found: number;
  /** Of these, how many could not be followed and are documents now. */
  documents: number;
  /** Left as they are, because somebody is about to send them as they are. */
  leaving: number;
  /** Left because they could not be read; the log says why. */
  unread: number;
}

export interface Strip {
  /** Only counts. */
  isDry: boolean;
  /** Which of these owners are about to send their files as they are: approved to the byte. */
  leaving?: (owners: readonly string[]) => Promise<ReadonlySet<string>>;
  /** Hears how far it is. */
  onStep?: (sums: Stripped) => void;
  /** Stops it between two files. */
  signal?: AbortSignal;
}

/**
 * Cleans files that were stored before their kind was cleaned, as new ones are; what is clean stays untouched. A second run goes on where one was
 * broken off, as it finds less.
 */
export async function stripStored(app: App, { isDry, leaving, onStep, signal }: Strip): Promise<Stripped> {
  const sums: Stripped = { looked: 0, found: 0, documents: 0, leaving: 0, unread: 0 };
  for (let after = ''; ;) {
    const rows = await selectTelling(app, after, STEP);
    const kept = await usedByLeaving(app, rows, leaving);
    for (const row of rows) {
      if (signal?.aborted) return sums;
      sums.looked++;
      if (kept.has(row.id)) sums.leaving++;
      else await count(app, row, isDry, sums);
    }
    onStep?.({ ...sums });
    if (rows.length < STEP) return sums;
    after = rows.at(-1)!.id;
  }
}

async function usedByLeaving(
  app: App,
  rows: readonly FileRow[],
  leaving: Strip['leaving'],
): Promise<Set<string>> {
  const uses = leaving
    ? await selectUses(
        app,
        rows.map(({ id }) => id),
      )
    : [];
  const owners = await leaving?.(uses.map(({ owner }) => owner));
  return new Set(uses.filter(({ owner }) => owners?.has(owner)).map(({ fileId }) => fileId));
}

async function count(app: App, row: FileRow, isDry: boolean, sums: Stripped): Promise<void> {
  try {
    const became = await stripOne(app, row, isDry);
    if (became === undefined) return;
    sums.found++;
    if (became === 'document' && row.kind !== 'document') sums.documents++;
  } catch (error) {
    sums.unread++;
    app.log.warn({ file: row.id, reason: messageOf(error) }, 'a stored file could not be cleaned');
  }
}

/** What a file is that told of people, or was taken for what it is not; undefined where neither is so. */
async function stripOne(app: App, row: FileRow, isDry: boolean): Promise<FileRow['kind'] | undefined> {
  const { mediaType, kind, size, sha256, parts } = cleaned(await readBytes(app, row.id));
  const isClean = sha256 === row.sha256;
  if (isClean && mediaType === row.mediaType && kind === row.kind) return undefined;
  if (isDry) return kind;
  const isDone = await app.db.transaction(async () => {
    if (!(await openAgain(app, { id: row.id, mediaType, kind, size, sha256 }, row.sha256))) return false;
    if (isClean) return true;
    let position = 0;
    for (const part of parts()) await insertChunk(app, row.id, position++, part);
    return true;
  });
  return isDone ? kind : undefined;
}
