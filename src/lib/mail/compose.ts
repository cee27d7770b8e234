import { marked } from 'marked';
import { cleanMail } from './html.ts';

/** A letter's words as HTML, as marks in them (Markdown) are meant; HTML that somebody typed is text. */
export function letterHtml(text: string, signature: string): string {
  const safe = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const body = cleanMail(marked.parse(safe, { async: false, gfm: true, breaks: true }), new Map()) ?? '';
  const below = signature.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\n', '<br>');
  const sign = signature === '' ? '' : `<p>-- <br>${below}</p>`;
  return `<!doctype html><html><body style="font-family: sans-serif">${body}${sign}</body></html>`;
}
