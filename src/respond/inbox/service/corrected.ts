import type { CorrectionObserver } from '#listen/understanding/index.ts';
import { readStoredPosts } from '#listen/posts/index.ts';
import { threadOf } from '../domain/conversation.ts';
import { recorrect } from '../domain/restate.ts';
import { lockByKeys, updateConversations } from '../store/conversations.ts';
import { insertActivities } from '../store/records.ts';
import { announce } from './announce.ts';
import { kindsIn, readStanding } from './standing.ts';

/** Labels by which conversations are placed. */
const PLACING: ReadonlySet<string> = new Set(['needsReply', 'complaint', 'question', 'urgency']);

/** Places a conversation anew when somebody says what one of its posts is, or takes that back; both stand in its history. */
export const inboxCorrections: CorrectionObserver = {
  async onCorrected(app, actor, { postId, label, from, to, isWithdrawn }) {
    if (!PLACING.has(label) || from === to) return;
    const posts = await readStoredPosts(app, [postId]);
    const keys = posts.map((post) => ({
      origin: post.origin,
      rootExternalId: threadOf(post),
      accountId: post.accountId,
    }));
    const rows = (await lockByKeys(app, keys)).filter((row) => row.postIds.includes(postId));
    if (rows.length === 0) return;
    const standingOf = await readStanding(app, rows);
    await updateConversations(
      app,
      rows.map((row) => recorrect(row, standingOf(row), kindsIn(app))),
    );
    const action = isWithdrawn ? 'label.withdrawn' : 'label.corrected';
    const ids = rows.map(({ id }) => id);
    await insertActivities(
      app,
      ids.map((conversationId) => ({ conversationId, actor, action, detail: { label, from, to } })),
    );
    await announce(app, ids);
  },
};
