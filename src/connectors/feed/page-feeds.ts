import { Parser } from 'htmlparser2';
import { titleText } from './format/text.ts';
import { safeUrl } from './format/urls.ts';

export interface FoundFeed {
  url: string;
  title: string | null;
  /** Announced by the page, linked in its text, or guessed. */
  by: 'itself' | 'announced' | 'linked' | 'usual-address';
}

const FEED_TYPES =
  /^(?:application|text)\/(?:rss\+xml|atom\+xml|rdf\+xml|feed\+json|x-rss\+xml|x-atom\+xml)/i;
const VAGUE_TYPES = /^(?:application|text)\/(?:xml|json)\b/i;
const FEED_ADDRESS = /(?:^|[/._?=-])(?:rss|atom|feeds?|rdf)(?:$|[/._?=&-])|\.(?:rss|atom|rdf)$/i;

/** Feeds that a page announces or links to, best first, without asking anybody. */
export function feedsInPage(html: string, pageUrl: string, linkHeader?: string): FoundFeed[] {
  const found: FoundFeed[] = [...feedsInHeader(linkHeader, pageUrl)];
  const linked: FoundFeed[] = [];
  let base = pageUrl;
  let anchor: { url: string; text: string } | undefined;
  const parser = new Parser({
    onopentag: (name, attributes) => {
      if (name === 'base' && attributes.href) base = safeUrl(attributes.href, pageUrl) ?? pageUrl;
      if (name === 'link') found.push(...announced(attributes, base));
      const href = name === 'a' ? safeUrl(attributes.href, base) : null;
      if (href) anchor = { url: href, text: attributes.title ?? '' };
    },
    ontext: (text) => {
      if (anchor) anchor.text += text;
    },
    onclosetag: (name) => {
      if (name !== 'a' || !anchor) return;
      if (looksLikeFeed(anchor.url, pageUrl))
        linked.push({ url: anchor.url, title: titleText(anchor.text), by: 'linked' });
      anchor = undefined;
    },
  });
  parser.end(html);
  const unique = new Map<string, FoundFeed>();
  for (const feed of [...found, ...linked]) if (!unique.has(feed.url)) unique.set(feed.url, feed);
  // A site's own comments feed is announced beside its articles, and seldom meant.
  return [...unique.values()].sort((a, b) => Number(isComments(a)) - Number(isComments(b)));
}

function announced(attributes: Record<string, string>, base: string): FoundFeed[] {
  const relations = (attributes.rel ?? '').toLowerCase().split(/\s+/);
  const type = attributes.type ?? '';
  const url = safeUrl(attributes.href, base);
  if (!url || !/^https?:/i.test(url)) return [];
  const isFeed =
    relations.includes('feed') ||
    (relations.includes('alternate') &&
      (FEED_TYPES.test(type) || (VAGUE_TYPES.test(type) && FEED_ADDRESS.test(url))));
  // A feed's address may also be given as the canonical one of a page that shows the feed.
  const isCanonical =
    relations.includes('canonical') &&
    (FEED_TYPES.test(type) || /\.(?:rss|atom|rdf)$|\/(?:feed|rss|atom)\.(?:xml|json)$/i.test(url));
  return isFeed || isCanonical ? [{ url, title: titleText(attributes.title), by: 'announced' }] : [];
}

function feedsInHeader(header: string | undefined, pageUrl: string): FoundFeed[] {
  const links = [...(header ?? '').matchAll(/<([^>]*)>((?:\s*;\s*[\w-]+\s*=\s*(?:"[^"]*"|[^",;\s]*))*)/g)];
  return links.flatMap(([, href = '', parameters = '']) => {
    const read = (name: string) =>
      new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^",;\\s]*))`, 'i').exec(parameters);
    const value = (name: string) => read(name)?.[1] ?? read(name)?.[2] ?? '';
    return announced({ href, rel: value('rel'), type: value('type'), title: value('title') }, pageUrl);
  });
}

function looksLikeFeed(url: string, pageUrl: string): boolean {
  const address = URL.parse(url);
  if (!address || !/^https?:$/.test(address.protocol) || url === pageUrl) return false;
  return (
    FEED_ADDRESS.test(address.pathname) ||
    /\.xml$/i.test(address.pathname) ||
    FEED_ADDRESS.test(address.search)
  );
}

function isComments(feed: FoundFeed): boolean {
  return /comment|kommentar/i.test(`${feed.url} ${feed.title ?? ''}`);
}
