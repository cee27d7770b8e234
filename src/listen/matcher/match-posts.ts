import { once } from 'node:events';
import { explain, type MatchSpan, prepareDocument, type QueryDocument } from '#lib/query/index.ts';
import { DocumentTokens } from './document-tokens.ts';
import { LearnedFrequencies } from './engine/frequencies.ts';
import { Matcher } from './matcher.ts';
import { type Line, linesOf } from './lines.ts';
import { readPostLine } from './post-line.ts';
import type { LineTopic } from './topic-lines.ts';

export interface Streams {
  readonly stdin: AsyncIterable<Uint8Array | string>;
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
      const { posts, reports } = readPosts(lines);
      if (reports !== '') stderr.write(reports);
      // The first posts tell which words are rare before the tables are planned by it.
      matcher ??= plannedBy(posts, topics, frequencies);
      const started = process.cpuUsage();
      const found = matchAll(matcher, posts);
      const { user, system } = process.cpuUsage(started);
      seconds += (user + system) / 1e6;
      const written = found.map((post) => `${JSON.stringify(answer(post, options.spans))}\n`).join('');
      if (!stdout.write(written)) await once(stdout, 'drain', { signal: broken.signal });
      broken.signal.throwIfAborted();
    }
  } catch (error) {
    if (!broken.signal.aborted) throw error;
    if (!isGone(broken.signal.reason)) throw broken.signal.reason;
  }
  if (!options.stats) return;
  matcher ??= new Matcher(topics, frequencies);
  stderr.write(`${JSON.stringify(statsOf(matcher, seconds))}\n`);
}

function plannedBy(
  posts: readonly Post[],
  topics: readonly LineTopic[],
  frequencies: LearnedFrequencies,
): Matcher<LineTopic> {
  const words = new DocumentTokens();
  for (const { document } of posts) frequencies.see(words.read(document));
  return new Matcher(topics, frequencies);
}

function matchAll(matcher: Matcher<LineTopic>, posts: readonly Post[]): Found[] {
  return posts.map(({ id, document }) => ({ id, document, topics: matcher.match(document) }));
}

interface Post {
  readonly id: string | number;
  readonly document: QueryDocument;
}

interface Found extends Post {
  readonly topics: readonly LineTopic[];
}

function readPosts(lines: readonly Line[]): { posts: Post[]; reports: string } {
  const posts: Post[] = [];
  let reports = '';
  for (const { number, text } of lines) {
    if (text?.trim() === '') continue;
    const read = text === undefined ? TOO_LONG : readPostLine(text);
    if (read.isValid) posts.push(read.value);
    else reports += `rapport match: post line ${number} is passed over: ${read.reason}\n`;
  }
  return { posts, reports };
}

const TOO_LONG = { isValid: false, reason: `It is longer than ${MAX_POST_LINE} bytes.` } as const;

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

function statsOf(matcher: Matcher<LineTopic>, seconds: number): Record<string, number> {
  const { posts, matches, candidates, programs } = matcher.figures;
  return {
    posts,
    matches,
    seconds,
    postsPerSecond: seconds === 0 ? 0 : Math.round(posts / seconds),
    tableBytes: matcher.tableBytes(),
    candidatesPerPost: posts === 0 ? 0 : candidates / posts,
    programsPerPost: posts === 0 ? 0 : programs / posts,
  };
}

function isGone(reason: unknown): boolean {
  return reason instanceof Error && 'code' in reason && reason.code === 'EPIPE';
}
