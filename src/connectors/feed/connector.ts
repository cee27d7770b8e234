import { SourceBusy, SourceStopped } from '#connectors/kit/index.ts';
import type { SourceBatch, SourceConnector, SourceContext, SourceTest } from '#connectors/kit/index.ts';
import type { OutwardResponse } from '#platform/outward/index.ts';
import { runForOne, runTask } from './apart/run.ts';
import { parseFeedConfig } from './config.ts';
import type { FeedConfig } from './config.ts';
import { hashOfDocument, readCursor } from './cursor.ts';
import type { FeedCursor } from './cursor.ts';
import type { Document } from './digest.ts';
import { feedErrors } from './errors.ts';
import { nextReading, POLL_BOUNDS, retryAfter } from './polling.ts';
import { FEED_ACCEPT, MAX_FEED_BYTES } from './request.ts';

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
  identify: ({ url }) => url.replace(/^https?:\/\//, '').replace(/\/$/, ''),
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
  const hash = await hashOfDocument(response.body);
  const validators = validatorsOf(response, moved ?? config.url);
  if (response.status === 304 || hash === cursor.hash) {
    yield {
      items: [],
      ...unchanged(cursor, response.status === 304 ? {} : validators, context),
      ...newConfig,
    };
    return;
  }
  const pieces = runTask(
    'digest',
    {
      document: documentOf(response),
      config,
      cursor,
      marks: { ...validators, hash },
      moved,
      now,
    },
    { signal: context.signal },
  );
  for await (const { batch, warnings } of pieces) {
    for (const { code, message } of warnings)
      context.log.debug({ sourceId: context.sourceId, code }, message);
    yield batch;
  }
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
  const retryAt = retryAfter(headers, now);
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
  const request = { document: documentOf(response), config, now };
  return runForOne('look', request, { signal: context.signal });
}

function documentOf({ body, url, headers }: OutwardResponse): Document {
  return { body, url, headers };
}
