/** The parts of an at:// address of a record. */
export interface RecordAddress {
  did: string;
  collection: string;
  rkey: string;
}

export const POSTS = 'app.bsky.feed.post';
export const PROFILES = 'app.bsky.actor.profile';

export function recordUri({ did, collection, rkey }: RecordAddress): string {
  return `at://${did}/${collection}/${rkey}`;
}

/** The parts of an address, or undefined when it does not name a record of an account. */
export function parseRecordUri(uri: unknown): RecordAddress | undefined {
  if (typeof uri !== 'string' || uri.length > 8192) return undefined;
  const parts = /^at:\/\/(did:[a-z]+:[\w.:%-]+)\/([a-zA-Z\d.-]+)\/([\w.:~-]+)$/.exec(uri);
  return parts === null ? undefined : { did: parts[1]!, collection: parts[2]!, rkey: parts[3]! };
}

/** Page of a post or profile in the network's own web application. */
export function webPage(actor: string, rkey?: string): string {
  const profile = `https://bsky.app/profile/${actor}`;
  return rkey === undefined ? profile : `${profile}/post/${rkey}`;
}

/** Where the bytes of a blob are served. */
export interface BlobAddresses {
  image(did: string, cid: string): { url: string; thumbUrl: string };
  video(did: string, cid: string): { url: string; thumbUrl?: string };
  avatar(did: string, cid: string): string;
}

/** The public content network: every account that the Bluesky application knows. */
export const contentNetwork: BlobAddresses = {
  image: (did, cid) => ({
    url: `https://cdn.bsky.app/img/feed_fullsize/plain/${did}/${cid}@jpeg`,
    thumbUrl: `https://cdn.bsky.app/img/feed_thumbnail/plain/${did}/${cid}@jpeg`,
  }),
  video: (did, cid) => ({
    url: `https://video.bsky.app/watch/${encodeURIComponent(did)}/${cid}/playlist.m3u8`,
    thumbUrl: `https://video.bsky.app/watch/${encodeURIComponent(did)}/${cid}/thumbnail.jpg`,
  }),
  avatar: (did, cid) => `https://cdn.bsky.app/img/avatar/plain/${did}/${cid}@jpeg`,
};

/** Blobs straight from the server that keeps the account. */
export function blobsOf(service: string): BlobAddresses {
  const blob = (did: string, cid: string) =>
    `${service}/xrpc/com.atproto.sync.getBlob?did=${encodeURIComponent(did)}&cid=${encodeURIComponent(cid)}`;
  return {
    image: (did, cid) => ({ url: blob(did, cid), thumbUrl: blob(did, cid) }),
    video: (did, cid) => ({ url: blob(did, cid) }),
    avatar: blob,
  };
}
