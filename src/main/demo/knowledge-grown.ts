import { readFileSync } from 'node:fs';
import { type Actor, type App } from '#platform/app/index.ts';
import { findMembersByHandle, type Member } from '#people/members/index.ts';
import { newestConversations } from '#respond/inbox/index.ts';
import { listArticles, publishArticle, readPublicText, removeArticle } from '#respond/knowledge/index.ts';
import { readRepliesOf } from '#respond/replies/index.ts';
import {
  declineEdit,
  forgetMade,
  makeArticle,
  makeThread,
  propose,
  suggestEdit,
  takeEdit,
} from '#embrace/contributions/index.ts';
import { readCategories, recentThreads } from '#embrace/forum/index.ts';
import { lockLevel } from '#embrace/trust/index.ts';

interface ToldEdit {
  by: string;
  article: string;
  title?: string;
  instead: string;
  words: string;
  reason: string;
  isTaken?: true;
  declined?: string;
}

interface Told {
  article: { thread: string; title: string; body: string };
  levels: Record<string, number>;
  edits: ToldEdit[];
}

const told = JSON.parse(readFileSync(new URL('./knowledge-grown.json', import.meta.url), 'utf8')) as Told;
const LANGUAGE = 'en';
/** A reply that says more than "thank you". */
const TELLING = 80;

/** What customers know becomes knowledge: an article of a solved thread, a thread of a reply, and changes that members suggest. */
export async function growKnowledge(app: App, staff: readonly Actor[]): Promise<void> {
  const [lead, other = lead!] = staff;
  if (!lead) return;
  const members = new Map(
    (await findMembersByHandle(app, Object.keys(told.levels))).map((member) => [member.handle, member]),
  );
  for (const [handle, level] of Object.entries(told.levels)) {
    const member = members.get(handle);
    const reason = 'Has helped others for years';
    if (member) await lockLevel(app, lead, member.id, { level, reason });
  }
  await writeArticle(app, other);
  await askAgain(app, other);
  for (const edit of told.edits) await suggest(app, other, members.get(edit.by), edit);
}

async function writeArticle(app: App, actor: Actor): Promise<void> {
  const { thread: title, ...words } = told.article;
  const thread = (await recentThreads(app, 200)).find((one) => one.title === title);
  if (!thread) return;
  const source = { kind: 'thread', id: thread.id } as const;
  const more = { language: LANGUAGE, visibility: 'public', categoryId: null } as const;
  const { id } = await makeArticle(app, actor, { source, ...words, ...more });
  await publishArticle(app, actor, id, LANGUAGE);
}

/** A reply that is on the network answers everybody from now on. */
async function askAgain(app: App, actor: Actor): Promise<void> {
  const category = (await readCategories(app)).find(({ name }) => name === 'Internet and router');
  const answered = (await newestConversations(app, { limit: 400 })).filter((one) => one.answeredAt !== null);
  const replies = await readRepliesOf(
    app,
    answered.map(({ id }) => id),
  );
  const reply = replies.find(({ state, text }) => state === 'sent' && text.length > TELLING);
  if (!category || !reply) return;
  const { conversationId } = reply;
  const source = { kind: 'reply', id: reply.id, conversationId } as const;
  const { title, question, answer } = await propose(app, actor, source);
  const words = { title, question, answer, language: LANGUAGE, isChecked: true } as const;
  await makeThread(app, actor, { source, categoryId: category.id, ...words });
}

async function suggest(app: App, actor: Actor, member: Member | undefined, edit: ToldEdit): Promise<void> {
  const articleId = (await articlesCalled(app, new Set([edit.article])))[0];
  const now = articleId === undefined ? undefined : await readPublicText(app, articleId, LANGUAGE);
  if (!member || articleId === undefined || !now) return;
  const words = { title: edit.title ?? now.title, body: now.body.replace(edit.instead, edit.words) };
  const { id } = await suggestEdit(app, member, {
    ...words,
    articleId,
    language: LANGUAGE,
    version: now.version,
    reason: edit.reason,
    formId: `sample-${edit.by}`,
  });
  if (edit.isTaken) await takeEdit(app, actor, id, { ...words, version: now.version });
  if (edit.declined) await declineEdit(app, actor, id, edit.declined);
}

async function articlesCalled(
  app: App,
  titles: ReadonlySet<string>,
  lastVersion = Infinity,
): Promise<string[]> {
  const { items } = await listArticles(app, { limit: 5000 });
  return items
    .filter(({ texts }) => texts.some(({ title }) => title !== null && titles.has(title)))
    .filter(({ texts }) => texts.every(({ version }) => version <= lastVersion))
    .map(({ id }) => id);
}

/** It leaves with the sample company, before articles and threads do: as far as nobody else wrote on it. */
export async function forgetGrown(app: App, actor: Actor): Promise<void> {
  const threads = (await recentThreads(app, 200)).map(({ id }) => id);
  const changed = await articlesCalled(app, new Set(told.edits.map(({ article }) => article)), 1);
  const made = await articlesCalled(app, new Set([told.article.title]), 2);
  await forgetMade(app, [...threads, ...changed, ...made]);
  for (const id of made) await removeArticle(app, actor, id);
}
