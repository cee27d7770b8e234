import type { StoredPost } from '#listen/posts/index.ts';
import { type Correction, type Factor, judge, pointsOf, rankOf } from '#respond/triage/index.ts';

export const STATUSES = ['open', 'waiting', 'snoozed', 'done'] as const;
export type Status = (typeof STATUSES)[number];
export type Outgoing = 'none' | 'waiting' | 'sending' | 'held' | 'failed' | 'uncertain';

/** What decides where a conversation stands in the queues. */
export type Placement = Pick<Conversation, 'status' | 'rank' | 'lastPostAt' | 'topicIds' | 'isGone'>;

/** One thread with one customer. */
export interface Conversation {
  id: string;
  origin: string;
  network: string;
  rootExternalId: string;
  accountId: string;
  status: Status;
  snoozedUntil: Date | null;
  /** Why, in an agent's words; null unless it is snoozed. */
  snoozeReason: string | null;
  assigneeId: string | null;
  teamId: string | null;
  /** The case it belongs to, see respond/cases. */
  caseId: string | null;
  /** External id of the account of ours that the customer named last: a mailbox, a handle, a chat; null where he named none. */
  writtenTo: string | null;
  labels: readonly string[];
  topicIds: readonly string[];
  factors: readonly Factor[];
  rank: number;
  excerpt: string;
  title: string | null;
  hasMedia: boolean;
  /** Posts of the customer that stand; ids sort by time. */
  postIds: readonly string[];
  lastPostId: string;
  lastPostAt: Date;
  postsWaiting: number;
  /** When the customer began to wait for the answer that is still missing. */
  waitingSince: Date | null;
  answeredAt: Date | null;
  outgoing: Outgoing;
  isUnread: boolean;
  isGone: boolean;
  version: number;
  /** Where the row stood when it was read, so that the queues can be brought in step; absent for what is not stored yet. */
  stored?: Placement | undefined;
}

/** What triage needs beside the post. */
export interface Circumstances {
  topicKinds: readonly string[];
  earlierUnanswered: number;
}

export type SaidPost = Pick<
  StoredPost,
  | 'id'
  | 'origin'
  | 'network'
  | 'externalId'
  | 'rootExternalId'
  | 'accountId'
  | 'title'
  | 'text'
  | 'media'
  | 'createdAt'
  | 'receivedAt'
  | 'addresses'
  | 'mentions'
  | 'topics'
  | 'isPrivate'
> & {
  /** What people said of it, where it was asked for. */
  corrections?: readonly Correction[] | undefined;
};

const EXCERPT_UNITS = 280;
const MOST_POSTS = 1000;
const MOST_TOPICS = 50;
/** A clock that somebody set back must not win a place in the queue. */
const LONGEST_CREDIT_MS = 7 * 86_400_000;

/** Thread of a post: the first post of a thread is its own root. */
export function threadOf(post: Pick<SaidPost, 'rootExternalId' | 'externalId'>): string {
  return post.rootExternalId ?? post.externalId;
}

/** Whether a post makes a conversation where there is none. */
export function opensConversation(post: Pick<SaidPost, 'addresses' | 'topics' | 'isPrivate'>): boolean {
  return isToUs(post) || post.topics.some((topic) => topic.toInbox);
}

/** Whether it speaks to the brand: by name, or to nobody else. */
export function isToUs(post: Pick<SaidPost, 'addresses' | 'isPrivate'>): boolean {
  return post.isPrivate === true || post.addresses.length > 0;
}

/** Which of our accounts a post names: the one that it names first, else the one whose post it answers or quotes. */
export function accountNamed({
  mentions,
  addresses,
}: Pick<SaidPost, 'mentions' | 'addresses'>): string | null {
  return mentions.find((id) => addresses.includes(id)) ?? addresses[0] ?? null;
}

