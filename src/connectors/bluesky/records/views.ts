import type { InboundAuthor, InboundPost } from '../../kit/index.ts';
import { contentNetwork, parseRecordUri, webPage } from './addresses.ts';
import { postFromRecord } from './record.ts';
import { filled, isDid, isHandle, momentOf, type Shape, shapeOf, webAddress } from './shapes.ts';
import { microsOfTid } from './tid.ts';

/** An author as the application shows one; undefined when the profile has no DID. */
export function authorFromView(view: unknown): InboundAuthor | undefined {
  const { did, handle, displayName, avatar, followersCount } = shapeOf(view);
  if (!isDid(did)) return undefined;
  const name = filled(displayName, 640);
  const picture = webAddress(avatar);
  return {
    externalId: did,
    profileUrl: webPage(did),
    ...(isHandle(handle) && { handle }),
    ...(name !== undefined && { displayName: name }),
    ...(picture !== undefined && { avatarUrl: picture }),
    ...(Number.isSafeInteger(followersCount) && { followers: Number(followersCount) }),
  };
}

/** A post as the application shows one (in threads and notifications), or the reason why it is none. */
export function postFromView(view: Shape): InboundPost | { problem: string } {
  const address = parseRecordUri(view['uri']);
  const author = authorFromView(view['author']);
  const seenAt = momentOf(view['indexedAt']);
  if (!address || !author || !seenAt || address.did !== author.externalId) {
    return { problem: 'The post lacks its address, author or time.' };
  }
  const cid = filled(view['cid'], 200);
  const post = postFromRecord(view['record'], {
    did: address.did,
    rkey: address.rkey,
    version: versionBefore(address.rkey, view['record'], seenAt),
    seenAt,
    blobs: contentNetwork,
    ...(cid !== undefined && { cid }),
    ...(author.handle !== undefined && { handle: author.handle }),
  });
  return 'problem' in post ? post : { ...post, author };
}

/**
 * The application does not tell the revision that orders the states of a record. The earliest time that speaks for the post lies
 * before it, so whatever the streams say of the same post wins over what is read here.
 */
export function versionBefore(rkey: string, record: unknown, seenAt: Date): number {
  const created = momentOf(shapeOf(record)['createdAt'])?.getTime() ?? seenAt.getTime();
  const claimed = microsOfTid(rkey) ?? created * 1000;
  return Math.max(1, Math.min(claimed, seenAt.getTime() * 1000));
}
