import type { InboundPost, SourceBatch } from '#connectors/kit/index.ts';
import { type Change, findChanges, remember } from './changes.ts';
import type { FeedConfig } from './config.ts';
import type { FeedCursor } from './cursor.ts';
import { parseFeed } from './format/parse.ts';
import type { FeedWarning, ParsedFeed } from './format/types.ts';
import { nextReading, pollSeconds } from './polling.ts';
import { toPost } from './to-post.ts';

/** One answer of a server, and what was known before it. Plain data, so that it can be handed to another thread. */
export interface Document {
  body: Uint8Array;
  /** Where it was read in the end. */
  url: string;
  headers: Record<string, string>;
}

export interface DigestRequest {
  document: Document;
  config: FeedConfig;
  cursor: FeedCursor;
  /** What to remember of this document apart from its entries. */
  marks: Pick<FeedCursor, 'url' | 'etag' | 'lastModified' | 'hash'>;
  /** Where a permanent redirect led. */
  moved: string | undefined;
  now: Date;
}

export interface DigestPiece {
  batch: SourceBatch;
  /** What was mended or left out; with the first piece. */
  warnings: FeedWarning[];
}

/** A batch is stored at once; beyond this it would hold up the process that stores it. */
const MOST_POSTS = 50;
const MOST_CHARACTERS = 150_000;

/** What is new or changed in a document, oldest first, in batches that each carry the cursor true after them. */
export function* digestFeed(request: DigestRequest): Generator<DigestPiece> {
  const { document, config, cursor, marks, moved, now } = request;
  const parsed = parseFeed(document.body, {
    url: document.url,
    contentType: document.headers['content-type'],
  });
  const { changes, seen } = findChanges(parsed.entries, cursor.seen, now);
  let { warnings } = parsed;
  let posts: InboundPost[] = [];
  let size = 0;
  let given = 0;
  for (const [index, change] of changes.entries()) {
    const post = toPost(change, parsed, config, now);
    posts.push(post);
    size += post.text.length + (post.html?.length ?? 0);
    const isFull = posts.length >= MOST_POSTS || size >= MOST_CHARACTERS;
    if (!isFull || index === changes.length - 1) continue;
    given = index + 1;
    yield { batch: { items: posts, cursor: cursorAfter(cursor, changes.slice(0, given)) }, warnings };
    [posts, size, warnings] = [[], 0, []];
  }
  const { skipHours, skipDays } = parsed.feed.rhythm;
  const seconds = pollSeconds(parsed.entries, parsed.feed.rhythm, document.headers, now);
  const next: FeedCursor = { ...marks, seconds, skipHours, skipDays, seen };
  const batch = {
    items: posts,
    cursor: JSON.stringify(next),
    skipped: parsed.entries.length - changes.length,
    nextReadAt: nextReading(seconds, parsed.feed.rhythm, now),
    ...newestOf(changes, now),
    ...newConfigOf(parsed, config, moved),
  };
  yield { batch, warnings };
}

/** Without the marks of the document, so that it is read again when the rest of it could not be stored. */
function cursorAfter(cursor: FeedCursor, given: Change[]): string {
  const { seconds, skipHours, skipDays } = cursor;
  return JSON.stringify({ seconds, skipHours, skipDays, seen: remember(cursor.seen, given) });
}

function newestOf(changes: Change[], now: Date): { newestEventAt?: Date } {
  const times = changes
    .map(({ entry }) => Date.parse(entry.published ?? entry.updated ?? ''))
    .map((time) => (time <= now.getTime() ? time : now.getTime()));
  return times.length > 0 ? { newestEventAt: new Date(times.reduce((a, b) => Math.max(a, b))) } : {};
}

/** A publisher may also say in the feed itself that it has moved. */
function newConfigOf(
  parsed: ParsedFeed,
  config: FeedConfig,
  moved: string | undefined,
): { newConfig?: FeedConfig } {
  const told = parsed.feed.newFeedUrl;
  const isElsewhere =
    told !== null && /^https?:\/\//i.test(told) && bareAddress(told) !== bareAddress(config.url);
  const url = isElsewhere ? told : moved;
  return url && url !== config.url ? { newConfig: { ...config, url } } : {};
}

function bareAddress(url: string): string {
  return url.replace(/^https?:\/\//i, '').replace(/\/$/, '');
}
