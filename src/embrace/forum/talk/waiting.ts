import { type App, systemActor } from '#platform/app/index.ts';
import { staffDoer } from '../doer.ts';
import { mayRead, pathOf } from '../domain.ts';
import { findThread } from './read.ts';
import {
  type AskedQuestions,
  selectHavingProblem,
  selectUnanswered,
  type WaitingQuestion,
} from './waiting-store.ts';

export type { WaitingQuestion } from './waiting-store.ts';

/** Questions of a category that nobody has answered, at most `limit` (500) after a thread. */
export const unansweredQuestions = (app: App, asked: AskedQuestions): Promise<WaitingQuestion[]> =>
  selectUnanswered(app, asked);

/** Of some members those who have the problem of a question now, and may read it. */
export async function havingProblem(
  app: App,
  threadId: string,
  among: readonly string[],
): Promise<Set<string>> {
  const found = await findThread(app, staffDoer(systemActor), threadId);
  const having = await selectHavingProblem(app, threadId, among);
  // Who left a group has nothing to do with what is said there.
  const may = (memberId: string) => found && mayRead(found.category, { memberId, isStaff: false });
  return new Set([...having].filter(may));
}

/** A question that a member may read. */
export async function threadFor(
  app: App,
  memberId: string,
  threadId: string,
): Promise<{ id: string; title: string; path: string } | undefined> {
  const found = await findThread(app, { memberId, isStaff: false }, threadId);
  if (!found || found.thread.deletedAt !== null || found.thread.kind !== 'question') return undefined;
  const { thread } = found;
  return { id: thread.id, title: thread.title, path: pathOf(thread) };
}
