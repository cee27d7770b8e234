import type { AtomFeed, MediaNs } from 'feedsmith';
import { relationOf } from './atom-parts.ts';
import { titleText } from './text.ts';
import type { FeedEnclosure } from './types.ts';
import { safeUrl } from './urls.ts';

type Media = MediaNs.ItemOrFeed;

export interface EnclosureInput {
  url?: string | undefined;
  type?: string | undefined;
  length?: number | undefined;
  duration?: number | undefined;
  title?: string | undefined;
}

/** Enclosures with absolute addresses; the same address twice is one, and the fuller description of it wins. */
export function readEnclosures(inputs: EnclosureInput[], base: string | null): FeedEnclosure[] {
  const byUrl = new Map<string, FeedEnclosure>();
  for (const input of inputs) {
    const url = safeUrl(input.url, base);
    if (!url) continue;
    const known = byUrl.get(url);
    const length = validLength(input.length);
    const enclosure: FeedEnclosure = {
      url,
      type: known?.type ?? (input.type?.trim().toLowerCase() || null),
      length: known?.length ?? length,
      ...pick('duration', known?.duration ?? input.duration),
      ...pick('title', known?.title ?? titleText(input.title) ?? undefined),
    };
    byUrl.set(url, enclosure);
  }
  return [...byUrl.values()];
}

/** Files of Media RSS, from groups and single ones; a group holds several versions of one thing. */
export function mediaFiles(media: Media | undefined): EnclosureInput[] {
  const contents = [
    ...(media?.contents ?? []),
    ...(media?.groups ?? []).flatMap((group) => group.contents ?? []),
  ];
  return contents.map((content) => ({
    url: content.url,
    type: content.type,
    length: content.fileSize,
    duration: content.duration,
    title: content.title?.value ?? content.description?.value,
  }));
}

/** The still that Media RSS gives: the first thumbnail of the item, of a group, of a file, else an image among the files. */
export function mediaImage(media: Media | undefined): string | undefined {
  if (!media) return undefined;
  const groups = media.groups ?? [];
  const contents = [...(media.contents ?? []), ...groups.flatMap((group) => group.contents ?? [])];
  const thumbnail = [media, ...groups, ...contents]
    .flatMap((part) => part.thumbnails ?? [])
    .find((found) => found.url);
  return (
    thumbnail?.url ??
    contents.find((content) => content.medium === 'image' || content.type?.startsWith('image/'))?.url
  );
}

/** Text that Media RSS gives when the feed itself has none, as video channels do. */
export function mediaText(media: Media | undefined): { value: string; type: string | undefined } | undefined {
  const parts = [media, ...(media?.groups ?? []), ...(media?.contents ?? [])];
  const found = parts.find((part) => part?.description?.value)?.description;
  return found?.value ? { value: found.value, type: found.type } : undefined;
}

export function atomEnclosures(links: AtomFeed.Link<string>[] | undefined): EnclosureInput[] {
  return (links ?? [])
    .filter((link) => link.rel && relationOf(link) === 'enclosure')
    .map((link) => ({ url: link.href, type: link.type, length: link.length, title: link.title }));
}

function validLength(length: number | undefined): number | null {
  return length !== undefined && Number.isFinite(length) && length >= 0 ? Math.floor(length) : null;
}

function pick<K extends string, V>(key: K, value: V | undefined): { [name in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [name in K]?: V });
}
