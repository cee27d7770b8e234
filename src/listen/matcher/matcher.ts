import type { RawLook } from '#connectors/kit/index.ts';
import type { QueryDocument } from '#lib/query/index.ts';
import type { ByteTokens } from '#lib/tokens/index.ts';
import { atOnce, Compartment, type Entry, inTurns, type MatchableTopic } from './compartment.ts';
import { DocumentFacts } from './document-facts.ts';
import { DocumentTokens, PART_GAP } from './document-tokens.ts';
import { Drift } from './drift.ts';
import type { PostFacts } from './engine/engine.ts';
import { LearnedFrequencies } from './engine/frequencies.ts';
import { RawFacts, TOLD } from './raw-facts.ts';

/** What was done since the matcher was made. */
export interface MatcherFigures {
  posts: number;
  matches: number;
  /** Topics that posts were compared with. */
  candidates: number;
  /** Of these, how many needed their program. */
  programs: number;
  /** How often all tables were made anew. */
  rebuilds: number;
}

/**
 * Which topics a post matches. New and changed topics go into a small compartment at once and are found from the next post on;
 * it is merged into the large one in the background, a few milliseconds at a time. How frequent words are is learned from
 * the posts, and the tables are planned anew when what was learned differs from what they were planned by.
 */
export class Matcher<T extends MatchableTopic> {
  readonly frequencies: LearnedFrequencies;
  #main: Compartment<T>;
  /** Topics that came since `#main` was begun; null while there are none. */
  #recent: Compartment<T> | null = null;
  readonly #topics = new Map<T['id'], Entry<T>>();
  /** Place of the next topic that comes. */
  #nextOrder = 0;
  /** Of these, those that are not in `#main`. */
  readonly #changed = new Map<T['id'], Entry<T>>();
  /** Set while tables are made: what went and what came meanwhile. */
  #meanwhile: { gone: Entry<T>[]; came: Entry<T>[] } | null = null;
  #merging: Promise<void> | null = null;
  /** Whether topics wait for facts that a look at an event does not tell. */
  #waitsForMore = false;
  readonly #documents = new DocumentTokens();
  readonly #facts = new DocumentFacts();
  readonly #raw = new RawFacts();
  readonly #found: Entry<T>[] = [];
  readonly #figures: MatcherFigures = { posts: 0, matches: 0, candidates: 0, programs: 0, rebuilds: 0 };
  readonly #drift: Drift;

  constructor(topics: readonly T[] = [], frequencies = new LearnedFrequencies()) {
    this.frequencies = frequencies;
    this.#drift = new Drift(frequencies);
    this.#main = atOnce(Compartment.of<T>([], frequencies));
    this.replaceTopics(topics);
  }

  /** Matches from now on exactly these topics, and gives matches in their order. What did not change stays as it is. */
  replaceTopics(topics: readonly T[]): void {
    const gone = new Set(this.#topics.keys());
    for (const [order, topic] of topics.entries()) {
      gone.delete(topic.id);
      const known = this.#topics.get(topic.id);
      if (known?.topic.query === topic.query) {
        known.topic = topic;
        known.order = order;
      } else this.#enter(topic, order);
    }
    for (const id of gone) this.#leave(id);
    this.#nextOrder = topics.length;
    this.#settleChanges();
  }

  /** Adds a topic, or puts it in the place of the one with its id. Found from the next post on. */
  put(topic: T): void {
    const known = this.#topics.get(topic.id);
    if (known?.topic.query === topic.query) known.topic = topic;
    else {
      this.#enter(topic, known?.order ?? this.#nextOrder++);
      this.#settleChanges();
    }
  }

  /** Takes a topic out. */
  remove(id: T['id']): void {
    this.#leave(id);
    this.#settleChanges();
  }

  /** Resolves when no work is left in the background. */
  async settled(): Promise<void> {
    while (this.#merging !== null) await this.#merging;
  }

  /** The topics that a post matches. Never throws, whatever the post holds. */
  match(document: QueryDocument): T[] {
    this.#facts.set(document);
    return this.#matchTokens(this.#documents.read(document), this.#facts);
  }

  /** The same for a post of which there is only a text, in UTF-8, from `from` to before `end`. */
  matchText(bytes: Uint8Array, from: number, end: number): T[] {
    const { tokens } = this.#documents;
    tokens.read(bytes, from, end);
    this.#facts.setText(bytes, from, end);
    return this.#matchTokens(tokens, this.#facts);
  }

  /**
   * Whether a new post can match any topic, as far as its event tells at first sight. What else topics ask for counts as given, and so
   * does every NOT: false only where `match` would find nothing.
   */
  mayMatch(network: string, look: RawLook): boolean {
    if (this.#waitsForMore) return true;
    const { tokens } = this.#documents;
    const { bytes, parts, tags } = look;
    tokens.read(bytes, 0, 0);
    for (let i = 0; i < parts.length; i += 2) {
      tokens.add(bytes, parts[i]!, parts[i + 1]!, i === 0 ? 0 : tokens.position + PART_GAP);
    }
    for (let i = 0; i < tags.length; i += 2) {
      tokens.add(bytes, tags[i]!, tags[i + 1]!, tokens.position + PART_GAP, true);
    }
    this.#raw.set(network, look);
    this.#collect(tokens, this.#raw);
    return this.#found.length > 0;
  }

  get figures(): Readonly<MatcherFigures> {
    const figures = { ...this.#figures };
    for (const { engine } of this.#compartments()) {
      figures.candidates += engine.figures.candidates;
      figures.programs += engine.figures.programs;
    }
    return figures;
  }

  /** Memory of the tables beside the topics themselves, in bytes. */
  tableBytes(): number {
    return this.#compartments().reduce((sum, { engine }) => sum + engine.bytes, 0);
  }

  #matchTokens(tokens: ByteTokens, facts: PostFacts): T[] {
    this.#collect(tokens, facts);
    const found = this.#found;
    if (found.length === 0) return [];
    if (found.length > 1) found.sort((a, b) => a.order - b.order);
    this.#figures.matches += found.length;
    return found.map(({ topic }) => topic);
  }

  #collect(tokens: ByteTokens, facts: PostFacts): void {
    const found = this.#found;
    const posts = ++this.#figures.posts;
    if (posts % LEARN_EVERY === 0) this.frequencies.see(tokens);
    if (posts % CHECK_EVERY === 0 && this.#drift.isLarge(this.#main.engine)) this.#merge();
    found.length = 0;
    this.#main.match(tokens, facts, found);
    this.#recent?.match(tokens, facts, found);
  }

  #compartments(): Compartment<T>[] {
    return this.#recent === null ? [this.#main] : [this.#main, this.#recent];
  }

  #enter(topic: T, order: number): void {
    this.#leave(topic.id);
    const entry = { topic, order, at: -1 };
    this.#topics.set(topic.id, entry);
    this.#changed.set(topic.id, entry);
    this.#meanwhile?.came.push(entry);
  }

  #leave(id: T['id']): void {
    const entry = this.#topics.get(id);
    if (entry === undefined) return;
    this.#topics.delete(id);
    this.#changed.delete(id);
    this.#main.remove(entry);
    this.#recent?.remove(entry);
    this.#meanwhile?.gone.push(entry);
  }

