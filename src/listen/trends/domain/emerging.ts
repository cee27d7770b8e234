import type { Listed } from './lists.ts';

/** A word that is used more often than it used to be. */
export interface EmergingWord {
  word: string;
  posts: number;
  /** Posts of the past with the word: no more than this. */
  before: number;
  /** How many times the share of posts with the word has grown, shrunk towards 1. */
  growth: number;
  /** Log-likelihood ratio (G²): how far beyond chance the difference is. */
  strength: number;
}

export interface Sample {
  words: readonly Listed[];
  /** Posts in all. */
  posts: number;
  /** No word that is left out has more posts than this. */
  cut: number;
}

/** Fewer posts say nothing, whatever their share. */
const FEWEST = 3;
/** G² beyond which chance is below 1 in 10,000 (χ², one degree of freedom): a topic's list has some hundred words. */
const UNLIKELY = 15.14;
/** Posts added to both sides, so that a word seen three times against none is no infinite growth. */
const PRIOR = 1;

/**
 * Words whose share of the posts of now is larger than in the past of the same topic. The test is Dunning's log-likelihood ratio (1993) for two
 * proportions; of the past the upper bound of the counts is taken, so a word that was cut from a list never looks new.
 */
export function emergingWords(now: Sample, past: Sample, most: number): EmergingWord[] {
  if (now.posts === 0 || past.posts === 0) return [];
  const known = new Map(past.words.map((word) => [word.name, word.posts + word.missing]));
  const found: EmergingWord[] = [];
  for (const { name, posts } of now.words) {
    if (posts < FEWEST) continue;
    const before = Math.min(known.get(name) ?? past.cut, past.posts);
    const growth = shrunkShare(posts, now.posts) / shrunkShare(before, past.posts);
    if (growth <= 1) continue;
    const strength = logLikelihoodRatio(posts, now.posts, before, past.posts);
    if (strength >= UNLIKELY) found.push({ word: name, posts, before, growth, strength });
  }
  return found.sort((a, b) => b.strength - a.strength || (a.word < b.word ? -1 : 1)).slice(0, most);

  function shrunkShare(part: number, whole: number): number {
    const common = PRIOR / Math.min(now.posts, past.posts);
    return part / whole + common;
  }
}

/** G² = 2 Σ O ln(O / E) over the four cells “has the word or not, now or then”. */
export function logLikelihoodRatio(a: number, all: number, b: number, allBefore: number): number {
  const share = (a + b) / (all + allBefore);
  const cell = (seen: number, expected: number) => (seen === 0 ? 0 : seen * Math.log(seen / expected));
  return (
    2 *
    (cell(a, all * share) +
      cell(b, allBefore * share) +
      cell(all - a, all * (1 - share)) +
      cell(allBefore - b, allBefore * (1 - share)))
  );
}
