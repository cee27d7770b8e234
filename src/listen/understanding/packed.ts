import type { Concern } from './concern.ts';
import type { UrgencyLevel } from './labels.ts';
import { type LabelledText } from './label-text.ts';
import { CHANCE_COLUMNS, rowOf } from './rows.ts';

/** Columns of numbers in the order in which they are packed and stored. */
export const NUMBERS = [
  'language_p',
  'sentiment',
  'sentiment_score',
  'sentiment_p',
  'emotion',
  'emotion_p',
  ...CHANCE_COLUMNS,
  'urgency',
  'urgency_p',
  'reasons',
  'place_p',
  'latitude',
  'longitude',
  'followed',
] as const;
/** Columns of names, in the same way. */
export const NAMES = ['language', 'country', 'region', 'city', 'postcode_area'] as const;
/** Behind the names of a post stand its intents, as JSON. */
const NAMES_EACH = NAMES.length + 1;
const CONCERN_EACH = 3;
/** No number of a row is as small. */
const NOTHING = -32_768;

/** Labels of many posts as they are stored, side by side: plain data, which costs little to hand from one thread to another. */
export interface PackedLabels {
  readonly count: number;
  /** `NUMBERS` of one post after the other. */
  readonly numbers: Int16Array<ArrayBuffer>;
  readonly names: (string | null)[];
  /** Needs a reply, asks, urgency of one text after the other; NaN where nothing is to be remembered. */
  readonly concerns: Float64Array<ArrayBuffer>;
  /** Of the few texts that have some, by their index. */
  readonly reasons: ReadonlyMap<number, Concern['reasons']>;
}

/** Packs labels one after the other. */
export class LabelPacker {
  readonly #numbers: Int16Array<ArrayBuffer>;
  readonly #names: (string | null)[] = [];
  readonly #concerns: Float64Array<ArrayBuffer>;
  readonly #reasons = new Map<number, Concern['reasons']>();
  #count = 0;

  constructor(most: number) {
    this.#numbers = new Int16Array(most * NUMBERS.length);
    this.#concerns = new Float64Array(most * CONCERN_EACH);
  }

  add({ labels, concern }: LabelledText): void {
    const row = rowOf(labels);
    const index = this.#count++;
    let at = index * NUMBERS.length;
    for (const column of NUMBERS) this.#numbers[at++] = row[column] ?? NOTHING;
    for (const column of NAMES) this.#names.push(row[column]);
    this.#names.push(row.intents === null ? null : JSON.stringify(row.intents));
    at = index * CONCERN_EACH;
    this.#concerns[at] = concern?.needsReply ?? Number.NaN;
    this.#concerns[at + 1] = concern?.question ?? Number.NaN;
    this.#concerns[at + 2] = concern?.urgency ?? Number.NaN;
    if (concern && concern.reasons.length > 0) this.#reasons.set(index, concern.reasons);
  }

  end(): PackedLabels {
    return {
      count: this.#count,
      numbers: this.#numbers,
      names: this.#names,
      concerns: this.#concerns,
      reasons: this.#reasons,
    };
  }
}

/** A number of a packed post, by its place in `NUMBERS`. */
export function numberOf(packed: PackedLabels, index: number, column: number): number | null {
  const number = packed.numbers[index * NUMBERS.length + column]!;
  return number === NOTHING ? null : number;
}

/** A name of a packed post, by its place in `NAMES`. */
export function nameOf(packed: PackedLabels, index: number, column: number): string | null {
  return packed.names[index * NAMES_EACH + column]!;
}

export function setNumber(packed: PackedLabels, index: number, column: number, value: number | null): void {
  packed.numbers[index * NUMBERS.length + column] = value ?? NOTHING;
}

export function setName(packed: PackedLabels, index: number, column: number, name: string | null): void {
  packed.names[index * NAMES_EACH + column] = name;
}

export function intentsOf(packed: PackedLabels, index: number): string | null {
  return packed.names[index * NAMES_EACH + NAMES.length]!;
}

/** What is to be remembered of a text; undefined where nothing is. */
export function packedConcern({ concerns, reasons }: PackedLabels, index: number): Concern | undefined {
  const at = index * CONCERN_EACH;
  const needsReply = concerns[at]!;
  if (Number.isNaN(needsReply)) return undefined;
  return {
    needsReply,
    question: concerns[at + 1]!,
    urgency: concerns[at + 2] as UrgencyLevel,
    reasons: reasons.get(index) ?? NO_REASONS,
  };
}

const NO_REASONS: Concern['reasons'] = [];
