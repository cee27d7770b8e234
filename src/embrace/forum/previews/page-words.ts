import { Parser } from 'htmlparser2';
import { titleOf } from '../domain.ts';

/** What a page says of itself. */
export interface PageWords {
  title: string;
  description: string | null;
  site: string | null;
  /** Address of its picture. */
  picture: string | null;
}

const LONGEST_TITLE = 150;
const LONGEST_TEXT = 300;
const LONGEST_SITE = 60;
/** What stands further down says nothing of the page. */
const MOST_LETTERS = 512 * 1024;

/** Reads what a page says of itself: Open Graph, else its title; undefined where it has none. Whatever it holds becomes plain words. */
export function pageWords(html: string, url: string): PageWords | undefined {
  const metas = new Map<string, string>();
  let title = '';
  let isTitle = false;
  let isOver = false;
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === 'title' && title === '') isTitle = true;
      // A picture within the page may have a title as well.
      if (name === 'body' || name === 'svg') isOver = true;
      const key = (attributes['property'] ?? attributes['name'] ?? '').toLowerCase();
      if (name === 'meta' && key !== '' && !metas.has(key)) metas.set(key, attributes['content'] ?? '');
    },
    ontext(text) {
      if (isTitle && !isOver && title.length < LONGEST_TITLE * 8) title += text;
    },
    onclosetag(name) {
      if (name === 'title') isTitle = false;
    },
  });
  parser.write(html.slice(0, MOST_LETTERS));
  parser.end();
  const said = (most: number, ...keys: string[]) =>
    keys.map((key) => cut(metas.get(key) ?? '', most)).find((words) => words !== '') ?? null;
  const name = said(LONGEST_TITLE, 'og:title', 'twitter:title') ?? cut(title, LONGEST_TITLE);
  if (name === '') return undefined;
  return {
    title: name,
    description: said(LONGEST_TEXT, 'og:description', 'twitter:description', 'description'),
    site: said(LONGEST_SITE, 'og:site_name'),
    picture: addressOf(metas.get('og:image') ?? metas.get('og:image:url') ?? metas.get('twitter:image'), url),
  };
}

/** On one line, without signs that cannot be seen or turn the direction of writing. */
function cut(text: string, most: number): string {
  const letters = Array.from(titleOf(text.toWellFormed()));
  return letters.length <= most
    ? letters.join('')
    : `${letters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}

function addressOf(given: string | undefined, base: string): string | null {
  if (given === undefined || given.trim() === '' || given.length > 2000 || !URL.canParse(given, base))
    return null;
  const url = new URL(given.trim(), base);
  return /^https?:$/.test(url.protocol) && url.username === '' ? url.href : null;
}

const LABEL = /charset\s*=\s*["']?\s*([\w:-]{2,40})/i;

/** The text of a page, by its byte order mark, its header or what it says itself; UTF-8 where that is no encoding anybody knows. */
export function textOf(body: Uint8Array, contentType: string): string {
  const head = new TextDecoder('latin1').decode(body.subarray(0, 4096));
  const label = LABEL.exec(contentType)?.[1] ?? LABEL.exec(head)?.[1] ?? 'utf-8';
  return decoderOf(bomOf(body) ?? label).decode(body);
}

function bomOf([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return first === 0xff && second === 0xfe ? 'utf-16le' : undefined;
}

function decoderOf(label: string): { decode(bytes: Uint8Array): string } {
  try {
    return new TextDecoder(label);
  } catch {
    return new TextDecoder('utf-8');
  }
}
