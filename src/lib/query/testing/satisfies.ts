import { hostOf, linkTerms, termsOf } from '#lib/tokens/index.ts';
import type { Anchor } from '../anchors.ts';
import type { QueryDocument } from '../index.ts';

/** Whether the terms of a document satisfy an anchor, as a search index would decide it. */
export function satisfies(anchor: Anchor, terms: ReadonlySet<string>): boolean {
  switch (anchor.type) {
    case 'term':
      return terms.has(anchor.term);
    case 'prefix':
      return terms.values().some((term) => term.startsWith(anchor.prefix));
    case 'all':
      return anchor.of.every((part) => satisfies(part, terms));
    case 'any':
      return anchor.of.some((part) => satisfies(part, terms));
  }
}

/** What a document is indexed by: the terms of its title, text and tags, and the same with those of its links. */
export function indexedTerms({ title, text, tags, links }: QueryDocument) {
  const hashed = (tags ?? []).map((tag) => `#${tag}`);
  const words = new Set([title ?? '', text ?? '', ...hashed].flatMap(termsOf));
  const hosts = (links ?? []).map(hostOf).filter((host) => host !== undefined);
  return { text: words, links: new Set([...words, ...hosts.flatMap(linkTerms)]) };
}
