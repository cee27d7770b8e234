import { hostOf } from '#lib/tokens/index.ts';
import type { PostFacts } from '#listen/posts/index.ts';
import { isTellingWord } from '#lib/words/index.ts';

/** What posts are counted by. */
export const DIMENSIONS = [
  'network',
  'source',
  'kind',
  'language',
  'sentiment',
  'label',
  'country',
  'region',
  'author',
] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** What the most frequent ones are kept of. */
export const LISTS = ['authors', 'sites', 'links', 'tags', 'words'] as const;
export type ListName = (typeof LISTS)[number];

/** What was understood of a post, as far as it is counted. */
export interface CountedLabels {
  /** ISO 639 code. */
  language: string | null;
  sentiment: 'negative' | 'neutral' | 'positive' | null;
  /** `complaint`, `question`, `needsReply`, `urgent` … */
  labels: readonly string[];
  /** ISO 3166-1 code. */
  country: string | null;
  region: string | null;
}

/** A post with everything it is counted by. */
export interface Countable {
  post: PostFacts;
  labels: CountedLabels | undefined;
  /** Of its author; null where they are not known. */
  followers: number | null;
}

export const UNKNOWN = 'unknown';
/** The author kind of the company's own posts, which count nowhere else. */
export const OWN = 'own';
/** Label of posts that add nothing to the reach. */
export const SPAM = 'spam';

/** The values under which a post is counted. The posts behind a number are found by the same function. */
export function valuesOf({ post, labels, followers }: Countable): Record<Dimension, readonly string[]> {
  return {
    network: [post.network],
    source: post.sourceId === null ? [] : [post.sourceId],
    kind: [post.kind],
    language: [labels?.language ?? statedLanguage(post.langs)],
    sentiment: [labels?.sentiment ?? UNKNOWN],
    label: labels?.labels ?? [],
    country: labels?.country ? [labels.country] : [],
    region: labels?.country && labels.region ? [`${labels.country}/${labels.region}`] : [],
    author: [authorKind(post, followers)],
  };
}

/** What a post adds to the lists. */
export function entriesOf({ post }: Countable): Record<ListName, readonly string[]> {
  const links = [...new Set(post.links.map(plainLink).filter((link) => link !== undefined))];
  const own = SITES.has(post.network) && post.url ? [post.url] : [];
  return {
    authors: [post.accountId],
    sites: [...new Set([...links, ...own].map(siteOf).filter((site) => site !== undefined))],
    links,
    tags: [...new Set(post.tags.map((tag) => tag.toLowerCase().slice(0, LONGEST_TAG).toWellFormed()))],
    words: post.terms.filter(isTellingWord),
  };
}

/** Networks whose posts stand on a site of their own. */
const SITES: ReadonlySet<string> = new Set(['feed', 'web']);
const LONGEST_TAG = 80;
const LONGEST_LINK = 300;
const LARGE = 10_000;
const MIDDLE = 1000;

/** By what is known of the author: the company itself, a site, or by followers. Small and large accounts differ in nothing else. */
function authorKind(post: PostFacts, followers: number | null): string {
  if (post.isOwn) return OWN;
  if (SITES.has(post.network)) return 'site';
  if (followers === null) return UNKNOWN;
  if (followers >= LARGE) return 'large';
  return followers >= MIDDLE ? 'middle' : 'small';
}

function statedLanguage(langs: readonly string[]): string {
  const code = langs[0]?.toLowerCase().split(/[-_]/)[0] ?? '';
  return /^[a-z]{2,3}$/.test(code) ? code : UNKNOWN;
}

/** Without what only says where a click came from; undefined for what is no address. */
function plainLink(link: string): string | undefined {
  if (!/^https?:\/\//i.test(link) || link.length > LONGEST_LINK) return undefined;
  const [address = ''] = link.split('#');
  return address.replaceAll(/(?<=[?&])(?:utm_[a-z]+|fbclid|gclid)=[^&]*&?/g, '').replace(/[?&]+$/, '');
}

function siteOf(link: string): string | undefined {
  return hostOf(link)?.replace(/^www\./, '');
}
