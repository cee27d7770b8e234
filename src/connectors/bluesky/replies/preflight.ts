import type { Preflight } from '../../kit/index.ts';
import { countGraphemes, findFacets } from './facets.ts';

/** Longest texts, in characters as people count them and in bytes: of a post, and of a direct message. */
export const IN_PUBLIC = { maxLength: 300, maxBytes: 3000 };
export const IN_PRIVATE = { maxLength: 1000, maxBytes: 10_000 };

export function preflight(text: string, isPrivate = false): Preflight {
  const { maxLength, maxBytes } = isPrivate ? IN_PRIVATE : IN_PUBLIC;
  const length = countGraphemes(text);
  const bytes = Buffer.byteLength(text);
  const common = { length, maxLength, facets: findFacets(text) };
  if (text.trim() === '') return { ...common, verdict: 'forbidden', reason: 'The reply is empty.' };
  if (length > maxLength) {
    const what = isPrivate ? 'a direct message on Bluesky' : 'Bluesky';
    return {
      ...common,
      verdict: 'too-long',
      reason: `${length - maxLength} characters too many for ${what}.`,
    };
  }
  if (bytes > maxBytes) {
    return {
      ...common,
      verdict: 'too-long',
      reason: `${bytes} bytes; Bluesky takes ${maxBytes}. Use fewer emoji.`,
    };
  }
  return { ...common, verdict: 'allowed' };
}
