import { communitiesOf } from './communities.ts';
import { nameOf, type TellingWord } from './naming.ts';
import { neighboursOf } from './neighbours.ts';
import { wordsOf } from './terms.ts';
import { type PostToGroup, type Vectors, vectorsOf } from './vectors.ts';

/** Posts that talk of the same matter. */
export interface Talk {
  /** Three to five telling words, the most telling first; fewer where the posts have no more. */
  readonly words: readonly TellingWord[];
  /** Terms by which the same talk is known again when posts came and went. */
  readonly terms: readonly string[];
  /** Which of the posts, in their order. */
  readonly posts: readonly number[];
  /** The post that is most like all the others. */
  readonly representative: number;
}

/** How far the work is, 0 to 1. */
export type OnProgress = (share: number) => void;

/** Fewer posts are no talk. */
export const FEWEST_POSTS = 3;
/** Share of the posts below which a talk is left to the rest. */
const LEAST_SHARE = 0.002;

/**
 * What posts, given in the order of time, are about: largest talk first. Posts that talk of nothing that others say are in none. The words of
 * `topic`, the topic's own name, are in no talk's.
 */
export function findTalk(
  posts: readonly PostToGroup[],
  onProgress: OnProgress = () => undefined,
  topic = '',
): Talk[] {
  const own = new Set(wordsOf(topic).map(({ term }) => term));
  const vectors = vectorsOf(posts);
  onProgress(0.3);
  const groups = groupTexts(vectors, (share) => onProgress(0.3 + share * 0.4));
  onProgress(0.9);
  const fewest = Math.max(FEWEST_POSTS, posts.length * LEAST_SHARE);
  return groups
    .map((texts) => talkOf(vectors, texts, own))
    .filter((talk) => talk.posts.length >= fewest && talk.words.length > 0)
    .sort((a, b) => b.posts.length - a.posts.length || a.posts[0]! - b.posts[0]!);
}

/** Which texts belong together; a text that is like no other is alone. */
export function groupTexts(vectors: Vectors, onProgress: OnProgress = () => undefined): number[][] {
  const graph = neighboursOf(vectors, onProgress);
  const community = communitiesOf(graph, resolutionFor(vectors.texts.length));
  const groups = Map.groupBy(community.keys(), (text) => community[text]!);
  return [...groups.values()];
}

/** The more texts, the more matters are told apart: 1 up to a hundred texts, 1.5 more for every tenfold, 4 at most. */
function resolutionFor(texts: number): number {
  return Math.min(4, Math.max(1, 1 + 1.5 * Math.log10(texts / 100)));
}

function talkOf(vectors: Vectors, texts: readonly number[], own: ReadonlySet<string>): Talk {
  const posts = texts.flatMap((text) => vectors.texts[text]!.posts).sort((a, b) => a - b);
  const { words, terms } = nameOf(vectors, texts, own);
  return { words, terms, posts, representative: vectors.texts[middleOf(vectors, texts)]!.posts[0]! };
}

/** The text with the largest cosine to the sum of all, posts counted; the earliest of equals. */
export function middleOf({ texts }: Vectors, members: readonly number[]): number {
  const sum = new Map<number, number>();
  for (const member of members) {
    const { terms, weights, posts } = texts[member]!;
    for (let t = 0; t < terms.length; t++)
      sum.set(terms[t]!, (sum.get(terms[t]!) ?? 0) + weights[t]! * posts.length);
  }
  let best = members[0]!;
  let bestLikeness = -1;
  for (const member of members) {
    const { terms, weights } = texts[member]!;
    let likeness = 0;
    for (let t = 0; t < terms.length; t++) likeness += weights[t]! * sum.get(terms[t]!)!;
    if (likeness > bestLikeness + 1e-9) [best, bestLikeness] = [member, likeness];
  }
  return best;
}
