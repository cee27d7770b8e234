import { type FieldNode, matches, type PreparedDocument, type Query } from '#lib/query/index.ts';
import { type ByteTokens, hashOf } from '#lib/tokens/index.ts';
import { type Asked, Evaluator } from './evaluate.ts';
import { GUARD } from './anchor.ts';
import { PostTerms } from './post-terms.ts';
import { bytesOf, type Tables } from './tables.ts';

/** What is known of a post beside the words of its title, text and tags. */
export interface PostFacts {
  /** Whether there may be more: then nothing is sure to be absent, and no NOT is false. */
  readonly isPartial: boolean;
  /**
   * Gives `found` the facts of the post of these names: `author:…`, `link:…` and the like. Those of whose values `mayWait` says, by `hashOf`,
   * that no topic waits for them may be left out.
   */
  awaited(
    names: ReadonlySet<string>,
    found: (fact: string) => void,
    mayWait: (valueHash: number) => boolean,
  ): void;
  /** Whether it has parts that are no title, text or tags. */
  hasMore(isWanted: boolean): boolean;
  /** Whether a field has one of its values. Where that is not known: `isWanted`. */
  field(field: FieldNode, isWanted: boolean): boolean;
  /** The whole post for the plain evaluator, or undefined where only its words are known. */
  prepared(): PreparedDocument | undefined;
}

/** What was done since the engine was made. */
export interface EngineFigures {
  posts: number;
  /** Postings looked at. */
  visits: number;
  /** Topics that were asked: those found at once and those whose program ran. */
  candidates: number;
  programs: number;
}

/** Matches one post at a time against tables. Holds the working memory, so every thread has its own. */
export class Engine {
  /** Numbers of the topics of the last post, in no order; the first `foundCount` hold. */
  readonly found: Int32Array;
  foundCount = 0;
  readonly figures: EngineFigures = { posts: 0, visits: 0, candidates: 0, programs: 0 };
  readonly tables: Tables;
  /** Names of the facts that topics wait for, such as `author`. */
  readonly awaited: ReadonlySet<string>;

  readonly #terms: PostTerms;
  readonly #evaluator: Evaluator;
  readonly #asked: Asked;
  readonly #queryOf: (topic: number) => Query;
  /** By topic: the post that last decided it; `GONE` for topics taken out. */
  readonly #decided: Uint32Array;
  #post: number;
  #tokens!: ByteTokens;
  #facts!: PostFacts;
  readonly #noteFact: (fact: string) => void;
  readonly #mayWait: (valueHash: number) => boolean;
  readonly #noteTerm = (term: number, token: number): void => {
    if (this.#isFirstVisit(term)) this.#visit(term, token);
  };
  /** What passed the bitmaps, see `pass`. */
  #passed = new Int32Array(1024);
  /** Of a long post: the anchors that were visited, and the words that were tried on patterns. */
  readonly #visited = new Set<number>();
  readonly #tried = new Set<string>();
  /** Of one visit in a long post: what guards said. */
  readonly #held = new Map<number, boolean>();

