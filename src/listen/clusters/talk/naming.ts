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
 * The words that tell a group of texts from the others of the topic, by how much they add to the divergence of the group from all texts
 * (Tomokiyo and Hurst 2003, "informativeness"). Terms of the topic's own name, `own`, name nothing.
 */
export function nameOf(
  vectors: Vectors,
  members: readonly number[],
  own: ReadonlySet<string> = NOTHING,
): { words: TellingWord[]; terms: string[] } {
  const { texts } = vectors;
  const counts = new Map<
    string,
    { texts: number; written: Map<string, number>; first: Map<string, number> }
  >();
  for (const member of members) {
    for (const { term, written, isFirst } of texts[member]!.words) {
      let count = counts.get(term);
      if (!count) counts.set(term, (count = { texts: 0, written: new Map(), first: new Map() }));
      count.texts++;
      const forms = isFirst ? count.first : count.written;
      forms.set(written, (forms.get(written) ?? 0) + 1);
    }
  }
  const numbers = numbersOf(vectors);
  const ranked = [...counts]
    .map(([term, { texts: having, written, first }]) => {
      const everywhere = vectors.frequency[numbers.get(term)!]!;
      const strength = beyondChance(having, members.length, everywhere, texts.length);
      const weight = having * Math.log((having * texts.length) / (members.length * everywhere));
      return { term, word: favourite(written, first), texts: having, strength, weight };
    })
    .sort((a, b) => b.weight - a.weight || b.texts - a.texts || (a.term < b.term ? -1 : 1));
  const fewest = Math.max(Math.min(2, members.length), members.length * LEAST_SHARE);
  const words: TellingWord[] = [];
  const telling = ranked.filter(({ term }) => !own.has(term));
  for (const { weight: _, ...word } of [
    ...telling.filter(({ texts: having }) => having >= fewest),
    ...telling,
  ]) {
    if (words.length === MOST_WORDS) break;
    if (words.length >= FEWEST_WORDS && word.strength < STRONG) continue;
    // Where few words are said by many, a name is filled up with the rarer ones.
    if (word.texts < fewest && words.length >= FEWEST_WORDS) break;
    if (!words.some((other) => isForm(other.term, word.term))) words.push(word);
  }
  return { words, terms: ranked.slice(0, KEPT_TERMS).map(({ term }) => term) };
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

/**
 * The form that is written most often; the one in small letters where it is not rare. What a sentence begins with counts only where the word
 * stands nowhere else, and gives up its capital.
 */
function favourite(written: ReadonlyMap<string, number>, first: ReadonlyMap<string, number>): string {
  if (written.size === 0) return inside(mostOf(first));
  const all = [...written.values()].reduce((sum, count) => sum + count, 0);
  for (const [form, count] of written) if (form === form.toLowerCase() && count * 5 >= all) return form;
  return mostOf(written);
}

function mostOf(forms: ReadonlyMap<string, number>): string {
  return [...forms].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? 1 : -1))[0]![0];
}

/** "Pretty" as it stands inside a sentence; "BREAKING" and "iPhone" stay. */
function inside(form: string): string {
  const rest = form.slice(1);
  return rest === rest.toLowerCase() && rest !== rest.toUpperCase() ? form.toLowerCase() : form;
}

const NOTHING: ReadonlySet<string> = new Set();
