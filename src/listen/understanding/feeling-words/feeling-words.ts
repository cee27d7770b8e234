import {
  type FeatureReader,
  HANDLE,
  IS_SHOUTED,
  MARKS,
  TAG,
  type TextReader,
  WORD,
} from '#lib/model/index.ts';
import { isDenied } from './denial.ts';
import { hiddenKinds } from './hidden.ts';
import {
  CRUDE,
  GROUP_BIT,
  HIDDEN,
  INSULT,
  KINDS_OF,
  RUDE,
  RUDE_BITS,
  SLUR,
  SWEAR,
  TARGET_SHIFT,
  TARGETS,
  TOLD,
  TOLD_BITS,
  TOLD_SHIFT,
} from './kinds.ts';

/** Words between whom something is said of and what is said: "you are such a sad little clown". */
const REACH = 5;

/** Names of the numbers about rude words and words of feeling, in order. All lie between 0 and 1. */
export const FEELING_EXTRAS: readonly string[] = [
  ...['some', 'two', 'more'].flatMap((times) => RUDE.map((kind) => `${kind}, ${times}`)),
  ...TARGETS.flatMap((target) => RUDE.map((kind) => `${kind} near ${target}`)),
  'hidden letters',
  'shouted insult',
  'swearing before praise',
  'groups',
  'rude share',
  'insults and swearing',
  ...['some', 'two', 'share', 'tag', 'not', 'last', 'alone'].flatMap((how) =>
    TOLD.map((kind) => `${kind}, ${how}`),
  ),
];

const [R, T] = [RUDE.length, TOLD.length];
const NEAR = 3 * R;
const OTHERS = NEAR + TARGETS.length * R;
const MOODS_AT = OTHERS + 6;

/** Rude words and words of feeling in a text, how they are hidden, and of whom they are said. Holds until the next text. */
export class FeelingWords {
  /** In the order of `FEELING_EXTRAS`. */
  readonly extras = new Float32Array(FEELING_EXTRAS.length);
  readonly #counts = new Int32Array(R + T);
  /** Words of some kind, for those who want to know why. */
  readonly #said: { readonly token: number; readonly kinds: number }[] = [];
  /** Rude words, and those of them that are said not to hold. */
  #rude = 0;
  #denied = 0;
  #hidden = 0;
  #shouted = 0;
  #words = 0;
  #groups = 0;
  #praised = 0;
  /** Who was spoken of last, and where. */
  #targets = 0;
  #targetAt = 0;
  #swornAt = 0;
  /** Bits of the feelings that the last word of feeling tells of. */
  #last = 0;

  /** The reader has just read the text. */
  read({ text, intensity }: FeatureReader): void {
    this.#clear();
    for (let i = 0; i < text.count; i++) {
      const kind = text.kinds[i]!;
      if (kind === MARKS || kind === HANDLE) continue;
      if (kind === WORD) this.#words++;
      const kinds = this.#kindsAt(text, i);
      if (i - this.#swornAt <= 2 && intensity.valences[i]! > 0) this.#praised = 1;
      if (kinds === 0) continue;
      if ((kinds & SAYING) !== 0) this.#said.push({ token: i, kinds });
      this.#aim(kinds >>> TARGET_SHIFT, i);
      if ((kinds & (1 << SWEAR)) !== 0) this.#swornAt = i;
      if ((kinds & RUDE_BITS) !== 0) {
        this.#rude++;
        if ((kinds & WORST) === 0 && isDenied(text, i)) this.#denied++;
      }
      if ((kinds & HARD) !== 0 && (text.flags[i]! & IS_SHOUTED) !== 0) this.#shouted++;
      this.#noteRude(kinds & RUDE_BITS, i - this.#targetAt <= REACH ? this.#targets : 0);
      const told = (kinds >>> TOLD_SHIFT) & TOLD_BITS;
      if (told !== 0) this.#noteTold(told, kind === TAG, intensity.isNegated[i] === 1);
    }
    this.#sum();
    this.#sumTold();
  }

  /** Whether all that is rude is said not to hold: "you are not stupid". */
  get isAllDenied(): boolean {
    return this.#denied > 0 && this.#denied === this.#rude;
  }

  /** Shares what the numbers about each kind of words are worth out among the words of that kind. */
  addWeights(weightOf: (extra: number) => number, into: Float64Array): void {
    for (const [kind, extras] of EXTRAS_OF.entries()) {
      const tokens = this.#said.filter(({ kinds }) => (kinds & (1 << kind)) !== 0);
      if (tokens.length === 0) continue;
      const all = extras.reduce((sum, extra) => sum + this.extras[extra]! * weightOf(extra), 0);
      for (const { token } of tokens) into[token]! += all / tokens.length;
    }
  }

  #clear(): void {
    this.#said.length = 0;
    this.extras.fill(0);
    this.#counts.fill(0);
    this.#rude = this.#denied = this.#hidden = this.#shouted = this.#words = this.#groups = this.#praised = 0;
    this.#targets = this.#last = 0;
    this.#targetAt = this.#swornAt = -2 * REACH;
  }

