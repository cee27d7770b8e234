/** A part of an expression, as it is written. */
export type Node =
  | { kind: 'set'; holds(code: number): boolean }
  | { kind: 'edge'; at: 'begin' | 'end' | 'word' | 'inside' }
  | { kind: 'all'; parts: Node[] }
  | { kind: 'any'; parts: Node[] }
  | { kind: 'times'; part: Node; least: number; most: number };

/** What is wrong with an expression, and where: the place counts from 1. */
export class PatternProblem extends Error {
  readonly place: number;

  constructor(message: string, place: number) {
    super(`${message} (sign ${place})`);
    this.name = 'PatternProblem';
    this.place = place;
  }
}

const MOST_TIMES = 100;
const DEEPEST = 20;

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isSpace = (code: number): boolean => (code >= 9 && code <= 13) || code === 32 || code === 0xa0;
const LETTER = /[\p{L}\p{N}\p{M}_]/u;
/** Letters and digits of every script. */
export const isWordSign = (code: number): boolean =>
  code < 128
    ? isDigit(code) || (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95
    : LETTER.test(String.fromCodePoint(code));

const CLASSES: Readonly<Record<string, (code: number) => boolean>> = {
  d: isDigit,
  D: (code) => !isDigit(code),
  s: isSpace,
  S: (code) => !isSpace(code),
  w: isWordSign,
  W: (code) => !isWordSign(code),
};
const SIGNS: Readonly<Record<string, number>> = { n: 10, t: 9, r: 13 };

/**
 * Reads an expression: signs, `.`, `[a-z]`, `\d \w \s \b`, `^ $`, groups, `|`, `* + ? {2,5}`. What needs going back (references, looking
 * ahead) is refused. Throws `PatternProblem`.
 */
export function readPattern(source: string): Node {
  const reader = new Reader(Array.from(source));
  const node = reader.choice(0);
  if (!reader.isDone) throw reader.problem('There is a ) without its (');
  return node;
}

class Reader {
  #signs: readonly string[];
  #at = 0;

  constructor(signs: readonly string[]) {
    this.#signs = signs;
  }

  get isDone(): boolean {
    return this.#at >= this.#signs.length;
  }

  problem(message: string): PatternProblem {
    return new PatternProblem(message, Math.min(this.#at + 1, this.#signs.length));
  }

  #has(sign: string): boolean {
    if (this.#signs[this.#at] !== sign) return false;
    this.#at += 1;
    return true;
  }

  choice(depth: number): Node {
    if (depth > DEEPEST) throw this.problem('Groups lie too deep in each other');
    const parts = [this.#row(depth)];
    while (this.#has('|')) parts.push(this.#row(depth));
    return parts.length === 1 ? parts[0]! : { kind: 'any', parts };
  }

  #row(depth: number): Node {
    const parts: Node[] = [];
    while (!this.isDone && this.#signs[this.#at] !== '|' && this.#signs[this.#at] !== ')')
      parts.push(this.#repeated(depth));
    return { kind: 'all', parts };
  }

  #repeated(depth: number): Node {
    let part = this.#one(depth);
    for (;;) {
      const times = this.#times();
      if (!times) return part;
      if (part.kind === 'edge') throw this.problem('An edge cannot be repeated');
      part = { kind: 'times', part, ...times };
    }
  }

  #times(): { least: number; most: number } | undefined {
    if (this.#has('*')) return this.#lazy({ least: 0, most: Infinity });
    if (this.#has('+')) return this.#lazy({ least: 1, most: Infinity });
    if (this.#has('?')) return this.#lazy({ least: 0, most: 1 });
    const match = /^\{(\d{1,4})(?:(,)(\d{0,4}))?\}/.exec(this.#signs.slice(this.#at, this.#at + 12).join(''));
    if (!match) return undefined;
    const [whole, first, comma, second] = match;
    const least = Number(first);
    const most = comma === undefined ? least : second === '' ? Infinity : Number(second);
    if (least > most) throw this.problem('The smaller number comes first');
    if (least > MOST_TIMES || (most !== Infinity && most > MOST_TIMES))
      throw this.problem(`At most ${MOST_TIMES} times can be asked for`);
    this.#at += whole.length;
    return this.#lazy({ least, most });
  }

  /** As little as can be is the same here: the longest is found. */
  #lazy<T>(times: T): T {
    this.#has('?');
    return times;
  }

  #one(depth: number): Node {
    const sign = this.#signs[this.#at]!;
    if ('*+?'.includes(sign)) throw this.problem(`There is nothing before ${sign} to repeat`);
    this.#at += 1;
    if (sign === '(') return this.#group(depth);
    if (sign === '[') return this.#set();
    if (sign === '.') return { kind: 'set', holds: (code) => code !== 10 };
    if (sign === '^') return { kind: 'edge', at: 'begin' };
    if (sign === '$') return { kind: 'edge', at: 'end' };
    if (sign === '\\') return this.#escaped();
    return only(sign.codePointAt(0)!);
  }

  #group(depth: number): Node {
    if (this.#has('?') && !this.#has(':'))
      throw this.problem('Only plain groups can be used: nothing looks ahead or back');
    const node = this.choice(depth + 1);
    if (!this.#has(')')) throw this.problem('A ( is not closed');
    return node;
  }

  #escaped(): Node {
    const sign = this.#signs[this.#at];
    if (sign === undefined) throw this.problem('Nothing follows the \\');
    this.#at += 1;
    if (sign === 'b' || sign === 'B') return { kind: 'edge', at: sign === 'b' ? 'word' : 'inside' };
    const holds = CLASSES[sign];
    return holds ? { kind: 'set', holds } : only(this.#plain(sign));
  }

  #plain(sign: string): number {
    const known = SIGNS[sign];
    if (known !== undefined) return known;
    if (/[0-9A-Za-z]/.test(sign)) throw this.problem(`\\${sign} is not known here`);
    return sign.codePointAt(0)!;
  }

  #set(): Node {
    const isNot = this.#has('^');
    const tests: ((code: number) => boolean)[] = [];
    for (let isFirst = true; isFirst || this.#signs[this.#at] !== ']'; isFirst = false) {
      if (this.isDone) throw this.problem('A [ is not closed');
      tests.push(this.#range());
    }
    this.#at += 1;
    const holds = (code: number) => tests.some((test) => test(code));
    return { kind: 'set', holds: isNot ? (code) => !holds(code) : holds };
  }

  #range(): (code: number) => boolean {
    const from = this.#inSet();
    if (typeof from === 'function') return from;
    const isRange = this.#signs[this.#at] === '-' && this.#signs[this.#at + 1] !== ']';
    if (!isRange) return (code) => code === from;
    this.#at += 1;
    if (this.isDone) throw this.problem('A [ is not closed');
    const to = this.#inSet();
    if (typeof to === 'function' || to < from)
      throw this.problem('A range goes from the smaller to the greater');
    return (code) => code >= from && code <= to;
  }

  #inSet(): number | ((code: number) => boolean) {
    const sign = this.#signs[this.#at]!;
    this.#at += 1;
    if (sign !== '\\') return sign.codePointAt(0)!;
    const next = this.#signs[this.#at];
    if (next === undefined) throw this.problem('Nothing follows the \\');
    this.#at += 1;
    return CLASSES[next] ?? this.#plain(next);
  }
}

const only = (wanted: number): Node => ({ kind: 'set', holds: (code) => code === wanted });
