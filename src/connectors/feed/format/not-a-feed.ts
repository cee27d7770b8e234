import type { AppError } from '#platform/errors/index.ts';
import { feedErrors } from '../errors.ts';

/** Says what a document is when it is no feed, and what to do instead. */
export function notAFeed(text: string, firstTag: string | undefined, json?: unknown): AppError {
  const [lookedLike, advice] = describe(text.trimStart(), firstTag?.toLowerCase(), json);
  return feedErrors('feed.not_a_feed', { lookedLike, advice });
}

function describe(text: string, firstTag: string | undefined, json: unknown): [string, string] {
  if (text.trim() === '') return ['an empty document', 'Check the address, or try again later.'];
  if (json !== undefined)
    return ['JSON of another kind', 'A JSON Feed has a version, a title and items. Check the address.'];
  if (/^[{[]/.test(text))
    return ['broken JSON', 'Ask the publisher to mend it, or look for another feed of the site.'];
  if (firstTag === 'html' || /^<!doctype html/i.test(text) || firstTag === 'head' || firstTag === 'body')
    return ['an HTML page', 'Use discovery to find the feeds that the page announces.'];
  if (firstTag === 'opml') return ['an outline (OPML)', 'Import it as a list of feeds.'];
  if (firstTag === 'urlset' || firstTag === 'sitemapindex')
    return ['a sitemap', 'Give the address of a feed of the site.'];
  if (text.startsWith('%PDF') || /\p{Cc}(?<![\t\n\r])|\ufffd/u.test(text.slice(0, 200)))
    return ['binary data', 'Check the address.'];
  if (firstTag) return [`XML of another kind (<${firstTag.slice(0, 60)}>)`, 'Check the address.'];
  return ['plain text', 'Check the address.'];
}
