import type { Html } from '#lib/html/index.ts';
import { type App, definePort } from '#platform/app/index.ts';

/** What another feature puts below a question, for members only; in a language. */
export const besideThreadPort = definePort<(language: string, threadId: string) => Html>('forum.beside');

/** What another feature says at the head of a thread, the same for everybody and from memory, such as what became of it; null for nothing. */
export const aboveThreadPort =
  definePort<(app: App, language: string, threadId: string) => Promise<Html | null>>('forum.above');
