import { type OutboundReply, SendPostponed, SendRefused, type SendContext } from '../../kit/index.ts';
import { parseRecordUri } from '../records/addresses.ts';
import type { Endpoints } from '../network/identity.ts';
import { lookUp, threadOf } from '../network/lookup.ts';
import { type Credentials, isExpired } from '../network/sessions.ts';
import { listOf, type Shape, shapeOf } from '../records/shapes.ts';
import { xrpc } from '../network/xrpc.ts';

export interface StrongRef {
  uri: string;
  cid: string;
}

export interface ReplyRefs {
  root: StrongRef;
  parent: StrongRef;
}

const TIMEOUT_MS = 8000;

/**
 * The references of a reply, taken from the post as it stands now. Throws SendRefused when the post is certainly gone or its
 * author does not let this account answer, SendPostponed when it cannot be read and its revision is not known either.
 */
export async function findRefs(
  { target }: OutboundReply,
  session: Credentials,
  endpoints: Endpoints,
  context: SendContext,
): Promise<ReplyRefs> {
  const address = parseRecordUri(target.externalId);
  if (address === undefined)
    throw new SendRefused('bluesky.target_invalid', `${target.externalId} is not a post of this network.`);
  const seen = await askAppView(target.externalId, session, context);
  if (seen) {
    checkAllowed(seen);
    return refsOf(target.externalId, String(seen['cid']), seen['record']);
  }
  const found = await lookUp(address, session.service, { ...context, plc: endpoints.plc });
  if (found.state === 'gone')
    throw new SendRefused('bluesky.post_gone', 'The post was deleted by its author. Nothing was sent.');
  if (found.state === 'found') return refsOf(target.externalId, found.cid, found.record);
  return refsFromTarget(target);
}

function refsOf(uri: string, cid: string, record: unknown): ReplyRefs {
  const parent = { uri, cid };
  return { parent, root: threadOf(record).root ?? parent };
}

/** The post could not be read: what was known when it came in is enough, if both revisions are. */
function refsFromTarget(target: OutboundReply['target']): ReplyRefs {
  const { externalId, revision, rootExternalId, rootRevision } = target;
  const isRoot = rootExternalId === undefined || rootExternalId === externalId;
  if (revision !== undefined && isRoot) return refsOf(externalId, revision, undefined);
  if (revision !== undefined && rootExternalId !== undefined && rootRevision !== undefined) {
    return { parent: { uri: externalId, cid: revision }, root: { uri: rootExternalId, cid: rootRevision } };
  }
  throw new SendPostponed('The post that is answered could not be read. Nothing was sent.');
}

/** The post as the application sees it through this account; undefined when the server has no application behind it. */
async function askAppView(
  uri: string,
  session: Credentials,
  { outward, signal }: SendContext,
): Promise<Shape | undefined> {
  const call = { service: session.service, method: 'app.bsky.feed.getPosts', query: { uris: [uri] } };
  const answer = await xrpc(outward, {
    ...call,
    token: session.accessJwt,
    signal,
    timeoutMs: TIMEOUT_MS,
  }).catch((error: unknown): Shape => {
    if (isExpired(error)) throw error;
    return {};
  });
  const post = listOf(answer['posts'], 1).map(shapeOf)[0];
  return typeof post?.['cid'] === 'string' && post['uri'] === uri ? post : undefined;
}

function checkAllowed(post: Shape): void {
  const { blockedBy, blocking } = shapeOf(shapeOf(post['author'])['viewer']);
  if (blockedBy === true)
    throw new SendRefused('bluesky.blocked_by_author', 'The author blocks this account. Nothing was sent.');
  if (typeof blocking === 'string') {
    throw new SendRefused(
      'bluesky.author_blocked',
      'This account blocks the author. Unblock the author first. Nothing was sent.',
    );
  }
  if (shapeOf(post['viewer'])['replyDisabled'] === true) {
    throw new SendRefused(
      'bluesky.replies_closed',
      'The author limits who may reply to this post. Nothing was sent.',
    );
  }
}
