import { parseQuery } from '#lib/query/index.ts';
import type { BrandProfile } from './profile.ts';

export interface SuggestedTopic {
  name: string;
  /** In the topics language; always valid. */
  query: string;
  kind: 'brand' | 'product';
  /** Whether its posts need a person, or are only counted. */
  toInbox: boolean;
}

export interface SuggestedSource {
  kind: string;
  name: string;
  config: Record<string, unknown>;
}

const TROUBLE =
  'broken OR refund OR scam OR complaint OR terrible OR awful OR worst OR disappointed OR angry OR outage OR "not working" OR doesnt OR cant OR "still waiting" OR "no reply" OR "no answer" OR help OR problem OR issue OR cancel OR late OR lost';
const PRAISE =
  'love OR loving OR thanks OR "thank you" OR great OR amazing OR awesome OR brilliant OR best OR recommend OR happy OR perfect';
/** Leaves room for the words that the other topics add. */
const MENTIONS_MAX = 3000;
const PRODUCTS_MAX = 10;

/** Ready-made topics from what the brand is called. Empty when nothing in the profile can be searched for. */
export function suggestTopics(profile: BrandProfile): SuggestedTopic[] {
  const { spellings, products } = sortNames(profile);
  const handles = profile.handles.flatMap((handle) => usable([`@${handle}`, `to:${handle}`]));
  const words = usable([profile.name, ...spellings].map(phrase));
  const tags = usable(profile.hashtags.map((tag) => `#${tag}`));
  const mentions = joinUpTo([...words, ...handles, ...tags]);
  const topics: SuggestedTopic[] = [];
  if (mentions) {
    const label = profile.name.slice(0, 90);
    topics.push({ name: `${label}: mentions`, query: `(${mentions}) -is:own`, kind: 'brand', toInbox: true });
    topics.push({
      name: `${label}: trouble`,
      query: `(${mentions}) (${TROUBLE}) -is:own`,
      kind: 'brand',
      toInbox: true,
    });
    topics.push({
      name: `${label}: praise`,
      query: `(${mentions}) (${PRAISE}) -is:own`,
      kind: 'brand',
      toInbox: false,
    });
  }
  for (const product of products.slice(0, PRODUCTS_MAX)) {
    topics.push({
      name: product.slice(0, 120),
      query: `${phrase(product)} -is:own`,
      kind: 'product',
      toInbox: true,
    });
  }
  const host = siteHost(profile.site);
  if (host)
    topics.push({
      name: `Links to ${host}`.slice(0, 120),
      query: `link:${host} -is:own`,
      kind: 'brand',
      toInbox: false,
    });
  return topics.filter(({ query }) => parseQuery(query).isValid);
}

/** Sources worth having for this brand, of the kinds that this program can read. */
export function suggestSources(profile: BrandProfile, kinds: ReadonlySet<string>): SuggestedSource[] {
  const host = siteHost(profile.site);
  const all: SuggestedSource[] = [
    { kind: 'bluesky-jetstream', name: 'Bluesky: everything posted', config: {} },
    { kind: 'bluesky-notifications', name: 'Bluesky: mentions of our accounts', config: {} },
    { kind: 'bluesky-messages', name: 'Bluesky: direct messages to us', config: {} },
    ...(host && profile.site
      ? [{ kind: 'feed', name: `News on ${host}`.slice(0, 120), config: { url: profile.site } }]
      : []),
  ];
  return all.filter(({ kind }) => kinds.has(kind));
}

/** A name that is nearly the brand's, or its initials, is another spelling of it; anything else is a product. */
function sortNames({ name, names }: BrandProfile): { spellings: string[]; products: string[] } {
  const brand = compact(name);
  const isSpelling = (other: string) => {
    const short = compact(other);
    return (
      short === '' ||
      brand === '' ||
      short === brand ||
      isInitials(short, name) ||
      distance(short, brand) <= Math.floor(brand.length / 5)
    );
  };
  return {
    spellings: names.filter(isSpelling),
    products: names.filter((other) => !isSpelling(other) && usable([phrase(other)]).length > 0),
  };
}

/** The name as a phrase, in which only letters, digits and signs that mean nothing to the language stand. */
function phrase(name: string): string {
  const plain = name
    .normalize('NFKC')
    .replaceAll(/\p{Script=Latin}+\p{M}*/gu, (run) => run.normalize('NFD').replaceAll(/\p{M}/gu, ''))
    .replaceAll(/[^\p{L}\p{N}\p{M}\p{Extended_Pictographic}&+'’.\- ]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return `"${plain}"`;
}

function usable(terms: string[]): string[] {
  return terms.filter((term) => parseQuery(term).isValid);
}

function joinUpTo(terms: readonly string[]): string {
  let joined = '';
  for (const term of new Set(terms)) {
    const longer = joined === '' ? term : `${joined} OR ${term}`;
    if (longer.length > MENTIONS_MAX) break;
    joined = longer;
  }
  return joined;
}

function siteHost(site: string | null): string | null {
  const host = site === null ? '' : (URL.parse(site)?.hostname ?? '');
  return host.includes('.') ? host.replace(/^www\./, '') : null;
}

function compact(name: string): string {
  const words = name
    .normalize('NFKD')
    .toLowerCase()
    .split(/[^\p{L}\p{N}\p{M}]+/u);
  return words
    .filter((word) => !JOINERS.has(word))
    .join('')
    .replaceAll(/\p{M}/gu, '');
}

/** What people write for an ampersand. */
const JOINERS = new Set(['and', 'und', 'et', 'y', 'e', 'en', 'og', 'och']);

function isInitials(short: string, name: string): boolean {
  const initials = name
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => word.slice(0, 1))
    .join('');
  return initials.length > 1 && short === initials;
}

/** Letters to change, add or drop until one is the other (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
