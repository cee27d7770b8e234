import { Parser } from 'htmlparser2';
import { feedErrors } from '../errors.ts';
import { decodeEntities } from './entities.ts';
import { LeafText } from './leaf.ts';
import type { XmlNode } from './node.ts';
import { canonicalName, isDeclaration, localName, scopeOf } from './scope.ts';
import type { Scope } from './scope.ts';
import { endsLeaf, isLeaf, kindOfRoot } from './shape.ts';
import type { FeedKind } from './shape.ts';
import { joinBase } from './urls.ts';

export interface XmlTree {
  kind: FeedKind;
  root: XmlNode;
  /** Whether any entry had an end tag of its own. */
  hasEntryEnds: boolean;
  /** Namespaces declared on the root, as written. */
  namespaces: string[];
}

const MAX_DEPTH = 1000;
/** Characters that the document's own entities may add in all. */
const MAX_GROWN = 1_000_000;
const MAX_LOOSE_TEXT = 10_000;
/** Tags without an end that are borne with in a feed: some publishers close none. */
const MAX_UNCLOSED = 50_000;
interface Open {
  node: XmlNode | undefined;
  scope: Scope;
}

/**
 * Reads the skeleton of a feed, forgiving what can be forgiven: undeclared prefixes, missing and misplaced end tags, unescaped
 * markup in text. Gives the first tag's name instead when nothing in the document is a feed.
 */
export function readTree(
  xml: string,
  entities: ReadonlyMap<string, string>,
): XmlTree | { firstTag: string | undefined } {
  const builder = new TreeBuilder(xml, entities);
  builder.run();
  if (!builder.root || !builder.kind) return { firstTag: builder.firstTag };
  return {
    kind: builder.kind,
    root: builder.root,
    hasEntryEnds: builder.hasEntryEnds,
    namespaces: builder.namespaces,
  };
}

class TreeBuilder {
  root: XmlNode | undefined;
  kind: FeedKind | undefined;
  firstTag: string | undefined;
  hasEntryEnds = false;
  namespaces: string[] = [];
  private readonly xml: string;
  private entities: ReadonlyMap<string, string>;
  private grown = 0;
  private readonly parser: Parser;
  /** Everything the tokenizer has open, skeleton or not. */
  private readonly open: Open[] = [];
  /** Skeleton elements that are open, outermost first. */
  private readonly stack: XmlNode[] = [];
  private leaf: LeafText | undefined;
  private isCdata = false;
  private isEnding = false;
  /** So much has been opened without a feed in sight that there will be none. */
  private hasGivenUp = false;

  constructor(xml: string, entities: ReadonlyMap<string, string>) {
    this.xml = xml;
    this.entities = entities;
    this.parser = new Parser(
      {
        onopentag: (name, attributes) => this.opened(name, attributes),
        onclosetag: (name, isImplied) => this.closed(name, isImplied),
        ontext: (text) => this.wrote(text),
        oncdatastart: () => (this.isCdata = true),
        oncdataend: () => (this.isCdata = false),
      },
      { xmlMode: true, decodeEntities: false, lowerCaseTags: true, lowerCaseAttributeNames: true },
    );
  }

  run(): void {
    this.parser.write(this.xml);
    if (this.hasGivenUp) return;
    this.isEnding = true;
    this.parser.end();
  }

  private opened(rawName: string, rawAttributes: Record<string, string>): void {
    if (this.hasGivenUp) return;
    const outer = this.open.at(-1)?.scope;
    const scope = scopeOf(outer, rawAttributes);
    const entry: Open = { node: undefined, scope };
    this.open.push(entry);
    if (this.open.length > MAX_UNCLOSED) throw feedErrors('feed.too_deep', { limit: MAX_DEPTH });
    this.firstTag ??= rawName;
    const isFirst = this.root === undefined;
    if (isFirst) this.kind = kindOfRoot(rawName, rawAttributes);
    if (!this.kind && this.open.length > MAX_DEPTH) {
      this.hasGivenUp = true;
      this.parser.pause();
    }
    if (!this.kind || this.hasGivenUp) return;
    // A default namespace on an RSS root that is not RSS's own is a mistake of the publisher, not a meaning.
    if (isFirst && this.kind !== 'atom') entry.scope = new Map(scope).set('', '');
    if (isFirst)
      this.namespaces = Object.keys(rawAttributes)
        .filter(isDeclaration)
        .map((key) => rawAttributes[key]!);
    const name = isFirst ? localName(rawName) : canonicalName(rawName, scope, this.kind);
    const attributes = this.attributesOf(rawAttributes, scope);
    if (this.leaf && endsLeaf(this.kind, this.leaf.node.name, name, this.leaf.depth, attributes))
      this.endLeaf(false);
    if (this.leaf) {
      if (this.leaf.depth > MAX_DEPTH) throw feedErrors('feed.too_deep', { limit: MAX_DEPTH });
      this.leaf.openTag(name, attributes, this.source());
      return;
    }
    if (name === 'item' || name === 'entry') this.endOpenEntry();
    const parent = this.stack.at(-1);
    if (!isFirst && !parent) return;
    if (/[@]/.test(name) && parent) {
      parent.text += this.source();
      return;
    }
    entry.node = this.begin(name, attributes, parent);
  }

