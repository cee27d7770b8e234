import { escapeText } from './entities.ts';
import { cleanHtml } from './html.ts';
import { hasTags, htmlToText, looksLikeHtml } from './text.ts';

/** HTML or text of unknown kind as sanitised HTML. */
export function bodyHtml(
  value: string | null | undefined,
  type: 'html' | 'text' | 'unknown',
  base: string | null,
): string | null {
  if (!value?.trim()) return null;
  const isHtml = type === 'html' || (type === 'unknown' && looksLikeHtml(value));
  return isHtml ? cleanHtml(value, base) : escapeText(value.trim());
}

/** A synopsis: sanitised HTML where it has markup, else plain text with its references decoded. */
export function readSummary(
  value: string | null | undefined,
  type: 'html' | 'text' | 'unknown',
  base: string | null,
): { summary: string | null; summaryType: 'html' | 'text' | null } {
  const none = { summary: null, summaryType: null };
  const text = value?.trim();
  if (!text) return none;
  if (type === 'text' || (type === 'unknown' && !looksLikeHtml(text)))
    return { summary: text, summaryType: 'text' };
  if (!hasTags(text)) {
    const plain = htmlToText(escapeLoneTags(text));
    return plain ? { summary: plain, summaryType: 'text' } : none;
  }
  const summary = cleanHtml(text, base);
  return summary ? { summary, summaryType: 'html' } : none;
}

function escapeLoneTags(text: string): string {
  return text.replaceAll('<', '&lt;');
}
