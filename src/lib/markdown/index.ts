import { Marked, type TokenizerAndRendererExtension } from 'marked';
import sanitizeHtml from 'sanitize-html';
import { escapeText } from '#lib/html/index.ts';
import { type Dialect, limitsOf, TAGS } from './allowed.ts';
import { unescaped } from './readable.ts';
import { BLOCKS, isStrict, textOfTags } from './strict.ts';

export type { Dialect } from './allowed.ts';
export { readableOf } from './readable.ts';

/** Path of somebody's page, by his handle in small letters; undefined where there is nobody. */
type Mentioned = (handle: string) => string | undefined;

const SPOILER: TokenizerAndRendererExtension = {
  name: 'spoiler',
  level: 'inline',
  start: (source) => source.indexOf('||'),
  tokenizer(source) {
    const match = /^\|\|(?=\S)([^|\n]{1,2000}?)\|\|/.exec(source);
    if (!match) return undefined;
    return { type: 'spoiler', raw: match[0], tokens: this.lexer.inlineTokens(match[1]!) };
  },
  renderer(token) {
    return `<span class="spoiler" tabindex="0">${this.parser.parseInline(token.tokens ?? [])}</span>`;
  },
};

/** `:::spoiler The end` … `:::` */
const FOLDED: TokenizerAndRendererExtension = {
  name: 'folded',
  level: 'block',
  start: (source) => /^:::spoiler/m.exec(source)?.index,
  tokenizer(source) {
    const match = /^:::spoiler[ \t]*([^\n]{0,200})\n([\s\S]*?)\n:::[ \t]*(?:\n|$)/.exec(source);
    if (!match) return undefined;
    const [raw, title = '', body = ''] = match;
    const name = title.trim() === '' ? 'Spoiler' : title.trim();
    return {
      type: 'folded',
      raw,
      tokens: this.lexer.blockTokens(body, []),
      summary: this.lexer.inlineTokens(name),
    };
  },
  renderer(token) {
    const summary = this.parser.parseInline(token['summary'] as typeof token.tokens & object);
    return `<details><summary>${summary}</summary>${this.parser.parse(token.tokens ?? [])}</details>`;
  },
};

const HANDLE = /^@([\p{L}\p{N}][\p{L}\p{N}_.-]{1,38}[\p{L}\p{N}])/u;

function mention(found: (handle: string) => string | undefined): TokenizerAndRendererExtension {
  return {
    name: 'mention',
    level: 'inline',
    start: (source) => /(?<![\p{L}\p{N}@/])@[\p{L}\p{N}]/u.exec(source)?.index,
    tokenizer(source) {
      const match = HANDLE.exec(source);
      if (!match) return undefined;
      const path = found(match[1]!.toLowerCase());
      return path === undefined ? undefined : { type: 'mention', raw: match[0], path };
    },
    renderer: (token) => `<a class="mention" href="${String(token['path'])}">${token.raw}</a>`,
  };
}

const plain = new Marked({ gfm: true, breaks: false, async: false });
const NOBODY: Mentioned = () => undefined;

/** HTML of Markdown: an allow-list of elements; headings begin at the second level; pictures only from where the dialect says. */
export function renderMarkdown(markdown: string, dialect: Dialect, mentioned: Mentioned = NOBODY): string {
  if (!dialect.isForeign) return cleanMoved(parsed(plain, markdown), dialect);
  const marked = new Marked({ gfm: true, breaks: true, async: false });
  marked.use({ extensions: [SPOILER, FOLDED, mention(mentioned)] });
  return cleanMoved(parsed(marked, markdown), dialect);
}

/** What is nested so deep that no page could show it stands as it was written. */
function parsed(marked: Marked, markdown: string): string {
  try {
    return marked.parse(markdown, { async: false });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return `<pre>${escapeText(markdown)}</pre>`;
  }
}

/** Handles that a text calls, in small letters, each once; none that stands in code or in an address. */
export function mentionsIn(markdown: string): string[] {
  const handles = new Set<string>();
  const marked = new Marked({ gfm: true, breaks: true, async: false });
  const note = (handle: string) => void handles.add(handle);
  marked.use({ extensions: [SPOILER, FOLDED, mention(note)] });
  parsed(marked, markdown);
  return [...handles];
}

const LAST_LEVEL = 5;

/**
 * What Markdown calls a first heading is the second on a page that has the title as its first. Where ours begin lower, so do all others with them: no
 * level is left out. What strangers write keeps the levels that it says.
 */
function lowered(html: string, { isForeign = false }: Dialect): [string, sanitizeHtml.Transformer][] {
  const levels = isForeign ? [] : Array.from(html.matchAll(/<h([1-6])[\s>]/gi), ([, level]) => Number(level));
  const first = levels.length === 0 ? 1 : Math.min(...new Set(levels));
  return [1, 2, 3, 4, 5, 6].map((level) => {
    const to = Math.min(Math.max(level - first, 0) + 2, LAST_LEVEL);
    return [`h${level}`, sanitizeHtml.simpleTransform(`h${to}`, {})];
  });
}

function cleanMoved(html: string, dialect: Dialect): string {
  const limits = limitsOf(dialect);
  const transformTags = { ...limits.transformTags, ...Object.fromEntries(lowered(html, dialect)) };
  return sanitizeHtml(html, { ...limits, transformTags });
}

/**
 * The same wall again, before HTML that `renderMarkdown` made is shown; headings stay where they are. What is sign for sign what a foreign dialect
 * writes is not taken apart once more.
 */
export function cleanAgain(html: string, dialect: Dialect): string {
  if (dialect.isForeign === true && isStrict(html, dialect.picture)) return html;
  return sanitizeHtml(html, limitsOf(dialect));
}

/** The words of Markdown, without its signs: for searching, excerpts and answers. */
export function plainOf(markdown: string): string {
  return wordsOfHtml(
    sanitizeHtml(parsed(plain, markdown), { allowedTags: TAGS.concat(['h1', 'h6']), nestingLimit: 60 }),
  );
}

/** The words of clean HTML, a line for each block. */
export function wordsOfHtml(html: string): string {
  return unescaped(textOfTags(html) ?? textOfAny(html))
    .replaceAll(/[ \t]+/g, ' ')
    .replaceAll(/\s*\n\s*/g, '\n')
    .trim();
}

const textOfAny = (html: string): string =>
  sanitizeHtml(html.replaceAll(BLOCKS, '$&\n'), { allowedTags: [], allowedAttributes: {} });

/** The beginning of a text, to the end of a sentence or word. */
export function excerptOf(text: string, most: number): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  if (line.length <= most) return line;
  const cut = line.slice(0, most).toWellFormed();
  const end = Math.max(cut.lastIndexOf('. '), cut.lastIndexOf('? '));
  return end > most / 2 ? cut.slice(0, end + 1) : `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 1))} …`;
}