  #kindsAt(text: TextReader, i: number): number {
    const kinds = KINDS_OF.get(text.hashes[i]!) ?? 0;
    if (kinds !== 0) return kinds;
    const hidden = hiddenKinds(HIDDEN, text, i);
    if (hidden !== 0) this.#hidden++;
    return hidden;
  }

  #aim(target: number, i: number): void {
    if (target === 0) return;
    this.#targets = i - this.#targetAt > REACH ? target : this.#targets | target;
    this.#targetAt = i;
    if ((target & GROUP_BIT) !== 0) this.#groups++;
  }

  #noteRude(kinds: number, targets: number): void {
    for (let k = 0; k < R; k++) {
      if ((kinds & (1 << k)) === 0) continue;
      this.#counts[k]!++;
      for (let t = 0; t < TARGETS.length; t++)
        if ((targets & (1 << t)) !== 0) this.extras[NEAR + t * R + k] = 1;
    }
  }

  #noteTold(told: number, isTag: boolean, isNegated: boolean): void {
    this.#last = told;
    for (let k = 0; k < T; k++) {
      if ((told & (1 << k)) === 0) continue;
      this.#counts[R + k]!++;
      if (isTag) this.extras[MOODS_AT + 3 * T + k] = 1;
      if (isNegated) this.extras[MOODS_AT + 4 * T + k] = 1;
    }
  }

  #sum(): void {
    const { extras } = this;
    for (let k = 0; k < R; k++) {
      const count = this.#counts[k]!;
      extras[k] = count > 0 ? 1 : 0;
      extras[R + k] = count > 1 ? 1 : 0;
      extras[2 * R + k] = Math.min(1, Math.max(0, count - 2) / 3);
    }
    const hard = this.#counts[INSULT]! + this.#counts[SLUR]! + this.#counts[SWEAR]!;
    extras[OTHERS] = this.#hidden > 0 ? 1 : 0;
    extras[OTHERS + 1] = this.#shouted > 0 ? 1 : 0;
    extras[OTHERS + 2] = this.#praised;
    extras[OTHERS + 3] = Math.min(1, this.#groups / 2);
    extras[OTHERS + 4] = Math.min(1, (3 * hard) / Math.max(1, this.#words));
    extras[OTHERS + 5] = this.#counts[INSULT]! > 0 && this.#counts[SWEAR]! > 0 ? 1 : 0;
  }

  #sumTold(): void {
    const { extras } = this;
    let all = 0;
    for (let k = 0; k < T; k++) all += this.#counts[R + k]!;
    for (let k = 0; k < T; k++) {
      const count = this.#counts[R + k]!;
      extras[MOODS_AT + k] = count > 0 ? 1 : 0;
      extras[MOODS_AT + T + k] = count > 1 ? 1 : 0;
      extras[MOODS_AT + 2 * T + k] = count / Math.max(1, all);
      extras[MOODS_AT + 5 * T + k] = (this.#last >>> k) & 1;
      extras[MOODS_AT + 6 * T + k] = count > 0 && count === all ? 1 : 0;
    }
  }
}

const HARD = (1 << INSULT) | (1 << SLUR) | (1 << SWEAR);

/** No denial makes these harmless. */
const WORST = (1 << SLUR) | (1 << SWEAR) | (1 << CRUDE);

/** Bits of words that say something themselves, beside those that say of whom. */
const SAYING = (1 << (R + T)) - 1;
/** The numbers about each kind, by its bit. */
const EXTRAS_OF: readonly (readonly number[])[] = [
  ...RUDE.map((_, k) => [k, R + k, 2 * R + k, ...TARGETS.map((_target, t) => NEAR + t * R + k)]),
  ...TOLD.map((_, k) => Array.from({ length: 7 }, (_how, how) => MOODS_AT + how * T + k)),
];
