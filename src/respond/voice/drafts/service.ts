import type { z } from 'zod';
import type { Actor, App } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { messageOf } from '#platform/errors/index.ts';
import { completionHeaders, completionsUrl } from '#lib/completions/index.ts';
import { compileGuide, hidePersonal } from '#lib/voice/index.ts';
import { readAccounts } from '#people/accounts/index.ts';
import { findThread, type PostView } from '#listen/posts/index.ts';
import { type Conversation, findConversations, inboxErrors } from '#respond/inbox/index.ts';
import { findPublicArticles, type FoundArticle } from '#respond/knowledge/index.ts';
import { activeGuide } from '../check/active.ts';
import { voiceErrors } from '../errors.ts';
import { readGuide } from '../guide/service.ts';
import { type Drafted, draftRequest, type DraftTask, readDraft } from './ask.ts';
import type { draftInput, DraftView } from './schema.ts';
import { isReady, SECRET_CONTEXT } from './settings.ts';
import { countToday, type DraftingRow, noteOutcome, selectDrafting, takeRequest } from './store.ts';

const MOST_ANSWER_BYTES = 300_000;
const MOST_POSTS = 12;
const MOST_POST_UNITS = 2000;
const MOST_ARTICLES = 4;

/**
 * A draft for a person to edit, based on published articles. Customers' words are sent as data, without what tells of them. Nothing is ever sent
 * to the customer. Throws `voice.drafting_off`, `voice.drafting_private`, `voice.nothing_asked`, `voice.no_articles`, `voice.budget_used`,
 * `voice.drafting_failed`, `voice.draft_refused`, `inbox.not_found`.
 */
export async function draftReply(
  app: App,
  actor: Actor,
  { conversationId, wish }: z.output<typeof draftInput>,
): Promise<DraftView> {
  const row = await selectDrafting(app);
  if (!isReady(row)) throw voiceErrors('voice.drafting_off');
  const [conversation] = await findConversations(app, [conversationId]);
  if (!conversation) throw inboxErrors('inbox.not_found', { id: conversationId });
  const thread = await threadFor(app, conversation, row);
  const { revision: _revision, guide } = await readGuide(app);
  const { active } = await activeGuide(app, actor, guide, conversation);
  const articles = await articlesFor(app, thread, active.language, wish);
  const names = await namesOf(app, conversation);
  const task: DraftTask = {
    language: active.language,
    thread: thread.map((post) => spoken(conversation, post, names)),
    articles: articles.map(({ title, plain, url }) => ({ title, text: plain, url })),
    guide: active,
    tone: guide.tone,
    wish: hidePersonal(wish, names).text,
    mostCharacters: null,
  };
  if (!(await takeRequest(app))) throw voiceErrors('voice.budget_used');
  const { reply, citations } = await ask(app, row, task);
  const checked = compileGuide(active).check(reply);
  const stop = checked.findings.find(({ level }) => level === 'stop');
  await countToday(app, stop ? { refused: 1 } : { drafts: 1 });
  if (stop) throw voiceErrors('voice.draft_refused', { reason: stop.text });
  const cited = citations.map((number) => articles[number - 1]!);
  await audit(app, actor, {
    action: 'voice.drafted',
    subject: conversationId,
    detail: { model: row.model, articles: cited.map(({ articleId }) => articleId) },
  });
  return {
    text: reply,
    citations: cited.map(({ articleId, language, title, url }) => ({ articleId, language, title, url })),
    model: row.model,
    checked,
  };
}

