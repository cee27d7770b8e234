import { isTellingWord } from '#lib/words/index.ts';
import type { GrownTalk } from '#listen/clusters/index.ts';
import type { PostFacts } from '#listen/posts/index.ts';
import type { LeadingPlace } from './places.ts';

/** What the posts of an incident have in common, against those before. */
export interface Cause {
  posts: number;
  /** Words that became more frequent, most striking first. */
  words: { word: string; posts: number; before: number }[];
  authors: { accountId: string; posts: number }[];
  links: { link: string; posts: number }[];
  networks: { network: string; posts: number }[];
  languages: { language: string; posts: number }[];
  /** Share of posts by the three busiest authors, 0 to 1: near 1 it is a few people, or a robot. */
  byFew: number;
  /** Where the authors are, at least five of them each. */
  places: LeadingPlace[];
  /** What they talk about that they did not before; null where nothing stands out. */
  talk: GrownTalk | null;
}

/** As it is stored: incidents of earlier versions have neither places nor talk. */
export type KeptCause = Omit<Cause, 'places' | 'talk'> & Partial<Cause>;

const MOST = 5;
const MOST_WORDS = 8;

/** Compares the posts of an incident with earlier ones of the same topic. */
export function causeOf(
  posts: readonly PostFacts[],
  before: readonly PostFacts[],
): Omit<Cause, 'places' | 'talk'> {
  const authors = ranked(posts.map((post) => [post.accountId]));
  const few = authors.slice(0, 3).reduce((sum, [, count]) => sum + count, 0);
  return {
    posts: posts.length,
    words: risen(posts, before),
    authors: authors.slice(0, MOST).map(([accountId, count]) => ({ accountId, posts: count })),
    links: ranked(posts.map((post) => post.links))
      .filter(([, count]) => count > 1)
      .slice(0, MOST)
      .map(([link, count]) => ({ link, posts: count })),
    networks: ranked(posts.map((post) => [post.network]))
      .slice(0, MOST)
      .map(([network, count]) => ({ network, posts: count })),
    languages: ranked(posts.map((post) => post.langs.slice(0, 1)))
      .slice(0, MOST)
      .map(([language, count]) => ({ language, posts: count })),
    byFew: posts.length === 0 ? 0 : few / posts.length,
  };
}

/** By the log-likelihood ratio of two shares (Dunning, Accurate methods for the statistics of surprise and coincidence, 1993). */
function risen(posts: readonly PostFacts[], before: readonly PostFacts[]): Cause['words'] {
  const earlier = new Map(ranked(before.map(wordsOf)));
  const scored = ranked(posts.map(wordsOf)).flatMap(([word, count]) => {
    const old = earlier.get(word) ?? 0;
    const grows = count / posts.length > 1.5 * ((old + 0.5) / (before.length + 1));
    const score = ratio(count, posts.length, old, Math.max(1, before.length));
    return count >= 2 && grows && score > 6 ? [{ word, posts: count, before: old, score }] : [];
  });
  return scored
    .sort((a, b) => b.score - a.score || (a.word < b.word ? -1 : 1))
    .slice(0, MOST_WORDS)
    .map(({ word, posts, before }) => ({ word, posts, before }));
}

function ratio(a: number, all: number, b: number, allBefore: number): number {
  const share = (a + b) / (all + allBefore);
  const part = (seen: number, expected: number) => (seen <= 0 ? 0 : seen * Math.log(seen / expected));
  return (
    2 *
    (part(a, all * share) +
      part(all - a, all * (1 - share)) +
      part(b, allBefore * share) +
      part(allBefore - b, allBefore * (1 - share)))
  );
}

/** Words that say something of the matter, and tags that do not stand there as words, too. */
function wordsOf({ terms }: PostFacts): string[] {
  const all = new Set(terms);
  return terms.filter((term) => {
    const word = term.replace(/^#/, '');
    return isTellingWord(word) && (word === term || !all.has(word));
  });
}

/** Values with the number of lists that have them, most first. */
function ranked(lists: readonly (readonly string[])[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const list of lists)
    for (const value of new Set(list)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}
