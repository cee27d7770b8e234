import type {
  OutboundReply,
  Preflight,
  Receipt,
  ReplyCapabilities,
  ReplyConnector,
  SendContext,
} from './reply.ts';
import { SendRefused } from './reply.ts';

/** A network that lies in our own database: rooms of the web chat, threads of the community. */
export interface OwnPlace {
  network: string;
  /** What a new key begins with: `chat_`. */
  keyPrefix: string;
  /** Of a reply, in code points. */
  maxLength: number;
  can: Pick<ReplyCapabilities, 'mentions' | 'media'> &
    Pick<Partial<ReplyCapabilities>, 'files' | 'formatting'>;
  /** Name of what an account stands for; undefined while it takes no replies. */
  nameOf(accountId: string): Promise<string | undefined>;
  /** Puts a reply in, once for each key; undefined when what is answered is gone. */
  put(reply: OutboundReply): Promise<Receipt | undefined>;
  /** What stands with a key. */
  find(key: string): Promise<Receipt | undefined>;
  /** Takes away what was put in; what is gone already is no error. */
  remove(externalId: string): Promise<void>;
  /** Why nothing is sent: the place takes no replies, or what is answered is gone. */
  refusals: { closed: string; gone: { code: string; text: string } };
}

const LINK = /https?:\/\/[^\s<>"')\]]*[^\s<>"')\],.!?]/g;

/**
 * Replies into a place of our own. What is put in is there or it is not, so read-back always tells, and a key is put in once however often
 * and from however many processes it is sent. Connecting is left to the place.
 */
export function ownPlaceReplies(place: OwnPlace): Omit<ReplyConnector, 'connect'> {
  return {
    network: place.network,
    capabilities: {
      maxLength: place.maxLength,
      countedIn: 'code-points',
      maxBytes: 0,
      links: true,
      edit: false,
      delete: true,
      settleMs: 1000,
      ...place.can,
    },
    check: ({ account }) => mustTakeReplies(place, account.externalId),
    newKey: () => `${place.keyPrefix}${crypto.randomUUID()}`,
    preflight: (text) => preflight(text, place.maxLength),
    send: (reply, context) => send(place, reply, context),
    async readBack({ key }) {
      const receipt = await place.find(key);
      return receipt === undefined ? { state: 'absent' } : { state: 'present', receipt };
    },
    remove: ({ externalId }) => place.remove(externalId),
  };
}

async function send(place: OwnPlace, reply: OutboundReply, { account }: SendContext): Promise<Receipt> {
  await mustTakeReplies(place, account.externalId);
  const receipt = await place.put(reply);
  const { code, text } = place.refusals.gone;
  if (receipt === undefined) throw new SendRefused(code, text);
  return receipt;
}

async function mustTakeReplies({ nameOf, refusals }: OwnPlace, accountId: string): Promise<void> {
  if ((await nameOf(accountId)) === undefined) throw new SendRefused('account.refused', refusals.closed);
}

function preflight(text: string, maxLength: number): Preflight {
  const { length } = Array.from(text);
  const verdict = text.trim() === '' ? 'forbidden' : length > maxLength ? 'too-long' : 'allowed';
  const facets = [...text.matchAll(LINK)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    kind: 'link' as const,
    value: match[0],
  }));
  const reason = verdict === 'forbidden' ? { reason: 'There is nothing to send.' } : {};
  return { verdict, length, maxLength, facets, ...reason };
}
