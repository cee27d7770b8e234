/** An opened element, its values as a browser reads them. */
export interface Tag {
  name: string;
  attributes: ReadonlyMap<string, string>;
}

export interface Strict {
  tags: Tag[];
  /** What a reader sees, with the element it stands in. */
  texts: { text: string; within: string }[];
  /** Bodies of structured data. */
  data: string[];
}

const VOID = new Set(['br', 'hr', 'img', 'input', 'meta']);
const TAG = /<([a-z][a-z\d:]*)((?:\s+[a-z][a-z:-]*(?:="[^"<>]*")?)*)\s*(\/?)>/giy;
const END = /<\/([a-z][a-z\d:]*)\s*>/giy;
const PREFACE = /<!doctype html>|<\?xml version="1\.0" encoding="utf-8"\?>/iy;
const ENTITY = /&(amp|lt|gt|quot|#\d{1,7});/y;
const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' };

/**
 * Reads markup by a grammar so narrow that no two parsers can disagree on it: every `<` begins a whole tag, every value stands in double
 * quotes, every `&` a whole entity, all elements are closed in their order. Throws where something does not fit.
 */
export function readStrictly(html: string): Strict {
  const found: Strict = { tags: [], texts: [], data: [] };
  const open: string[] = [];
  let at = 0;
  const next = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const match = pattern.exec(html);
    if (match) at = pattern.lastIndex;
    return match;
  };
  while (at < html.length) {
    const end = next(END);
    const tag = end ? null : next(TAG);
    if (end) {
      const last = open.pop();
      if (last !== end[1]) throw new Error(`</${end[1]}> closes <${last}> in ${near(html, at)}`);
    } else if (tag) {
      const [, name = '', given = '', isClosed] = tag;
      found.tags.push({ name, attributes: attributesOf(given, html, at) });
      if (isClosed === '' && !VOID.has(name)) open.push(name);
      if (name === 'script') found.data.push(next(/[^<]*/y)![0]);
    } else if (!next(PREFACE)) {
      const text = next(/[^<]+/y)?.[0];
      if (text === undefined) throw new Error(`a < that begins no tag in ${near(html, at)}`);
      found.texts.push({ text: decoded(text), within: open.at(-1) ?? '' });
    }
  }
  if (open.length > 0) throw new Error(`<${open.join('> <')}> stay open`);
  return found;
}

const near = (html: string, at: number): string => JSON.stringify(html.slice(Math.max(0, at - 80), at + 80));

function attributesOf(given: string, html: string, at: number): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name, value] of given.matchAll(/\s([a-z][a-z:-]*)(?:="([^"]*)")?/gi)) {
    if (attributes.has(name!)) throw new Error(`${name} twice in ${near(html, at)}`);
    attributes.set(name!, decoded(value ?? ''));
  }
  return attributes;
}

function decoded(text: string): string {
  return text.replaceAll(/&[^&]{0,10}/g, (some) => {
    ENTITY.lastIndex = 0;
    const match = ENTITY.exec(some);
    if (!match) throw new Error(`an & that begins no entity: ${JSON.stringify(some)}`);
    const [whole, name = ''] = match;
    return (NAMED[name] ?? String.fromCodePoint(Number(name.slice(1)))) + some.slice(whole.length);
  });
}

const ADDRESS = /^(?:href|src|action|cite|poster|background)$/;
const ELEMENTS = new Set(
  `a article aside b blockquote body br button code del details div em fieldset footer form h1 h2 h3 h4 h5 head header hr html i img input ins kbd label legend
   li link main mark meta nav ol option p pre s script section select small span strong sub summary sup table tbody td textarea th thead time title tr ul`.split(
    /\s+/,
  ),
);

/** What could run in a browser that reads this page, or lead a reader to something that runs. */
export function dangersOf({ tags, data }: Strict): string[] {
  const found = tags.flatMap(({ name, attributes }) => {
    const all = [...attributes];
    const dangers = all.filter(
      ([key, value]) =>
        /^on|^style$|^srcdoc$|^formaction$|^ping$|^http-equiv$/i.test(key) ||
        (ADDRESS.test(key) && !isHarmless(value)),
    );
    const isData = attributes.get('type') === 'application/ld+json' && attributes.size === 1;
    const isOurs = attributes.get('src') === '/community/forum.js';
    const isStrange = !ELEMENTS.has(name) || (name === 'script' && !isData && !isOurs);
    return [...(isStrange ? [`<${name}>`] : []), ...dangers.map(([key, value]) => `${name} ${key}=${value}`)];
  });
  for (const text of data)
    if (text.trim() !== '' && typeof JSON.parse(text) !== 'object') found.push(`data ${text}`);
  return found;
}

/** As browsers do: spaces and signs for control are nothing, a backslash is a slash. */
function isHarmless(address: string): boolean {
  const plain = [...address]
    .filter((sign) => sign > ' ')
    .join('')
    .replaceAll('\\', '/');
  if (plain.startsWith('//')) return false;
  const scheme = /^([a-z][a-z\d+.-]*):/i.exec(plain)?.[1]?.toLowerCase();
  return scheme === undefined || ['http', 'https', 'mailto', 'tel'].includes(scheme);
}
