import type { Vectors } from './vectors.ts';

export interface TellingWord {
  /** As search terms are folded. */
  readonly term: string;
  /** As authors write it most often. */
  readonly word: string;
  /** Texts of the talk that have it. */
  readonly texts: number;
  /** How far beyond chance it is more frequent here than in the rest, in standard deviations. */
  readonly strength: number;
}

const FEWEST_WORDS = 3;
const MOST_WORDS = 5;
/** A fourth or fifth word must be this far beyond chance, and said by this share of the texts. */
const STRONG = 2.5;
const LEAST_SHARE = 0.1;
/** Terms that are kept to know the talk again. */
const KEPT_TERMS = 16;
/** Texts' worth of the background that is added to both sides. */
const PRIOR = 20;

/**
 * The words that tell a group of texts from the others of the topic: log-odds with an informative Dirichlet prior (Monroe, Colaresi and
 * Quinn 2008, equations 16 and 22), the background being all texts.
 */
export function nameOf(
  vectors: Vectors,
  members: readonly number[],
): { words: TellingWord[]; terms: string[] } {
  const { texts } = vectors;
  const counts = new Map<string, { texts: number; written: Map<string, number> }>();
  for (const member of members) {
    for (const { term, written } of texts[member]!.words) {
      let count = counts.get(term);
      if (!count) counts.set(term, (count = { texts: 0, written: new Map() }));
      count.texts++;
      count.written.set(written, (count.written.get(written) ?? 0) + 1);
    }
  }
  const numbers = numbersOf(vectors);
  const ranked = [...counts]
    .map(([term, { texts: having, written }]) => {
      const everywhere = vectors.frequency[numbers.get(term)!]!;
      const strength = beyondChance(having, members.length, everywhere, texts.length);
      return { term, word: favourite(written), texts: having, strength };
    })
    .sort((a, b) => weightOf(b) - weightOf(a) || b.texts - a.texts || (a.term < b.term ? -1 : 1));
  const fewest = Math.max(Math.min(2, members.length), members.length * LEAST_SHARE);
  const words: TellingWord[] = [];
  for (const word of [...ranked.filter(({ texts: having }) => having >= fewest), ...ranked]) {
    if (words.length === MOST_WORDS || (words.length >= FEWEST_WORDS && word.strength < STRONG)) break;
    // Where few words are said by many, a name is filled up with the rarer ones.
    if (word.texts < fewest && words.length >= FEWEST_WORDS) break;
    if (!words.some((other) => isForm(other.term, word.term))) words.push(word);
  }
  return { words, terms: ranked.slice(0, KEPT_TERMS).map(({ term }) => term) };
}

/** A word that many of the texts have says more of the talk than a rarer one that is as far beyond chance. */
function weightOf({ strength, texts }: TellingWord): number {
  return strength > 0 ? strength * Math.sqrt(texts) : strength;
}

const known = new WeakMap<Vectors, Map<string, number>>();

function numbersOf(vectors: Vectors): Map<string, number> {
  let numbers = known.get(vectors);
  if (!numbers) known.set(vectors, (numbers = new Map(vectors.vocabulary.map((term, i) => [term, i]))));
  return numbers;
}

function beyondChance(here: number, all: number, everywhere: number, texts: number): number {
  const prior = (PRIOR * everywhere) / texts;
  const [inside, outside] = [here + prior, everywhere - here + prior];
  const [without, withoutOutside] = [
    all - here + PRIOR - prior,
    texts - all - everywhere + here + PRIOR - prior,
  ];
  const odds = Math.log(inside / Math.max(without, 0.5)) - Math.log(outside / Math.max(withoutOutside, 0.5));
  return odds / Math.sqrt(1 / inside + 1 / outside);
}

/** "refund" and "refunds" are one word in a name. */
function isForm(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return (
    short.length >= 3 &&
    long.length - short.length <= 3 &&
    long.startsWith(short.slice(0, Math.max(3, short.length - 1)))
  );
}

/** The form that is written most often; the one in small letters where it is not rare, for many a word begins a sentence. */
function favourite(written: ReadonlyMap<string, number>): string {
  const all = [...written.values()].reduce((sum, count) => sum + count, 0);
  for (const [form, count] of written) if (form === form.toLowerCase() && count * 5 >= all) return form;
  return [...written].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? 1 : -1))[0]![0];
}
