import { type App, definePort } from '#platform/app/index.ts';

/** One thing that happened between a person and us. */
export interface Touch {
  /** Id of the post; sorts by time. */
  id: string;
  at: string;
  network: string;
  /** The account of the person; null for what we said. */
  accountId: string | null;
  isOwn: boolean;
  text: string;
  url: string | null;
  /** Path in the console, where there is a page for it. */
  link: string | null;
}

/** Told by the stages that keep what people said. */
export interface Touches {
  /** What these accounts said and what we answered, newest first, older than the touch `before`. */
  list(
    app: App,
    accountIds: readonly string[],
    asked: { before?: string | undefined; limit: number },
  ): Promise<Touch[]>;
  /** Which of these posts stand: what a deleted post said about its author is forgotten. */
  standing(app: App, postIds: readonly string[]): Promise<ReadonlySet<string>>;
}

export const touchesPort = definePort<Touches>('persons.touches');
