import type { QueryDocument } from '#lib/query/index.ts';
import { DocumentFacts } from '../document-facts.ts';
import { DocumentTokens } from '../document-tokens.ts';
import { Drift } from '../drift.ts';
import { Engine } from '../engine/engine.ts';
import { type Learned, LearnedFrequencies } from '../engine/frequencies.ts';
import { linesIn } from '../lines.ts';
import { answersOf, MAX_POST_LINE, readPosts } from '../match-posts.ts';
import { LEARN_EVERY } from '../matcher.ts';
import type { Answered, Setup } from './messages.ts';
import { type SharedTables, tablesOver } from './shared-tables.ts';
import { type BookTopic, TopicBook } from './shared-topics.ts';

/** Matches pieces of posts in one thread, over tables that all threads share. */
export class ThreadMatcher {
  readonly #book: TopicBook;
  readonly #withSpans: boolean;
  readonly #documents = new DocumentTokens();
  readonly #facts = new DocumentFacts();
  readonly #frequencies: LearnedFrequencies | undefined;
  readonly #drift: Drift | undefined;
  #engine: Engine;
  #posts = 0;
  #hasAsked = false;

  constructor({ topics, tables, withSpans, learned }: Setup) {
    this.#book = new TopicBook(topics);
    this.#withSpans = withSpans;
    if (learned !== undefined) {
      this.#frequencies = new LearnedFrequencies(learned);
      this.#drift = new Drift(this.#frequencies);
      this.#drift.begin();
    }
    this.#engine = this.#engineOver(tables);
  }

  /** Uses other tables of the same topics from now on. */
  renew(tables: SharedTables): void {
    this.#engine = this.#engineOver(tables);
    this.#drift?.begin();
    this.#hasAsked = false;
  }

  /** What was learned, where tables should be planned anew by it; told once, until they are. */
  drifted(): Learned | undefined {
    if (this.#hasAsked || !this.#drift?.isLarge(this.#engine)) return undefined;
    this.#hasAsked = true;
    return this.#frequencies?.learned;
  }

  /** Answers the posts of a piece of whole lines. */
  answer(piece: Uint8Array): Answered {
    const lines = linesIn(Buffer.from(piece.buffer, piece.byteOffset, piece.length), MAX_POST_LINE);
    const { posts, bad } = readPosts(lines);
    const { candidates, programs } = this.#engine.figures;
    const started = process.threadCpuUsage();
    const found = posts.map(({ id, document }) => ({ id, document, topics: this.#match(document) }));
    const { user, system } = process.threadCpuUsage(started);
    return {
      answers: ENCODER.encode(answersOf(found, this.#withSpans)),
      lines: lines.length,
      bad,
      figures: {
        posts: posts.length,
        matches: found.reduce((sum, { topics }) => sum + topics.length, 0),
        candidates: this.#engine.figures.candidates - candidates,
        programs: this.#engine.figures.programs - programs,
        seconds: (user + system) / 1e6,
      },
    };
  }

  #match(document: QueryDocument): BookTopic[] {
    const engine = this.#engine;
    const tokens = this.#documents.read(document);
    if (++this.#posts % LEARN_EVERY === 0) this.#frequencies?.see(tokens);
    this.#facts.set(document);
    engine.match(tokens, this.#facts);
    if (engine.foundCount === 0) return NOTHING;
    const numbers = engine.found.subarray(0, engine.foundCount).sort();
    return Array.from(numbers, (number) => this.#book.at(number));
  }

  #engineOver(tables: SharedTables): Engine {
    return new Engine(tablesOver(tables), (topic) => this.#book.at(topic).query);
  }
}

const ENCODER = new TextEncoder();
const NOTHING: BookTopic[] = [];
