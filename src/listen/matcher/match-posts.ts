import { once } from 'node:events';
import { explain, type MatchSpan, prepareDocument } from '#lib/query/index.ts';
import { DocumentTokens } from './document-tokens.ts';
import { LearnedFrequencies } from './engine/frequencies.ts';
import { Matcher, type MatcherFigures } from './matcher.ts';
import { type Line, linesOf } from './lines.ts';
import { type LinePost, readPostLine } from './post-line.ts';
import type { LineTopic } from './topic-lines.ts';

export interface Streams {
  readonly stdin: AsyncIterable<Uint8Array | string> & { destroy?: () => unknown };
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
}

/** Longest post line in bytes; a longer one is passed over unread. */
export const MAX_POST_LINE = 1024 * 1024;

/**
 * Matches posts as they come, one JSON line each in and out. A bad line is reported and passed over; a reader that goes
 * away ends it quietly.
 */
export async function matchPosts(
  topics: readonly LineTopic[],
  options: { readonly spans: boolean; readonly stats: boolean },
  { stdin, stdout, stderr }: Streams,
): Promise<void> {
  const frequencies = new LearnedFrequencies();
  let matcher: Matcher<LineTopic> | undefined;
  let seconds = 0;
  const broken = new AbortController();
  stdout.once('error', (error) => broken.abort(error));
  // Where nobody reads the reports, the matches are still wanted.
  stderr.on('error', () => undefined);
  try {
    for await (const lines of linesOf(stdin, MAX_POST_LINE)) {
      const { posts, bad } = readPosts(lines);
      if (bad.length > 0) stderr.write(reportsOf(bad));
      // The first posts tell which words are rare before the tables are planned by it.
      matcher ??= plannedBy(posts, topics, frequencies);
      const started = process.cpuUsage();
      const found = matchAll(matcher, posts);
      const { user, system } = process.cpuUsage(started);
      seconds += (user + system) / 1e6;
      const written = answersOf(found, options.spans);
      if (!stdout.write(written)) await once(stdout, 'drain', { signal: broken.signal });
      broken.signal.throwIfAborted();
    }
  } catch (error) {
    if (!broken.signal.aborted) throw error;
    if (!isGone(broken.signal.reason)) throw broken.signal.reason;
  }
  if (!options.stats) return;
  matcher ??= new Matcher(topics, frequencies);
  stderr.write(statsOf({ ...matcher.figures, seconds, tableBytes: matcher.tableBytes() }));
}

function plannedBy(
  posts: readonly LinePost[],
  topics: readonly LineTopic[],
  frequencies: LearnedFrequencies,
): Matcher<LineTopic> {
  learnFrom(posts, frequencies);
  return new Matcher(topics, frequencies);
}

export function learnFrom(posts: readonly LinePost[], frequencies: LearnedFrequencies): void {
  const words = new DocumentTokens();
  for (const { document } of posts) frequencies.see(words.read(document));
}

function matchAll(matcher: Matcher<LineTopic>, posts: readonly LinePost[]): Found[] {
  return posts.map(({ id, document }) => ({ id, document, topics: matcher.match(document) }));
}

/** A post with its topics. */
export interface Found extends LinePost {
  readonly topics: readonly Pick<LineTopic, 'id' | 'query'>[];
}

/** A line that is passed over, and why. */
export interface BadLine {
  readonly number: number;
  readonly reason: string;
}

/** The posts of some lines, and the lines that are none. */
export function readPosts(lines: readonly Line[]): { posts: LinePost[]; bad: BadLine[] } {
  const posts: LinePost[] = [];
  const bad: BadLine[] = [];
  for (const { number, text } of lines) {
    if (text?.trim() === '') continue;
    const read = text === undefined ? TOO_LONG : readPostLine(text);
    if (read.isValid) posts.push(read.value);
    else bad.push({ number, reason: read.reason });
  }
  return { posts, bad };
}

/** What is said of bad lines; `before` is how many lines stand before the first of their numbers. */
export function reportsOf(bad: readonly BadLine[], before = 0): string {
  return bad
    .map(({ number, reason }) => `rapport match: post line ${before + number} is passed over: ${reason}\n`)
    .join('');
}

const TOO_LONG = { isValid: false, reason: `It is longer than ${MAX_POST_LINE} bytes.` } as const;

/** The lines that answer some posts. */
export function answersOf(found: readonly Found[], withSpans: boolean): string {
  return found.map((post) => `${JSON.stringify(answer(post, withSpans))}\n`).join('');
}

interface Answer {
  readonly id: string | number;
  readonly topics: readonly (string | number)[];
  readonly spans?: Readonly<Record<string, readonly MatchSpan[]>>;
}

function answer({ id, document, topics }: Found, withSpans: boolean): Answer {
  const ids = topics.map((topic) => topic.id);
  if (!withSpans) return { id, topics: ids };
  const prepared = prepareDocument(document);
  const spans = Object.fromEntries(topics.map((topic) => [String(topic.id), explain(topic.query, prepared)]));
  return { id, topics: ids, spans };
}

/** What `--stats` ends with is made of these. */
export interface Figures extends Pick<MatcherFigures, 'posts' | 'matches' | 'candidates' | 'programs'> {
  /** Processor time of tokenising and matching. */
  readonly seconds: number;
  readonly tableBytes: number;
}

/** The line that `--stats` ends with. */
export function statsOf({ posts, matches, seconds, tableBytes, candidates, programs }: Figures): string {
  const stats = {
    posts,
    matches,
    seconds,
    postsPerSecond: seconds === 0 ? 0 : Math.round(posts / seconds),
    tableBytes,
    candidatesPerPost: posts === 0 ? 0 : candidates / posts,
    programsPerPost: posts === 0 ? 0 : programs / posts,
  };
  return `${JSON.stringify(stats)}\n`;
}

/** Whether it is nothing but a reader who went away. */
export function isGone(reason: unknown): boolean {
  return reason instanceof Error && 'code' in reason && reason.code === 'EPIPE';
}
