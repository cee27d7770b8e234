import {
  type ConnectedAccount,
  type OutboundReply,
  type Receipt,
  type ReplyConnector,
  SendPostponed,
  SendRefused,
} from '#connectors/kit/index.ts';

export type Mishap =
  | 'none'
  | 'answer-lost'
  | 'request-lost'
  | 'refused'
  | 'signed-out'
  | 'postponed'
  /** It arrives, and nobody can tell. */
  | 'blind'
  /** It does not arrive, and nobody can tell. */
  | 'blind-and-lost';

/** A network that keeps what it is sent under the key it is sent with, and fails as it is told. */
export class FakeReplies {
  readonly standing = new Map<string, { reply: OutboundReply; times: number }>();
  mishap: Mishap = 'none';
  sends = 0;

  readonly connector: ReplyConnector = {
    network: 'bluesky',
    capabilities: {
      maxLength: 20,
      countedIn: 'graphemes',
      maxBytes: 0,
      links: true,
      mentions: true,
      media: false,
      edit: false,
      delete: true,
      settleMs: 30,
    },
    connect: async (input): Promise<ConnectedAccount> => ({
      externalId: 'did:plc:brand',
      handle: input.identifier,
      credentials: { password: input.password },
    }),
    newKey: (at) => `k${at.getTime()}${Math.random().toString(36).slice(2, 8)}`,
    preflight: (text) => ({
      verdict: text.includes('forbidden') ? 'forbidden' : text.length > 20 ? 'too-long' : 'allowed',
      ...(text.includes('forbidden') ? { reason: 'The author allows no answers.' } : {}),
      length: text.length,
      maxLength: 20,
      facets: [],
    }),
    send: (reply) => this.#send(reply),
    readBack: async (reply) => {
      if (this.mishap === 'blind' || this.mishap === 'blind-and-lost') return { state: 'unknown' };
      return this.standing.has(reply.key)
        ? { state: 'present', receipt: receiptOf(reply) }
        : { state: 'absent' };
    },
    remove: async (receipt) => void this.standing.delete(receipt.externalId.split('/').at(-1)!),
  };

  async #send(reply: OutboundReply): Promise<Receipt> {
    this.sends += 1;
    switch (this.mishap) {
      case 'refused':
        throw new SendRefused('blocked', 'The author has blocked you.');
      case 'signed-out':
        throw new SendRefused('account.refused', 'The server does not take the session any more.');
      case 'postponed':
        throw new SendPostponed('Too many posts.', new Date(Date.now() + 50));
      case 'request-lost':
      case 'blind-and-lost':
        throw new Error('connection reset');
      case 'answer-lost':
      case 'blind':
        this.#keep(reply);
        throw new Error('socket hang up');
      case 'none':
        this.#keep(reply);
        return receiptOf(reply);
    }
  }

  #keep(reply: OutboundReply): void {
    const times = (this.standing.get(reply.key)?.times ?? 0) + 1;
    this.standing.set(reply.key, { reply, times });
  }
}

export function receiptOf(reply: OutboundReply): Receipt {
  return {
    externalId: `at://did:plc:brand/app.bsky.feed.post/${reply.key}`,
    revision: `cid-${reply.key}`,
    url: `https://bsky.example/${reply.key}`,
  };
}
