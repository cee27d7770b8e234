import type { App } from '#platform/app/index.ts';
import { systemActor } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { releaseFiles } from '#platform/files/index.ts';
import { readPosts } from '#listen/posts/index.ts';
import { hearHints } from '#people/persons/index.ts';
import { type ConversationNews, findConversations } from '#respond/inbox/index.ts';
import { deleteOldNotes } from '../store/extras.ts';
import { deleteOldMeasuring } from '../store/measured.ts';
import { lockCases, lockToClose, selectCases, selectRemoved, updateCases } from '../store/cases.ts';
import { insertLinks } from '../store/links.ts';
import { deleteOldUndos, insertActivities } from '../store/records.ts';
import { deleteThreads, selectCasesOf } from '../store/threads.ts';
import { tellDifferent } from '../hooks.ts';
import { announceCases } from './announce.ts';
import { dropCases } from './drop.ts';
import { tellFollowers } from './follow.ts';
import { solveSoon } from './left.ts';
import { makeCase } from './open.ts';
import { refreshCases } from './refresh.ts';
import { placeThreads } from './write.ts';

export const FOLLOW_UP_JOB = 'cases.follow-up';
const STEP = 200;
const UNDO_DAYS = 30;

/** What happened to conversations, told once and in order: cases follow, and what customers say of themselves is kept. */
export async function hearNews(app: App, news: readonly ConversationNews[]): Promise<void> {
  await forgetGone(app, news);
  const caseOf = await selectCasesOf(app, [...new Set(news.map((one) => one.conversationId))]);
  const ids = [...new Set(caseOf.values())];
  const closed = new Set(
    (await selectCases(app, ids)).flatMap((row) => (row.status === 'closed' ? row.id : [])),
  );
  for (const { conversationId, kind } of news) {
    const caseId = caseOf.get(conversationId);
    if (kind !== 'received' || !caseId || !closed.has(caseId)) continue;
    await app.jobs.enqueue(FOLLOW_UP_JOB, { conversationId }, { key: `${FOLLOW_UP_JOB}:${conversationId}` });
  }
  const answered = news.filter(({ kind }) => kind === 'answered');
  await solveSoon(
    app,
    answered.flatMap(({ conversationId }) => caseOf.get(conversationId) ?? []),
  );
  const turns = await refreshCases(app, ids, { tells: true, by: actorsOf(news, caseOf) });
  await tellFollowers(
    app,
    { id: 'system', name: 'Rapport' },
    turns.map(({ after }) => ({ caseId: after.id, action: `turned.${after.status}` })),
  );
  await listenForHints(app, news);
}

/** Who changed the conversations of each case. */
function actorsOf(
  news: readonly ConversationNews[],
  caseOf: ReadonlyMap<string, string>,
): Map<string, string[]> {
  const actors = new Map<string, string[]>();
  for (const { conversationId, by } of news) {
    const caseId = caseOf.get(conversationId);
    if (caseId && by) actors.set(caseId, [...(actors.get(caseId) ?? []), by]);
  }
  return actors;
}

/** The customer wrote after the case was closed: the conversation goes on in a new case, linked to the old one. */
export async function followUp(app: App, conversationId: string): Promise<void> {
  await app.db.transaction(async () => {
    const caseId = (await selectCasesOf(app, [conversationId])).get(conversationId);
    const [old] = caseId === undefined ? [] : await lockCases(app, [caseId]);
    if (old?.status !== 'closed') return;
    const made = await makeCase(app, systemActor, { title: old.title, typeId: undefined });
    await placeThreads(app, systemActor, [{ conversationId, caseId: made.id }], old.closedAt ?? undefined);
    await insertLinks(app, [{ fromId: made.id, toId: old.id, kind: 'follow-up-of' }], systemActor.id);
    const lines = [
      { caseId: made.id, action: 'follow-up' },
      { caseId: old.id, action: 'followed-up', detail: { number: made.number } },
    ];
    await insertActivities(app, systemActor, lines, null);
    await audit(app, systemActor, { action: 'case.followed_up', subject: made.id, detail: { of: old.id } });
    await refreshCases(app, [made.id, old.id], { touched: [made.id] });
    await tellFollowers(app, systemActor, lines.slice(1));
  });
}

/** Closes what was solved long enough ago. Answers how many. */
export async function closeSolved(app: App, signal?: AbortSignal): Promise<number> {
  for (let closed = 0; ;) {
    const count = signal?.aborted ? 0 : await app.db.transaction(() => closeSome(app));
    closed += count;
    if (count < STEP) return closed;
  }
}

async function closeSome(app: App): Promise<number> {
  const due = await lockToClose(app, STEP);
  const closedAt = await app.db.now();
  await updateCases(
    app,
    due.map((row) => ({ ...row, closedAt, status: 'closed' as const })),
  );
  const ids = due.map((row) => row.id);
  await insertActivities(
    app,
    { id: 'system', name: 'Rapport' },
    ids.map((caseId) => ({ caseId, action: 'turned.closed' })),
    null,
  );
  await tellDifferent(
    app,
    due.map(({ status, ...row }) => ({
      row: { ...row, status: 'closed' as const },
      by: [],
      before: { status },
      after: { status: 'closed' },
    })),
  );
  await announceCases(app, ids);
  return due.length;
}

/** Forgets undo tokens that nobody will use any more, deleted notes with their files, and cases that only an undo could have brought back. */
export async function forgetOldUndos(app: App): Promise<void> {
  await deleteOldUndos(app, UNDO_DAYS);
  await deleteOldMeasuring(app);
  await app.db.transaction(async () => {
    const notes = await deleteOldNotes(app, UNDO_DAYS);
    await releaseFiles(
      app,
      notes.map((id) => `case-note:${id}`),
    );
    await dropCases(app, await selectRemoved(app, UNDO_DAYS));
  });
}

/** Conversations that were removed for good take their case along when nothing else is left of it. */
async function forgetGone(app: App, news: readonly ConversationNews[]): Promise<void> {
  const gone = news.flatMap((one) => (one.after === null ? one.conversationId : []));
  if (gone.length === 0) return;
  const left = await deleteThreads(app, gone);
  const empty = left.flatMap(({ caseId, isEmpty }) => (isEmpty ? caseId : []));
  await dropCases(app, empty);
  await refreshCases(
    app,
    left.map(({ caseId }) => caseId),
  );
}

async function listenForHints(app: App, news: readonly ConversationNews[]): Promise<void> {
  const heard = news.filter((one) => one.kind === 'opened' || one.kind === 'received');
  const postIds = [...new Set(heard.flatMap((one) => one.after?.lastPostId ?? []))];
  if (postIds.length === 0) return;
  const known = new Set(
    (await findConversations(app, [...new Set(heard.map((one) => one.conversationId))])).map(
      (row) => row.accountId,
    ),
  );
  const posts = (await readPosts(app, postIds)).filter((post) => known.has(post.author.id));
  await hearHints(
    app,
    posts.map((post) => ({
      accountId: post.author.id,
      postId: post.id,
      text: post.text,
      at: new Date(post.createdAt),
    })),
  );
}