  /** Makes what changed be found, at once if it is little. */
  #settleChanges(): void {
    if (this.#main.entries.length === 0 && this.#merging === null) {
      if (this.#changed.size > 0) this.#use(atOnce(this.#whole()));
      return;
    }
    if (this.#changed.size <= MOST_RECENT) this.#renewRecent();
    this.#mergeIfWorthIt();
  }

  #mergeIfWorthIt(): void {
    if (this.#changed.size > MERGE_FROM || this.#main.removed > this.#main.entries.length / 4) this.#merge();
  }

  #renewRecent(): void {
    this.#count(this.#recent);
    const entries = [...this.#changed.values()];
    this.#recent = entries.length === 0 ? null : atOnce(Compartment.of(entries, this.frequencies));
    this.#noteAwaited();
  }

  /** Makes the large compartment anew in the background, with everything there is. */
  #merge(): void {
    this.#merging ??= this.#mergeInTurns().finally(() => {
      this.#meanwhile = null;
      this.#merging = null;
      this.#mergeIfWorthIt();
    });
  }

  async #mergeInTurns(): Promise<void> {
    const meanwhile = { gone: [] as Entry<T>[], came: [] as Entry<T>[] };
    this.#meanwhile = meanwhile;
    const made = await inTurns(this.#whole());
    this.#use(made);
    for (const entry of meanwhile.gone) made.remove(entry);
    for (const entry of meanwhile.came) {
      const { id } = entry.topic;
      if (this.#topics.get(id) === entry) this.#changed.set(id, entry);
    }
    if (this.#changed.size <= MOST_RECENT) this.#renewRecent();
  }

  #use(made: Compartment<T>): void {
    this.#count(this.#main);
    this.#count(this.#recent);
    this.#main = made;
    made.settle();
    this.#recent = null;
    this.#noteAwaited();
    this.#changed.clear();
    this.#figures.rebuilds++;
    this.#drift.begin();
  }

  #noteAwaited(): void {
    this.#waitsForMore = this.#compartments().some(({ engine }) => !engine.awaited.isSubsetOf(TOLD));
  }

  /** Keeps the figures of a compartment that goes. */
  #count(compartment: Compartment<T> | null): void {
    this.#figures.candidates += compartment?.engine.figures.candidates ?? 0;
    this.#figures.programs += compartment?.engine.figures.programs ?? 0;
  }

  /** Everything there is, for the compartment that comes after the large one. */
  #whole(): Generator<void, Compartment<T>> {
    return Compartment.of([...this.#topics.values()], this.frequencies);
  }
}

/** One post in so many teaches how frequent words are. */
export const LEARN_EVERY = 32;
const CHECK_EVERY = 1024;
/** Most topics that are made ready at once, which takes a few milliseconds; more of them wait for the merge. */
const MOST_RECENT = 150;
/** Fewer recent topics cost less than a merge. */
const MERGE_FROM = 32;
