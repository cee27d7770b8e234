import type { FileView } from '#platform/files/schema.ts';
import type { Shelf } from '../shelf.ts';
import { storedFiles, type Upload } from './uploads.ts';

/** The server removes what nobody used for a day; a little earlier nothing is offered that goes while one writes. */
const KEPT_HOURS = 23;

interface Kept {
  file: FileView;
  /** Milliseconds since 1970. */
  at: number;
}

/** Keeps the files that the server has beside what is being written; those that were kept already stay as old as they are. */
export function keepUploads(shelf: Shelf, key: string, uploads: readonly Upload[], now: number): void {
  const files = storedFiles(uploads);
  if (files.length === 0) return shelf.removeItem(key);
  const since = new Map(readKept(shelf, key).map(({ file, at }) => [file.id, at]));
  shelf.setItem(key, JSON.stringify(files.map((file) => ({ file, at: since.get(file.id) ?? now }))));
}

/** Files that were attached before one left, as uploads that are there. */
export function keptUploads(shelf: Shelf, key: string, now: number): Upload[] {
  return readKept(shelf, key)
    .filter(({ at }) => now - at < KEPT_HOURS * 3_600_000)
    .map(({ file }) => ({ key: file.id, name: file.name, size: file.size, sent: file.size, file }));
}

function readKept(shelf: Shelf, key: string): Kept[] {
  try {
    const kept: unknown = JSON.parse(shelf.getItem(key) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isKept) : [];
  } catch {
    return [];
  }
}

function isKept(one: unknown): one is Kept {
  if (typeof one !== 'object' || one === null || !('file' in one) || !('at' in one)) return false;
  const { file, at } = one;
  return (
    typeof at === 'number' && typeof file === 'object' && file !== null && 'id' in file && 'name' in file
  );
}
