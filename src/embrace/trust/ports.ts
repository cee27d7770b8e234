import { type App, definePort } from '#platform/app/index.ts';
import type { KnownFacts } from './facts.ts';

/** What is known of a member, with the level that he has now. */
export type Looked = KnownFacts & { level: number };

/**
 * Who else looks at members whose facts changed, by their ids: in the transaction that looks at their levels, so that nothing is decided by
 * what was true before. Each of them is locked (`lockMembers`).
 */
export const lookedPort =
  definePort<(app: App, members: ReadonlyMap<string, Looked>) => Promise<void>>('trust.looked');
