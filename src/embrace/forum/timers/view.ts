import { type Html, markup } from '#lib/html/index.ts';
import type { ThreadRow } from '../talk/read.ts';
import type { Words } from '../words/index.ts';
import { momentHtml } from '../pages/bits.ts';
import { closingOf } from './domain.ts';

/** When a thread closes or opens by itself, for its readers; null where it does neither. */
export function timersHtml(thread: ThreadRow, words: Words, language: string): Html | null {
  if (thread.deletedAt !== null) return null;
  if (thread.closedAt !== null)
    return thread.opensAt === null
      ? null
      : markup`<p class="quiet">${words.opensOn} ${momentHtml(thread.opensAt, language)}</p>`;
  const closing = closingOf(thread);
  if (closing === null) return null;
  return markup`<p class="quiet">${words.closesOn} ${momentHtml(closing.at, language)}${closing.byAnswer ? `, ${words.unlessAnswered}` : null}</p>`;
}