  private begin(name: string, attributes: Record<string, string>, parent: XmlNode | undefined): XmlNode {
    const ownBase = attributes['xml:base'];
    const node: XmlNode = {
      name,
      attributes,
      children: [],
      text: '',
      isMarkup: false,
      base: ownBase === undefined ? parent?.base : joinBase(parent?.base, ownBase),
      lang: attributes['xml:lang'] ?? parent?.lang,
      isCut: false,
    };
    if (this.stack.length > MAX_DEPTH) throw feedErrors('feed.too_deep', { limit: MAX_DEPTH });
    if (parent) parent.children.push(node);
    else this.root = node;
    this.stack.push(node);
    if (isLeaf(name)) this.leaf = new LeafText(node);
    return node;
  }

  private closed(rawName: string, isImplied: boolean): void {
    const entry = this.open.pop();
    if (!entry?.node) {
      this.leaf?.closeTag(localName(rawName), isImplied);
      return;
    }
    if (!this.stack.includes(entry.node)) return;
    if (!isImplied && (entry.node.name === 'item' || entry.node.name === 'entry')) this.hasEntryEnds = true;
    this.endUntil(entry.node, this.isEnding);
  }

  private wrote(raw: string): void {
    const parent = this.stack.at(-1);
    if (!parent || (!this.leaf && parent.text.length > MAX_LOOSE_TEXT)) return;
    const text = this.isCdata ? raw : decodeEntities(raw, this.entities);
    this.grown += Math.max(0, text.length - raw.length);
    if (this.grown > MAX_GROWN) this.entities = new Map();
    if (this.leaf) this.leaf.addText(text, this.isCdata);
    else parent.text += text;
  }

  /** An entry that begins inside another means that the other's end tag is missing. */
  private endOpenEntry(): void {
    const entry = this.stack.findLast((node) => node.name === 'item' || node.name === 'entry');
    if (entry && entry !== this.root) this.endUntil(entry, false);
  }

  private endUntil(node: XmlNode, isCut: boolean): void {
    while (this.stack.length > 0) {
      const last = this.stack.at(-1)!;
      if (this.leaf?.node === last) this.endLeaf(isCut);
      else {
        last.isCut = isCut;
        this.stack.pop();
      }
      if (last === node) return;
    }
  }

  private endLeaf(isCut: boolean): void {
    const { leaf } = this;
    if (!leaf) return;
    leaf.finish();
    leaf.node.isCut = isCut;
    this.stack.pop();
    this.leaf = undefined;
  }

  private attributesOf(raw: Record<string, string>, scope: Scope): Record<string, string> {
    const attributes: Record<string, string> = Object.create(null);
    for (const [name, value] of Object.entries(raw)) {
      if (isDeclaration(name)) continue;
      const colon = name.indexOf(':');
      const prefix = colon > 0 ? name.slice(0, colon) : '';
      const canonical = prefix && prefix !== 'xml' ? (scope.get(prefix) ?? prefix) : prefix;
      attributes[canonical ? `${canonical}:${name.slice(colon + 1)}` : name.slice(colon + 1)] =
        decodeEntities(value, this.entities).trim();
    }
    return attributes;
  }

  private source(): string {
    return decodeEntities(this.xml.slice(this.parser.startIndex, this.parser.endIndex + 1), this.entities);
  }
}
