/** An element of a document of XML that is well formed. */
export interface XmlElement {
  name: string;
  attributes: Readonly<Record<string, string>>;
  /** Texts and elements, in their order. */
  children: readonly (string | XmlElement)[];
}

interface Open {
  name: string;
  attributes: Record<string, string>;
  children: (string | XmlElement)[];
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * Reads a document as strictly as a feed reader that refuses what is wrong: elements, attributes in quotes, texts, signs by number or name. Throws with what is
 * wrong; comments, CDATA and definitions count as wrong, as nothing of ours writes them.
 */
export function readXml(text: string): XmlElement {
  const bare = text.replace(/^<\?xml version="1\.0" encoding="utf-8"\?>\s*/, '');
  if (bare === text) throw new Error('the XML declaration is missing');
  const top: Open = { name: '', attributes: {}, children: [] };
  const open = [top];
  for (const [piece] of bare.matchAll(/<[^>]*>|[^<]+/g)) {
    const present = open.at(-1)!;
    if (!piece.startsWith('<')) {
      present.children.push(plain(piece));
      continue;
    }
    const tag = /^<(\/?)([\w:-]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>$/.exec(piece);
    if (!tag) throw new Error(`${piece.slice(0, 60)} is no tag`);
    const [, isEnd, name = '', given = '', isEmpty] = tag;
    if (isEnd) {
      if (open.pop()?.name !== name || open.length === 0)
        throw new Error(`${name} ends where it did not begin`);
      continue;
    }
    const element: Open = { name, attributes: attributesIn(given), children: [] };
    present.children.push(element);
    if (!isEmpty) open.push(element);
  }
  const [root, ...more] = top.children.filter((one) => typeof one !== 'string' || one.trim() !== '');
  if (open.length > 1) throw new Error(`${open.at(-1)!.name} does not end`);
  if (typeof root !== 'object' || more.length > 0) throw new Error('there is not one element');
  return root;
}

function attributesIn(given: string): Record<string, string> {
  const pairs = Array.from(
    given.matchAll(/([\w:-]+)="([^"]*)"/g),
    ([, name, value]) => [name!, plain(value!)] as const,
  );
  if (new Set(pairs.map(([name]) => name)).size < pairs.length)
    throw new Error(`an attribute stands twice in ${given}`);
  return Object.fromEntries(pairs);
}

function plain(text: string): string {
  if (text.includes(']]>')) throw new Error('a ]]> in a text');
  return text.replaceAll(/&([^;\s]*);?/g, (whole, name: string) => {
    const sign = /^#\d+$/.test(name) ? String.fromCodePoint(Number(name.slice(1))) : NAMED[name];
    if (sign === undefined || !whole.endsWith(';')) throw new Error(`${whole} is no sign`);
    return sign;
  });
}

export const elementsIn = (element: XmlElement, name: string): XmlElement[] =>
  element.children.filter((one) => typeof one !== 'string').filter((one) => one.name === name);

/** All text of an element. */
export const textIn = (element: XmlElement): string =>
  element.children.map((one) => (typeof one === 'string' ? one : textIn(one))).join('');

/** The texts of all elements of a name in another one. */
export const textsIn = (element: XmlElement, name: string): string[] => elementsIn(element, name).map(textIn);
