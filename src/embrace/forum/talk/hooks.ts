import { addressOf } from '#platform/addresses/index.ts';
import type { App } from '#platform/app/index.ts';
import { type HookType, publishHook } from '#platform/webhooks/index.ts';
import type { Doer } from '../doer.ts';
import { isSolved, pathOf } from '../domain.ts';
import type { PostRow } from './posts-store.ts';
import type { ThreadRow } from './store.ts';

/** `{threadId}`: the inbox is told that the thread is solved. */
export const SETTLE_JOB = 'forum.settle';

const THREAD = {
  id: 'thr_01kaq0f7m2v0x8s3w5t1d9c4hn',
  kind: 'question',
  title: 'The router blinks red',
  url: 'https://example.com/community/t/thr_01kaq0f7m2v0x8s3w5t1d9c4hn/the-router-blinks-red',
  author: { id: 'mem_01kaq0k3c9y6d2b7r8m4f5v1xe', name: 'Maya' },
  tags: ['router'],
  posts: 3,
  isSolved: true,
};
const POST = {
  id: 'fpo_01kaq0k3c9y6d2b7r8m4f5v1xe',
  number: 2,
  author: { id: null, name: 'Ama Boateng' },
  text: 'Hold the button for ten seconds.',
};

/** What is told of the community. */
export const forumHookTypes: readonly HookType[] = [
  {
    type: 'thread.created',
    text: 'A thread was started in the community.',
    example: { thread: { ...THREAD, posts: 1, isSolved: false } },
  },
  {
    type: 'thread.answered',
    text: 'Somebody answered a thread.',
    example: { thread: { ...THREAD, isSolved: false }, post: POST },
  },
  {
    type: 'thread.solved',
    text: 'A question has its first accepted answer, or was solved elsewhere.',
    example: { thread: THREAD, post: POST },
  },
  {
    type: 'thread.wiki_changed',
    text: 'Somebody changed a post that is a wiki. `revision` counts its versions.',
    example: { thread: THREAD, post: POST, revision: 3, by: THREAD.author },
  },
];

/** Somebody changed a post that is a wiki. */
export async function tellWiki(
  app: App,
  { memberId, name }: Doer,
  { thread, post }: { thread: ThreadRow; post: PostRow },
): Promise<void> {
  const data = {
    thread: told(app, thread),
    post: toldPost(post),
    revision: post.revision,
    by: { id: memberId, name },
  };
  await publishHook(app, { type: 'thread.wiki_changed', at: post.editedAt ?? post.createdAt, data });
}

export async function tellThread(app: App, thread: ThreadRow): Promise<void> {
  await publishHook(app, {
    type: 'thread.created',
    at: thread.createdAt,
    data: { thread: told(app, thread) },
  });
}

export async function tellPosted(app: App, thread: ThreadRow, post: PostRow): Promise<void> {
  const counted = { ...thread, posts: thread.posts + 1 };
  const data = { thread: told(app, counted), post: toldPost(post) };
  await publishHook(app, { type: 'thread.answered', at: post.createdAt, data });
}

/** Tells other programs, and in a while the inbox, that a question needs no answer any more. */
export async function tellSolved(app: App, thread: ThreadRow, post: PostRow | null): Promise<void> {
  const data = { thread: told(app, thread), ...(post ? { post: toldPost(post) } : {}) };
  await publishHook(app, { type: 'thread.solved', at: await app.db.now(), data });
  await app.jobs.enqueue(SETTLE_JOB, { threadId: thread.id }, { key: `${SETTLE_JOB}:${thread.id}` });
}

function told(app: App, thread: ThreadRow): Record<string, unknown> {
  const { id, kind, title, authorId, authorName, tags, posts } = thread;
  const author = { id: authorId, name: authorName };
  return {
    id,
    kind,
    title,
    url: addressOf(app, pathOf(thread)),
    author,
    tags,
    posts,
    isSolved: isSolved(thread),
  };
}

const toldPost = ({ id, number, authorId, authorName, markdown }: PostRow) => ({
  id,
  number,
  author: { id: authorId, name: authorName },
  text: markdown,
});
