import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { systemActor } from '#platform/app/index.ts';
import type { PostView } from '#listen/posts/index.ts';
import { readConversation } from '#respond/inbox/index.ts';
import { readReply } from '#respond/replies/index.ts';
import type { LinkView } from '../schema.ts';
import { type ApprovalRow, selectApproval } from '../store/approvals.ts';
import { type LinkRow, lockLink, markLink, markUsed } from '../store/links.ts';
import { approve, reject } from './decide.ts';
import { readToken, stateOf } from './links.ts';
import { lockWhole, type Voter } from './state.ts';

/** What somebody sees who opened a link. */
export interface Visit {
  link: LinkRow;
  row: ApprovalRow;
  state: LinkView['state'];
  /** The thread as far as the policy lets it be seen, oldest first; the post that is answered is always there. */
  posts: { author: string; text: string; at: string; isOwn: boolean; isAnswered: boolean }[];
  /** Posts of the thread that are not shown. */
  hidden: number;
  files: string[];
}

/** The reply behind a link, whatever its state; undefined for a token that is not ours. */
export async function openLink(app: App, token: string): Promise<Visit | undefined> {
  const link = await readToken(app, token);
  const row = link && (await selectApproval(app, link.approvalId));
  if (!link || !row) return undefined;
  const state = stateOf(app, link, row);
  if (state !== 'open') return { link, row, state, posts: [], hidden: 0, files: [] };
  const [reply, thread] = await Promise.all([readReply(app, row.replyId), threadOf(app, row.conversationId)]);
  if (link.openedAt === null)
    await app.db.transaction(async () => {
      await markLink(app, link.id, 'opened');
      await audit(app, linkActor(link, null), {
        action: 'approval.link_opened',
        subject: row.id,
        detail: { linkId: link.id },
      });
    });
  const shown = thread.filter((post) => post.id === reply.postId || isShown(post, row));
  return {
    link,
    row,
    state,
    posts: shown.map((post) => ({
      author: post.author.displayName ?? post.author.handle ?? '',
      text: [post.title, post.text].filter(Boolean).join('\n'),
      at: post.createdAt,
      isOwn: post.isOwn,
      isAnswered: post.id === reply.postId,
    })),
    hidden: thread.length - shown.length,
    files: reply.files.map(({ name }) => name),
  };
}

function isShown(post: PostView, { terms }: ApprovalRow): boolean {
  return terms.linkShows === 'everything' || (terms.linkShows === 'public' && !post.isPrivate);
}

async function threadOf(app: App, conversationId: string): Promise<PostView[]> {
  const { thread } = await readConversation(app, systemActor, conversationId);
  return thread.filter(({ deletedAt }) => deletedAt === null);
}

/**
 * Decides by a link, once. Undefined for a token that is not ours; else what the link is worth now: `used` after this word, and `over`, `expired` or
 * `used` where it came too late. Throws `approval.changed` when another text is meant.
 */
export async function decideByLink(
  app: App,
  token: string,
  wish: { verdict: 'approved' | 'rejected'; hash: string; reason: string },
  address: string,
): Promise<{ state: LinkView['state']; isDone: boolean } | undefined> {
  const known = await readToken(app, token);
  if (!known) return undefined;
  return app.db.transaction(async () => {
    // In the order in which everybody locks: conversation, approval, and only then the link.
    const { row } = await lockWhole(app, known.approvalId);
    const link = await lockLink(app, known.id);
    const state = link ? stateOf(app, link, row) : 'over';
    if (!link || state !== 'open') {
      await refused(app, known, state, address);
      return { state, isDone: false };
    }
    await markUsed(app, link.id, wish.verdict);
    const voter: Voter = {
      actor: linkActor(link, address),
      key: `mail:${link.address}`,
      name: `${link.name} (by link)`,
      byLink: link.id,
    };
    const seen = { round: link.round, step: link.step, hash: wish.hash };
    if (wish.verdict === 'approved') await approve(app, voter, row.id, seen, link.places);
    else await reject(app, voter, row.id, { ...seen, reason: wish.reason }, link.places);
    return { state: 'used' as const, isDone: true };
  });
}

/** Somebody tries a link again: it is in the log. */
async function refused(app: App, link: LinkRow, state: string, address: string): Promise<void> {
  await audit(app, linkActor(link, address), {
    action: 'approval.link_refused',
    subject: link.approvalId,
    detail: { linkId: link.id, state },
  });
}

/** Acts with the right that the link gives, and is named as such. */
function linkActor({ id, name }: LinkRow, address: string | null): Actor {
  return {
    kind: 'system',
    id,
    name: `${name} (by link)`,
    role: 'viewer',
    permissions: new Set(),
    ...(address === null ? {} : { address }),
  };
}
