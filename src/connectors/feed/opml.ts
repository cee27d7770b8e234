import { generateOpml } from 'feedsmith';
import type { Opml } from 'feedsmith';
import { Parser } from 'htmlparser2';
import { feedErrors } from './errors.ts';
import { decodeText } from './format/decode.ts';
import { decodeEntities, escapeText } from './format/entities.ts';
import { mendXml } from './format/mend.ts';
import type { FeedWarning } from './format/types.ts';
import { safeUrl } from './format/urls.ts';

export interface OutlineFeed {
  url: string;
  title: string | null;
  siteUrl: string | null;
  /** Folders from the outside in; empty at the top. */
  folders: string[];
}

export interface Outline {
  title: string | null;
  feeds: OutlineFeed[];
  warnings: FeedWarning[];
}

const MAX_FEEDS = 50_000;

/** Reads a list of feeds from OPML of any version, nested, in any encoding, well-formed or not. Throws AppError `feed.opml_invalid`. */
export function readOpml(bytes: Uint8Array, contentType?: string): Outline {
  const warnings: FeedWarning[] = [];
  const { text } = decodeText(bytes, contentType, warnings);
  const { xml, entities } = mendXml(text, warnings);
  const reader = new OutlineReader(entities);
  reader.read(xml);
  if (!reader.isOutline)
    throw feedErrors('feed.opml_invalid', {
      lookedLike: reader.firstTag ? `<${reader.firstTag.slice(0, 60)}>` : 'an empty or plain document',
    });
  const feeds = distinct(reader.feeds);
  const doubles = reader.feeds.length - feeds.length;
  if (doubles > 0)
    warnings.push({
      code: 'opml.repeated',
      message:
        doubles === 1
          ? 'One feed stands in the outline more than once.'
          : `${doubles} feeds stand in the outline more than once.`,
    });
  if (reader.unusable > 0)
    warnings.push({
      code: 'opml.unusable',
      message:
        reader.unusable === 1
          ? 'One outline has an address that cannot be read.'
          : `${reader.unusable} outlines have an address that cannot be read.`,
    });
  return { title: reader.title.trim() || null, feeds, warnings };
}

/** Writes a list of feeds as OPML 2.0, folders nested. */
export function writeOpml(title: string, feeds: OutlineFeed[], now: Date): string {
  const root: OutlineNode = { text: title, outlines: [] };
  for (const feed of feeds) {
    const folder = feed.folders.reduce(enterFolder, root);
    const name = feed.title ?? feed.url;
    folder.outlines!.push({
      text: name,
      title: name,
      type: 'rss',
      xmlUrl: feed.url,
      ...(feed.siteUrl && { htmlUrl: feed.siteUrl }),
    });
  }
  if (feeds.length === 0)
    return `<?xml version="1.0" encoding="utf-8"?>\n<opml version="2.0"><head><title>${escapeText(title)}</title></head><body></body></opml>`;
  return generateOpml({ head: { title, dateCreated: now }, body: { outlines: root.outlines ?? [] } });
}

type OutlineNode = Opml.Outline<Date>;

function enterFolder(parent: OutlineNode, name: string): OutlineNode {
  const known = parent.outlines!.find((outline) => outline.text === name && outline.xmlUrl === undefined);
  if (known) return known;
  const folder: OutlineNode = { text: name, title: name, outlines: [] };
  parent.outlines!.push(folder);
  return folder;
}

class OutlineReader {
  readonly feeds: OutlineFeed[] = [];
  title = '';
  isOutline = false;
  unusable = 0;
  firstTag: string | undefined;
  private readonly entities: ReadonlyMap<string, string>;
  /** Open outlines: the folder's name, or null for a feed. */
  private readonly path: (string | null)[] = [];
  private isTitle = false;

  constructor(entities: ReadonlyMap<string, string>) {
    this.entities = entities;
  }

  read(xml: string): void {
    const parser = new Parser(
      {
        onopentag: (name, attributes) => this.opened(name, attributes),
        onclosetag: (name) => {
          if (name === 'outline') this.path.pop();
          if (name === 'title') this.isTitle = false;
        },
        ontext: (text) => {
          if (this.isTitle) this.title += decodeEntities(text, this.entities);
        },
      },
      { xmlMode: true, decodeEntities: false, lowerCaseTags: true, lowerCaseAttributeNames: true },
    );
    parser.end(xml);
  }

  private opened(name: string, raw: Record<string, string>): void {
    this.firstTag ??= name;
    if (name === 'opml' || name === 'outline' || name === 'outlinedocument') this.isOutline = true;
    if (name === 'title' && this.path.length === 0) this.isTitle = true;
    if (name !== 'outline') return;
    const value = (key: string) => decodeEntities(raw[key] ?? '', this.entities).trim();
    const address = value('xmlurl') || (/^(?:rss|atom|feed)$/i.test(value('type')) ? value('url') : '');
    const label = value('title') || value('text');
    if (address === '') {
      this.path.push(label === '' ? null : label);
      return;
    }
    const url = safeUrl(address.replace(/^feed:(?:\/\/)?(?=https?:)/i, '').replace(/^feed:\/\//i, 'http://'));
    if (!url || !/^https?:\/\//i.test(url)) this.unusable++;
    else if (this.feeds.length < MAX_FEEDS)
      this.feeds.push({
        url,
        title: value('text') || value('title') || null,
        siteUrl: safeUrl(value('htmlurl')),
        folders: this.path.filter((folder) => folder !== null),
      });
    this.path.push(null);
  }
}

function distinct(feeds: OutlineFeed[]): OutlineFeed[] {
  const byUrl = new Map<string, OutlineFeed>();
  for (const feed of feeds) if (!byUrl.has(feed.url)) byUrl.set(feed.url, feed);
  return [...byUrl.values()];
}
