import type { App } from '#platform/app/index.ts';
import { cleaned } from './cleaned.ts';
import { readBytes } from './service.ts';
import { type FileRow, insertChunk, openAgain, selectTelling } from './store.ts';

const STEP = 50;

export interface Stripped {
  looked: number;
  /** They told of people, and do so no more; in a dry run they still do. */
  found: number;
  /** Of these, how many could not be followed and are documents now. */
  documents: number;
}

/**
 * Cleans files that were stored before their kind was cleaned, as new ones are; what is clean stays untouched. `isDry` only counts. `onStep` hears how far
 * it is; a second run goes on where one was broken off, as it finds less.
 */
export async function stripStored(
  app: App,
  { isDry, onStep }: { isDry: boolean; onStep?: (sums: Stripped) => void },
): Promise<Stripped> {
  const sums: Stripped = { looked: 0, found: 0, documents: 0 };
  for (let after = ''; ;) {
    const rows = await selectTelling(app, after, STEP);
    for (const row of rows) {
      sums.looked++;
      const became = await stripOne(app, row, isDry);
      if (became === undefined) continue;
      sums.found++;
      if (became === 'document' && row.kind !== 'document') sums.documents++;
    }
    onStep?.(sums);
    if (rows.length < STEP) return sums;
    after = rows.at(-1)!.id;
  }
}

/** What a file is that told of people; undefined where it did not. */
async function stripOne(app: App, row: FileRow, isDry: boolean): Promise<FileRow['kind'] | undefined> {
  const { mediaType, kind, size, sha256, parts } = cleaned(await readBytes(app, row.id));
  if (sha256 === row.sha256) return undefined;
  if (isDry) return kind;
  const isDone = await app.db.transaction(async () => {
    if (!(await openAgain(app, { id: row.id, mediaType, kind, size, sha256 }, row.sha256))) return false;
    let position = 0;
    for (const part of parts()) await insertChunk(app, row.id, position++, part);
    return true;
  });
  return isDone ? kind : undefined;
}
