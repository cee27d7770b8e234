import { SourceBusy, SourceStopped } from '#connectors/kit/index.ts';
import type {
  InboundPost,
  SourceBatch,
  SourceConnector,
  SourceContext,
  SourceTest,
} from '#connectors/kit/index.ts';
import type { OutwardResponse } from '#platform/outward/index.ts';
import { parseFeedConfig } from './config.ts';
import type { FeedConfig } from './config.ts';
import { findChanges, hashOf, readCursor } from './cursor.ts';
import type { FeedCursor } from './cursor.ts';
import { feedsInPage } from './discovery.ts';
import { feedErrors } from './errors.ts';
import { decodeText } from './format/decode.ts';
import { MAX_FEED_BYTES, parseFeed } from './format/parse.ts';
import type { ParsedFeed } from './format/types.ts';
import { nextReading, pollSeconds, POLL_BOUNDS, retryAfter } from './polling.ts';
import { FEED_ACCEPT } from './request.ts';
import { toPost } from './to-post.ts';

/** Blogs, their comments, news, podcasts, video channels, forums and app reviews, by RSS, RDF, Atom or JSON Feed. */
export const feedConnector: SourceConnector<FeedConfig> = {
  kind: 'feed',
  network: 'feed',
  title: 'Feed (RSS, Atom, JSON Feed)',
  verification: 'vendor-schema',
  reads: 'poll',
  rhythmSeconds: 0,
  pollSeconds: POLL_BOUNDS,
  fields: [
    {
      name: 'url',
      label: 'Address of the feed',
      kind: 'url',
      required: true,
      placeholder: 'https://example.com/feed.xml',
      help: 'The address of a page works too: the feeds it announces are offered.',
    },
  ],
  parseConfig: parseFeedConfig,
  describe: (config) => config.url.replace(/^https?:\/\//, '').replace(/\/$/, ''),
  read: readOnce,
  test: testFeed,
};

/** One poll: what is new or changed since the cursor, oldest first. */
async function* readOnce(config: FeedConfig, context: SourceContext): AsyncIterable<SourceBatch> {
  const cursor = readCursor(context.cursor);
  const response = await fetchFeed(config, context, cursor);
  const now = context.clock.now();
  refuse(response, now);
  const moved = movedTo(config, response);
  const newConfig = moved && { newConfig: { ...config, url: moved } satisfies FeedConfig };
  const hash = hashOf(response.body);
  const validators = validatorsOf(response, moved ?? config.url);
  if (response.status === 304 || hash === cursor.hash) {
    yield {
      items: [],
      ...unchanged(cursor, response.status === 304 ? {} : validators, context),
      ...newConfig,
    };
    return;
  }
  const parsed = parseFeed(response.body, {
    url: response.url,
    contentType: response.headers['content-type'],
  });
  for (const { code, message } of parsed.warnings)
    context.log.debug({ sourceId: context.sourceId, code }, message);
  const { changes, seen } = findChanges(parsed.entries, cursor.seen, now);
  const seconds = pollSeconds(parsed.entries, parsed.feed.rhythm, response.headers, now);
  const { skipHours, skipDays } = parsed.feed.rhythm;
  const next: FeedCursor = { ...validators, hash, seconds, skipHours, skipDays, seen };
  const items = changes.map((change) => toPost(change, parsed, config, now));
  yield {
    items,
    cursor: JSON.stringify(next),
    skipped: parsed.entries.length - items.length,
    nextReadAt: nextReading(seconds, parsed.feed.rhythm, now),
    ...newestOf(items),
    ...newConfigOf(parsed, config, moved),
  };
}

/** Nothing new: the next reading as planned after the last full one; the cursor is only written where it changed. */
function unchanged(
  cursor: FeedCursor,
  validators: Partial<FeedCursor>,
  { clock, cursor: before }: SourceContext,
) {
  const { seconds = POLL_BOUNDS.start, skipHours = [], skipDays = [] } = cursor;
  const after = JSON.stringify({ ...cursor, ...validators });
  const nextReadAt = nextReading(seconds, { skipHours, skipDays }, clock.now());
  return { nextReadAt, ...(after !== before && { cursor: after }) };
}

function newestOf(posts: InboundPost[]): { newestEventAt?: Date } {
  const times = posts.map((post) => post.createdAt.getTime());
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

async function fetchFeed(
  config: FeedConfig,
  context: SourceContext,
  cursor: FeedCursor,
): Promise<OutwardResponse> {
  const headers: Record<string, string> = { accept: FEED_ACCEPT };
  if (cursor.url === config.url) {
    if (cursor.etag) headers['if-none-match'] = cursor.etag;
    if (cursor.lastModified) headers['if-modified-since'] = cursor.lastModified;
  }
  return context.outward.fetch(config.url, {
    headers,
    maxBytes: MAX_FEED_BYTES,
    timeoutMs: 30_000,
    signal: context.signal,
    redirect: 'follow',
  });
}

/** Throws unless the answer is a document or "unchanged". */
function refuse({ status, url, headers }: OutwardResponse, now: Date): void {
  if (status === 304 || (status >= 200 && status < 300)) return;
  if (status === 410)
    throw new SourceStopped(
      'feed.gone',
      `${url} answered 410: the publisher has ended this feed for good. What was taken in is kept. Remove the source or give a new address.`,
    );
  const retryAt = retryAfter(headers['retry-after'], now);
  throw new SourceBusy(
    feedErrors('feed.http_refused', { url, status, advice: adviceFor(status, retryAt) }).message,
    retryAt,
  );
}

function adviceFor(status: number, retryAt: Date | undefined): string {
  if (status === 401) return 'The feed wants a password; it will be tried again less and less often.';
  if (status === 403) return 'The server refuses this reader; it will be tried again less and less often.';
  if (status === 404)
    return 'There is nothing at this address; it will be tried again less and less often. Check the address.';
  if (retryAt) return `The server asks to come back at ${retryAt.toISOString()}.`;
  return 'It will be tried again, less and less often.';
}

/** Where a chain of permanent redirects leads; a temporary one ends it, for what is behind it may change. */
function movedTo(config: FeedConfig, { redirects }: OutwardResponse): string | undefined {
  let moved: string | undefined;
  for (const { status, url } of redirects) {
    if (status !== 301 && status !== 308) break;
    moved = url;
  }
  return moved && moved !== config.url ? moved : undefined;
}

function validatorsOf(
  { headers }: OutwardResponse,
  url: string,
): Pick<FeedCursor, 'url' | 'etag' | 'lastModified'> {
  const { etag, 'last-modified': lastModified } = headers;
  return { url, ...(etag && { etag }), ...(lastModified && { lastModified }) };
}

async function testFeed(config: FeedConfig, context: SourceContext): Promise<SourceTest> {
  const response = await fetchFeed(config, context, { seen: [] });
  const now = context.clock.now();
  refuse(response, now);
  const contentType = response.headers['content-type'];
  try {
    const parsed = parseFeed(response.body, { url: response.url, contentType });
    const { changes } = findChanges(parsed.entries, [], now);
    const sample = changes
      .slice(-5)
      .toReversed()
      .map((change) => toPost(change, parsed, config, now));
    return { summary: summaryOf(parsed), sample };
  } catch (error) {
    const { text } = decodeText(response.body, contentType, []);
    const offers = feedsInPage(text, response.url, response.headers.link).slice(0, 5);
    if (offers.length === 0) throw error;
    const advice = `The page offers: ${offers.map((offer) => offer.url).join(', ')}`;
    throw feedErrors('feed.not_a_feed', { lookedLike: 'an HTML page', advice }, error);
  }
}

function summaryOf({ feed, entries, warnings }: ParsedFeed): string {
  const newest = entries
    .map((entry) => entry.published ?? entry.updated ?? '')
    .sort()
    .at(-1);
  const format = { rss: 'RSS', rdf: 'RDF', atom: 'Atom', json: 'JSON Feed' }[feed.format];
  const parts = [
    `${feed.title ?? 'Untitled'} (${format}${feed.version ? ` ${feed.version}` : ''}): ${entries.length} ${entries.length === 1 ? 'entry' : 'entries'}`,
    newest ? `newest ${newest.slice(0, 10)}` : '',
    ...warnings.slice(0, 3).map((warning) => warning.message.replace(/\.$/, '')),
  ];
  return `${parts.filter((part) => part !== '').join('; ')}.`;
}
