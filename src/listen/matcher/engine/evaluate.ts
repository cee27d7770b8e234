import { type ByteTokens, exactForm, foldKeepingMarks, rawOfToken } from '#lib/tokens/index.ts';
import { hasGlobMatch } from '#lib/query/index.ts';
import { type KnownRun, KnownRuns } from './known-runs.ts';
import type { PostTerms } from './post-terms.ts';
import { OP } from './program.ts';
import { RunPlaces } from './run-places.ts';
import type { AgreementForm } from './vocabulary.ts';

/** What programs ask about a post beside its terms. */
export interface Asked {
  /** Whether not all is known: a NOT may be true though its part was found, and raw letters are not looked at. */
  isPartial(): boolean;
  /** Whether there are parts beside title, text and tags. */
  hasMore(isWanted: boolean): boolean;
  /** Whether a field of the post has one of the values; `entry` of the list of fields. */
  field(entry: number, isWanted: boolean): boolean;
  /** What the plain evaluator says; `entry` of the list of queries. */
  plain(entry: number, isWanted: boolean): boolean;
}

/** The parts of the tables that programs use. */
export interface Programs {
  readonly code: Int32Array;
  /** Pairs of term and agreement. */
  readonly operands: Int32Array;
  readonly agreements: readonly AgreementForm[];
}

/** Runs programs on the tokens of a post. Nothing is allocated but for the exact forms of rare words. */
export class Evaluator {
  readonly #code: Int32Array;
  readonly #operands: Int32Array;
  readonly #agreements: readonly AgreementForm[];
  readonly #terms: PostTerms;
  readonly #left = new RunPlaces();
  readonly #right = new RunPlaces();
  readonly #known = new KnownRuns();
  /** Set where the raw letters of a word could not be seen: the plain evaluator has to decide. */
  isUnsure = false;
  #tokens!: ByteTokens;
  #asked!: Asked;
  #at = 0;

  constructor({ code, operands, agreements }: Programs, terms: PostTerms) {
    this.#code = code;
    this.#operands = operands;
    this.#agreements = agreements;
    this.#terms = terms;
  }

  /** Begins with another post. */
  begin(): void {
    this.#known.clear();
  }

  /** Whether the program that starts at `start` says yes. */
  run(start: number, tokens: ByteTokens, asked: Asked): boolean {
    this.#at = start;
    this.#tokens = tokens;
    this.#asked = asked;
    this.isUnsure = false;
    return this.#ask(true);
  }

  /** `isWanted` is false inside a NOT: an answer that is not known is then no. */
  #ask(isWanted: boolean): boolean {
    const code = this.#code;
    switch (code[this.#at++]) {
      case OP.term:
        return this.#terms.has(code[this.#at++]!);
      case OP.run:
        return this.#run();
      case OP.near:
        return this.#near();
      case OP.count:
        return this.#count(this.#at++, code[this.#at++]!);
      case OP.field:
        return this.#asked.field(code[this.#at++]!, isWanted);
      case OP.plain:
        return this.#asked.plain(code[this.#at++]!, isWanted);
      case OP.and:
        return this.#group(false, isWanted);
      case OP.or:
        return this.#group(true, isWanted);
      case OP.not:
        return this.#not(isWanted);
      case OP.hasMore:
        return this.#asked.hasMore(isWanted);
      case OP.hasLink:
        return this.#tokens.hasLink();
      default:
        return false;
    }
  }

