import { gunzipSync } from 'node:zlib';
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import { feedErrors } from '../errors.ts';
import { MAX_FEED_BYTES } from '../request.ts';
import { writeCanonical } from './canonical.ts';
import { decodeText } from './decode.ts';
import { separateEntries } from './identity.ts';
import { readJson } from './json-text.ts';
import { mendXml } from './mend.ts';
import { normaliseAtom } from './normalise-atom.ts';
import { normaliseJson } from './normalise-json.ts';
import { normaliseRss } from './normalise-rss.ts';
import { notAFeed } from './not-a-feed.ts';
import { readTree } from './tree.ts';
import type { FeedEntry, FeedInfo, FeedWarning, ParsedFeed } from './types.ts';
import { isAbsolute } from './urls.ts';

export interface ParseOptions {
  /** Where the document was read: the last resort for relative addresses. */
  url?: string | undefined;
  /** The HTTP header of that name; only its charset is believed. */
  contentType?: string | undefined;
}

interface Read {
  info: FeedInfo;
  entries: FeedEntry[];
}

/**
 * Reads any feed: RSS 0.90–2.0, RDF, Atom 0.3 and 1.0, JSON Feed 1.0 and 1.1, in any encoding, well-formed or not. Throws AppError
 * `feed.not_a_feed` with what it looked like, `feed.too_large`, `feed.too_deep`.
 */
export function parseFeed(document: Uint8Array, options: ParseOptions = {}): ParsedFeed {
  const bytes = unpack(document);
  if (bytes.length > MAX_FEED_BYTES)
    throw feedErrors('feed.too_large', { bytes: bytes.length, limit: MAX_FEED_BYTES });
  const warnings: FeedWarning[] = [];
  const { text } = decodeText(bytes, options.contentType, warnings);
  const documentUrl = options.url && isAbsolute(options.url) ? options.url : null;
  const trimmed = text.replace(/^[\s\ufeff\0]+/, '');
  const isJson = trimmed.startsWith('{') || trimmed.startsWith('[');
  const { info, entries } = isJson
    ? readJsonFeed(trimmed, documentUrl, warnings)
    : readXmlFeed(text, documentUrl, warnings);
  const separate = separateEntries(entries, warnings);
  noteLosses(separate, warnings);
  return { feed: info, entries: separate, warnings };
}

/** Some servers keep a feed packed and forget to say so. */
function unpack(document: Uint8Array): Uint8Array {
  if (document[0] !== 0x1f || document[1] !== 0x8b) return document;
  try {
    return gunzipSync(document, { maxOutputLength: MAX_FEED_BYTES });
  } catch {
    return document;
  }
}

function readXmlFeed(text: string, documentUrl: string | null, warnings: FeedWarning[]): Read {
  const { xml, entities } = mendXml(text, warnings);
  const tree = readTree(xml, entities);
  if (!('root' in tree)) throw notAFeed(text, tree.firstTag);
  const canonical = writeCanonical(tree, warnings);
  if (canonical.family === 'atom')
    return normaliseAtom(parseAtomFeed(canonical.xml), documentUrl, canonical.version);
  return normaliseRss(
    parseRssFeed(canonical.xml),
    documentUrl,
    tree.kind === 'rdf' ? 'rdf' : 'rss',
    canonical.version,
  );
}

function readJsonFeed(text: string, documentUrl: string | null, warnings: FeedWarning[]): Read {
  const json = readJson(text);
  const value = json?.value;
  if (!isFeedObject(value)) throw notAFeed(text, undefined, value);
  if (json?.isMended)
    warnings.push({
      code: 'json.mended',
      message: 'The JSON is not well-formed; what was complete was kept.',
    });
  const version = /version\/([\d.]+)/.exec(String(value.version ?? ''))?.[1] ?? null;
  // The parser behind wants the marker that sloppy publishers leave out.
  const marked = {
    ...value,
    version: `https://jsonfeed.org/version/${version ?? '1.1'}`,
    // And takes a feed without anything in it for no feed.
    user_comment: '-',
  };
  return normaliseJson(parseJsonFeed(marked), documentUrl, version);
}

function isFeedObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const object = value as Record<string, unknown>;
  if (typeof object.version === 'string' && object.version.includes('jsonfeed.org')) return true;
  return typeof object.title === 'string' && Array.isArray(object.items);
}

function noteLosses(entries: FeedEntry[], warnings: FeedWarning[]): void {
  const derived = entries.filter((entry) => entry.isIdDerived).length;
  if (derived > 0)
    warnings.push({
      code: 'entry.no_id',
      message: `${derived} of ${entries.length} entries have no id of their own; one was derived.`,
    });
  const horizon = new Date(Date.now() + 86_400_000).toISOString();
  const early = entries.filter((entry) => (entry.published ?? '') > horizon).length;
  if (early > 0)
    warnings.push({
      code: 'entry.future',
      message: `${early} of ${entries.length} entries are dated in the future.`,
    });
}
