import {
  type OutboundReply,
  type Preflight,
  type Receipt,
  type ReplyConnector,
  type SendContext,
  SendRefused,
} from '#connectors/kit/index.ts';
import { chatErrors } from './errors.ts';

/** What is put into a room. */
export interface RoomMessage {
  /** Nothing that has this key already is put in again. */
  key: string;
  /** Of the message that the room's thread begins with. */
  rootExternalId: string;
  text: string;
  /** Of the colleague. */
  author: string | null;
  fileIds: string[];
}

/** The rooms in which visitors read: our own database, which is the network here. */
export interface ChatRooms {
  /** Name of a widget; undefined when there is none with this id. */
  nameOf(widgetId: string): Promise<string | undefined>;
  /** Puts a message in, once for each key, and answers its id; undefined when the room is gone. */
  put(message: RoomMessage): Promise<string | undefined>;
  /** Id of the message with this key. */
  find(key: string): Promise<string | undefined>;
  /** Takes a message back: nothing of what it said is left. */
  remove(id: string): Promise<void>;
}

const LONGEST = 4000;
const LINK = /https?:\/\/[^\s<>"')\]]*[^\s<>"')\],.!?]/g;

/**
 * Replies in the web chat. The rooms are our own: a message is there or it is not, so read-back always tells, and a key is put in once however
 * often and from however many processes it is sent.
 */
export function chatReplies(rooms: ChatRooms): ReplyConnector {
  return {
    network: 'chat',
    capabilities: {
      maxLength: LONGEST,
      countedIn: 'code-points',
      maxBytes: 0,
      links: true,
      mentions: false,
      media: true,
      files: { most: 10, bytes: 25 * 1024 ** 2 },
      edit: false,
      delete: true,
      settleMs: 1000,
    },
    async connect({ identifier }) {
      const name = await rooms.nameOf(identifier);
      if (name === undefined) throw chatErrors('account.refused');
      return { externalId: identifier, handle: name, displayName: name, credentials: null };
    },
    async check({ account }) {
      await mustStand(rooms, account.externalId);
    },
    newKey: () => `chat_${crypto.randomUUID()}`,
    preflight,
    send: (reply, context) => send(rooms, reply, context),
    async readBack({ key }) {
      const externalId = await rooms.find(key);
      return externalId === undefined ? { state: 'absent' } : { state: 'present', receipt: { externalId } };
    },
    remove: ({ externalId }) => rooms.remove(externalId),
  };
}

async function send(rooms: ChatRooms, reply: OutboundReply, { account }: SendContext): Promise<Receipt> {
  await mustStand(rooms, account.externalId);
  const externalId = await rooms.put({
    key: reply.key,
    rootExternalId: reply.target.rootExternalId ?? reply.target.externalId,
    text: reply.text,
    author: reply.author ?? null,
    fileIds: (reply.files ?? []).flatMap(({ id }) => id ?? []),
  });
  if (externalId === undefined)
    throw new SendRefused('chat.room_gone', 'The chat is gone, and nobody can read an answer there.');
  return { externalId };
}

async function mustStand(rooms: ChatRooms, widgetId: string): Promise<void> {
  if ((await rooms.nameOf(widgetId)) === undefined)
    throw new SendRefused('account.refused', 'The web chat was removed under Settings, Web chat.');
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
