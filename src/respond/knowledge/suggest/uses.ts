import type { z } from 'zod';
import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { inParts } from '#platform/bus/index.ts';
import { newId } from '#platform/ids/index.ts';
import { readPosts, readStoredPosts } from '#listen/posts/index.ts';
import { type ConversationNews, findConversations, inboxErrors } from '#respond/inbox/index.ts';
import { knowledgeErrors } from '../errors.ts';
import { note } from '../figures/service.ts';
import { selectPublished } from '../shelf/store.ts';
import type { useInput } from './schema.ts';
import {
  deleteUse,
  deleteUsesOf,
  insertUse,
  markLearned,
  selectLearnedPosts,
  selectToLearn,
} from './uses-store.ts';
import { learnedWording } from './wording.ts';

/** Notes that an agent put an article into an answer. Throws `article.not_published`, `inbox.not_found`. */
export async function useArticle(
  app: App,
  actor: Actor,
  input: z.output<typeof useInput>,
): Promise<{ id: string }> {
  const { conversationId, articleId, language, how } = input;
  const [conversation] = await findConversations(app, [conversationId]);
  if (!conversation) throw inboxErrors('inbox.not_found', { id: conversationId });
  const texts = await selectPublished(app, [articleId]);
  if (!texts.some((text) => text.language === language))
    throw knowledgeErrors('article.not_published', { language });
  return app.db.transaction(async () => {
    const { id, isNew } = await insertUse(app, {
      id: newId('use'),
      articleId,
      language,
      conversationId,
      postId: conversation.lastPostId,
      how,
      usedBy: actor.id,
    });
    if (!isNew) return { id };
    await note(app, 'used', articleId, language);
    await audit(app, actor, { action: 'article.used', subject: articleId, detail: { conversationId, how } });
    return { id };
  });
}

/** Takes a use back, and with it what the article learned from it. Throws `article.use_not_found`. */
export async function takeBackUse(app: App, actor: Actor, id: string): Promise<void> {
  await app.db.transaction(async () => {
    const use = await deleteUse(app, id);
    if (!use) throw knowledgeErrors('article.use_not_found');
    const { articleId, conversationId } = use;
    await audit(app, actor, {
      action: 'article.use_taken_back',
      subject: articleId,
      detail: { conversationId },
    });
    await app.bus.publish('knowledge.changed', { articleIds: [articleId] });
  });
}

/** Follows conversations: what was done teaches the articles that were used, what goes is unlearned. In the transaction of the news. */
export async function learnFromNews(app: App, news: readonly ConversationNews[]): Promise<void> {
  const gone = news.filter(({ kind }) => kind === 'gone').map(({ conversationId }) => conversationId);
  const forgotten = gone.length === 0 ? [] : await deleteUsesOf(app, gone);
  const done = news.filter(
    ({ before, after }) => after?.status === 'done' && before?.status !== 'done' && after.answeredAt !== null,
  );
  const learned = done.length === 0 ? [] : await learn(app, done);
  await tellChanged(app, [...forgotten, ...learned]);
}

async function learn(app: App, done: readonly ConversationNews[]): Promise<string[]> {
  const uses = await selectToLearn(
    app,
    done.map(({ conversationId, after }) => ({ conversationId, at: new Date(after!.answeredAt!) })),
  );
  const posts = new Map(
    (
      await readStoredPosts(
        app,
        uses.map(({ postId }) => postId),
      )
    ).map((post) => [post.id, post]),
  );
  const rows = uses.flatMap(({ id, postId }) => {
    const post = posts.get(postId);
    const question = post && learnedWording(`${post.title ?? ''} ${post.text}`, post.isPrivate === true);
    return question ? [{ id, question }] : [];
  });
  if (rows.length > 0) await markLearned(app, rows);
  const known = new Set(rows.map(({ id }) => id));
  return uses.filter(({ id }) => known.has(id)).map(({ articleId }) => articleId);
}

const STEP = 500;

/** Daily: what was learned from posts that do not stand any more is unlearned. */
export async function forgetGonePosts(app: App, signal: AbortSignal): Promise<void> {
  for (let after = ''; !signal.aborted;) {
    const rows = await selectLearnedPosts(app, after, STEP);
    if (rows.length === 0) return;
    const posts = await readPosts(
      app,
      rows.map(({ postId }) => postId),
    );
    const standing = new Set(posts.filter(({ deletedAt }) => deletedAt === null).map(({ id }) => id));
    const gone = rows.filter(({ postId }) => !standing.has(postId));
    await app.db.transaction(async () => {
      for (const { id } of gone) await deleteUse(app, id);
      await tellChanged(
        app,
        gone.map(({ articleId }) => articleId),
      );
    });
    after = rows.at(-1)!.id;
  }
}

async function tellChanged(app: App, articleIds: readonly string[]): Promise<void> {
  for (const part of inParts([...new Set(articleIds)]))
    await app.bus.publish('knowledge.changed', { articleIds: part });
}