/** A new conversation, with its first post still to be heard. */
export function emptyConversation(id: string, post: SaidPost): Conversation {
  return {
    id,
    origin: post.origin,
    network: post.network,
    rootExternalId: threadOf(post),
    accountId: post.accountId,
    status: 'open',
    snoozedUntil: null,
    snoozeReason: null,
    assigneeId: null,
    teamId: null,
    caseId: null,
    writtenTo: null,
    labels: [],
    topicIds: [],
    factors: [],
    rank: 0,
    excerpt: '',
    title: null,
    hasMedia: false,
    postIds: [],
    lastPostId: post.id,
    lastPostAt: saidAt(post),
    postsWaiting: 0,
    waitingSince: null,
    answeredAt: null,
    outgoing: 'none',
    isUnread: true,
    isGone: false,
    version: 0,
  };
}

/** The customer said something. Of a post that was heard before only the words are taken up; `restate` draws the conclusions. */
export function hearPost(before: Conversation, post: SaidPost, circumstances: Circumstances): Conversation {
  const topicIds =
    before.topicIds.length >= MOST_TOPICS
      ? before.topicIds
      : [...new Set([...before.topicIds, ...post.topics.map((topic) => topic.topicId)])];
  if (before.postIds.includes(post.id)) return placed({ ...withWords(before, post), topicIds });
  const heard = {
    ...withWords(before, post),
    writtenTo: accountNamed(post) ?? before.writtenTo,
    topicIds,
    isGone: false,
    postIds: [...before.postIds, post.id].sort().slice(-MOST_POSTS),
  };
  const since = creditedFrom(post);
  // Older than our last word: it is shown, and nobody waits because of it.
  if (before.answeredAt && since <= before.answeredAt) return placed(heard);
  const isFirst = before.waitingSince === null;
  const waiting: Conversation = {
    ...heard,
    status: 'open',
    snoozedUntil: null,
    snoozeReason: null,
    isUnread: true,
    postsWaiting: isFirst ? 1 : before.postsWaiting + 1,
    waitingSince: earlier(before.waitingSince ?? since, since),
    factors: isFirst ? before.factors.filter(isPinned) : before.factors,
  };
  return placed(rejudge(waiting, post, circumstances));
}

/** The brand answered at that time. A reply that left through Rapport keeps the status that was chosen with it. */
export function hearAnswer(before: Conversation, at: Date): Conversation {
  if (before.answeredAt && at <= before.answeredAt) return before;
  const answered = { ...before, answeredAt: at };
  if (before.waitingSince === null || at < before.waitingSince) return placed(answered);
  if (before.lastPostAt > at)
    return placed({ ...answered, waitingSince: before.lastPostAt, postsWaiting: 1 });
  const isFromElsewhere = before.outgoing !== 'sending';
  return placed({
    ...answered,
    waitingSince: null,
    postsWaiting: 0,
    status: isFromElsewhere && before.status === 'open' ? 'waiting' : before.status,
  });
}

/** An answer was taken back; `answeredAt` is the last one that stands. */
export function loseAnswer(before: Conversation, answeredAt: Date | null): Conversation {
  const isWaiting = !before.isGone && (answeredAt === null || before.lastPostAt > answeredAt);
  if (!isWaiting || before.waitingSince) return placed({ ...before, answeredAt });
  return placed({
    ...before,
    answeredAt,
    waitingSince: before.lastPostAt,
    postsWaiting: 1,
    status: before.status === 'waiting' ? 'open' : before.status,
  });
}

/** The conversation with its place in the queue: call it after every change. */
export function placed(conversation: Conversation): Conversation {
  const isWaiting = conversation.waitingSince !== null && conversation.status !== 'done';
  const since = isWaiting ? conversation.waitingSince! : conversation.lastPostAt;
  return { ...conversation, rank: rankOf(since, pointsOf(conversation.factors), isWaiting) };
}

/** Everything that lists are filtered by. */
export function facetsOf(
  conversation: Pick<
    Conversation,
    'topicIds' | 'network' | 'labels' | 'assigneeId' | 'caseId' | 'teamId' | 'writtenTo'
  >,
): string[] {
  return [
    facet.network(conversation.network),
    facet.assignee(conversation.assigneeId),
    ...(conversation.teamId === null ? [] : [facet.team(conversation.teamId)]),
    ...(conversation.caseId === null ? [] : [facet.case(conversation.caseId)]),
    ...(conversation.writtenTo === null ? [] : [facet.writtenTo(conversation.writtenTo)]),
    ...conversation.topicIds.map(facet.topic),
    ...conversation.labels.map(facet.label),
  ];
}