/** Asks about an invented question with an invented article. */
export async function tryDrafting(
  app: App,
): Promise<{ isFine: boolean; problem: string | null; milliseconds: number; text: string | null }> {
  const began = performance.now();
  const row = await selectDrafting(app);
  const active = {
    channel: '',
    language: 'en',
    avoid: [],
    never: [],
    must: [],
    forms: [],
    noPromotion: null,
  } as const;
  const task: DraftTask = {
    language: 'en',
    thread: [{ from: 'customer', text: 'My router does not start. What can I do?' }],
    articles: [
      {
        title: 'Restart the router',
        text: 'Hold the button for ten seconds, then wait two minutes.',
        url: null,
      },
    ],
    guide: {
      ...active,
      promotional: { words: [], links: [], campaigns: [] },
      names: { customer: null, agent: null },
    },
    tone: 'Friendly and short.',
    wish: '',
    mostCharacters: 300,
  };
  const { draft, problem } = await request(app, row, task);
  await noteOutcome(app, draft ? null : problem);
  const milliseconds = Math.round(performance.now() - began);
  return draft
    ? { isFine: true, problem: null, milliseconds, text: draft.reply }
    : { isFine: false, problem, milliseconds, text: null };
}

async function ask(app: App, row: DraftingRow, task: DraftTask): Promise<NonNullable<Drafted['draft']>> {
  const { draft, problem, tokens, isFailure } = await request(app, row, task);
  await countToday(app, { tokens, refused: draft || isFailure ? 0 : 1 });
  await noteOutcome(app, draft ? null : problem);
  if (draft) return draft;
  throw voiceErrors(isFailure ? 'voice.drafting_failed' : 'voice.draft_refused', { reason: problem });
}

/** One request; never throws. */
async function request(
  app: App,
  row: DraftingRow,
  task: DraftTask,
): Promise<Drafted & { isFailure: boolean }> {
  const body = draftRequest(row.model, task);
  try {
    const secret = row.secret === null ? null : app.secrets.open(row.secret, SECRET_CONTEXT);
    const answer = await app.outward.fetch(completionsUrl(row.url), {
      method: 'POST',
      headers: completionHeaders(secret),
      body,
      timeoutMs: row.timeoutMs,
      maxBytes: MOST_ANSWER_BYTES,
    });
    if (answer.status !== 200) return failed(`The endpoint answered with status ${answer.status}.`);
    return { ...readDraft(answer.body, body.length, task.articles), isFailure: false };
  } catch (error) {
    return failed(messageOf(error));
  }
}

function failed(problem: string): Drafted & { isFailure: boolean } {
  return { draft: undefined, problem, tokens: 0, isFailure: true };
}

/** What was said last in the thread. */
async function threadFor(app: App, conversation: Conversation, row: DraftingRow): Promise<PostView[]> {
  const thread = await findThread(app, conversation.origin, conversation.rootExternalId);
  const standing = thread.filter((post) => post.deletedAt === null && post.text.trim() !== '');
  if (!row.sendsPrivate && standing.some(({ isPrivate }) => isPrivate))
    throw voiceErrors('voice.drafting_private');
  const said = standing.sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1)).slice(-MOST_POSTS);
  if (!said.some(({ isOwn }) => !isOwn)) throw voiceErrors('voice.nothing_asked');
  return said;
}

async function articlesFor(
  app: App,
  thread: readonly PostView[],
  language: string | null,
  wish: string,
): Promise<FoundArticle[]> {
  const question = thread
    .filter(({ isOwn }) => !isOwn)
    .slice(-3)
    .map(({ title, text }) => `${title ?? ''} ${text}`)
    .join('\n');
  const found = await findPublicArticles(app, `${wish}\n${question}`.slice(0, 3000), {
    limit: MOST_ARTICLES,
    language: language ?? undefined,
  });
  if (found.length === 0) throw voiceErrors('voice.no_articles');
  return found;
}

async function namesOf(app: App, { accountId }: Conversation): Promise<string[]> {
  const account = (await readAccounts(app, [accountId])).get(accountId);
  return [account?.displayName, account?.handle, account?.handle?.split('.')[0]].filter(
    (name): name is string => typeof name === 'string',
  );
}

function spoken(
  { accountId }: Conversation,
  { author, isOwn, title, text }: PostView,
  names: readonly string[],
): DraftTask['thread'][number] {
  const said = `${title === null ? '' : `${title}\n`}${text}`.slice(0, MOST_POST_UNITS);
  const own = isOwn || author.displayName === null ? names : [...names, author.displayName];
  return {
    from: isOwn ? 'us' : author.id === accountId ? 'customer' : 'others',
    text: hidePersonal(said, own).text,
  };
}
