import { cleanMail, textOfHtml } from './html.ts';
import type { ParsedMail } from './parse.ts';
import { splitText } from './quotes.ts';

/** Its plain text, or what its HTML says. */
export function textOf({ email }: ParsedMail): string {
  if (email.text !== undefined && email.text.trim() !== '') return email.text;
  return email.html === undefined ? '' : textOfHtml(email.html);
}

const MOST_HTML = 500_000;

/** The new words, and the whole mail where it has more than those. */
export function wordsOf(
  mail: ParsedMail,
  own: ReadonlyMap<string, string>,
): { text: string; html: string | undefined } {
  const whole = textOf(mail).trim();
  const { fresh, folded } = splitText(whole);
  const clean = mail.email.html === undefined ? undefined : cleanMail(mail.email.html, own);
  if (clean !== undefined && clean.length <= MOST_HTML) return { text: fresh, html: clean };
  const html =
    folded === '' ? undefined : `<p>${escaped(fresh)}</p><blockquote>${escaped(folded)}</blockquote>`;
  return { text: fresh, html };
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\n', '<br>');
}
