import type { Actor, App } from '#platform/app/index.ts';
import type { PostView } from '#listen/posts/index.ts';
import { type ConversationDetail, readConversation, type ReplyView } from '#respond/inbox/index.ts';
import { withoutGreeting } from '#respond/knowledge/index.ts';
import { contributionErrors } from '../errors.ts';
import { plainLanguage } from '#lib/voice/index.ts';
import { begun, unaddressed, unsigned } from './domain.ts';
import type { Source } from './types.ts';

/** Posts of the customer in a row that are one question. */
const MOST_ASKED = 3;

/**
 * An answer of ours with what the customer had asked: a post of our own, or a reply that was sent. Both ids of one answer give the same.
 * Throws `contributions.no_reply`, `inbox.not_found`.
 */
export async function replySource(
  app: App,
  actor: Actor,
  id: string,
  conversationId: string,
): Promise<Source> {
  const detail = await readConversation(app, actor, conversationId);
  const said = answerIn(detail, id);
  const asked = said ? askedBefore(detail, said) : [];
  const last = asked.at(-1);
  if (!said || !last) throw contributionErrors('contributions.no_reply');
  const { post, reply, text } = said;
  const isPrivate = last.isPrivate || post?.isPrivate === true;
  const { displayName, handle } = last.author;
  return {
    kind: 'reply',
    id: reply?.id ?? post!.id,
    conversationId,
    called: last.title ?? detail.title,
    question: asked.map((one) => begun(unaddressed(one.text))).join('\n\n'),
    answers: [begun(unsigned(withoutGreeting(text)))],
    names: [displayName, handle, reply?.createdBy.name].filter((name) => typeof name === 'string'),
    language: plainLanguage(last.langs[0] ?? post?.langs[0]),
    isPrivate,
    network: last.network,
    url: isPrivate ? null : webAddress(last.url),
    credits: [],
    answeredBy: reply?.createdBy.name ?? '',
  };
}

interface Said {
  text: string;
  at: string;
  reply: ReplyView | undefined;
  post: PostView | undefined;
  /** The post that it answers. */
  targetId: string | undefined;
}

function answerIn({ replies, thread }: ConversationDetail, id: string): Said | undefined {
  const own = thread.find((one) => one.id === id && one.isOwn && one.deletedAt === null);
  const reply = replies.find((one) =>
    own ? one.receipt !== null && one.receipt.externalId === own.externalId : one.id === id,
  );
  if (own)
    return {
      text: own.text,
      at: own.createdAt,
      reply,
      post: own,
      targetId: reply?.postId ?? thread.find((one) => one.externalId === own.parentExternalId)?.id,
    };
  if (reply?.state !== 'sent' || reply.removedAt !== null || reply.isAutomatic) return undefined;
  const post = thread.find((one) => one.isOwn && one.externalId === reply.receipt?.externalId);
  if (post && post.deletedAt !== null) return undefined;
  return { text: reply.text, at: reply.sentAt ?? reply.createdAt, reply, post, targetId: reply.postId };
}

/** What the customer said in a row until then, oldest first. */
function askedBefore({ thread }: ConversationDetail, { at, targetId }: Said): PostView[] {
  const standing = thread.filter((one) => one.deletedAt === null && one.text.trim() !== '');
  const target =
    standing.find((one) => one.id === targetId && !one.isOwn) ??
    standing.findLast((one) => !one.isOwn && one.createdAt <= at);
  if (!target) return [];
  const until = standing.slice(0, standing.indexOf(target) + 1);
  const since = until.findLastIndex((one) => one.isOwn) + 1;
  return until
    .slice(since)
    .filter((one) => one.author.id === target.author.id)
    .slice(-MOST_ASKED);
}

/** Only what a browser can open. */
const webAddress = (url: string | null): string | null =>
  url !== null && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) ? url : null;
