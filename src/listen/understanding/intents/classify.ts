import { type IntentModel, outOfScopeScore } from './model.ts';
import { TermReader } from './terms.ts';
import { TextVector } from './vocabulary.ts';
import { toProbabilities } from './softmax.ts';

/** A word that decided: UTF-16 offsets in the text, and what it added for the intent against the next best, in log-odds. */
export interface DecidingWord {
  readonly start: number;
  readonly end: number;
  readonly weight: number;
}

export interface ClassifiedIntent {
  /** The likeliest intent, also where the text is out of scope. */
  readonly label: string;
  /** Probability of the label, given that one of the intents is meant. */
  readonly confidence: number;
  readonly outOfScope: boolean;
  /** 0 to 1, from ½ on out of scope: how far the text is from all intents. */
  readonly outOfScopeScore: number;
  /** The next likeliest intents with their probabilities; at most two. */
  readonly others: readonly { readonly label: string; readonly confidence: number }[];
  /** Strongest first, at most eight; empty unless asked for. */
  readonly because: readonly DecidingWord[];
}

const MOST_WORDS_NAMED = 8;
const LEAST_WEIGHT = 0.05;
const OTHERS = 2;

const classifiers = new WeakMap<IntentModel, IntentClassifier>();

/** The intent of a text. Never throws, whatever the text holds; a text without words is out of scope. */
export function classify(
  model: IntentModel,
  text: string,
  options: { isExplained?: boolean } = {},
): ClassifiedIntent {
  let classifier = classifiers.get(model);
  if (!classifier) classifiers.set(model, (classifier = new IntentClassifier(model)));
  return classifier.classify(text, options.isExplained ?? false);
}

class IntentClassifier {
  readonly #model: IntentModel;
  readonly #terms = new TermReader();
  readonly #vector: TextVector;
  readonly #scores: Float32Array;

  constructor(model: IntentModel) {
    this.#model = model;
    this.#vector = new TextVector(model.vocabulary);
    this.#scores = new Float32Array(model.labels.length);
  }

  classify(text: string, isExplained: boolean): ClassifiedIntent {
    const { labels, sharpness, scope } = this.#model;
    const scores = this.#scores;
    this.#terms.read(text);
    this.#vector.take(this.#terms);
    this.#score();
    const [first = 0, ...others] = likeliest(scores, 1 + OTHERS);
    const best = scores[first]!;
    const because = isExplained ? this.#because(first, others[0] ?? first) : [];
    const far = this.#vector.count === 0 ? 1 : outOfScopeScore(scope, best, this.#vector.known);
    for (let i = 0; i < scores.length; i++) scores[i]! *= sharpness;
    toProbabilities(scores);
    return {
      label: labels[first]!,
      confidence: scores[first]!,
      outOfScope: far >= 0.5,
      outOfScopeScore: far,
      others: others.map((label) => ({ label: labels[label]!, confidence: scores[label]! })),
      because,
    };
  }

  #score(): void {
    const { table, scales } = this.#model;
    const { count, rows, values } = this.#vector;
    const scores = this.#scores;
    const labels = scores.length;
    scores.fill(0);
    for (let i = 0; i < count; i++) {
      const value = values[i]! * scales[rows[i]!]!;
      const at = rows[i]! * labels;
      for (let label = 0; label < labels; label++) scores[label]! += value * table[at + label]!;
    }
  }

  /** A term's weight is spread over its words. */
  #because(of: number, against: number): DecidingWord[] {
    const { table, scales, vocabulary, labels } = this.#model;
    const terms = this.#terms;
    const weights = new Float64Array(terms.wordCount);
    const valueOf = new Map<number, number>();
    for (let i = 0; i < this.#vector.count; i++) valueOf.set(this.#vector.rows[i]!, this.#vector.values[i]!);
    const shares = new Map<number, number>();
    const rows = Array.from({ length: terms.count }, (_, term) => vocabulary.rowOf(terms.hashes[term]!));
    for (const row of rows) shares.set(row, (shares.get(row) ?? 0) + 1);
    rows.forEach((row, term) => {
      if (row < 0) return;
      const at = row * labels.length;
      const weight =
        ((table[at + of]! - table[at + against]!) * scales[row]! * (valueOf.get(row) ?? 0)) /
        shares.get(row)!;
      const words = new Set([terms.firstWords[term]!, terms.lastWords[term]!].filter((word) => word >= 0));
      for (const word of words) weights[word]! += weight / words.size;
    });
    return [...weights]
      .map((weight, word) => ({ start: terms.starts[word]!, end: terms.ends[word]!, weight }))
      .filter(({ weight }) => Math.abs(weight) >= LEAST_WEIGHT)
      .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
      .slice(0, MOST_WORDS_NAMED);
  }
}

/** Indices of the greatest scores, greatest first. */
function likeliest(scores: Float32Array, count: number): number[] {
  const found: number[] = [];
  for (let i = 0; i < scores.length; i++) {
    let place = found.length;
    while (place > 0 && scores[found[place - 1]!]! < scores[i]!) place--;
    if (place < count) {
      found.splice(place, 0, i);
      if (found.length > count) found.pop();
    }
  }
  return found;
}
