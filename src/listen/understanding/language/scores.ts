import { type NgramScorer, ngramScorer } from './ngrams.ts';
import { rarities } from './prior.ts';
import { gramsOf, secondOpinion } from './second.ts';
import type { WordReading } from './words.ts';

/** What the words of one reading say for each language. Holds until the next reading. */
export interface WordScores {
  /** ISO 639-1 codes, in the order of the numbers. */
  readonly languages: readonly string[];
  /** Points of the n-grams less those of rarity; −∞ where no n-gram is known. */
  readonly points: Float64Array;
  /** The second opinion on some languages, in log-odds; 0 for those it does not know. */
  opinions(asked: readonly number[]): Float64Array;
}

let shared: LastScores | undefined;

/** Scores a reading, once: whoever asks again what the same words say gets the numbers at hand. */
export function wordScores(reading: WordReading): WordScores {
  shared ??= new LastScores(ngramScorer());
  shared.read(reading);
  return shared;
}

class LastScores implements WordScores {
  readonly languages: readonly string[];
  readonly points: Float64Array;
  readonly #scorer: NgramScorer;
  readonly #taken: Int32Array;
  /** NaN where nobody has asked. */
  readonly #opinions: Float64Array;
  #reading: WordReading | undefined;
  #serial = -1;

  constructor(scorer: NgramScorer) {
    this.#scorer = scorer;
    this.languages = scorer.languages;
    this.points = new Float64Array(scorer.languages.length);
    this.#opinions = new Float64Array(scorer.languages.length);
    this.#taken = rarities(scorer.languages);
  }

  read(reading: WordReading): void {
    if (reading.serial === this.#serial) return;
    this.#reading = reading;
    this.#serial = reading.serial;
    const { bytes, ends, words } = reading;
    const scorer = this.#scorer;
    scorer.begin();
    for (let i = 0, start = 0; i < words; i++) {
      scorer.add(bytes, start, ends[i]!);
      start = ends[i]!;
    }
    for (let i = 0; i < this.points.length; i++) {
      const own = scorer.scores[i]!;
      this.points[i] = own > 0 ? own - this.#taken[i]! : Number.NEGATIVE_INFINITY;
    }
    this.#opinions.fill(Number.NaN);
  }

  opinions(asked: readonly number[]): Float64Array {
    const missing = asked.filter((language) => Number.isNaN(this.#opinions[language]!));
    if (missing.length > 0) this.#form(missing);
    const opinions = new Float64Array(asked.length);
    for (let k = 0; k < asked.length; k++) opinions[k] = this.#opinions[asked[k]!]!;
    return opinions;
  }

  #form(missing: readonly number[]): void {
    const opinion = secondOpinion();
    const [known, columns]: [number[], number[]] = [[], []];
    for (const language of missing) {
      this.#opinions[language] = 0;
      const column = opinion.columnOf(this.languages[language]!);
      if (column === undefined) continue;
      known.push(language);
      columns.push(column);
    }
    const found = opinion.scores(gramsOf(this.#reading!), columns);
    for (let i = 0; i < known.length; i++) this.#opinions[known[i]!] = found[i]!;
  }
}
