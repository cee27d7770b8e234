import { httpErrors } from './errors.ts';

const MOST_LEVELS = 64;
export const UNWRITABLE = 'contains characters that cannot be stored';

/**
 * Refuses what no column of the database can hold, wherever in a request it stands: U+0000, halves of surrogate pairs, and nesting
 * without end. Shapes of routes say what is meant; this says what can be written at all. Throws `http.invalid`.
 */
export function refuseUnwritable(parts: Readonly<Record<string, unknown>>): void {
  const waiting: { value: unknown; path: string; level: number }[] = [{ value: parts, path: '', level: 0 }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { value, path, level } = next;
    if (typeof value === 'string') requireWritable(value, path);
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) continue;
    if (level > MOST_LEVELS)
      throw httpErrors('http.invalid', { reason: `it is nested more than ${MOST_LEVELS} levels deep` });
    for (const [key, inner] of Object.entries(value)) {
      requireWritable(key, path);
      // Numbers and booleans can always be written; lists of them are long.
      if (typeof inner === 'string' || typeof inner === 'object')
        waiting.push({ value: inner, path: path === '' ? key : `${path}.${key}`, level: level + 1 });
    }
  }
}

/** Whether a text can be stored and sent on: no U+0000 and no half of a surrogate pair. */
export function isWritable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

function requireWritable(text: string, path: string): void {
  if (isWritable(text)) return;
  const place = path.isWellFormed() ? path.slice(0, 200) : 'it';
  const field = place.replace(/^(params|query|body)\.?/, '');
  throw httpErrors('http.invalid', { reason: `${place}: ${UNWRITABLE}`, field });
}
