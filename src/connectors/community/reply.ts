import { ownPlaceReplies, type Receipt, type ReplyConnector } from '#connectors/kit/index.ts';

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

/** Replies in the community become posts of its threads. */
export function communityReplies(threads: CommunityThreads): ReplyConnector {
  return {
    ...ownPlaceReplies({
      network: 'community',
      keyPrefix: 'forum_',
      maxLength: 32_000,
      can: { mentions: true, media: false, formatting: 'markdown' },
      nameOf: () => threads.name(),
      put: ({ key, target, text, author }) =>
        threads.put({ key, postId: target.externalId, text, author: author ?? null }),
      find: (key) => threads.find(key),
      remove: (id) => threads.remove(id),
      refusals: {
        closed: 'The community is closed. Open it under Community.',
        gone: {
          code: 'community.thread_gone',
          text: 'The thread is gone, and nobody can read an answer there.',
        },
      },
    }),
    async connect({ identifier }) {
      const name = (await threads.name()) ?? 'Community';
      return { externalId: identifier, handle: name, displayName: name, credentials: null };
    },
  };
}