  #not(isWanted: boolean): boolean {
    const isFound = this.#ask(!isWanted);
    return this.#asked.isPartial() ? isWanted : !isFound;
  }

  /** Asks the parts in turn until one of them `decides`. */
  #group(decides: boolean, isWanted: boolean): boolean {
    const parts = this.#code[this.#at++]!;
    const end = this.#code[this.#at++]!;
    for (let part = 0; part < parts; part++) {
      if (this.#ask(isWanted) !== decides) continue;
      this.#at = end;
      return decides;
    }
    return !decides;
  }

  #run(): boolean {
    const length = this.#code[this.#at++]!;
    const start = this.#at;
    this.#at += length;
    if (this.#terms.isLong) return this.#knownRun(start, length).starts.length > 0;
    return this.#findRun(start, length, undefined);
  }

  #near(): boolean {
    const code = this.#code;
    const distance = code[this.#at++]!;
    const isOrdered = code[this.#at++] === 1;
    const lefts = code[this.#at++]!;
    const rights = code[this.#at++]!;
    if (this.#terms.isLong) {
      const [left, right] = [this.#knownRuns(lefts), this.#knownRuns(rights)];
      const isNear = this.#known.areNear(left, right, distance);
      return isNear || (!isOrdered && this.#known.areNear(right, left, distance));
    }
    this.#collect(lefts, this.#left);
    this.#collect(rights, this.#right);
    const isBefore = this.#left.isFollowedBy(this.#right, distance);
    return isBefore || (!isOrdered && this.#right.isFollowedBy(this.#left, distance));
  }

  #collect(runs: number, places: RunPlaces): void {
    places.clear();
    for (let run = 0; run < runs; run++) {
      const length = this.#code[this.#at++]!;
      this.#findRun(this.#at, length, places);
      this.#at += length;
    }
  }

  /** The same for a long post: those runs that are there at all. */
  #knownRuns(runs: number): KnownRun[] {
    const known: KnownRun[] = [];
    for (let run = 0; run < runs; run++) {
      const length = this.#code[this.#at++]!;
      const found = this.#knownRun(this.#at, length);
      if (found.starts.length > 0) known.push(found);
      this.#at += length;
    }
    return known;
  }

  #knownRun(start: number, length: number): KnownRun {
    let key = '';
    for (let word = start; word < start + length; word++) key += `${this.#keyOf(this.#code[word]!)} `;
    const run = this.#known.get(key) ?? this.#lookForRun(key, start, length);
    this.isUnsure ||= run.isUnsure;
    return run;
  }

  #lookForRun(key: string, start: number, length: number): KnownRun {
    const wasUnsure = this.isUnsure;
    this.isUnsure = false;
    this.#left.clear();
    this.#findRun(start, length, this.#left);
    const run = this.#known.add(key, { starts: this.#left.starts(), length, isUnsure: this.isUnsure });
    this.isUnsure ||= wasUnsure;
    return run;
  }

  /** Whether the words of a run stand behind each other; with `places` all of them are gathered. */
  #findRun(start: number, length: number, places: RunPlaces | undefined): boolean {
    const { positions } = this.#tokens;
    const first = this.#code[start]!;
    for (let token = this.#first(first); token !== -1; token = this.#after(first, token)) {
      if (!this.#goesOn(start, length, token)) continue;
      if (places === undefined) return true;
      places.add(positions[token]!, positions[token]! + length - 1);
    }
    return false;
  }

  /** Whether the other words of a run follow the token `from`, each one place further. */
  #goesOn(start: number, length: number, from: number): boolean {
    const { positions, count } = this.#tokens;
    let token = from + 1;
    for (let word = 1; word < length; word++) {
      const wanted = positions[from]! + word;
      const operand = this.#code[start + word]!;
      while (token < count && positions[token]! < wanted) token++;
      while (token < count && positions[token] === wanted && !this.#isOperand(operand, token)) token++;
      if (token >= count || positions[token] !== wanted) return false;
    }
    return true;
  }

  /** Whether `wanted` places have the word of the operand that stands at `at`. */
  #count(at: number, wanted: number): boolean {
    if (this.#terms.isLong) return this.#knownRun(at, 1).starts.length >= wanted;
    const operand = this.#code[at]!;
    const { positions } = this.#tokens;
    let found = 0;
    let last = -1;
    for (let token = this.#first(operand); token !== -1; token = this.#after(operand, token)) {
      if (positions[token] === last) continue;
      last = positions[token]!;
      if (++found >= wanted) return true;
    }
    return false;
  }

  /** The first token that an operand finds, or -1. */
  #first(operand: number): number {
    const token = this.#terms.first(this.#termOf(operand));
    return token === -1 || this.#agreesAt(operand, token) ? token : this.#after(operand, token);
  }

  /** The next one behind a token of the operand's term. */
  #after(operand: number, before: number): number {
    const term = this.#termOf(operand);
    let token = this.#terms.after(term, before);
    while (token !== -1 && !this.#agreesAt(operand, token)) token = this.#terms.after(term, token);
    return token;
  }

  #isOperand(operand: number, token: number): boolean {
    return this.#terms.isAt(this.#termOf(operand), token) && this.#agreesAt(operand, token);
  }

  #termOf(operand: number): number {
    return isTerm(operand) ? operand >> 1 : this.#operands[operand - 1]!;
  }

  /** The same for all operands that ask the same. */
  #keyOf(operand: number): string {
    if (isTerm(operand)) return String(operand);
    const { agreement, form, isPattern } = this.#agreements[this.#operands[operand]!]!;
    return `${this.#termOf(operand)} ${agreement} ${isPattern} ${form}`;
  }

  /** Whether the raw letters of a token are as the operand wants them. */
  #agreesAt(operand: number, token: number): boolean {
    const agreement = isTerm(operand) ? -1 : this.#operands[operand]!;
    return agreement === -1 || this.#agrees(this.#agreements[agreement]!, token);
  }

  #agrees({ agreement, form, isPattern }: AgreementForm, token: number): boolean {
    if (this.#asked.isPartial()) return true;
    const raw = rawOfToken(this.#tokens, token);
    if (raw === undefined) {
      this.isUnsure = true;
      return false;
    }
    if (raw === form && !isPattern) return true;
    const found = agreement === 'exact' ? exactForm(raw) : foldKeepingMarks(raw);
    return isPattern ? hasGlobMatch(form, found) : found === form;
  }
}

/** Of an operand nothing but the term matters if its number is even. */
function isTerm(operand: number): boolean {
  return (operand & 1) === 0;
}
