import type { App } from '#platform/app/index.ts';
import { pathOf } from '../domain.ts';
import { findThread } from './read.ts';
import {
  type AskedQuestions,
  selectHasProblem,
  selectUnanswered,
  type WaitingQuestion,
} from './waiting-store.ts';

export type { WaitingQuestion } from './waiting-store.ts';

/** Questions of a category that nobody has answered, at most `limit` (500) after a thread. */
export const unansweredQuestions = (app: App, asked: AskedQuestions): Promise<WaitingQuestion[]> =>
  selectUnanswered(app, asked);

/** Whether a member has the problem of a question. */
export const hasProblem = (app: App, threadId: string, memberId: string): Promise<boolean> =>
  selectHasProblem(app, threadId, memberId);

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
