import {
  type OutboundReply,
  type Receipt,
  type ReplyConnector,
  type SendContext,
  SendRefused,
} from '../../kit/index.ts';
import { parseRecordUri, POSTS, recordUri, webPage } from '../records/addresses.ts';
import { connectAccount } from './connect.ts';
import type { Endpoints } from '../network/identity.ts';
import type { ChatWay } from '../messages/ask-chat.ts';
import { mayMessage } from '../messages/may-message.ts';
import { isMessage } from '../messages/message-address.ts';
import { readBackMessage, sendMessage } from '../messages/send.ts';
import { IN_PRIVATE, IN_PUBLIC, preflight } from './preflight.ts';
import { resolveFacets } from './resolve-facets.ts';
import { askFor, type Lookup, threadOf } from '../network/lookup.ts';
import { NETWORK } from '../records/record.ts';
import { beforeSending, sendProblem } from './send-problem.ts';
import { type Credentials, type Sessions, SignedOut } from '../network/sessions.ts';
import { isDid, type Shape, shapeOf } from '../records/shapes.ts';
import { findRefs, type ReplyRefs } from './target.ts';
import { readThread } from './thread.ts';
import { newTid } from '../records/tid.ts';
import { xrpc, XrpcError } from '../network/xrpc.ts';

/**
 * Replies on Bluesky: to a post, written into the brand account's own repository under a key chosen beforehand; to a direct message, as one. What is
 * answered decides which, so that nothing said in private is answered in public.
 */
export function createReplies(endpoints: Endpoints, sessions: Sessions): ReplyConnector {
  const way = { sessions, chat: endpoints.chat };
  const isAlone = ({ target }: OutboundReply) => isMessage(target.externalId);
  return {
    network: NETWORK,
    capabilities: {
      ...IN_PUBLIC,
      countedIn: 'graphemes',
      links: true,
      mentions: true,
      media: false,
      edit: false,
      delete: true,
      // Posts: a second write under the same key changes nothing, so reading back early can do no harm.
      settleMs: 5000,
      // Direct messages have no key: one that a server still holds back would go out twice. None holds a request back for so long.
      inPrivate: { ...IN_PRIVATE, delete: false, settleMs: 60_000 },
    },
    connect: (input, context) => connectAccount(input, { endpoints, sessions }, context),
    check: (context) => check(way, context),
    newKey: newTid,
    preflight,
    send: (reply, context) =>
      isAlone(reply)
        ? sendMessage(reply, way, endpoints, context)
        : send(reply, endpoints, sessions, context),
    readBack: (reply, context) =>
      isAlone(reply) ? readBackMessage(reply, way, context) : readBack(reply, context),
    remove: (receipt, context) => remove(receipt, sessions, context),
    readThread: async (externalId, context) =>
      isMessage(externalId) ? [] : readThread(externalId, endpoints, context),
  };
}

async function check(way: ChatWay, { account, outward, signal }: SendContext): Promise<void> {
  try {
    await way.sessions.use(account, outward, ({ service, accessJwt: token }) =>
      xrpc(outward, { service, method: 'com.atproto.server.getSession', token, signal }),
    );
  } catch (error) {
    if (error instanceof SignedOut) throw new SendRefused('account.refused', error.message);
    throw error;
  }
  const may = await mayMessage(way, { account, outward, signal });
  if (may !== undefined) await account.reportMessages?.(may);
}

async function send(
  reply: OutboundReply,
  endpoints: Endpoints,
  sessions: Sessions,
  context: SendContext,
): Promise<Receipt> {
  const { verdict, reason } = preflight(reply.text);
  if (verdict !== 'allowed') throw new SendRefused('bluesky.text_refused', `${reason} Nothing was sent.`);
  const { account, outward } = context;
  const record = await sessions
    .use(account, outward, async (session) => {
      const refs = await findRefs(reply, session, endpoints, context);
      return writeRecord(reply, refs, await resolveFacets(reply.text, session, endpoints, context));
    })
    .catch((error: unknown) => Promise.reject(beforeSending(error)));
  try {
    return await sessions.use(account, outward, (session) => put(reply, record, session, context));
  } catch (error) {
    if (!(error instanceof XrpcError) || error.error !== 'InvalidSwap') throw sendProblem(error);
  }
  const standing = await readBack(reply, context);
  if (standing.state === 'present') return standing.receipt;
  throw new Error('Something else stands under the key of this reply.');
}

/** Writes only where nothing stands: a repeated write of the same record is accepted and changes nothing. */
async function put(
  reply: OutboundReply,
  record: Shape,
  session: Credentials,
  context: SendContext,
): Promise<Receipt> {
  const input = { repo: session.did, collection: POSTS, rkey: reply.key, record, swapRecord: null };
  const { service, accessJwt: token } = session;
  const { cid } = await xrpc(context.outward, {
    service,
    method: 'com.atproto.repo.putRecord',
    input,
    token,
    signal: context.signal,
  });
  return receiptOf(session.did, reply.key, typeof cid === 'string' ? cid : undefined);
}

function writeRecord(reply: OutboundReply, refs: ReplyRefs, facets: Shape[]): Shape {
  return {
    $type: POSTS,
    text: reply.text.toWellFormed(),
    createdAt: reply.decidedAt.toISOString(),
    reply: { root: refs.root, parent: refs.parent },
    ...(reply.langs && reply.langs.length > 0 && { langs: reply.langs.slice(0, 3) }),
    ...(facets.length > 0 && { facets }),
  };
}

/** Asks the account's own server, which alone knows for certain. No session is needed. */
async function readBack(reply: OutboundReply, context: SendContext): ReturnType<ReplyConnector['readBack']> {
  const { service, did } = shapeOf(context.account.credentials);
  if (typeof service !== 'string' || !isDid(did)) return { state: 'unknown' };
  const found: Lookup = await askFor({ did, collection: POSTS, rkey: reply.key }, service, context);
  if (found.state === 'gone') return { state: 'absent' };
  if (found.state === 'unknown') return { state: 'unknown' };
  const isOurs =
    shapeOf(found.record)['text'] === reply.text.toWellFormed() &&
    threadOf(found.record).parentUri === reply.target.externalId;
  return isOurs ? { state: 'present', receipt: receiptOf(did, reply.key, found.cid) } : { state: 'unknown' };
}

async function remove(
  receipt: Receipt,
  sessions: Sessions,
  { account, outward, signal }: SendContext,
): Promise<void> {
  if (isMessage(receipt.externalId))
    throw new SendRefused(
      'bluesky.message_stays',
      'A direct message cannot be taken back: the person keeps it, whatever is deleted here.',
    );
  const address = parseRecordUri(receipt.externalId);
  if (address === undefined)
    throw new SendRefused('bluesky.target_invalid', `${receipt.externalId} is not a post of this network.`);
  const { collection, rkey } = address;
  try {
    await sessions.use(account, outward, ({ service, did: repo, accessJwt: token }) =>
      xrpc(outward, {
        service,
        method: 'com.atproto.repo.deleteRecord',
        input: { repo, collection, rkey },
        token,
        signal,
      }),
    );
  } catch (error) {
    throw sendProblem(error);
  }
}

function receiptOf(did: string, rkey: string, cid: string | undefined): Receipt {
  return {
    externalId: recordUri({ did, collection: POSTS, rkey }),
    url: webPage(did, rkey),
    ...(cid !== undefined && { revision: cid }),
  };
}
