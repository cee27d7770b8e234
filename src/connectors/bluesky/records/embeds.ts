import type { InboundMedia } from '../../kit/index.ts';
import { type BlobAddresses, parseRecordUri, POSTS } from './addresses.ts';
import { filled, isShape, listOf, type Shape, shapeOf, textOf, webAddress } from './shapes.ts';

/** What is attached to a post. */
export interface Attached {
  media: InboundMedia[];
  /** The link card. */
  card?: { url: string; title?: string };
  quotedExternalId?: string;
}

const MOST_IMAGES = 20;

/** Reads the embed of a post; kinds it does not know are left out, as the network's own applications do. */
export function readEmbed(embed: unknown, did: string, blobs: BlobAddresses): Attached {
  if (!isShape(embed)) return { media: [] };
  switch (embed['$type']) {
    case 'app.bsky.embed.images':
      return { media: images(embed['images'], did, blobs) };
    case 'app.bsky.embed.gallery':
      return { media: images(embed['items'], did, blobs) };
    case 'app.bsky.embed.video':
      return { media: video(embed, did, blobs) };
    case 'app.bsky.embed.external':
      return { media: [], ...card(shapeOf(embed['external'])) };
    case 'app.bsky.embed.record':
      return { media: [], ...quoted(embed['record']) };
    case 'app.bsky.embed.recordWithMedia':
      return { ...readEmbed(embed['media'], did, blobs), ...quoted(shapeOf(embed['record'])['record']) };
    default:
      return { media: [] };
  }
}

/** CID of a blob in any of the forms in use: `{ref: {$link}}`, and the old `{cid}`. */
export function blobCid(blob: unknown): string | undefined {
  const { ref, cid } = shapeOf(blob);
  const link = isShape(ref) ? ref['$link'] : cid;
  return typeof link === 'string' && /^[a-zA-Z\d]{8,200}$/.test(link) ? link : undefined;
}

function images(items: unknown, did: string, blobs: BlobAddresses): InboundMedia[] {
  return listOf(items, MOST_IMAGES).flatMap((item) => {
    const { image, alt } = shapeOf(item);
    const cid = blobCid(image);
    return cid === undefined ? [] : [{ kind: 'image', ...blobs.image(did, cid), ...described(image, alt) }];
  });
}

function video(embed: Shape, did: string, blobs: BlobAddresses): InboundMedia[] {
  const cid = blobCid(embed['video']);
  if (cid === undefined) return [];
  return [{ kind: 'video', ...blobs.video(did, cid), ...described(embed['video'], embed['alt']) }];
}

function described(blob: unknown, alt: unknown): Pick<InboundMedia, 'alt' | 'mimeType' | 'size'> {
  const { mimeType, size } = shapeOf(blob);
  const words = filled(alt, 20_000);
  const type = filled(mimeType, 200);
  return {
    ...(words !== undefined && { alt: words }),
    ...(type !== undefined && type !== '*/*' && { mimeType: type }),
    ...(Number.isSafeInteger(size) && Number(size) >= 0 && { size: Number(size) }),
  };
}

function card(external: Shape): Pick<Attached, 'card'> {
  const url = webAddress(external['uri']);
  const title = textOf(external['title'], 20_000)?.trim();
  return url === undefined ? {} : { card: { url, ...(title && { title }) } };
}

/** Lists, feeds and starter packs may stand in the same place; only a post is quoted. */
function quoted(reference: unknown): Pick<Attached, 'quotedExternalId'> {
  const uri = shapeOf(reference)['uri'];
  return parseRecordUri(uri)?.collection === POSTS ? { quotedExternalId: uri as string } : {};
}
