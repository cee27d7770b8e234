import { type Factor, isAboutWords, isFromPosts, judge, judgeWords } from '#respond/triage/index.ts';
import {
  bestOf,
  type Conversation,
  creditedFrom,
  isLater,
  isToUs,
  placed,
  type SaidPost,
  wordsOf,
} from './conversation.ts';

/**
 * The conversation as its posts stand now, after some of them changed or went: words, reasons, topics and the beginning of the wait follow
 * from the posts alone, so that it does not matter in which order they came. `standing` are the newest of the posts that are left, with
 * their present words. What people decided (status, assignee, labels) stays.
 */
export function restate(
  before: Conversation,
  standing: readonly SaidPost[],
  kindsOf: (post: SaidPost) => readonly string[],
): Conversation {
  if (before.postIds.length === 0) return placed({ ...before, ...NOTHING });
  if (standing.length === 0)
    return placed({ ...before, excerpt: '', title: null, hasMedia: false, ...noWords(before) });
  const newest = standing.reduce((last, post) => (isLater(post, last) ? post : last));
  const shown = { ...before, isGone: false, ...wordsOf(newest) };
  // Of a very long conversation only the newest posts are looked at; what the others gave is not known any more.
  if (standing.length < before.postIds.length) {
    const factors = rejudgeWords(before.factors, standing);
    return placed({ ...shown, factors, postsWaiting: Math.min(before.postsWaiting, before.postIds.length) });
  }
  const topicIds = [...new Set(standing.flatMap((post) => post.topics.map((topic) => topic.topicId)))];
  const waiting = standing.filter((post) => !before.answeredAt || creditedFrom(post) > before.answeredAt);
  if (waiting.length === 0) {
    const factors = rejudgeWords(before.factors, standing);
    return placed({ ...shown, topicIds, factors, waitingSince: null, postsWaiting: 0 });
  }
  return placed({
    ...shown,
    topicIds,
    postsWaiting: waiting.length,
    waitingSince: new Date(Math.min(...waiting.map((post) => creditedFrom(post).getTime()))),
    factors: rejudge(before.factors, waiting, kindsOf),
  });
}

/**
 * The same after people said something else of some posts, or took it back. What they say counts also where nobody waits: the reasons are those
 * of all posts that are looked at then.
 */
export function recorrect(
  before: Conversation,
  standing: readonly SaidPost[],
  kindsOf: (post: SaidPost) => readonly string[],
): Conversation {
  const after = restate(before, standing, kindsOf);
  if (after.waitingSince !== null && standing.length === before.postIds.length) return after;
  const others = after.factors.filter((factor) => !isAboutWords(factor));
  return placed({ ...after, factors: bestOf(others, ...standing.map(judgeWords)) });
}

/** The customer deleted posts: only the words of those that stand remain, also among the reasons. */
export function forgetPosts(
  before: Conversation,
  deleted: ReadonlySet<string>,
  standing: readonly SaidPost[],
  kindsOf: (post: SaidPost) => readonly string[],
): Conversation {
  const postIds = before.postIds.filter((id) => !deleted.has(id));
  const lastPostId = postIds.at(-1) ?? before.lastPostId;
  return restate({ ...before, postIds, lastPostId }, standing, kindsOf);
}

const NOTHING = {
  topicIds: [],
  excerpt: '',
  title: null,
  hasMedia: false,
  isGone: true,
  isUnread: false,
  waitingSince: null,
  postsWaiting: 0,
  factors: [],
};

function noWords(before: Conversation): Pick<Conversation, 'factors' | 'postsWaiting'> {
  return {
    factors: rejudgeWords(before.factors, []),
    postsWaiting: Math.min(before.postsWaiting, before.postIds.length),
  };
}

/** What the posts give, and what was found when the conversation began: nobody else's conversations are looked at again. */
function rejudge(
  before: readonly Factor[],
  waiting: readonly SaidPost[],
  kindsOf: (post: SaidPost) => readonly string[],
): Factor[] {
  const given = waiting.map((post) =>
    judge({
      title: post.title,
      text: post.text,
      corrections: post.corrections,
      isAddressed: isToUs(post),
      topicKinds: kindsOf(post),
      earlierUnanswered: 0,
      postsWaiting: waiting.length,
    }),
  );
  return bestOf(
    before.filter((factor) => !isFromPosts(factor)),
    ...given,
  );
}

/** Reasons quote what was said: those that no standing post gives go with the words. */
function rejudgeWords(factors: readonly Factor[], standing: readonly SaidPost[]): Factor[] {
  const said = bestOf(...standing.map(judgeWords));
  const byKey = new Map(said.map((factor) => [factor.key, factor]));
  return factors.flatMap((factor) => (isAboutWords(factor) ? (byKey.get(factor.key) ?? []) : factor));
}
