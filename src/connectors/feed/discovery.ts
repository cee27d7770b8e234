import type { Outward, OutwardResponse } from '#platform/outward/index.ts';
import { runForOne } from './apart/run.ts';
import { feedErrors } from './errors.ts';
import type { FoundFeed } from './page-feeds.ts';
import { FEED_ACCEPT, MAX_FEED_BYTES } from './request.ts';

const USUAL = [
  'feed',
  'feed.xml',
  'rss.xml',
  'atom.xml',
  'index.xml',
  'rss',
  'feed.json',
  'feeds/posts/default',
  'blog/feed',
  'blog/rss.xml',
];
const MAX_TRIED = 16;

/**
 * Finds the feeds behind an address: the address itself, what the page announces, what it links to, the usual addresses of the site.
 * Everything offered has been read and is a feed. Throws AppError `feed.none_found`.
 */
export async function findFeeds(
  url: string,
  outward: Pick<Outward, 'fetch'>,
  signal?: AbortSignal,
): Promise<FoundFeed[]> {
  const page = await outward.fetch(url, requestFor(signal));
  const { isFeed, title, offers } = await whatIsBehind(page, signal);
  if (isFeed) return [{ url: page.url, title, by: 'itself' }];
  const checked = await checkFeeds(offers.slice(0, MAX_TRIED), outward, signal);
  if (checked.length > 0) return checked;
  const guessed = usualAddresses(page.url).map((address): FoundFeed => ({
    url: address,
    title: null,
    by: 'usual-address',
  }));
  const guesses = await checkFeeds(guessed, outward, signal, 1);
  if (guesses.length === 0) throw feedErrors('feed.none_found', { url });
  return guesses;
}

async function checkFeeds(
  candidates: FoundFeed[],
  outward: Pick<Outward, 'fetch'>,
  signal?: AbortSignal,
  enough = MAX_TRIED,
): Promise<FoundFeed[]> {
  const checked: FoundFeed[] = [];
  for (const candidate of candidates) {
    if (checked.length >= enough || signal?.aborted) break;
    try {
      const answer = await outward.fetch(candidate.url, requestFor(signal));
      if (answer.status !== 200) continue;
      const { isFeed, title } = await whatIsBehind(answer, signal);
      if (isFeed) checked.push({ ...candidate, title: title ?? candidate.title });
    } catch {
      // An address that cannot be reached is simply not offered.
    }
  }
  return checked;
}

function requestFor(signal: AbortSignal | undefined) {
  return { headers: { accept: FEED_ACCEPT }, maxBytes: MAX_FEED_BYTES, ...(signal && { signal }) };
}

function whatIsBehind({ body, url, headers }: OutwardResponse, signal: AbortSignal | undefined) {
  return runForOne('lookBehind', { document: { body, url, headers } }, { signal });
}

/** Beside the page first, then at the root of the site. */
function usualAddresses(pageUrl: string): string[] {
  const folder = new URL('.', pageUrl.endsWith('/') ? pageUrl : `${pageUrl}/`).href;
  const root = new URL('/', pageUrl).href;
  const all = [
    ...(folder === root ? [] : USUAL.slice(0, 5).map((path) => new URL(path, folder).href)),
    ...USUAL.map((path) => new URL(path, root).href),
  ];
  return [...new Set(all)];
}
