import type { Html } from '#lib/html/index.ts';
import { type Actor, type App, definePort } from '#platform/app/index.ts';
import type { Suggestion } from './suggest/schema.ts';

/** What is asked: the newest words of a customer, and where they were said. */
export interface Question {
  readonly text: string;
  readonly language: string | undefined;
  readonly conversationId: string;
  /** Who would answer. */
  readonly actor: Actor;
}

/** Something else that may fit beside a conversation, such as canned replies. */
export interface SuggestionSource {
  readonly name: string;
  /** What it suggests are solved threads of the community. */
  readonly offersThreads?: boolean;
  /** Best first, a few at most. */
  suggest(app: App, question: Question): Promise<readonly Suggestion[]>;
}

/** What another feature puts below an article of the help centre; the same for everybody, and from memory. Null for nothing. */
export const besideArticlePort =
  definePort<readonly ((app: App, article: { id: string; language: string }) => Promise<Html | null>)[]>(
    'knowledge.beside',
  );

/** Sources beside articles and solved conversations; without an answer there are none. */
export const suggestionSourcesPort = definePort<readonly SuggestionSource[]>('knowledge.suggestions');
