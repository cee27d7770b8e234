import { Parser } from 'htmlparser2';
import { hasEntities } from './entities.ts';
import { isHtmlElement, isVoidElement } from './names.ts';

const BLOCKS = new Set(
  `address article aside blockquote center dd details div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol
  p pre section summary table tbody tfoot thead tr ul`.split(/\s+/),
);
const SILENT = new Set(
  'script style head template noscript iframe object svg math select textarea audio video'.split(' '),
);
/** Elements that say HTML without an end tag too: nobody writes them when talking of types. */
const ALONE = new Set('p script style iframe svg math object form'.split(' '));
const PARAGRAPHS = new Set('p h1 h2 h3 h4 h5 h6 blockquote pre ul ol table figure dl hr'.split(' '));

/**
 * Whether text that may be either is HTML: it has an end tag or an empty element of HTML, or a character reference. A lone
 * `<b>` or `List<String>` is somebody writing about code.
 */
export function looksLikeHtml(text: string): boolean {
  for (const [, name] of text.matchAll(/<\/\s*([a-z][a-z0-9]*)\s*>/gi))
    if (isHtmlElement(name!.toLowerCase())) return true;
  for (const [, name] of text.matchAll(/<([a-z][a-z0-9]*)(?:[\s/][^<>]*)?>/gi)) {
    const tag = name!.toLowerCase();
    if (isVoidElement(tag) || ALONE.has(tag)) return true;
  }
  return text.includes('<!--') || hasEntities(text);
}

/** Whether HTML has any element in it; without one it is text with character references at most. */
export function hasTags(html: string): boolean {
  if (html.includes('<!--')) return true;
  return (
    /<\/?[a-z][^<>]*>/i.test(html) &&
    [...html.matchAll(/<\/?([a-z][a-z0-9]*)/gi)].some(([, name]) => isHtmlElement(name!.toLowerCase()))
  );
}

/** One line of plain text from a title that may be HTML, escaped once or twice. */
export function titleText(
  value: string | null | undefined,
  type: 'text' | 'html' | 'unknown' = 'unknown',
): string | null {
  if (!value) return null;
  const isHtml = type === 'html' || (type === 'unknown' && looksLikeHtml(value));
  const text = isHtml ? htmlToText(protectUnknownTags(value)) : value;
  return text.replace(/\s+/g, ' ').trim() || null;
}

/** Plain text of HTML: paragraphs as empty lines, list items and breaks as lines, images by their alternative text. */
export function htmlToText(html: string): string {
  const writer = new TextWriter();
  const parser = new Parser(
    {
      onopentag: (name, attributes) => writer.open(name, attributes),
      onclosetag: (name) => writer.close(name),
      ontext: (text) => writer.write(text),
    },
    { decodeEntities: true },
  );
  parser.end(html);
  return writer.text();
}

function protectUnknownTags(html: string): string {
  return html.replace(/<(?=\/?([a-z][a-z0-9:@.-]*)?)/gi, (found, name?: string) =>
    name && isHtmlElement(name.toLowerCase()) ? found : '&lt;',
  );
}

class TextWriter {
  private out = '';
  private pending = '';
  private silent = 0;
  private pre = 0;

  open(name: string, attributes: Record<string, string>): void {
    if (SILENT.has(name)) this.silent++;
    if (this.silent > 0) return;
    if (name === 'pre') this.pre++;
    if (name === 'br') this.pending = this.pending.includes('\n') ? `${this.pending}\n` : '\n';
    else if (BLOCKS.has(name)) this.breakLine(name);
    if (name === 'li') this.write('• ');
    if ((name === 'td' || name === 'th') && this.out !== '' && !this.pending) this.pending = ' ';
    if (name === 'img' && attributes.alt?.trim()) this.write(` ${attributes.alt.trim()} `);
  }

  close(name: string): void {
    if (SILENT.has(name)) this.silent--;
    else if (this.silent === 0) {
      if (name === 'pre') this.pre--;
      if (BLOCKS.has(name)) this.breakLine(name);
    }
  }

  write(text: string): void {
    if (this.silent > 0) return;
    const flat = this.pre > 0 ? text : text.replace(/[ \t\r\n\f]+/g, ' ');
    const isSpaced = flat.startsWith(' ');
    // Only plain spaces go: a no-break space is there on purpose.
    const words = this.pre > 0 ? flat : flat.replace(/^ | $/g, '');
    if (isSpaced && !this.pending) this.pending = ' ';
    if (words === '') return;
    if (this.out !== '') this.out += this.pending;
    this.out += words;
    this.pending = flat.endsWith(' ') && this.pre === 0 ? ' ' : '';
  }

  text(): string {
    return this.out
      .replace(/\u00a0/g, ' ')
      .replace(/[ \t]+\n/g, '\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim();
  }

  private breakLine(name: string): void {
    const wanted = PARAGRAPHS.has(name) ? '\n\n' : '\n';
    if (this.out !== '' && !this.pending.startsWith(wanted)) this.pending = wanted;
  }
}
