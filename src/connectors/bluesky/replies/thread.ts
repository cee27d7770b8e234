import type { InboundPost, ReplyConnector } from '../../kit/index.ts';
import { blobsOf, contentNetwork, parseRecordUri } from '../records/addresses.ts';
import type { Endpoints } from '../network/identity.ts';
import { lookUp, threadOf } from '../network/lookup.ts';
import { postFromRecord } from '../records/record.ts';
import { listOf, momentOf, type Shape, shapeOf } from '../records/shapes.ts';
import { microsOfTid } from '../records/tid.ts';
import { postFromView, versionBefore } from '../records/views.ts';
import { xrpc } from '../network/xrpc.ts';

type ThreadContext = Parameters<NonNullable<ReplyConnector['readThread']>>[1];

const TIMEOUT_MS = 8000;
const MOST_PARENTS = 40;
const MOST_POSTS = 500;

/** The thread as the public application shows it; without one, the posts above as their authors' servers give them. */
export async function readThread(
  uri: string,
  endpoints: Endpoints,
  context: ThreadContext,
): Promise<InboundPost[]> {
  const query = { uri, depth: '6', parentHeight: String(MOST_PARENTS) };
  const call = {
    service: endpoints.appView,
    method: 'app.bsky.feed.getPostThread',
    query,
    timeoutMs: TIMEOUT_MS,
  };
  const answer = await xrpc(context.outward, { ...call, signal: context.signal }).catch((): Shape => ({}));
  const posts = new Map<string, InboundPost>();
  collect(shapeOf(answer['thread']), posts);
  const thread = posts.has(uri) ? [...posts.values()] : await climb(uri, endpoints, context);
  return thread.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
}

/** Deleted and blocked posts stand in the thread without a text and are passed over. */
function collect(node: Shape, posts: Map<string, InboundPost>): void {
  for (let above = node['parent'], i = 0; above !== undefined && i < MOST_PARENTS; i++) {
    add(shapeOf(above), posts);
    above = shapeOf(above)['parent'];
  }
  add(node, posts);
  for (const reply of listOf(node['replies'], MOST_POSTS)) {
    if (posts.size < MOST_POSTS) collect({ ...shapeOf(reply), parent: undefined }, posts);
  }
}

function add(node: Shape, posts: Map<string, InboundPost>): void {
  const post = postFromView(shapeOf(node['post']));
  if (!('problem' in post)) posts.set(post.externalId, post);
}

async function climb(uri: string, endpoints: Endpoints, context: ThreadContext): Promise<InboundPost[]> {
  const posts: InboundPost[] = [];
  const service = shapeOf(context.account?.credentials)['service'];
  const near = typeof service === 'string' ? service : undefined;
  for (let next: string | undefined = uri; next !== undefined && posts.length < MOST_PARENTS;) {
    const address = parseRecordUri(next);
    if (address === undefined) break;
    const found = await lookUp(address, near, { ...context, plc: endpoints.plc });
    if (found.state !== 'found') break;
    const { did, rkey } = address;
    const seenAt = seenTime(rkey, found.record);
    const version = versionBefore(rkey, found.record, seenAt);
    const blobs = near === undefined ? contentNetwork : blobsOf(near);
    const post = postFromRecord(found.record, { did, rkey, cid: found.cid, version, seenAt, blobs });
    if ('problem' in post) break;
    posts.push(post);
    next = threadOf(found.record).parentUri;
  }
  return posts;
}

/** A server does not say when it got a record; its key and its own claim do, and the future is not believed. */
function seenTime(rkey: string, record: unknown): Date {
  const micros = microsOfTid(rkey);
  const claimed = micros === undefined ? momentOf(shapeOf(record)['createdAt']) : new Date(micros / 1000);
  const now = new Date();
  return claimed !== undefined && claimed < now ? claimed : now;
}
