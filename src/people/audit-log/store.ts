import type { App } from '#platform/app/index.ts';

export interface AuditRow {
  id: string;
  at: Date;
  actorKind: 'user' | 'token' | 'system' | 'rule' | 'member';
  actorId: string;
  actorName: string;
  action: string;
  subject: string;
  detail: Record<string, unknown>;
  address: string | null;
}

export interface AuditFilter {
  /** Entries older than this one. */
  before?: string | undefined;
  actor?: string | undefined;
  /** Exact, or with a dot at its end a beginning. */
  action?: string | undefined;
  subject?: string | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
}

interface Tables {
  audit_entries: {
    id: string;
    at: Date;
    actor_kind: AuditRow['actorKind'];
    actor_id: string;
    actor_name: string;
    action: string;
    subject: string;
    detail: Record<string, unknown>;
    address: string | null;
  };
}

/** Newest first. */
export function listEntries(app: App, filter: AuditFilter, limit: number): Promise<AuditRow[]> {
  const { before, actor, action, subject, from, to } = filter;
  let query = app.db
    .tables<Tables>()
    .selectFrom('audit_entries')
    .select(['id', 'at', 'actor_kind as actorKind', 'actor_id as actorId', 'actor_name as actorName'])
    .select(['action', 'subject', 'detail', 'address'])
    .orderBy('id', 'desc')
    .limit(limit);
  if (before !== undefined) query = query.where('id', '<', before);
  if (actor !== undefined) query = query.where('actor_id', '=', actor);
  if (action?.endsWith('.'))
    query = query.where('action', 'like', `${action.replaceAll('_', String.raw`\_`)}%`);
  else if (action !== undefined) query = query.where('action', '=', action);
  if (subject !== undefined) query = query.where('subject', '=', subject);
  if (from !== undefined) query = query.where('at', '>=', from);
  if (to !== undefined) query = query.where('at', '<', to);
  return query.execute();
}
