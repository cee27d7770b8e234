import type { App } from '#platform/app/index.ts';
import { newId } from '#platform/ids/index.ts';
import { mapInTurns } from '#platform/turns/index.ts';
import { findPosts, isAnsweringMachine, readStoredPosts, type StoredPost } from '#listen/posts/index.ts';
import type { PostObserver } from '#listen/intake/index.ts';
import {
  type Conversation,
  emptyConversation,
  hearAnswer,
  hearPost,
  loseAnswer,
  opensConversation,
  threadOf,
} from '../domain/conversation.ts';
import { forgetPosts, restate } from '../domain/restate.ts';
import { type Answer, deleteAnswers, insertAnswers, selectAnswers } from '../store/answers.ts';
import {
  type ConversationKey,
  countUnanswered,
  lockByKeys,
  lockByThreads,
  updateConversations,
} from '../store/conversations.ts';
import { holdFloods } from '../floods/brake.ts';
import type { NewThread } from '../floods/new-thread.ts';
import { forgetHeld, leaveFloods, leftQueue } from '../floods/leave.ts';
import { lockOpenFloods } from '../floods/store.ts';
import { openConversations } from '../store/open.ts';
import { insertActivities, type NewActivity } from '../store/records.ts';
import { announceLater } from './announce.ts';
import { dropPostsAndLabels } from './drop.ts';
import { automaticPostsPort } from '../ports.ts';
import { kindsIn, readStanding } from './standing.ts';

const system = { id: 'system', name: 'Rapport' };

/** Opens and updates conversations inside intake's transaction, whole batches at a time. */
export const inboxObserver: PostObserver = {
  async onPostsStored(app, posts, came) {
    await hearAnswers(
      app,
      posts.filter((post) => post.isOwn),
    );
    await hearCustomers(
      app,
      posts.filter((post) => !post.isOwn),
      came?.hasLimits === true,
    );
  },
  async onPostsDeleted(app, postIds) {
    await forgetHeld(app, postIds);
    await forgetAnswers(app, postIds);
    await forgetWords(app, postIds);
  },
  onPostsRemoved: dropPostsAndLabels,
};

async function hearCustomers(app: App, posts: readonly StoredPost[], hasLimits: boolean): Promise<void> {
  let groups = groupByKey(posts);
  // A second round only for keys that somebody else opened between the look and the insert.
  while (groups.size > 0) groups = await hearGroups(app, groups, hasLimits ? 'free' : 'braked');
}

/** Posts that were held become conversations like any other, in the ambient transaction. Answers their ids. */
export async function hearAgain(app: App, posts: readonly StoredPost[]): Promise<string[]> {
  const all = groupByKey(posts);
  let groups = all;
  while (groups.size > 0) groups = await hearGroups(app, groups, 'let-in');
  const keys = [...all.values()].map((group) => group.key);
  return (await lockByKeys(app, keys)).map(({ id }) => id);
}

interface Group {
  key: ConversationKey;
  posts: StoredPost[];
}

/** Whether floods are held back, nobody is, or everything opens a conversation. */
type Way = 'braked' | 'free' | 'let-in';

/** Answers the groups that have to be heard again. */
async function hearGroups(
  app: App,
  groups: ReadonlyMap<string, Group>,
  way: Way,
): Promise<Map<string, Group>> {
  const keys = [...groups.values()].map((group) => group.key);
  // Floods before conversations: whoever lets threads in locks them in the same order.
  const floods = way === 'braked' ? await lockOpenFloods(app, accountsOf(keys)) : [];
  const known = new Map(
    (await lockByKeys(app, keys)).map((conversation) => [keyOf(conversation), conversation]),
  );
  const unknown = [...groups].filter(([key]) => !known.has(key));
  const opening = unknown.filter(([, group]) => way === 'let-in' || group.posts.some(opensConversation));
  const unanswered = await countUnanswered(app, accountsOf(opening.map(([, group]) => group.key)));
  const threads = way === 'braked' ? unknown.map(threadIn) : [];
  const held = await holdFloods(app, threads, floods, unanswered);
  for (const [key, posts] of held.begun) join(groups.get(key)!, posts);
  const fresh = opening.filter(([key]) => !held.names.has(key));
  const answers = await answersFor(
    app,
    fresh.map(([, group]) => group.key),
  );

  const opened = await mapInTurns(fresh, ([key, group]) => {
    const empty = emptyConversation(newId('conv'), group.posts[0]!);
    const conversation = hearAll(app, empty, group.posts, unanswered.get(group.key.accountId) ?? 0);
    return {
      ...(answers.get(key) ?? []).reduce(
        (before, answer) => hearAnswer(before, answer.answeredAt),
        conversation,
      ),
      version: 1,
    };
  });
  const continued = await hearMore(
    app,
    [...groups].flatMap(([key, group]) => {
      const before = known.get(key);
      // An answering machine wants no answer: it is shown in the thread, and nobody has to look.
      const posts = group.posts.filter((post) => !isAnsweringMachine(post));
      return before && posts.length > 0 ? [{ before, posts }] : [];
    }),
  );

  const inserted = await openConversations(app, opened);
  await held.keep(opened.filter((row) => inserted.has(row.id)));
  await updateConversations(
    app,
    continued.map(({ after }) => after),
  );
  await insertActivities(
    app,
    continued.flatMap(({ before, after }) => reopened(before, after)),
  );
  announceLater(app, [...inserted, ...continued.map(({ after }) => after.id)]);
  return new Map(
    opened.filter((row) => !inserted.has(row.id)).map((row) => [keyOf(row), groups.get(keyOf(row))!]),
  );
}

