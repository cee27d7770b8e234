import type { Actor, App } from '#platform/app/index.ts';
import type { Condition } from '#lib/conditions/index.ts';
import { inboxErrors } from '../errors.ts';
import { conversationConditionsPort, type ReadCondition } from '../ports.ts';
import { selectView } from '../store/views.ts';

/** What a list may be narrowed by beside its filters. */
export interface Narrowing {
  /** A saved view whose condition holds. */
  view?: string | undefined;
  /** A language, as `de`. */
  language?: string | undefined;
  /** A condition that is not saved yet, as somebody sent it. */
  condition?: unknown;
}

/**
 * The condition that a list is narrowed by; undefined where it is narrowed by none. Throws `inbox.view_not_found` for a view that the actor may not
 * see, `inbox.view_outdated`
 * where it asks for what is gone, and `condition.invalid`.
 */
export async function conditionFor(
  app: App,
  actor: Actor,
  { view, language, condition }: Narrowing,
): Promise<ReadCondition | undefined> {
  const parts: unknown[] = [];
  if (condition !== undefined && condition !== null) parts.push(bare(condition));
  if (view !== undefined) {
    const row = await selectView(app, actor.id, view);
    if (!row) throw inboxErrors('inbox.view_not_found', { id: view });
    if (row.condition) parts.push(row.condition.when);
  }
  if (language !== undefined) parts.push({ fact: 'language', op: 'is', value: language } satisfies Condition);
  if (parts.length === 0) return undefined;
  return readConditions(app, parts).catch((error: unknown) => {
    if (view === undefined || (error as { code?: unknown }).code !== 'condition.invalid') throw error;
    throw inboxErrors('inbox.view_outdated', { reason: reasonOf(error) }, error);
  });
}

function reasonOf(error: unknown): string {
  const { params } = error as { params?: { reason?: unknown } };
  return String(params?.reason ?? '');
}

/** Reads a condition about conversations. Throws `condition.invalid`. */
export function readCondition(app: App, condition: unknown): Promise<ReadCondition> {
  return readConditions(app, [condition]);
}

function readConditions(app: App, conditions: readonly unknown[]): Promise<ReadCondition> {
  return app.use(conversationConditionsPort).read(app, conditions);
}

function bare(condition: unknown): unknown {
  const isStored = typeof condition === 'object' && condition !== null && 'when' in condition;
  return isStored ? condition.when : condition;
}
