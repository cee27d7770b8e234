import { canonicalText } from './canonical-text.ts';
import { escapeAttribute, escapeText } from './entities.ts';
import { resolveLinks } from './html.ts';
import type { FeedWarning } from './types.ts';
import type { XmlNode } from './node.ts';
import type { XmlTree } from './tree.ts';
import { resolveUrl } from './urls.ts';

export interface CanonicalFeed {
  /** Well-formed XML in the one spelling that the parser behind knows: RSS 2.0 (for RDF too) or Atom 1.0. */
  xml: string;
  family: 'rss' | 'atom';
  version: string | null;
}

const MAX_ENTRIES = 10_000;
/** Longest text of anything but a body; keeps hostile names and titles cheap. */
const MAX_LINE = 10_000;
const MAX_PERSON = 500;
const BODIES =
  /^(?:atom:)?(?:description|summary|content|subtitle|tagline|rights|copyright)$|^(?:content:encoded|itunes:summary|dc:description|media:description|media:text)$/;
const PERSONS = /author|creator|editor|webmaster|credit|publisher/;
/** The parser behind takes a feed without anything in it for no feed. */
const NEVER_EMPTY = '<docs>-</docs><id>-</id>';
const TEXTS = new Set('title subtitle tagline summary content rights copyright info'.split(' '));
const ADDRESS_TEXTS = new Set(
  'link url guid comments icon logo uri wfw:comment wfw:commentrss docs'.split(' '),
);
const SIZES = new Set(['length', 'filesize']);
/** `12,345,678` or `12 345`: a number with its thousands set apart. */
const GROUPED = /^\d{1,3}(?:[,. '\u00a0]\d{3})+$/;
const ADDRESS_ATTRIBUTES = new Set(['href', 'url', 'src']);
const KNOWN = /^(?:dc|dcterms|content|itunes|podcast|media|atom|slash|wfw|sy|thr|source|admin):/;

/** Writes the tree again as clean XML. What only the tree knows (bases, modes, languages of parts) is settled here. */
export function writeCanonical(tree: XmlTree, warnings: FeedWarning[]): CanonicalFeed {
  const entries = completeEntries(tree, warnings);
  if (tree.kind === 'atom') {
    const { root } = tree;
    const header = root.name === 'feed' ? root.children.filter((node) => node.name !== 'entry') : [];
    const open = `<feed xmlns="http://www.w3.org/2005/Atom"${scopeAttributes(root)}>`;
    return {
      xml: `${open}${NEVER_EMPTY}${writeAll(header, 'feed', root.base)}${entries.map(writeEntry).join('')}</feed>`,
      family: 'atom',
      version: versionOf(tree),
    };
  }
  const channel =
    tree.root.name === 'channel' ? tree.root : tree.root.children.find((node) => node.name === 'channel');
  const header = [...(channel?.children ?? []), ...(channel === tree.root ? [] : tree.root.children)].filter(
    (node) => !['item', 'items', 'channel'].includes(node.name) && !isReference(node),
  );
  const scope = channel ?? tree.root;
  const xml = `<rss version="2.0"${scopeAttributes(scope)}><channel>${NEVER_EMPTY}${writeAll(header.map(rssElement), 'channel', scope.base)}${entries.map(writeItem).join('')}</channel></rss>`;
  return { xml, family: 'rss', version: versionOf(tree) };
}

/** RDF's channel only points to its image, which stands outside. */
function isReference({ name, attributes, children, text }: XmlNode): boolean {
  return (
    name === 'image' && children.length === 0 && text.trim() === '' && !attributes.href && !attributes.url
  );
}

/** Entries wherever they stand, without the one that the end of the document cut in two. */
function completeEntries({ root, kind, hasEntryEnds }: XmlTree, warnings: FeedWarning[]): XmlNode[] {
  const name = kind === 'atom' ? 'entry' : 'item';
  const found = root.name === name ? [root] : collect(root, name);
  if (root.isCut)
    warnings.push({ code: 'xml.truncated', message: 'The document ends before its last end tag.' });
  const last = found.at(-1);
  if (last?.isCut && last !== root && hasEntryEnds) {
    found.pop();
    warnings.push({ code: 'xml.entry_cut', message: 'The last entry is cut off and was left out.' });
  }
  if (found.length > MAX_ENTRIES) {
    warnings.push({
      code: 'feed.many_entries',
      message: `Only the first ${MAX_ENTRIES} of ${found.length} entries were read.`,
    });
    found.length = MAX_ENTRIES;
  }
  return found;
}

function collect(node: XmlNode, name: string): XmlNode[] {
  return node.children.flatMap((child) => {
    if (child.name === name) return [child];
    return child.name === 'channel' || child.name === 'items' ? collect(child, name) : [];
  });
}

function versionOf({ kind, root, namespaces }: XmlTree): string | null {
  const joined = namespaces.join(' ');
  if (kind === 'atom') return root.attributes.version ?? (/purl\.org\/atom/i.test(joined) ? '0.3' : '1.0');
  if (kind === 'rdf')
    return /rdf\/simple\/0\.9/i.test(joined) ? '0.90' : /rss1\.1/i.test(joined) ? '1.1' : '1.0';
  return root.attributes.version || null;
}

function scopeAttributes(node: XmlNode, lang = node.lang): string {
  const base = node.base === undefined ? '' : ` xml:base="${escapeAttribute(node.base)}"`;
  return lang ? `${base} xml:lang="${escapeAttribute(lang)}"` : base;
}

function writeEntry(entry: XmlNode): string {
  const body = entry.children.find((node) => node.name === 'content' || node.name === 'summary');
  return `<entry${scopeAttributes(entry, entry.attributes['xml:lang'] ?? body?.lang)}>${writeAll(withOneBody(entry.children), 'entry', entry.base)}</entry>`;
}

/** Atom 0.3 may give one content several times, also wrapped in `multipart/alternative`: HTML says most. */
function withOneBody(children: XmlNode[]): XmlNode[] {
  const bodies = children.filter((node) => node.name === 'content' && node.text.trim() !== '');
  if (bodies.length < 2) return children;
  const best = bodies.find((node) => node.isMarkup || /html/i.test(node.attributes.type ?? '')) ?? bodies[0];
  return children.filter((node) => node.name !== 'content' || node === best);
}

function writeItem(item: XmlNode): string {
  const hasBody = item.children.some((node) => node.name === 'content:encoded' && node.text.trim() !== '');
  const hasGuid = item.children.some((node) => node.name === 'guid' && node.text.trim() !== '');
  const about = item.attributes['rdf:about'] ?? item.attributes.about;
  const guid = about && !hasGuid ? `<guid ispermalink="false">${escapeText(about)}</guid>` : '';
  const children = item.children.map((node) => rssElement(imageElement(hasBody ? node : bodyElement(node))));
  const body = item.children.find((node) => node.name === 'content:encoded' || node.name === 'description');
  return `<item${scopeAttributes(item, item.attributes['xml:lang'] ?? body?.lang)}>${guid}${writeAll(children, 'item', item.base)}</item>`;
}

const AS_ATOM = new Set('id updated published modified issued created summary rights'.split(' '));
const AS_DC = new Set('date creator subject publisher'.split(' '));

/** Elements of other formats that stray into RSS without their prefix. */
function rssElement(node: XmlNode): XmlNode {
  const { name, attributes, text } = node;
  if (AS_ATOM.has(name)) return { ...node, name: `atom:${name}` };
  if (AS_DC.has(name)) return { ...node, name: `dc:${name}` };
  if (name === 'link' && attributes.href && text.trim() === '') {
    const isPage = !attributes.rel || attributes.rel === 'alternate';
    return isPage ? { ...node, text: attributes.href, attributes: {} } : { ...node, name: 'atom:link' };
  }
  // The parser behind overlooks a list of one.
  if ((name === 'skiphours' || name === 'skipdays') && node.children.length === 1)
    return { ...node, children: [...node.children, ...node.children] };
  if (name === 'image' && node.children.length === 0)
    return { ...node, text: '', children: [{ ...node, name: 'url', text: imageAddress(node) ?? '' }] };
  if (name === 'author' && node.children.length > 0) return { ...node, text: personText(node), children: [] };
  return node;
}

function bodyElement(node: XmlNode): XmlNode {
  const isBody = ['content', 'xhtml:body', 'body', 'xhtml:div', 'div', 'fullitem', 'rdf:value'].includes(
    node.name,
  );
  return isBody && node.text.trim() !== '' ? { ...node, name: 'content:encoded' } : node;
}

/** Items have no image of their own in RSS, but many publishers write one as the channel's. */
function imageElement(node: XmlNode): XmlNode {
  const url = node.name === 'image' ? imageAddress(node) : undefined;
  return url ? { ...node, name: 'media:thumbnail', attributes: { url }, children: [], text: '' } : node;
}

function imageAddress({ attributes, children, text }: XmlNode): string | undefined {
  const child = children.find((node) => node.name === 'url')?.text.trim();
  return child || attributes.url || attributes.href || text.trim() || undefined;
}

function personText(node: XmlNode): string {
  const part = (name: string) =>
    node.children.find((child) => child.name === name || child.name === `atom:${name}`)?.text.trim();
  const [name, email] = [part('name'), part('email')];
  if (name && email) return `${email} (${name})`;
  return name ?? email ?? node.text;
}

function writeAll(nodes: XmlNode[], parent: string, scope: string | undefined): string {
  return nodes.map((node) => writeNode(node, parent, scope)).join('');
}

/** `scope` is the base that the parser behind will report for the entry or feed around. */
function writeNode(node: XmlNode, parent: string, scope: string | undefined): string {
  const bare = node.name.startsWith('atom:') ? node.name.slice(5) : node.name;
  if (!/^[a-z_][\w.-]*(?::[\w.-]+)?$/.test(node.name) || (node.name.includes(':') && !KNOWN.test(node.name)))
    return '';
  const isOldName = bare === 'copyright' && (parent === 'feed' || parent === 'entry');
  if (isOldName) return writeNode({ ...node, name: 'rights' }, parent, scope);
  const isAtom = bare !== node.name || parent === 'feed' || parent === 'entry' || parent === 'source';
  if (isAtom && TEXTS.has(bare)) return writeText(canonicalText(node), scope);
  if (isAtom && bare === 'author' && node.children.length === 0 && node.text.trim())
    return `<${node.name}><${node.name.slice(0, -6)}name>${escapeText(node.text)}</${node.name.slice(0, -6)}name></${node.name}>`;
  if (isAtom && bare === 'link' && !node.attributes.href && node.text.trim())
    return writeNode(
      { ...node, attributes: { ...node.attributes, href: node.text.trim() }, text: '' },
      parent,
      scope,
    );
  const children = bare === node.name ? node.children : node.children.map(asAtom);
  const base = node.base === scope ? undefined : node.base;
  const attributes = writeAttributes(node.attributes, base);
  const inner =
    children.length > 0
      ? writeAll(children, bare, scope) + escapeText(node.text.trim())
      : escapeText(leafText(node, base));
  return attributes === '' && inner.trim() === '' ? '' : `<${node.name}${attributes}>${inner}</${node.name}>`;
}

/** Inside an Atom element everything without a prefix is Atom's too. */
function asAtom(node: XmlNode): XmlNode {
  return node.name.includes(':') ? node : { ...node, name: `atom:${node.name}` };
}

/** Text of a leaf; an `xml:base` of its own is applied here because the parser behind does not report it. */
function leafText(node: XmlNode, base: string | undefined): string {
  const text = shorten(node);
  if (base === undefined || text === '') return text;
  if (ADDRESS_TEXTS.has(node.name.replace(/^atom:/, ''))) return resolveUrl(text, base);
  return /<[a-z]/i.test(text) ? resolveLinks(text, base) : text;
}

function shorten({ name, text }: XmlNode): string {
  const trimmed = text.trim();
  if (BODIES.test(name)) return trimmed;
  return trimmed.slice(0, PERSONS.test(name) ? MAX_PERSON : MAX_LINE);
}

function writeText(node: XmlNode, scope: string | undefined): string {
  const base = node.base === scope ? undefined : node.base;
  const isHtml = node.attributes.type === 'html';
  const text = isHtml && base !== undefined ? resolveLinks(node.text, base) : shorten(node);
  if (text === '' && !node.attributes.src) return '';
  const { type, src } = node.attributes;
  return `<${node.name}${writeAttributes({ ...(type && { type }), ...(src && { src }) }, base)}>${escapeText(text)}</${node.name}>`;
}

function writeAttributes(attributes: Record<string, string>, base: string | undefined): string {
  let written = '';
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('xml:') || !/^[a-z_][\w.-]*(?::[\w.-]+)?$/.test(name)) continue;
    if (SIZES.has(name) && GROUPED.test(value.trim())) {
      written += ` ${name}="${value.replace(/\D/g, '')}"`;
      continue;
    }
    const isAddress = base !== undefined && ADDRESS_ATTRIBUTES.has(name);
    written += ` ${name}="${escapeAttribute(isAddress ? resolveUrl(value, base) : value)}"`;
  }
  return written;
}