/** What more was said in known conversations. Where earlier words were changed, everything is looked at again. */
async function hearMore(
  app: App,
  more: readonly { before: Conversation; posts: readonly StoredPost[] }[],
): Promise<{ before: Conversation; after: Conversation }[]> {
  const heard = await mapInTurns(more, ({ before, posts }) => ({
    before,
    after: hearAll(app, before, posts, 0),
    isEdited: posts.some((post) => before.postIds.includes(post.id)),
  }));
  const edited = heard.filter(({ isEdited }) => isEdited).map(({ after }) => after);
  const standingOf = await readStanding(app, edited);
  return heard.map(({ before, after, isEdited }) => ({
    before,
    after: isEdited ? restate(after, standingOf(after), kindsIn(app)) : after,
  }));
}

function hearAll(
  app: App,
  start: Conversation,
  posts: readonly StoredPost[],
  earlierUnanswered: number,
): Conversation {
  const kindsOf = kindsIn(app);
  return posts.reduce(
    (conversation, post) => hearPost(conversation, post, { topicKinds: kindsOf(post), earlierUnanswered }),
    start,
  );
}

function reopened(before: Conversation, after: Conversation): NewActivity[] {
  if (before.status === after.status) return [];
  return [{ conversationId: after.id, actor: system, action: 'reopened', detail: { from: before.status } }];
}

/** Answers that came before the post they answer, by conversation key. */
async function answersFor(app: App, keys: readonly ConversationKey[]): Promise<Map<string, Answer[]>> {
  const answers = await selectAnswers(app, keys);
  const byKey = new Map<string, Answer[]>();
  if (answers.length === 0) return byKey;
  for (const key of keys)
    byKey.set(
      keyOf(key),
      answers.filter((answer) => isAnswerTo(answer, key)),
    );
  return byKey;
}

async function hearAnswers(app: App, posts: readonly StoredPost[]): Promise<void> {
  const ours = posts.filter(
    (post) => post.rootExternalId !== null && post.rootExternalId !== post.externalId,
  );
  if (ours.length === 0) return;
  const automatic = await app.find(automaticPostsPort)?.among(app, ours);
  const inThreads = ours.filter(({ id }) => !automatic?.has(id));
  const parents = await parentsOf(app, inThreads);
  const answers = inThreads.flatMap((post): Answer[] => {
    const parent = parents.get(`${post.origin}\n${post.parentExternalId}`);
    // A second part of our own answer answers nobody anew.
    if (parent?.isOwn) return [];
    return [
      {
        postId: post.id,
        origin: post.origin,
        rootExternalId: threadOf(post),
        accountId: parent?.accountId ?? null,
        answeredAt: answeredAt(post),
      },
    ];
  });
  const fresh = await insertAnswers(app, answers);
  const before = await lockByThreads(app, fresh);
  const changed = before.flatMap((conversation) => {
    const after = fresh
      .filter((answer) => isAnswerTo(answer, conversation))
      .reduce((row, answer) => hearAnswer(row, answer.answeredAt), conversation);
    return after === conversation ? [] : [{ before: conversation, after }];
  });
  await updateConversations(
    app,
    changed.map(({ after }) => after),
  );
  await leaveFloods(app, leftQueue(changed));
  const elsewhere = changed.filter((change) => change.before.outgoing !== 'sending');
  await insertActivities(
    app,
    elsewhere.map(({ after }) => ({ conversationId: after.id, actor: system, action: 'answered-elsewhere' })),
  );
  announceLater(
    app,
    changed.map(({ after }) => after.id),
  );
}

