/** How the bytes of a token become its term: by folding them. */
export const PLAIN = 0;
/** The same for a character of a script without spaces, or an emoji. */
export const SINGLE_CHARACTER = 1;
/** The term is the folded bytes behind this sign. */
export const SIGN = { tag: 35, cash: 36, handle: 64 } as const;
/** The bytes are a host or a parent of it in any case. */
export const LINK = 58;
/** The term is `spelled[start]`: the bytes were too unusual to say. */
export const SPELLED = 255;

/** What is known of tokens, each fact in a list of its own. */
export class TokenList {
  /** Tokens found; only that many entries of the lists below hold. */
  count = 0;
  hashes = new Int32Array(INITIAL);
  positions = new Int32Array(INITIAL);
  starts = new Int32Array(INITIAL);
  ends = new Int32Array(INITIAL);
  kinds = new Uint8Array(INITIAL);
  /** Hash of the first `HEAD_LENGTH` code points of a word's term, 0 for shorter ones: by it prefixes are found. */
  heads = new Int32Array(INITIAL);
  /** Tokens that fit before the lists have to grow. */
  protected limit = INITIAL;

  /** Makes the lists twice as long. */
  protected grow(): void {
    this.limit *= 2;
    this.hashes = grown(this.hashes, new Int32Array(this.limit));
    this.positions = grown(this.positions, new Int32Array(this.limit));
    this.starts = grown(this.starts, new Int32Array(this.limit));
    this.ends = grown(this.ends, new Int32Array(this.limit));
    this.kinds = grown(this.kinds, new Uint8Array(this.limit));
    this.heads = grown(this.heads, new Int32Array(this.limit));
  }
}

const INITIAL = 512;

function grown<A extends Int32Array | Uint8Array>(from: A, to: A): A {
  to.set(from);
  return to;
}
