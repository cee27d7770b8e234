import { linkAt } from '#lib/tokens/index.ts';
import type { Preflight } from '../../kit/index.ts';
import { hasKnownDomain } from './domains.ts';
import { isHandle } from '../records/shapes.ts';

/** A link, mention or tag in a text, by UTF-16 offsets. */
export type FoundFacet = Preflight['facets'][number];

const MARKED_LINK = /(?<![\p{L}\p{N}_@.])(?:https?:\/\/|www\.)/giu;
const BARE_LINK =
  /(?<![\p{L}\p{N}\p{M}_@.:/=&?#-])(?:[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]*[\p{L}\p{N}\p{M}])?\.)+\p{L}{2,24}(?![\p{L}\p{N}@_-])/giu;
const MENTION =
  /(?<![\p{L}\p{N}_@./=&?#-])@((?:[a-z\d](?:[a-z\d-]*[a-z\d])?\.)+[a-z](?:[a-z\d-]*[a-z\d])?)(?![@\p{L}\p{N}_])/giu;
/** Format characters and joiners end a tag; a keycap (`#️⃣`) is none. */
const TAG = /(?<=^|[\s([{"'“„‘«¿¡])[#＃](?!\u{fe0f}|\u{20e3})((?:(?!\p{Cf}|\u{200a}|\u{20e2})[^\s#＃])+)/gu;
const MOST_TAG_GRAPHEMES = 64;

/** What the network shall show as link, mention or tag, in the order of the text and without overlaps. */
export function findFacets(text: string): FoundFacet[] {
  const found = [...links(text), ...mentions(text), ...tags(text)].sort(
    (a, b) => a.start - b.start || b.end - a.end,
  );
  const facets: FoundFacet[] = [];
  for (const facet of found) {
    if (facet.start >= (facets.at(-1)?.end ?? 0)) facets.push(facet);
  }
  return facets;
}

/** Characters as people count them. */
export function countGraphemes(text: string): number {
  let count = 0;
  for (const _ of SEGMENTER.segment(text)) count += 1;
  return count;
}

const SEGMENTER = new Intl.Segmenter('en', { granularity: 'grapheme' });

function links(text: string): FoundFacet[] {
  const marked = [...text.matchAll(MARKED_LINK)].flatMap(({ index, 0: mark }) =>
    linkFrom(text, index, mark.includes(':') ? '' : 'https://'),
  );
  const bare = [...text.matchAll(BARE_LINK)]
    .filter(([host]) => hasKnownDomain(host))
    .flatMap(({ index }) => linkFrom(text, index, 'https://'));
  return [...marked, ...bare];
}

function linkFrom(text: string, start: number, scheme: string): FoundFacet[] {
  const rest = scheme + text.slice(start);
  const link = linkAt(rest, 0);
  if (link === undefined || !(link.host.includes('.') || link.host === 'localhost')) return [];
  return [{ start, end: start + link.end - scheme.length, kind: 'link', value: rest.slice(0, link.end) }];
}

function mentions(text: string): FoundFacet[] {
  return [...text.matchAll(MENTION)]
    .filter((match) => isHandle(match[1]))
    .map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      kind: 'mention',
      value: match[1]!.toLowerCase(),
    }));
}

function tags(text: string): FoundFacet[] {
  return [...text.matchAll(TAG)].flatMap((match) => {
    const value = match[1]!.replace(/\p{P}+$/u, '');
    const isWord = /[^\p{N}\p{P}]/u.test(value) && countGraphemes(value) <= MOST_TAG_GRAPHEMES;
    return isWord
      ? [{ start: match.index, end: match.index + 1 + value.length, kind: 'tag' as const, value }]
      : [];
  });
}
