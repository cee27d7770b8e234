import { mix, pairHash, HASH_START, HASH_STEP, wordHash } from './hashing.ts';
import { Intensity, squash } from './intensity.ts';
import type { Lexicon } from './lexicon.ts';
import {
  EMOJI,
  EMOTICON,
  HAD_APOSTROPHE,
  HANDLE,
  LINK,
  LONGEST_WORD,
  MARKS,
  MOST_TOKENS,
  NUMBER,
  TAG,
  TextReader,
  WORD,
} from './text-reader.ts';
import { FIRST_PERSON_HASHES, SECOND_PERSON_HASHES } from './word-lists.ts';

/** Features of one text; what stands behind `count` is of an earlier text. */
export interface Features {
  /** Another one for every text. */
  readonly serial: number;
  readonly count: number;
  /** 32-bit hashes; a model takes as many low bits as it has buckets. */
  readonly ids: Int32Array;
  readonly values: Float32Array;
  /** Index of the token that a feature comes from; a pair belongs to its second token. */
  readonly tokens: Int32Array;
  /** Numbers about the text as a whole, named by `DENSE`. */
  readonly dense: Float32Array;
  /** The letter groups of token i are the features `gramStarts[i] … gramStarts[i + 1]`; they stand behind all others and share a value. */
  readonly gramStarts: Int32Array;
  /** Hashes of the tokens; of equal ones the letter groups are equal. */
  readonly hashes: Int32Array;
  /** Tokens of the text; 0 means that it says nothing. */
  readonly tokenCount: number;
  /** UTF-16 offsets of the tokens. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/** Names of the numbers in `dense`, in order. They lie between −1 and 1, or 0 and 1. */
export const DENSE = [
  'compound',
  'positive',
  'negative',
  'strongest',
  'weakest',
  'first',
  'last',
  'after contrast',
  'rated words',
  'emoji',
  'compound ≤ −0.6',
  'compound ≤ −0.3',
  'compound < −0.05',
  'compound about 0',
  'compound > 0.05',
  'compound ≥ 0.3',
  'compound ≥ 0.6',
  'shouted',
  'all shouted',
  'stretched',
  'exclamations',
  'questions',
  'ends with ?',
  'handles',
  'begins with handle',
  'links',
  'tags',
  'numbers',
  'length',
  'negations',
  'first person',
  'second person',
  'pictures',
] as const;

const MOST_FEATURES = 24_000;
const SHORTEST_GRAM = 3;
const LONGEST_GRAM = 5;
/** Behind it a word has no room for all of its letter groups, and gets none. */
const LAST_GRAMS = MOST_FEATURES - 3 * (LONGEST_WORD + 2);
/** Weight of all letter groups of a text beside its words. */
const GRAM_WEIGHT = 1;

const PAIR_SEED = wordHash('\u0003pair');
const SKIP_SEED = wordHash('\u0003skip');
const NOT_SEED = wordHash('\u0003not');
const TAG_SEED = wordHash('\u0003tag');
const LAST_SEED = wordHash('\u0003last');
const START_HASH = wordHash('\u0003start');
const END_HASH = wordHash('\u0003end');
const EDGE_UNIT = 1;

/**
 * Text to features: words, pairs of words, letters of words in groups of 3 to 5, negated words, and numbers about the whole. The
 * same object is used for every text, and what `read` gives holds until the next.
 */
export class FeatureReader implements Features {
  serial = 0;
  count = 0;
  readonly ids = new Int32Array(MOST_FEATURES);
  readonly values = new Float32Array(MOST_FEATURES);
  readonly tokens = new Int32Array(MOST_FEATURES);
  readonly dense = new Float32Array(DENSE.length);
  readonly gramStarts = new Int32Array(MOST_TOKENS + 1);
  /** The tokens behind the features. */
  readonly text = new TextReader();
  readonly intensity: Intensity;

  constructor(lexicon: Lexicon) {
    this.intensity = new Intensity(lexicon);
  }

  get tokenCount(): number {
    return this.text.count;
  }

  get hashes(): Int32Array {
    return this.text.hashes;
  }

  get starts(): Int32Array {
    return this.text.starts;
  }

  get ends(): Int32Array {
    return this.text.ends;
  }

  read(text: string): Features {
    this.serial++;
    this.text.read(text);
    this.intensity.read(this.text);
    this.count = 0;
    this.#scale(this.#words(), 1);
    this.#scale(this.#pairs(), 1);
    this.#scale(this.#grams(), GRAM_WEIGHT);
    this.#aboutTheWhole();
    return this;
  }

  #add(id: number, token: number): void {
    if (this.count === MOST_FEATURES) return;
    this.ids[this.count] = id;
    this.values[this.count] = 1;
    this.tokens[this.count++] = token;
  }