function answeredAt(post: StoredPost): Date {
  return post.createdAt <= post.receivedAt ? post.createdAt : post.receivedAt;
}

async function parentsOf(
  app: App,
  posts: readonly StoredPost[],
): Promise<Map<string, { accountId: string; isOwn: boolean }>> {
  const byOrigin = Map.groupBy(
    posts.filter((post) => post.parentExternalId !== null),
    (post) => post.origin,
  );
  const parents = new Map<string, { accountId: string; isOwn: boolean }>();
  for (const [origin, of] of byOrigin) {
    for (const parent of await findPosts(
      app,
      origin,
      of.map((post) => post.parentExternalId!),
    )) {
      parents.set(`${origin}\n${parent.externalId}`, { accountId: parent.author.id, isOwn: parent.isOwn });
    }
  }
  return parents;
}

async function forgetAnswers(app: App, postIds: readonly string[]): Promise<void> {
  const gone = await deleteAnswers(app, postIds);
  if (gone.length === 0) return;
  const left = await selectAnswers(app, gone);
  const changed = (await lockByThreads(app, gone))
    .filter((conversation) => gone.some((answer) => isAnswerTo(answer, conversation)))
    .map((conversation) => {
      const times = left
        .filter((answer) => isAnswerTo(answer, conversation))
        .map((answer) => answer.answeredAt.getTime());
      return loseAnswer(conversation, times.length > 0 ? new Date(Math.max(...times)) : null);
    });
  await updateConversations(app, changed);
  await insertActivities(
    app,
    changed.map((row) => ({ conversationId: row.id, actor: system, action: 'answer-removed' })),
  );
  announceLater(
    app,
    changed.map((row) => row.id),
  );
}

async function forgetWords(app: App, postIds: readonly string[]): Promise<void> {
  const deleted = new Set(postIds);
  const posts = await readStoredPosts(app, postIds);
  const locked = await lockByKeys(
    app,
    [...groupByKey(posts).values()].map((group) => group.key),
  );
  const before = locked.filter((row) => row.postIds.some((id) => deleted.has(id)));
  if (before.length === 0) return;
  const standingOf = await readStanding(app, before, deleted);
  const after = before.map((row) => forgetPosts(row, deleted, standingOf(row), kindsIn(app)));
  await updateConversations(app, after);
  const gone = after.filter((row) => row.isGone);
  await leaveFloods(
    app,
    gone.map((row) => row.id),
  );
  await insertActivities(
    app,
    gone.map((row) => ({ conversationId: row.id, actor: system, action: 'posts-deleted' })),
  );
  announceLater(
    app,
    after.map((row) => row.id),
  );
}

function threadIn([name, { key, posts }]: [string, Group]): NewThread {
  return { name, accountId: key.accountId, posts, opens: posts.some(opensConversation) };
}

function accountsOf(keys: readonly ConversationKey[]): string[] {
  return [...new Set(keys.map((key) => key.accountId))];
}

/** What was held of a thread stands before what was said now; edited words count as they are now. */
function join(group: Group, earlier: readonly StoredPost[]): void {
  const said = new Set(group.posts.map((post) => post.id));
  group.posts.push(...earlier.filter((post) => !said.has(post.id)));
  inOrder(group);
}

function inOrder(group: Group): void {
  group.posts.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
}

function groupByKey(posts: readonly StoredPost[]): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const post of posts) {
    const key = { origin: post.origin, rootExternalId: threadOf(post), accountId: post.accountId };
    const name = keyOf(key);
    const group = groups.get(name);
    if (group) group.posts.push(post);
    else groups.set(name, { key, posts: [post] });
  }
  for (const group of groups.values()) inOrder(group);
  return groups;
}

function keyOf(key: ConversationKey): string {
  return `${key.origin}\n${key.rootExternalId}\n${key.accountId}`;
}

function isAnswerTo(answer: Answer, key: ConversationKey): boolean {
  return (
    answer.origin === key.origin &&
    answer.rootExternalId === key.rootExternalId &&
    (answer.accountId === null || answer.accountId === key.accountId)
  );
}
