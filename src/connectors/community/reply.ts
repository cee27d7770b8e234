import {
  type OutboundReply,
  type Preflight,
  type Receipt,
  type ReplyConnector,
  type SendContext,
  SendRefused,
} from '#connectors/kit/index.ts';

/** What is put into a thread. */
export interface ThreadReply {
  /** Nothing that has this key already is put in again. */
  key: string;
  /** The post that is answered. */
  postId: string;
  text: string;
  /** Name of the colleague. */
  author: string | null;
}

/** The threads of the community: our own database, which is the network here. */
export interface CommunityThreads {
  /** Name of the community; undefined while it is closed. */
  name(): Promise<string | undefined>;
  /** Puts a reply in, once for each key; undefined when the thread is gone. */
  put(reply: ThreadReply): Promise<Receipt | undefined>;
  /** What stands with this key. */
  find(key: string): Promise<Receipt | undefined>;
  /** Takes a post away again. */
  remove(id: string): Promise<void>;
}

const LONGEST = 32_000;
const LINK = /https?:\/\/[^\s<>"')\]]*[^\s<>"')\],.!?]/g;

/**
 * Replies in the community. The threads are our own: a post is there or it is not, so read-back always tells, and a key is put in once
 * however often and from however many processes it is sent.
 */
export function communityReplies(threads: CommunityThreads): ReplyConnector {
  return {
    network: 'community',
    capabilities: {
      maxLength: LONGEST,
      countedIn: 'code-points',
      maxBytes: 0,
      links: true,
      mentions: true,
      media: false,
      formatting: 'markdown',
      edit: false,
      delete: true,
      settleMs: 1000,
    },
    async connect({ identifier }) {
      const name = (await threads.name()) ?? 'Community';
      return { externalId: identifier, handle: name, displayName: name, credentials: null };
    },
    async check() {
      await mustBeOpen(threads);
    },
    newKey: () => `forum_${crypto.randomUUID()}`,
    preflight,
    send: (reply, context) => send(threads, reply, context),
    async readBack({ key }) {
      const receipt = await threads.find(key);
      return receipt === undefined ? { state: 'absent' } : { state: 'present', receipt };
    },
    remove: ({ externalId }) => threads.remove(externalId),
  };
}

async function send(
  threads: CommunityThreads,
  reply: OutboundReply,
  _context: SendContext,
): Promise<Receipt> {
  await mustBeOpen(threads);
  const receipt = await threads.put({
    key: reply.key,
    postId: reply.target.externalId,
    text: reply.text,
    author: reply.author ?? null,
  });
  if (receipt === undefined)
    throw new SendRefused(
      'community.thread_gone',
      'The thread is gone, and nobody can read an answer there.',
    );
  return receipt;
}

async function mustBeOpen(threads: CommunityThreads): Promise<void> {
  if ((await threads.name()) === undefined)
    throw new SendRefused('account.refused', 'The community is closed. Open it under Community.');
}

function preflight(text: string): Preflight {
  const { length } = Array.from(text);
  const verdict = text.trim() === '' ? 'forbidden' : length > LONGEST ? 'too-long' : 'allowed';
  const facets = [...text.matchAll(LINK)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    kind: 'link' as const,
    value: match[0],
  }));
  const reason = verdict === 'forbidden' ? { reason: 'There is nothing to send.' } : {};
  return { verdict, length, maxLength: LONGEST, facets, ...reason };
}
