import { blueskyConnectors, RawEvent } from '#connectors/bluesky/index.ts';
import { parseQuery, type Query } from '#lib/query/index.ts';
import { ByteTokens } from '#lib/tokens/index.ts';
import { documentOf, LearnedFrequencies, Matcher } from '#listen/matcher/index.ts';
import type { BenchTopic } from './topics.ts';

/** A topic with its query read, as the matcher is given them. */
export interface ReadTopic {
  readonly id: string;
  readonly query: Query;
}

const tokens = new ByteTokens();
const raw = new RawEvent();

/** What the benchmark asks of a matcher; another engine is measured by writing this once more. */
export interface BenchMatcher {
  /** Matches a text in UTF-8; resolves to the number of topics. */
  text(bytes: Buffer): number;
  /** Matches a raw Jetstream line; the number of topics. */
  event(line: Buffer): number;
  /** The ids of a text's topics, in the order of the topics; not measured. */
  idsOfText(bytes: Buffer): string[];
  idsOfEvent(line: Buffer): string[];
  /** Saves one more topic, as a running program does. */
  add(topic: ReadTopic): void;
  /** Since the matcher was built; `programs` where the engine counts them. */
  stats(): { posts: number; matches: number; candidates: number; programs?: number };
}

/** Name of what is measured, for the report. */
export const ENGINE = 'anchors, guards and programs on bytes (src/listen/matcher)';

/** What a matcher that runs for a while knows of words: learned from other posts than it is measured on. */
export function learnFrom(texts: readonly Buffer[]): LearnedFrequencies {
  const frequencies = new LearnedFrequencies();
  for (const bytes of texts) {
    tokens.read(bytes, 0, bytes.length);
    frequencies.see(tokens);
  }
  return frequencies;
}

/** Builds a matcher of topics; without frequencies it guesses how rare words are. */
export function buildMatcher(topics: readonly ReadTopic[], frequencies?: LearnedFrequencies): BenchMatcher {
  const matcher = new Matcher(topics, frequencies);
  const matchText = (bytes: Buffer) => matcher.matchText(bytes, 0, bytes.length);
  const matchEvent = (line: Buffer) => {
    if (raw.read(line) && !matcher.mayMatch('bluesky', raw)) return [];
    const item = parseLine(line.toString('utf8'));
    return item?.type === 'post' ? matcher.match(documentOf(item)) : [];
  };
  return {
    text: (bytes) => matchText(bytes).length,
    event: (line) => matchEvent(line).length,
    idsOfText: (bytes) => matchText(bytes).map(({ id }) => id),
    idsOfEvent: (line) => matchEvent(line).map(({ id }) => id),
    add: (topic) => matcher.put(topic),
    stats: () => ({ ...matcher.figures }),
  };
}

/** The tokeniser by itself, on the same bytes that the matcher gets; the number of tokens. */
export function tokeniseAlone(bytes: Buffer): number {
  tokens.read(bytes, 0, bytes.length);
  return tokens.count;
}

const parseLine = blueskyConnectors.lineParsers.jetstream;

/** Topics with their queries read, or an error that names the first bad one. */
export function readTopics(topics: readonly BenchTopic[]): ReadTopic[] {
  return topics.map(({ id, query }) => {
    const parsed = parseQuery(query);
    if (!parsed.isValid) throw new Error(`${id} ${query}: ${parsed.problem.message}`);
    return { id, query: parsed.query };
  });
}