  /** Each group has the length 1, or its weight, however long the text is. */
  #scale(from: number, weight: number): void {
    const value = weight / Math.sqrt(Math.max(1, this.count - from));
    this.values.fill(value, from, this.count);
  }

  #words(): number {
    const { text, intensity } = this;
    for (let i = 0; i < text.count; i++) {
      const hash = text.hashes[i]!;
      this.#add(mix(hash), i);
      if ((text.flags[i]! & HAD_APOSTROPHE) !== 0) {
        const tail = text.tailHash(i);
        if (tail !== 0) this.#add(mix(tail), i);
      }
      if (text.kinds[i] === TAG) this.#add(pairHash(TAG_SEED, hash), i);
      if (intensity.isNegated[i] === 1) this.#add(pairHash(NOT_SEED, hash), i);
    }
    if (text.count > 0) this.#add(pairHash(LAST_SEED, text.hashes[text.count - 1]!), text.count - 1);
    return 0;
  }

  #pairs(): number {
    const from = this.count;
    const { hashes, count } = this.text;
    let [before, last] = [0, START_HASH];
    for (let i = 0; i < count; i++) {
      const hash = hashes[i]!;
      this.#add(pairHash(PAIR_SEED ^ last, hash), i);
      if (i > 1) this.#add(pairHash(SKIP_SEED ^ before, hash), i);
      before = last;
      last = hash;
    }
    if (count > 0) this.#add(pairHash(PAIR_SEED ^ last, END_HASH), count - 1);
    return from;
  }

  #grams(): number {
    const from = this.count;
    const { kinds, units, unitStarts, count } = this.text;
    for (let i = 0; i < count; i++) {
      this.gramStarts[i] = this.count;
      const kind = kinds[i]!;
      if ((kind !== WORD && kind !== TAG) || this.count > LAST_GRAMS) continue;
      const start = unitStarts[i]!;
      const end = unitStarts[i + 1]!;
      for (let at = start - 1; at <= end - SHORTEST_GRAM + 1; at++) {
        let hash = HASH_START;
        const stop = Math.min(end + 1, at + LONGEST_GRAM);
        for (let to = at; to < stop; to++) {
          const unit = to < start || to === end ? EDGE_UNIT : units[to]!;
          hash = Math.imul(hash ^ unit, HASH_STEP);
          if (to - at >= SHORTEST_GRAM - 1) this.#add(mix(hash + to - at), i);
        }
      }
    }
    this.gramStarts[count] = this.count;
    return from;
  }

  #aboutTheWhole(): void {
    const { text, intensity, dense } = this;
    const [words, c] = [Math.max(1, intensity.words), intensity.compound];
    dense[0] = c;
    dense[1] = squash(intensity.positive);
    dense[2] = squash(intensity.negative);
    dense[3] = Math.min(1, intensity.strongest / 4);
    dense[4] = Math.max(-1, intensity.weakest / 4);
    dense[5] = clamp(intensity.first / 4);
    dense[6] = clamp(intensity.last / 4);
    dense[7] = intensity.afterContrast;
    dense[8] = Math.min(1, intensity.ratedWords / 6);
    dense[9] = squash(intensity.ofEmoji);
    dense.fill(0, 10, 17);
    dense[bandOf(c)] = 1;
    dense[17] = intensity.shouted / words;
    dense[18] = intensity.words > 3 && intensity.shouted >= words * 0.8 ? 1 : 0;
    dense[19] = Math.min(1, intensity.stretched / 3);
    dense[20] = Math.min(1, intensity.exclamations / 4);
    dense[21] = Math.min(1, intensity.questions / 3);
    this.#counts();
    dense[28] = Math.min(1, Math.log2(1 + text.count) / 7);
    dense[29] = Math.min(1, intensity.negations / 3);
  }

  #counts(): void {
    const { text, dense } = this;
    let [handles, links, tags, numbers, pictures, first, second] = [0, 0, 0, 0, 0, 0, 0];
    let isQuestionLast = false;
    for (let i = 0; i < text.count; i++) {
      const kind = text.kinds[i]!;
      if (kind === WORD) {
        if (FIRST_PERSON_HASHES.has(text.hashes[i]!)) first++;
        else if (SECOND_PERSON_HASHES.has(text.hashes[i]!)) second++;
      } else if (kind === HANDLE) handles++;
      else if (kind === LINK) links++;
      else if (kind === TAG) tags++;
      else if (kind === NUMBER) numbers++;
      else if (kind === EMOJI || kind === EMOTICON) pictures++;
      if (kind === MARKS) isQuestionLast = text.markUnits[i] === QUESTION_MARK;
      else if (kind === WORD) isQuestionLast = false;
    }
    dense[22] = isQuestionLast ? 1 : 0;
    dense[23] = Math.min(1, handles / 3);
    dense[24] = text.count > 0 && text.kinds[0] === HANDLE ? 1 : 0;
    dense[25] = Math.min(1, links / 2);
    dense[26] = Math.min(1, tags / 4);
    dense[27] = Math.min(1, numbers / 4);
    dense[30] = Math.min(1, first / 4);
    dense[31] = Math.min(1, second / 3);
    dense[32] = Math.min(1, pictures / 3);
  }
}

const QUESTION_MARK = '?'.charCodeAt(0);

/** Which of the seven bands of `DENSE` a compound falls into. */
function bandOf(compound: number): number {
  if (compound <= -0.6) return 10;
  if (compound <= -0.3) return 11;
  if (compound < -0.05) return 12;
  if (compound <= 0.05) return 13;
  if (compound < 0.3) return 14;
  return compound < 0.6 ? 15 : 16;
}

function clamp(value: number): number {
  return Math.max(-1, Math.min(1, value));
}
