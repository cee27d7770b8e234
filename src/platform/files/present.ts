import type { StoredFile } from './domain.ts';
import type { FileView } from './schema.ts';

/** A file as the edges show it. */
export function presentFile(file: StoredFile): FileView {
  const { sha256: _sum, createdAt: _at, ...view } = file;
  return view;
}