  /** `queryOf` gives the queries that the tables were built from; `post` is the number of the post before the first. */
  constructor(tables: Tables, queryOf: (topic: number) => Query, post = 0) {
    this.#post = post;
    this.tables = tables;
    this.awaited = tables.awaited;
    this.#queryOf = queryOf;
    this.found = new Int32Array(tables.topics);
    this.#decided = new Uint32Array(tables.topics);
    this.#terms = new PostTerms(tables.terms, tables.patterns);
    this.#evaluator = new Evaluator(tables, this.#terms);
    this.#asked = {
      isPartial: () => this.#facts.isPartial,
      hasMore: (isWanted) => this.#facts.hasMore(isWanted),
      field: (entry, isWanted) => this.#facts.field(tables.fields[entry]!, isWanted),
      plain: (entry, isWanted) => this.#askPlain(tables.plain[entry]!, isWanted),
    };
    const values = valueBits(tables.facts);
    this.#mayWait = (hash) => ((values[(hash >>> 5) & (values.length - 1)]! >>> (hash & 31)) & 1) !== 0;
    this.#noteFact = (fact) => {
      const term = tables.facts.get(fact);
      if (term !== undefined) this.#visit(term, NO_TOKEN);
    };
  }

  /** Memory of the tables and of what is kept beside them, in bytes. */
  get bytes(): number {
    return bytesOf(this.tables) + this.found.byteLength + this.#decided.byteLength;
  }

  /** Takes a topic out: it is never found again. Whether it was in. */
  remove(topic: number): boolean {
    const isIn = this.#decided[topic] !== GONE;
    this.#decided[topic] = GONE;
    return isIn;
  }

  /** Finds the topics of a post; they are in `found`. */
  match(tokens: ByteTokens, facts: PostFacts): void {
    this.#facts = facts;
    this.#tokens = tokens;
    this.#terms.set(tokens);
    this.#evaluator.begin();
    if (++this.#post === GONE) this.#startOver();
    this.foundCount = 0;
    this.figures.posts++;
    this.#lookUp(tokens);
    if (this.tables.facts.size > 0) facts.awaited(this.awaited, this.#noteFact, this.#mayWait);
    for (let i = 0; i < this.tables.always.length; i++) this.#decide(this.tables.always[i]!);
  }

  /** Looks for anchors among the tokens that pass one of two bitmaps. */
  #lookUp(tokens: ByteTokens): void {
    const { terms, patterns } = this.tables;
    const tried = this.#terms.isLong ? this.#tried : undefined;
    if (this.#visited.size > 0) this.#visited.clear();
    tried?.clear();
    if (this.#passed.length < tokens.count * 2) this.#passed = new Int32Array(tokens.hashes.length * 2);
    const passed = this.#passed;
    const end = pass(tokens, terms.bitmap, patterns.heads, passed);
    for (let i = 0; i < end; i++) {
      const token = passed[i]! >> 1;
      if ((passed[i]! & 1) === 0) {
        const term = terms.findAnchor(tokens, token);
        if (term !== -1) this.#noteTerm(term, token);
      } else patterns.find(tokens, token, this.#noteTerm, tried);
    }
  }

  /** In a long post an anchor is visited only once, or a word said a thousand times would ask all its topics as often. */
  #isFirstVisit(term: number): boolean {
    if (!this.#terms.isLong) return true;
    if (this.#visited.has(term)) return false;
    this.#visited.add(term);
    this.#held.clear();
    return true;
  }

  /** Looks at the topics that an anchor leads to. */
  #visit(term: number, token: number): void {
    const { postingStarts, postings } = this.tables;
    const end = postingStarts[term + 1]!;
    for (let posting = postingStarts[term]!; posting < end; posting++) {
      this.figures.visits++;
      const topic = postings[posting * 2]!;
      if (this.#decided[topic >> 1]! >= this.#post) continue;
      const guard = postings[posting * 2 + 1]!;
      if ((guard & 7) !== GUARD.none && !this.#holds(guard, term, token)) continue;
      if ((topic & 1) === 0) this.#decide(topic >> 1);
      else if (this.#isNew(topic >> 1)) this.found[this.foundCount++] = topic >> 1;
    }
  }

  #holds(guard: number, term: number, token: number): boolean {
    if (!this.#terms.isLong || token === NO_TOKEN) return this.#holdsAt(guard, token);
    const known = this.#held.get(guard);
    if (known !== undefined) return known;
    const isHeld = this.#holdsAnywhere(guard, term);
    this.#held.set(guard, isHeld);
    return isHeld;
  }

  #holdsAt(guard: number, token: number): boolean {
    const other = guard >> 3;
    switch (guard & 7) {
      case GUARD.with:
        return this.#terms.has(other);
      case GUARD.without:
        return this.#facts.isPartial || !this.#terms.has(other);
      case GUARD.next:
        return this.#terms.isBeside(other, token, 1);
      default:
        return this.#terms.isBeside(other, token, -1);
    }
  }

  /** Whether a guard holds at any place of the anchor. */
  #holdsAnywhere(guard: number, term: number): boolean {
    const kind = guard & 7;
    if (kind !== GUARD.next && kind !== GUARD.previous) return this.#holdsAt(guard, NO_TOKEN);
    return this.#terms.areBeside(term, guard >> 3, kind === GUARD.next ? 1 : -1);
  }

  /** Whether this post has not decided the topic yet; from now on it has. */
  #isNew(topic: number): boolean {
    if (this.#decided[topic]! >= this.#post) return false;
    this.#decided[topic] = this.#post;
    this.figures.candidates++;
    return true;
  }

  #decide(topic: number): void {
    if (!this.#isNew(topic)) return;
    this.figures.programs++;
    let isMatch = this.#evaluator.run(this.tables.programs[topic]!, this.#tokens, this.#asked);
    if (this.#evaluator.isUnsure) isMatch = this.#askPlain(this.#queryOf(topic), true);
    if (isMatch) this.found[this.foundCount++] = topic;
  }

  #askPlain(query: Query, isWanted: boolean): boolean {
    const prepared = this.#facts.prepared();
    return prepared === undefined ? isWanted : matches(query, prepared);
  }

  /** After four billion posts the numbers of posts begin again. */
  #startOver(): void {
    this.#post = 1;
    for (let topic = 0; topic < this.#decided.length; topic++) {
      if (this.#decided[topic] !== GONE) this.#decided[topic] = 0;
    }
  }
}

const GONE = 0xffffffff;
/**
 * Writes down the tokens that may be terms, as token * 2, and those that may begin as a pattern, as token * 2 + 1; how many. Nearly none
 * does. A loop without calls takes half the time of one with them.
 */
function pass(
  { hashes, heads, count }: ByteTokens,
  bitmap: Uint32Array,
  headBits: Uint32Array,
  passed: Int32Array,
): number {
  const [lastWord, lastHead] = [bitmap.length - 1, headBits.length - 1];
  let end = 0;
  for (let token = 0; token < count; token++) {
    const hash = hashes[token]!;
    const entry = bitmap[(hash >>> 5) & lastWord]!;
    if (((entry >>> (hash & 31)) & (entry >>> (hash >>> 27)) & 1) !== 0) passed[end++] = token * 2;
    const head = heads[token]!;
    if (((headBits[(head >>> 5) & lastHead]! >>> (head & 31)) & 1) !== 0) passed[end++] = token * 2 + 1;
  }
  return end;
}

/** A bit for the hash of each value that topics wait for, whatever its name; hardly one value in thirty passes without being one. */
function valueBits(facts: ReadonlyMap<string, number>): Uint32Array {
  const bits = new Uint32Array(2 ** Math.ceil(Math.log2(facts.size + 1)));
  for (const fact of facts.keys()) {
    const hash = hashOf(fact.slice(fact.indexOf(':') + 1));
    bits[(hash >>> 5) & (bits.length - 1)]! |= 1 << (hash & 31);
  }
  return bits;
}

/** Facts stand nowhere in the text. */
const NO_TOKEN = -1;
