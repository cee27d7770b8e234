import { type App, systemActor } from '#platform/app/index.ts';
import { staffDoer } from '../doer.ts';
import { isOpenToAll, pathOf } from '../domain.ts';
import { findThread, postAt } from './read.ts';
import { type PostRow, selectAnswers, selectWriters } from './posts-store.ts';

export interface SolvedThread {
  title: string;
  path: string;
  /** Everybody may read it. */
  isOpenToAll: boolean;
  /** How many posts others may have added: all that can be read. */
  posts: number;
  question: PostRow;
  /** Those that were accepted, in their order; none where it is not solved by one. */
  answers: PostRow[];
  /** Members who wrote in it. */
  writers: string[];
}

/** A question with what solved it; undefined where there is no such thread, or it was taken away. */
export async function solvedThread(app: App, id: string): Promise<SolvedThread | undefined> {
  const found = await findThread(app, staffDoer(systemActor), id);
  if (!found || found.thread.deletedAt !== null) return undefined;
  const { thread, category } = found;
  const [question, answers, writers] = await Promise.all([
    postAt(app, id, 1),
    selectAnswers(app, id),
    selectWriters(app, id),
  ]);
  if (!question) return undefined;
  const { title, posts } = thread;
  return {
    title,
    path: pathOf(thread),
    isOpenToAll: isOpenToAll(category),
    posts,
    question,
    answers,
    writers,
  };
}
