import { Marked } from 'marked';
import sanitizeHtml from 'sanitize-html';

const marked = new Marked({ gfm: true, breaks: false, async: false });

/** HTML of an article's Markdown: an allow-list of elements; headings begin at the second level; pictures only from this server. */
export function renderMarkdown(markdown: string): string {
  return cleanArticle(marked.parse(markdown, { async: false }));
}

const TAGS =
  'a b blockquote br code del em h2 h3 h4 h5 hr i img kbd li ol p pre s strong sub sup table tbody td th thead tr ul'.split(
    ' ',
  );
/** What Markdown calls a first heading is the second on a page that has the title as its first. */
const LOWER = { h1: 'h2', h2: 'h3', h3: 'h4', h4: 'h5', h5: 'h5', h6: 'h5' };

/** The same wall again, before kept HTML is shown. */
export function cleanArticle(html: string): string {
  return sanitizeHtml(html, {
    ...LIMITS,
    transformTags: Object.fromEntries(
      Object.entries(LOWER).map(([from, to]) => [from, sanitizeHtml.simpleTransform(to, {})]),
    ),
  });
}

/** Cleans without moving headings: HTML that `renderMarkdown` made. */
export function cleanAgain(html: string): string {
  return sanitizeHtml(html, LIMITS);
}

const LIMITS: sanitizeHtml.IOptions = {
  allowedTags: TAGS,
  allowedAttributes: {
    a: ['href', 'title'],
    img: ['src', 'alt', 'title'],
    ol: ['start'],
    td: ['align'],
    th: ['align'],
  },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowedSchemesByTag: { img: [] },
  allowProtocolRelative: false,
  nestingLimit: 60,
  exclusiveFilter: ({ tag, attribs }) =>
    tag === 'img' && !/^\/help\/files\/file_[0-9a-z]+$/.test(attribs['src'] ?? ''),
};

/** The words of Markdown, without its signs: for searching, excerpts and answers. */
export function plainOf(markdown: string): string {
  const html = cleanArticle(marked.parse(markdown, { async: false })).replaceAll(
    /<\/(?:p|li|h\d|tr|pre|blockquote)>|<br ?\/?>/g,
    '$&\n',
  );
  return sanitizeHtml(html, { allowedTags: [], allowedAttributes: {} })
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll(/[ \t]+/g, ' ')
    .replaceAll(/\s*\n\s*/g, '\n')
    .trim();
}

/** The beginning of a text, to the end of a sentence or word. */
export function excerptOf(plain: string, most: number): string {
  const line = plain.replaceAll(/\s+/g, ' ').trim();
  if (line.length <= most) return line;
  const cut = line.slice(0, most);
  const end = Math.max(cut.lastIndexOf('. '), cut.lastIndexOf('? '));
  return end > most / 2 ? cut.slice(0, end + 1) : `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 1))} …`;
}

/** Ids of the files that a text shows. */
export function filesIn(markdown: string): string[] {
  return [...new Set([...markdown.matchAll(/\/help\/files\/(file_[0-9a-z]+)/g)].map(([, id]) => id!))];
}
