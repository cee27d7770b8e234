import { hash } from 'node:crypto';

/** Fixed-size key of a post's identity, as a UUID. */
export function identityKey(origin: string, externalId: string): string {
  return md5(`${origin}\n${externalId}`);
}

/** Fixed-size key of an author, never equal to a post's: ids hold no line breaks. */
export function authorKey(origin: string, authorExternalId: string): string {
  return md5(`${origin}\n\n${authorExternalId}`);
}

function md5(text: string): string {
  return hash('md5', text);
}

/** Writers of one origin take turns; this many origins may be written at the same time. */
const LANES = 16;

/** Numbers of the lanes that these origins use, ascending. */
export function lanesOf(origins: Iterable<string>): number[] {
  const lanes = new Set<number>();
  for (const origin of new Set(origins)) {
    let hash = 0;
    for (let i = 0; i < origin.length; i++) hash = (Math.imul(hash, 31) + origin.charCodeAt(i)) | 0;
    lanes.add((hash >>> 0) % LANES);
  }
  return [...lanes].sort((a, b) => a - b);
}
