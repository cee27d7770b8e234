import { escapeAttribute, escapeText, hasEntities } from './entities.ts';
import { isHtmlElement, isVoidElement } from './names.ts';
import type { XmlNode } from './node.ts';
import { joinBase, resolveUrl } from './urls.ts';

interface Piece {
  kind: 'text' | 'cdata' | 'tag';
  value: string;
}

interface OpenTag {
  /** The tag as it will be closed; empty when only its content is kept. */
  name: string;
  base: string | undefined;
  /** Where the tag stands as text, in case it never gets an end. */
  asText?: Piece;
}

const ADDRESSES = new Set(['href', 'src', 'cite', 'poster', 'data', 'action', 'longdesc']);

/** Collects what stands inside one element that holds text: plain, escaped, CDATA or markup that should have been escaped. */
export class LeafText {
  readonly node: XmlNode;
  private readonly pieces: Piece[] = [];
  private readonly tags: OpenTag[] = [];
  private hasXhtml = false;

  constructor(node: XmlNode) {
    this.node = node;
  }

  get depth(): number {
    return this.tags.length;
  }

  addText(value: string, isCdata: boolean): void {
    this.pieces.push({ kind: isCdata ? 'cdata' : 'text', value });
  }

  openTag(name: string, attributes: Record<string, string>, source: string): void {
    const colon = name.indexOf(':');
    const prefix = colon > 0 ? name.slice(0, colon) : '';
    const local = name.slice(colon + 1);
    const outer = this.tags.at(-1)?.base ?? this.node.base;
    const ownBase = attributes['xml:base'];
    const base = ownBase === undefined ? this.tags.at(-1)?.base : joinBase(outer, ownBase);
    if (prefix === 'xhtml') this.hasXhtml = true;
    const isTag = ['xhtml', 'svg', 'math'].includes(prefix) || (prefix === '' && isHtmlElement(local));
    const tag: OpenTag = { name: isTag ? local : '', base };
    this.tags.push(tag);
    if (isTag) this.pieces.push({ kind: 'tag', value: `<${local}${writeAttributes(attributes, base)}>` });
    else if (prefix === '' && Object.keys(attributes).length === 0 && !source.endsWith('/>')) {
      // `<john@example.com>` or `List<String>`: running text that nobody escaped.
      tag.asText = { kind: 'text', value: source };
      this.pieces.push(tag.asText);
    }
  }

  /** An element of no known kind that does have an end tag was markup after all: only its content is kept. */
  closeTag(local: string, isImplied: boolean): void {
    const tag = this.tags.pop();
    if (tag?.asText && !isImplied) tag.asText.value = '';
    if (tag?.name === local && !isVoidElement(local)) this.pieces.push({ kind: 'tag', value: `</${local}>` });
  }

  /** Settles the node's text: HTML if there was any markup. */
  finish(): void {
    while (this.tags.length > 0) this.closeTag(this.tags.at(-1)!.name, true);
    this.node.isMarkup = this.pieces.some((piece) => piece.kind === 'tag');
    this.node.text = this.node.isMarkup
      ? this.pieces.map((piece) => this.asHtml(piece)).join('')
      : this.pieces.map((piece) => piece.value).join('');
  }

  private asHtml({ kind, value }: Piece): string {
    if (kind === 'tag') return value;
    const isXhtml =
      this.hasXhtml || this.node.attributes.type === 'xhtml' || this.node.attributes.mode === 'xml';
    // Half escaped, half not: what was escaped is HTML all the same, except in XHTML, where it is text.
    const isHtml = !isXhtml && (kind === 'cdata' || /<\/?[a-z][^<>]*>/i.test(value) || hasEntities(value));
    return isHtml ? value : escapeText(value);
  }
}

function writeAttributes(attributes: Record<string, string>, base: string | undefined): string {
  let written = '';
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('xml:')) continue;
    const isAddress = base !== undefined && ADDRESSES.has(name);
    // An empty link leads to the document itself.
    const address = isAddress
      ? resolveUrl(name === 'href' && value.trim() === '' ? base : value, base)
      : value;
    written += ` ${name}="${escapeAttribute(address)}"`;
  }
  return written;
}
