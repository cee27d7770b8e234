import type { Lexicon } from './lexicon.ts';
import { HASH_START, HASH_STEP, mix, pairHash, wordHash } from './hashing.ts';
import {
  EMOJI,
  EMOTICON,
  HAD_APOSTROPHE,
  IS_SHOUTED,
  IS_STRETCHED,
  MARKS,
  MOST_TOKENS,
  NUMBER,
  TAG,
  type TextReader,
  WORD,
} from './text-reader.ts';
import {
  CONTRAST_HASHES,
  LATE_NEGATION_HASHES,
  LAUGHTER_HASHES,
  NEGATION_CANCELS,
  NEGATION_HASHES,
  STRENGTH_OF,
} from './word-lists.ts';
import { PHRASE_VALENCE } from './phrase-list.ts';

/** Constants after Hutto and Gilbert, "VADER", 2014. */
const SHOUTED = 0.733;
const NEGATED = -0.74;
const EXCLAIMED = 0.292;
const BEFORE_CONTRAST = 0.5;
const AFTER_CONTRAST = 1.5;
const DAMPING = 15;
/** Words that a negation or a strengthening word reaches. */
const REACH = 3;
const FADING = [1, 0.95, 0.9];
/** Words behind a negation of which a feature of their own is made. */
const NEGATION_SCOPE = 4;

const NEVER = wordHash('never');
const QUESTION_MARK = '?'.charCodeAt(0);
const EXCLAMATION_MARK = '!'.charCodeAt(0);

/** What the rated words of a text add up to, by rules of negation, strength, shouting and contrast. */
export class Intensity {
  /** Sum of everything, squashed to −1…1. */
  compound = 0;
  positive = 0;
  negative = 0;
  strongest = 0;
  weakest = 0;
  last = 0;
  first = 0;
  afterContrast = 0;
  ofEmoji = 0;
  ratedWords = 0;
  words = 0;
  shouted = 0;
  stretched = 0;
  negations = 0;
  exclamations = 0;
  questions = 0;
  /** Per token: the valence it got, 0 for none. */
  readonly valences = new Float32Array(MOST_TOKENS);
  /** Per token: 1 where a negation reaches it. */
  readonly isNegated = new Uint8Array(MOST_TOKENS);

  readonly #lexicon: Lexicon;
  readonly #isNegation = new Uint8Array(MOST_TOKENS);
  readonly #strengths = new Float32Array(MOST_TOKENS);
  /** Words that the negation last read still reaches. */
  #scope = 0;
  /** Indexes of the last words before the token at hand, nearest first. */
  readonly #before = new Int32Array(REACH);

  constructor(lexicon: Lexicon) {
    this.#lexicon = lexicon;
  }

  read(text: TextReader): void {
    this.#clear();
    const hasMixedCase = this.#countCase(text);
    let contrastAt = -1;
    this.#scope = 0;
    this.#before.fill(-1);
    for (let i = 0; i < text.count; i++) {
      const kind = text.kinds[i]!;
      this.isNegated[i] = 0;
      this.valences[i] = 0;
      this.#isNegation[i] = 0;
      this.#strengths[i] = 0;
      if (kind === MARKS) {
        if (this.#mark(text, i)) this.#scope = 0;
        continue;
      }
      if (kind === EMOJI || kind === EMOTICON) {
        this.#emoji(text.hashes[i]!, i);
        continue;
      }
      if (kind === NUMBER) this.#remember(i);
      if (kind !== WORD && kind !== TAG) continue;
      if (this.#scope > 0) {
        this.isNegated[i] = 1;
        this.#scope--;
      }
      this.#word(text, i, hasMixedCase);
      const hash = text.hashes[i]!;
      const before = this.#before[0]!;
      if (NEGATION_CANCELS.has(hash) && before === i - 1) {
        this.#isNegation[before] = 0;
        this.#scope = 0;
      }
      if (NEGATION_HASHES.has(hash)) this.#negate(hash, i, before);
      if (i > 0 && CONTRAST_HASHES.has(hash)) contrastAt = i;
      this.#remember(i);
    }
    this.#sum(text, contrastAt);
  }

  /** A negation turns what follows, and some turn the word right before them instead. */
  #negate(hash: number, i: number, before: number): void {
    this.negations++;
    if (before === i - 1 && before >= 0 && this.valences[before] !== 0 && LATE_NEGATION_HASHES.has(hash)) {
      this.valences[before]! *= NEGATED;
      this.isNegated[before] = 1;
      return;
    }
    this.#isNegation[i] = 1;
    this.#scope = NEGATION_SCOPE;
  }

