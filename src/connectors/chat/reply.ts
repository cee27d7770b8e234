import { ownPlaceReplies, type Receipt, type ReplyConnector } from '#connectors/kit/index.ts';
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

/** Replies in the web chat become messages of its rooms. */
export function chatReplies(rooms: ChatRooms): ReplyConnector {
  return {
    ...ownPlaceReplies({
      network: 'chat',
      keyPrefix: 'chat_',
      maxLength: 4000,
      can: { mentions: false, media: true, files: { most: 10, bytes: 25 * 1024 ** 2 } },
      nameOf: (widgetId) => rooms.nameOf(widgetId),
      put: async ({ key, target, text, author, files = [] }) =>
        receiptOf(
          await rooms.put({
            key,
            rootExternalId: target.rootExternalId ?? target.externalId,
            text,
            author: author ?? null,
            fileIds: files.flatMap(({ id }) => id ?? []),
          }),
        ),
      find: async (key) => receiptOf(await rooms.find(key)),
      remove: (id) => rooms.remove(id),
      refusals: {
        closed: 'The web chat was removed under Settings, Web chat.',
        gone: { code: 'chat.room_gone', text: 'The chat is gone, and nobody can read an answer there.' },
      },
    }),
    async connect({ identifier }) {
      const name = await rooms.nameOf(identifier);
      if (name === undefined) throw chatErrors('account.refused');
      return { externalId: identifier, handle: name, displayName: name, credentials: null };
    },
  };
}

const receiptOf = (externalId: string | undefined): Receipt | undefined =>
  externalId === undefined ? undefined : { externalId };
