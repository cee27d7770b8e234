import type { Html } from '#lib/html/index.ts';
import { definePort } from '#platform/app/index.ts';

/** What another feature puts below a question, for members only; in a language. */
export const besideThreadPort = definePort<(language: string, threadId: string) => Html>('forum.beside');
