import { type App, definePort } from '#platform/app/index.ts';

/** A question that nobody answered in time. */
export interface Unanswered {
  threadId: string;
  /** Its first post. */
  postId: string;
  title: string;
  dueAt: Date;
}

/**
 * Makes a case of a question, in the ambient transaction; answers its id, or undefined while the inbox has not heard of the question. Provided in
 * `main/wiring-community.ts`.
 */
export const unansweredPort =
  definePort<(app: App, question: Unanswered) => Promise<string | undefined>>('together.unanswered');