export const facet = {
  network: (name: string) => `n:${name}`,
  topic: (id: string) => `t:${id}`,
  label: (name: string) => `l:${name.toLowerCase()}`,
  assignee: (id: string | null) => `a:${id ?? '-'}`,
  team: (id: string) => `g:${id}`,
  case: (id: string) => `c:${id}`,
  writtenTo: (externalId: string) => `w:${externalId}`,
};

function rejudge(conversation: Conversation, post: SaidPost, circumstances: Circumstances): Conversation {
  if (conversation.waitingSince === null) return conversation;
  const found = judge({
    title: post.title,
    text: post.text,
    corrections: post.corrections,
    isAddressed: isToUs(post),
    topicKinds: circumstances.topicKinds,
    earlierUnanswered: circumstances.earlierUnanswered,
    postsWaiting: conversation.postsWaiting,
  });
  // How often they wrote is counted anew each time.
  const known = conversation.factors.filter((factor) => factor.key !== 'repeated');
  return { ...conversation, factors: bestOf(known, found) };
}

/** What a colleague said of the priority stays through answers. */
function isPinned({ key }: Factor): boolean {
  return key === 'pinned';
}

/** Of each reason the weightiest, whatever order they came in; the weightiest first. */
export function bestOf(...given: readonly (readonly Factor[])[]): Factor[] {
  const byKey = new Map<string, Factor>();
  for (const factor of given.flat()) {
    const known = byKey.get(factor.key);
    if (!known || compareFactors(factor, known) < 0) byKey.set(factor.key, factor);
  }
  return [...byKey.values()].sort(compareFactors);
}

function compareFactors(a: Factor, b: Factor): number {
  return b.points - a.points || (`${a.key} ${a.reason}` < `${b.key} ${b.reason}` ? -1 : 1);
}

/** Shows the post's words if it is the newest. */
function withWords(before: Conversation, post: SaidPost): Conversation {
  const isNewest =
    before.postIds.length === 0 ||
    post.id === before.lastPostId ||
    saidAt(post) > before.lastPostAt ||
    (saidAt(post).getTime() === before.lastPostAt.getTime() && post.id > before.lastPostId);
  return isNewest ? { ...before, ...wordsOf(post) } : before;
}

/** Whether `a` was said after `b`. */
export function isLater(a: SaidPost, b: SaidPost): boolean {
  const apart = saidAt(a).getTime() - saidAt(b).getTime();
  return apart > 0 || (apart === 0 && a.id > b.id);
}

/** What a list shows of a post. */
export function wordsOf(
  post: SaidPost,
): Pick<Conversation, 'excerpt' | 'title' | 'hasMedia' | 'lastPostId' | 'lastPostAt'> {
  return {
    excerpt: excerptOf(post.text),
    title: post.title === null ? null : excerptOf(post.title),
    hasMedia: post.media.length > 0,
    lastPostId: post.id,
    lastPostAt: saidAt(post),
  };
}

function excerptOf(text: string): string {
  const line = text
    .slice(0, EXCERPT_UNITS * 4)
    .replaceAll(/\s+/gu, ' ')
    .trim();
  return line.length <= EXCERPT_UNITS
    ? line
    : `${line
        .slice(0, EXCERPT_UNITS - 1)
        .toWellFormed()
        .replace(/\ufffd$/, '')}…`;
}

/** When it was said, but never later than when it came: some clocks run ahead. */
function saidAt(post: Pick<SaidPost, 'createdAt' | 'receivedAt'>): Date {
  return earlier(post.createdAt, post.receivedAt);
}

/** From when the author waits for an answer. */
export function creditedFrom(post: Pick<SaidPost, 'createdAt' | 'receivedAt'>): Date {
  return new Date(Math.max(saidAt(post).getTime(), post.receivedAt.getTime() - LONGEST_CREDIT_MS));
}

function earlier(a: Date, b: Date): Date {
  return a <= b ? a : b;
}
