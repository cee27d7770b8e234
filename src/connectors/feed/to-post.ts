import type { InboundMedia, InboundPost, PostKind } from '#connectors/kit/index.ts';
import type { FeedConfig } from './config.ts';
import type { Change } from './changes.ts';
import { linksIn } from './format/html.ts';
import { htmlToText } from './format/text.ts';
import type { FeedEnclosure, FeedEntry, FeedInfo, ParsedFeed } from './format/types.ts';

const MAX_LINKS = 100;

/** An entry as a post. Its text is the body without the title, as plain text; an entry without a body says its title. */
export function toPost(
  { entry, version, isEdit }: Change,
  { feed }: ParsedFeed,
  config: FeedConfig,
  now: Date,
): InboundPost {
  const html = entry.content ?? (entry.summaryType === 'html' ? entry.summary : null);
  const text = (html ? htmlToText(html) : entry.summary) || entry.title || '';
  const media = mediaOf(entry);
  const links = html ? linksIn(html).slice(0, MAX_LINKS) : [];
  return {
    type: 'post',
    origin: `feed:${config.firstUrl}`,
    externalId: entry.id,
    version,
    network: 'feed',
    kind: kindOf(entry, feed, config.url),
    author: authorOf(entry, feed, config),
    ...(entry.title && { title: entry.title }),
    text,
    ...(html && { html }),
    ...(entry.language && { langs: [entry.language] }),
    ...(entry.url && { url: entry.url }),
    ...(links.length > 0 && { links }),
    ...(entry.categories.length > 0 && { tags: entry.categories }),
    ...(media.length > 0 && { media }),
    ...(entry.inReplyTo && { parentExternalId: entry.inReplyTo }),
    createdAt: createdAt(entry, now),
    ...(isEdit && { isEdit }),
  };
}

/** Comment and review feeds are recognised where the feed itself leaves no doubt. */
function kindOf(entry: FeedEntry, feed: FeedInfo, url: string): PostKind {
  const addresses = [url, feed.feedUrl ?? '', feed.url ?? ''].join(' ');
  if (/\/customerreviews\//i.test(addresses) || /^(?:customer|user|app) reviews\b/i.test(feed.title ?? ''))
    return 'review';
  if (entry.inReplyTo || /\/comments\/(?:feed|default|rss|atom)|\/feeds?\/comments\b/i.test(addresses))
    return 'comment';
  return /^comments? (?:on|for|to):? |^kommentare (?:zu|für):? |^commentaires (?:sur|pour) /i.test(
    feed.title ?? '',
  )
    ? 'comment'
    : 'article';
}

function authorOf(entry: FeedEntry, feed: FeedInfo, config: FeedConfig): InboundPost['author'] {
  const first = entry.authors[0];
  const name = entry.author ?? feed.author ?? feed.title ?? new URL(config.url).hostname;
  return {
    externalId: first?.email ?? first?.url ?? name,
    displayName: name,
    ...(first?.url && /^https?:/i.test(first.url) && { profileUrl: first.url }),
  };
}

/** A date in the future would hold the post at the top of every list until then. */
function createdAt(entry: FeedEntry, now: Date): Date {
  const date = entry.published ?? entry.updated;
  return date && Date.parse(date) <= now.getTime() ? new Date(date) : now;
}

function mediaOf(entry: FeedEntry): InboundMedia[] {
  const media = entry.enclosures.map(toMedia);
  const { image } = entry;
  if (!image || media.some((item) => item.url === image)) return media;
  const playable = media.find((item) => item.kind === 'video' || item.kind === 'audio');
  if (playable) playable.thumbUrl = image;
  else media.unshift({ kind: 'image', url: image });
  return media;
}

function toMedia({ url, type, length, duration, title }: FeedEnclosure): InboundMedia {
  return {
    kind: mediaKind(type, url),
    url,
    ...(type && { mimeType: type }),
    ...(length && { size: length }),
    ...(duration !== undefined && { duration }),
    ...(title && { alt: title }),
  };
}

function mediaKind(type: string | null, url: string): InboundMedia['kind'] {
  const major = type?.split('/')[0];
  if (major === 'image' || major === 'video' || major === 'audio') return major;
  const path = (URL.parse(url)?.pathname ?? url).toLowerCase();
  if (/\.(?:jpe?g|png|gif|webp|avif|svg)$/.test(path)) return 'image';
  if (/\.(?:mp4|m4v|mov|webm|mkv)$/.test(path)) return 'video';
  return /\.(?:mp3|m4a|ogg|oga|opus|wav|flac|aac)$/.test(path) ? 'audio' : 'file';
}
