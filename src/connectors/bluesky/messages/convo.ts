import type { InboundAuthor } from '../../kit/index.ts';
import { filled, listOf, momentOf, type Shape, shapeOf } from '../records/shapes.ts';
import { authorFromView } from '../records/views.ts';
import { type Asker, askChat, type ChatWay, isNoConvo } from './ask-chat.ts';
import { isPart } from './message-address.ts';

/** A conversation as the account has it. */
export interface Convo {
  id: string;
  /** Somebody whom the account does not follow has begun it, and it has not been accepted. */
  isRequest: boolean;
  /** More than two may read it: what is said there is not said to us alone. */
  isGroup: boolean;
  members: ReadonlyMap<string, InboundAuthor>;
  /** When the last message was sent; undefined where there is none. */
  lastAt: Date | undefined;
}

const MOST_MEMBERS = 200;

export function convoFromView(view: unknown): Convo | undefined {
  const { id, status, kind, members, lastMessage } = shapeOf(view);
  if (!isPart(id)) return undefined;
  const authors = listOf(members, MOST_MEMBERS).flatMap((member) => authorFromView(member) ?? []);
  return {
    id,
    isRequest: status === 'request',
    isGroup: shapeOf(kind)['$type'] === 'chat.bsky.convo.defs#groupConvo' || authors.length > 2,
    members: new Map(authors.map((author) => [author.externalId, author])),
    lastAt: momentOf(shapeOf(lastMessage)['sentAt']),
  };
}

/** A conversation by its name; undefined where the account is in none of that name any more. */
export async function readConvo(way: ChatWay, asker: Asker, convoId: string): Promise<Convo | undefined> {
  try {
    const { convo } = await askChat(way, asker, { method: 'getConvo', query: { convoId } });
    return convoFromView(convo);
  } catch (error) {
    if (isNoConvo(error)) return undefined;
    throw error;
  }
}

/** A page of a conversation, the newest first. */
export async function readMessages(
  way: ChatWay,
  asker: Asker,
  convoId: string,
  cursor: string | undefined,
): Promise<{ messages: Shape[]; cursor: string | undefined }> {
  const query = { convoId, limit: '100', ...(cursor !== undefined && { cursor }) };
  const answer = await askChat(way, asker, { method: 'getMessages', query });
  return {
    messages: listOf(answer['messages'], 100).map(shapeOf),
    cursor: filled(answer['cursor'], 4096),
  };
}
