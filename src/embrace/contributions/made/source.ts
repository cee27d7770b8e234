import type { Actor, App } from '#platform/app/index.ts';
import type { SourceKind } from './domain.ts';
import { caseSource } from './of-case.ts';
import { replySource } from './of-reply.ts';
import { threadSource } from './of-thread.ts';
import type { Source } from './types.ts';

/** What is named, as it was said. Throws `contributions.no_reply`, `.not_solved`, `.no_thread`, and what reading it throws. */
export function readSource(
  app: App,
  actor: Actor,
  asked: { kind: SourceKind; id: string; conversationId?: string | undefined },
): Promise<Source> {
  if (asked.kind === 'thread') return threadSource(app, asked.id);
  if (asked.kind === 'case') return caseSource(app, actor, asked.id);
  return replySource(app, actor, asked.id, asked.conversationId ?? '');
}
