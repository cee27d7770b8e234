import { isHtmlElement } from './names.ts';

export type FeedKind = 'rss' | 'rdf' | 'atom';

/** What a document is by its outermost element, or undefined when that element is no feed's. */
export function kindOfRoot(rawName: string, attributes: Record<string, string>): FeedKind | undefined {
  const name = rawName.slice(rawName.indexOf(':') + 1);
  if (name === 'rss' || name === 'channel') return 'rss';
  if (name === 'rdf') return 'rdf';
  if (name === 'feed') return 'atom';
  const isAtom = Object.entries(attributes).some(
    ([key, value]) => key.startsWith('xmlns') && /atom/i.test(value),
  );
  return name === 'entry' && isAtom ? 'atom' : undefined;
}

const CONTAINERS = new Set(
  'author contributor image source media:group media:content itunes:owner'.split(' '),
);
const CONTAINERS_OF_ATOM = new Set(
  'atom:author atom:contributor atom:source atom:entry atom:feed'.split(' '),
);
const TEXT_PREFIXES = /^(?:dc|dcterms|content|itunes|media|atom|slash|wfw|sy|thr|xhtml|svg|math):/;

/** Elements that hold text, with or without markup; all others may hold elements of the feed. */
export function isLeaf(name: string): boolean {
  if (CONTAINERS.has(name) || CONTAINERS_OF_ATOM.has(name)) return false;
  if (name.includes(':')) return TEXT_PREFIXES.test(name) || name === 'rdf:value';
  return RSS_ONLY.has(name) || ATOM.has(name) || isHtmlElement(name);
}

const ENTRIES = new Set(['item', 'entry', 'channel', 'rss', 'feed']);
const RSS_ONLY = new Set(
  'guid pubdate enclosure comments category lastbuilddate managingeditor webmaster description'.split(' '),
);
const SHARED_WITH_HTML = new Set('title link author source image name email uri url'.split(' '));
const ATOM = new Set(
  'id updated published summary content author title link category issued modified created tagline subtitle'.split(
    ' ',
  ),
);
const BODIES = new Set(
  'description content:encoded content summary itunes:summary xhtml:body body'.split(' '),
);

/** Whether an element that begins inside text shows that the text's own end tag was forgotten. */
export function endsLeaf(
  kind: FeedKind,
  leaf: string,
  name: string,
  depth: number,
  attributes: Record<string, string>,
): boolean {
  if (ENTRIES.has(name)) return true;
  if (name.includes(':'))
    return /^(?:dc|dcterms|content|itunes|media|atom|slash|wfw|sy|podcast|thr):/.test(name);
  if (kind === 'atom') return depth === 0 && ATOM.has(name) && !(BODIES.has(leaf) && name === 'summary');
  if (RSS_ONLY.has(name)) return true;
  if (!SHARED_WITH_HTML.has(name)) return false;
  return BODIES.has(leaf) ? depth === 0 && Object.keys(attributes).length === 0 : true;
}
