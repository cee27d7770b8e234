const TOKEN = /<(\/?)([a-z][a-z0-9]*)([^>]*)>|([^<]+)/g;
const BLOCKS = new Set('p h2 h3 h4 h5 pre blockquote ul ol table details summary hr'.split(' '));

/** Characters that clean HTML escapes, as they were. */
export function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

/**
 * Clean HTML as a letter without any layout says it: a free line between paragraphs, numbers and dashes before the items of lists,
 * `>` before what is quoted.
 */
export function readableOf(html: string): string {
  const letter = new Letter();
  for (const [, slash, tag = '', attributes = '', text] of html.matchAll(TOKEN))
    if (text !== undefined) letter.text(unescaped(text));
    else if (slash === '') letter.open(tag, attributes);
    else letter.close(tag);
  return letter.whole();
}

class Letter {
  readonly #lines: string[] = [];
  /** The line that is being written. */
  #line = '';
  #quotes = 0;
  #isVerbatim = false;
  /** The next number of each list around, 0 in one without numbers. */
  readonly #lists: number[] = [];

  text(given: string): void {
    const [first, ...rest] = this.#isVerbatim ? given.split('\n') : [given.replaceAll(/\s+/g, ' ')];
    this.#line += this.#line === '' && !this.#isVerbatim ? first!.trimStart() : first!;
    for (const line of rest) {
      this.#end();
      this.#line = line;
    }
  }

  open(tag: string, attributes: string): void {
    if (tag === 'br') return this.#end();
    if (tag === 'li') return this.#item();
    if (tag === 'tr') return this.#end();
    if ((tag === 'td' || tag === 'th') && this.#line !== '') this.#line = `${this.#line.trimEnd()} | `;
    if (!BLOCKS.has(tag)) return;
    const isInItem = this.#lists.length > 0;
    if (!(isInItem && this.#isMark())) this.#gap(isInItem);
    if (tag === 'blockquote') this.#quotes++;
    if (tag === 'pre') this.#isVerbatim = true;
    if (tag === 'ul') this.#lists.push(0);
    if (tag === 'ol') this.#lists.push(Number(/start="(\d+)"/.exec(attributes)?.[1] ?? 1) || 1);
  }

  close(tag: string): void {
    if (!BLOCKS.has(tag)) return;
    if (tag === 'pre') this.#isVerbatim = false;
    if (tag === 'ul' || tag === 'ol') this.#lists.pop();
    this.#end();
    if (tag === 'blockquote') this.#quotes--;
    this.#gap(this.#lists.length > 0);
  }

  whole(): string {
    this.#end();
    return this.#lines.join('\n').trim();
  }

  #item(): void {
    this.#end();
    const number = this.#lists.at(-1) ?? 0;
    if (number > 0) this.#lists[this.#lists.length - 1] = number + 1;
    this.#line = `${'  '.repeat(Math.max(0, this.#lists.length - 1))}${number > 0 ? `${number}.` : '–'} `;
  }

  /** Whether the line holds the mark of an item and nothing else yet. */
  #isMark(): boolean {
    return /^ *(?:\d+\.|–) $/.test(this.#line);
  }

  /** Begins a line; `isTight`: without a free one before it. */
  #gap(isTight: boolean): void {
    this.#end();
    const last = this.#lines.at(-1);
    if (!isTight && last !== undefined && last !== '') this.#lines.push('');
  }

  #end(): void {
    const line = this.#line.trimEnd();
    this.#line = '';
    if (line !== '') this.#lines.push('> '.repeat(this.#quotes) + line);
    else if (this.#isVerbatim && this.#lines.at(-1) !== '') this.#lines.push('');
  }
}
