import { isAnimated } from '#lib/images/index.ts';
import type { App } from '#platform/app/index.ts';
import { newId } from '#platform/ids/index.ts';
import { type Part, plainName, type StoredFile } from './domain.ts';
import { cleaned } from './cleaned.ts';
import { fileErrors } from './errors.ts';
import { refusalOf } from './pictures/sizes.ts';
import { scanBytes } from './scan.ts';
import {
  CHUNK,
  deleteFiles,
  deleteUses,
  type FileRow,
  insertChunk,
  insertFile,
  insertUses,
  selectChunk,
  selectFiles,
  selectOfOwners,
  sumSizes,
} from './store.ts';

export interface NewFile {
  /** As its sender called it. */
  name: string;
  bytes: Uint8Array;
  /** What it is for: `note`, `reply`, `mail`, `chat`. */
  purpose: string;
  /** Who brought it: a user's id, or `system`. */
  by?: string;
  /** It will stand on pages that everybody reads: what cannot be shown there is refused. */
  isPublic?: boolean;
}

/**
 * Keeps a file: its type told by its bytes, images and films without what they tell of people, looked at by the virus scanner. Of what the scanner refused
 * only the name and the reason are kept. Files that nobody uses after a day go. Throws `file.too_large`, `file.empty`, `file.no_room`,
 * and where it is to be public `file.too_many_pixels`, `file.animation_too_large`.
 */
export async function storeFile(
  app: App,
  { name, bytes, purpose, by = 'system', isPublic = false }: NewFile,
): Promise<StoredFile> {
  if (bytes.length > app.config.filesMaxBytes) throw tooLarge(app);
  if (bytes.length === 0) throw fileErrors('file.empty');
  const { mediaType, kind, image, size, sha256, parts } = cleaned(bytes);
  if (image && isPublic) mustBeShown(image, isAnimated(mediaType, image.bytes));
  const { scan, note } = await scanBytes(app, bytes);
  const isKept = scan !== 'refused';
  if (isKept && (await sumSizes(app)) + size > app.config.filesTotalBytes)
    throw fileErrors('file.no_room', { limit: Math.round(app.config.filesTotalBytes / 1024 ** 3) });
  return app.db.transaction(async () => {
    const file = await insertFile(app, {
      id: newId('file'),
      name: plainName(name),
      mediaType,
      kind,
      size: isKept ? size : 0,
      sha256,
      width: image?.width ?? null,
      height: image?.height ?? null,
      purpose: purpose.slice(0, 40),
      scan,
      scanNote: note,
      createdBy: by,
    });
    let position = 0;
    if (isKept) for (const part of parts()) await insertChunk(app, file.id, position++, part);
    return toFile(file);
  });
}

function mustBeShown(image: { width: number; height: number }, isMoving: boolean): void {
  const code = refusalOf(image, isMoving);
  if (code !== undefined) throw fileErrors(code, { width: image.width, height: image.height });
}

export function tooLarge(app: App) {
  return fileErrors('file.too_large', { limit: Math.floor(app.config.filesMaxBytes / 1024 ** 2) });
}

/** What is known of files, in the order asked for; unknown ones are left out. */
export async function readFiles(app: App, ids: readonly string[]): Promise<StoredFile[]> {
  const found = new Map((await selectFiles(app, ids)).map((row) => [row.id, toFile(row)]));
  return ids.flatMap((id) => found.get(id) ?? []);
}

/** A file with its bytes, all or a part. Throws `file.not_found`, `file.refused`. */
export async function openFile(
  app: App,
  id: string,
): Promise<{ file: StoredFile; read(part?: Part): AsyncGenerator<Uint8Array> }> {
  const [file] = await readFiles(app, [id]);
  if (!file) throw fileErrors('file.not_found', { id });
  if (file.scan === 'refused')
    throw fileErrors('file.refused', { name: file.name, reason: file.scanNote ?? 'it gave no reason' });
  return { file, read: (part = { first: 0, last: file.size - 1 }) => readPart(app, id, part) };
}

async function* readPart(app: App, id: string, { first, last }: Part): AsyncGenerator<Uint8Array> {
  for (let position = Math.floor(first / CHUNK); position * CHUNK <= last; position++) {
    const begin = position * CHUNK;
    const bytes = await selectChunk(
      app,
      id,
      position,
      Math.max(first - begin, 0),
      Math.min(last - begin, CHUNK - 1),
    );
    if (!bytes) throw fileErrors('file.not_found', { id });
    yield bytes;
  }
}

/** The whole file at once: for mails and other senders. */
export async function readBytes(app: App, id: string): Promise<Uint8Array> {
  const { file, read } = await openFile(app, id);
  const whole = new Uint8Array(file.size);
  let at = 0;
  for await (const chunk of read()) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/**
 * Something uses these files from now on, in the ambient transaction: they stay until it lets go of them. Owners are named
 * `<what>:<id>`. Throws `file.not_found` when one is gone.
 */
export async function useFiles(app: App, ids: readonly string[], owner: string): Promise<void> {
  await useFilesOf(app, [{ owner, ids }]);
}

/** The same for many owners at once. */
export async function useFilesOf(
  app: App,
  owners: readonly { owner: string; ids: readonly string[] }[],
): Promise<void> {
  const uses = owners.flatMap(({ owner, ids }) =>
    ids.map((fileId, position) => ({ fileId, owner, position })),
  );
  if (uses.length === 0) return;
  const wanted = [...new Set(uses.map((use) => use.fileId))];
  await app.db.transaction(async () => {
    if ((await insertUses(app, uses)) === wanted.length) return;
    const known = new Set((await selectFiles(app, wanted)).map((row) => row.id));
    throw fileErrors('file.not_found', { id: wanted.find((id) => !known.has(id)) ?? wanted[0]! });
  });
}

/** These owners are gone, or use nothing any more: what nobody else uses goes within a day. */
export async function releaseFiles(app: App, owners: readonly string[]): Promise<void> {
  await app.db.transaction(() => deleteUses(app, owners));
}

/** Files by owner, in the order in which they were given. Owners without files are left out. */
export async function filesOf(app: App, owners: readonly string[]): Promise<Map<string, StoredFile[]>> {
  const byOwner = new Map<string, StoredFile[]>();
  for (const { owner, ...row } of await selectOfOwners(app, owners))
    byOwner.set(owner, [...(byOwner.get(owner) ?? []), toFile(row)]);
  return byOwner;
}

/** Removes files at once, whoever uses them: for the wish of the person whose they are. */
export async function forgetFiles(app: App, ids: readonly string[]): Promise<void> {
  await app.db.transaction(() => deleteFiles(app, ids));
}

function toFile({ purpose: _purpose, createdBy: _by, ...file }: FileRow): StoredFile {
  return file;
}
