import type { StoredPost } from '#listen/posts/index.ts';

/** A thread that has no conversation yet. */
export interface NewThread {
  name: string;
  accountId: string;
  posts: readonly StoredPost[];
  /** Whether what is said makes a conversation. */
  opens: boolean;
}