  #remember(i: number): void {
    this.#before[2] = this.#before[1]!;
    this.#before[1] = this.#before[0]!;
    this.#before[0] = i;
  }

  #clear(): void {
    this.compound = this.positive = this.negative = this.strongest = this.weakest = 0;
    this.last = this.first = this.afterContrast = this.ofEmoji = 0;
    this.ratedWords = this.words = this.shouted = this.stretched = this.negations = 0;
    this.exclamations = this.questions = 0;
  }

  /** Capitals say something only where not everything is in capitals. */
  #countCase(text: TextReader): boolean {
    for (let i = 0; i < text.count; i++) {
      if (text.kinds[i] !== WORD && text.kinds[i] !== TAG) continue;
      this.words++;
      if ((text.flags[i]! & IS_SHOUTED) !== 0) this.shouted++;
      if ((text.flags[i]! & IS_STRETCHED) !== 0) this.stretched++;
    }
    return this.shouted > 0 && this.shouted < this.words;
  }

  /** Counts marks of feeling; true where the mark ends a clause. */
  #mark(text: TextReader, i: number): boolean {
    const unit = text.markUnits[i]!;
    const times = text.ends[i]! - text.starts[i]!;
    if (unit === EXCLAMATION_MARK) this.exclamations += times;
    else if (unit === QUESTION_MARK) this.questions += times;
    return CLAUSE_ENDS.has(unit);
  }

  #emoji(hash: number, i: number): void {
    const valence = this.#lexicon.valenceOf(hash);
    this.valences[i] = valence;
    this.ofEmoji += valence;
  }

  #word(text: TextReader, i: number, hasMixedCase: boolean): void {
    let hash = text.hashes[i]!;
    // "he'll" is not "hell", but "l'amour" is "amour".
    if ((text.flags[i]! & HAD_APOSTROPHE) !== 0) hash = text.tailHash(i);
    if (hash === 0) return;
    const isStretched = (text.flags[i]! & IS_STRETCHED) !== 0;
    let valence = this.#lexicon.valenceOf(hash);
    let strength = STRENGTH_OF.get(hash) ?? 0;
    if (valence === 0 && strength === 0 && isStretched) {
      hash = squeezedHash(text, i);
      valence = this.#lexicon.valenceOf(hash);
      strength = STRENGTH_OF.get(hash) ?? 0;
    }
    const before = this.#before[0]!;
    if (before >= 0) {
      const phrase = PHRASE_VALENCE.get(pairHash(text.hashes[before]!, hash));
      if (phrase !== undefined) {
        valence = phrase;
        this.valences[before] = 0;
        if (this.#isNegation[before] === 1) {
          this.#isNegation[before] = 0;
          this.#scope = 0;
          return void (this.valences[i] = phrase);
        }
      }
    }
    const isShouted = hasMixedCase && (text.flags[i]! & IS_SHOUTED) !== 0;
    this.#strengths[i] = strength === 0 ? 0 : strength + (isShouted ? SHOUTED * Math.sign(strength) : 0);
    if (valence === 0 || (strength !== 0 && valence < 1 && valence > -1)) return;
    this.valences[i] = this.#reached(text, hash, valence, isShouted, isStretched);
  }

  /** A valence after what the words before do to it. */
  #reached(text: TextReader, hash: number, given: number, isShouted: boolean, isStretched: boolean): number {
    const sign = Math.sign(given);
    let valence = given + (isShouted ? SHOUTED * sign : 0) + (isStretched ? 0.293 * sign : 0);
    for (let back = 0; back < REACH; back++) {
      const at = this.#before[back]!;
      if (at < 0) break;
      valence += this.#strengths[at]! * sign * FADING[back]!;
      if (this.#isNegation[at] === 0 || LAUGHTER_HASHES.has(hash)) continue;
      // "never so good" praises.
      const isPraise = text.hashes[at] === NEVER && back > 0 && this.#strengths[this.#before[back - 1]!]! > 0;
      valence *= isPraise ? 1.25 : NEGATED;
    }
    return valence;
  }

  #sum(text: TextReader, contrastAt: number): void {
    let sum = 0;
    let after = 0;
    for (let i = 0; i < text.count; i++) {
      let valence = this.valences[i]!;
      if (valence === 0) continue;
      if (contrastAt >= 0) valence *= i < contrastAt ? BEFORE_CONTRAST : AFTER_CONTRAST;
      if (this.ratedWords++ === 0) this.first = valence;
      this.last = valence;
      sum += valence;
      if (valence > 0) this.positive += valence;
      else this.negative += valence;
      this.strongest = Math.max(this.strongest, valence);
      this.weakest = Math.min(this.weakest, valence);
      if (i > contrastAt) after += valence;
    }
    this.afterContrast = contrastAt >= 0 ? squash(after) : 0;
    const emphasis =
      Math.min(4, this.exclamations) * EXCLAIMED +
      (this.questions > 1 ? Math.min(0.96, this.questions * 0.18) : 0);
    this.compound = squash(sum + emphasis * Math.sign(sum));
  }
}

/** From any sum to −1…1. */
export function squash(sum: number): number {
  return sum / Math.sqrt(sum * sum + DAMPING);
}

const CLAUSE_ENDS = new Set(Array.from('.!?;:,…।؟،', (sign) => sign.charCodeAt(0)));

/** The hash of a stretched word with every repeated letter once: "soo" as "so". */
function squeezedHash(text: TextReader, i: number): number {
  let hash = HASH_START;
  let last = 0;
  for (let at = text.unitStarts[i]!; at < text.unitStarts[i + 1]!; at++) {
    const unit = text.units[at]!;
    if (unit !== last) hash = Math.imul(hash ^ unit, HASH_STEP);
    last = unit;
  }
  return mix(hash);
}
