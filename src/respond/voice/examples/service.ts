import type { z } from 'zod';
import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { page, type PageOf } from '#platform/http/index.ts';
import { newId } from '#platform/ids/index.ts';
import { hidePersonal, plainLanguage } from '#lib/voice/index.ts';
import { findPosts, type PostView, readPosts } from '#listen/posts/index.ts';
import { type ConversationNews, findConversationOfPost } from '#respond/inbox/index.ts';
import { voiceErrors } from '../errors.ts';
import type { changeInput, ExamplePreview, ExampleView, keepInput } from './schema.ts';
import { findAlike } from './shelf.ts';
import {
  deleteExamples,
  type ExampleRow,
  insertExample,
  selectByPost,
  selectExample,
  selectExamples,
  updateExample,
} from './store.ts';
import '../events.ts';

const STEP = 500;
const MOST_UNITS = 4000;

/** What would be kept of an answer of ours and of what it answered. Throws `voice.no_answer`. */
export async function previewExample(app: App, postId: string): Promise<ExamplePreview> {
  const { answer, asked } = await pairOf(app, postId);
  const known = await selectByPost(app, postId);
  return { ...withoutPersonal(answer, asked), exampleId: known?.id ?? null };
}

/**
 * Keeps a good answer with what it answered, both without personal data. What was said in private is kept only with the words that
 * somebody has read. Throws `voice.no_answer`, `voice.example_unread`, `voice.example_taken`.
 */
export async function keepExample(
  app: App,
  actor: Actor,
  input: z.output<typeof keepInput>,
): Promise<ExampleView> {
  const { answer, asked, conversationId } = await pairOf(app, input.postId);
  const shown = withoutPersonal(answer, asked);
  const isRead = input.question !== undefined && input.answer !== undefined;
  if (shown.isPrivate && !isRead) throw voiceErrors('voice.example_unread');
  const row = {
    id: newId('vex'),
    conversationId,
    postId: answer.id,
    askedId: asked.id,
    network: answer.network,
    language: plainLanguage(asked.langs[0] ?? answer.langs[0]),
    question: cleaned(input.question ?? shown.question, asked),
    answer: cleaned(input.answer ?? shown.answer, asked),
    isPrivate: shown.isPrivate,
    note: input.note,
    byId: actor.id,
    by: actor.name,
  };
  await app.db.transaction(async () => {
    if (!(await insertExample(app, row))) throw voiceErrors('voice.example_taken');
    await audit(app, actor, {
      action: 'voice.example_kept',
      subject: row.id,
      detail: { conversationId, postId: row.postId, isPrivate: row.isPrivate },
    });
    await app.bus.publish('voice.changed', { what: 'examples' });
  });
  return mustFind(app, row.id);
}

/** Throws `voice.no_example`. */
export async function changeExample(
  app: App,
  actor: Actor,
  id: string,
  input: z.output<typeof changeInput>,
): Promise<ExampleView> {
  const { question, answer } = input;
  const clean = { ...input, question: hidePersonal(question).text, answer: hidePersonal(answer).text };
  await app.db.transaction(async () => {
    if (!(await updateExample(app, id, clean))) throw voiceErrors('voice.no_example');
    await audit(app, actor, { action: 'voice.example_changed', subject: id });
    await app.bus.publish('voice.changed', { what: 'examples' });
  });
  return mustFind(app, id);
}

/** Throws `voice.no_example`. */
export async function removeExample(app: App, actor: Actor, id: string): Promise<void> {
  await app.db.transaction(async () => {
    if ((await deleteExamples(app, { ids: [id] })) === 0) throw voiceErrors('voice.no_example');
    await audit(app, actor, { action: 'voice.example_removed', subject: id });
    await app.bus.publish('voice.changed', { what: 'examples' });
  });
}

/** The newest first; with words those that are most alike. */
export async function listExamples(
  app: App,
  { q, cursor, limit }: { q?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<PageOf<ExampleView>> {
  if (q !== undefined && q.trim() !== '') {
    const found = await findAlike(app, q, { limit, least: 0 });
    return { items: found.map(({ row }) => viewOf(row)) };
  }
  const rows = await selectExamples(app, cursor, limit + 1);
  const { items, ...rest } = page(rows, limit, ({ id }) => id);
  return { ...rest, items: items.map(viewOf) };
}

/** Follows conversations: what goes takes its examples along. In the transaction of the news. */
export async function dropOfGone(app: App, news: readonly ConversationNews[]): Promise<void> {
  const conversationIds = news
    .filter(({ kind }) => kind === 'gone')
    .map(({ conversationId }) => conversationId);
  if (conversationIds.length === 0 || (await deleteExamples(app, { conversationIds })) === 0) return;
  await app.bus.publish('voice.changed', { what: 'examples' });
}

/** Daily: examples of posts that do not stand any more go. */
export async function dropGonePosts(app: App, signal: AbortSignal): Promise<void> {
  for (let before: string | undefined; !signal.aborted;) {
    const rows = await selectExamples(app, before, STEP);
    if (rows.length === 0) return;
    before = rows.at(-1)!.id;
    const posts = await readPosts(
      app,
      rows.flatMap(({ postId, askedId }) => [postId, askedId]),
    );
    const standing = new Set(posts.filter(({ deletedAt }) => deletedAt === null).map(({ id }) => id));
    const gone = rows.filter(({ postId, askedId }) => !standing.has(postId) || !standing.has(askedId));
    if ((await deleteExamples(app, { ids: gone.map(({ id }) => id) })) > 0)
      await app.bus.publish('voice.changed', { what: 'examples' });
  }
}

/** Our answer, and the customer's post that it stands under. */
async function pairOf(
  app: App,
  postId: string,
): Promise<{ answer: PostView; asked: PostView; conversationId: string }> {
  const [answer] = await readPosts(app, [postId]);
  const [asked] =
    answer?.parentExternalId == null ? [] : await findPosts(app, answer.origin, [answer.parentExternalId]);
  const stands = answer?.isOwn === true && answer.deletedAt === null && answer.text.trim() !== '';
  if (!stands || !asked || asked.isOwn || asked.deletedAt !== null) throw voiceErrors('voice.no_answer');
  const conversationId = await findConversationOfPost(app, asked.id);
  if (conversationId === null) throw voiceErrors('voice.no_answer');
  return { answer, asked, conversationId };
}

function withoutPersonal(answer: PostView, asked: PostView): Omit<ExamplePreview, 'exampleId'> {
  const question = hidePersonal(
    `${asked.title === null ? '' : `${asked.title}\n`}${asked.text}`.slice(0, MOST_UNITS),
    namesOf(asked),
  );
  const said = hidePersonal(answer.text.slice(0, MOST_UNITS), namesOf(asked));
  return {
    question: question.text,
    answer: said.text,
    isPrivate: asked.isPrivate || answer.isPrivate,
    hidden: question.hidden + said.hidden,
  };
}

/** What a person wrote instead may tell of somebody again. */
function cleaned(text: string, asked: PostView): string {
  return hidePersonal(text, namesOf(asked)).text;
}

function namesOf({ author }: PostView): string[] {
  return [author.displayName, author.handle, author.handle?.split('.')[0]].filter(
    (name): name is string => typeof name === 'string' && name !== '',
  );
}

async function mustFind(app: App, id: string): Promise<ExampleView> {
  const row = await selectExample(app, id);
  if (!row) throw voiceErrors('voice.no_example');
  return viewOf(row);
}

function viewOf({ postId: _post, askedId: _asked, at, ...row }: ExampleRow): ExampleView {
  return { ...row, at: at.toISOString() };
}
