import { newId } from '#platform/ids/index.ts';
import type { Actor, App } from '#platform/app/index.ts';

export interface AuditEntry {
  /** `topic.saved`, `account.connected`: the event's name. */
  action: string;
  /** Id of what was changed. */
  subject: string;
  /** What changed, for people; never secrets or message texts. */
  detail?: Record<string, unknown>;
}

/** Writes one line of the audit log, in the ambient transaction of the change it records. */
export async function audit(app: App, actor: Actor, entry: AuditEntry): Promise<void> {
  await auditAll(app, actor, [entry]);
}

/** The same for a change of many things: a line for each, in one statement. */
export async function auditAll(app: App, actor: Actor, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const text = `insert into audit_entries (id, actor_kind, actor_id, actor_name, action, subject, detail, address)
     select entry ->> 'id', $1, $2, $3, entry ->> 'action', entry ->> 'subject', entry -> 'detail', $4
       from jsonb_array_elements($5::jsonb) as entries (entry)`;
  const lines = entries.map(({ action, subject, detail = {} }) => ({
    id: newId('aud'),
    action,
    subject,
    detail,
  }));
  const { kind, id, name, address = null } = actor;
  await app.db.send([{ text, values: [kind, id, name, address, JSON.stringify(lines)] }]);
}

/** A line of the log, as a feature shows it beside what it is about. */
export interface AuditLine {
  id: string;
  at: Date;
  actorKind: string;
  actorName: string;
  action: string;
  subject: string;
  detail: Record<string, unknown>;
}

/** What was done to some things, newest first: only the actions named. */
export async function auditOf(
  app: App,
  asked: { subjects: readonly string[]; actions: readonly string[]; limit: number },
): Promise<AuditLine[]> {
  return app.db.query<AuditLine>(
    `select id, at, actor_kind as "actorKind", actor_name as "actorName", action, subject, detail from audit_entries
      where subject = any($1) and action = any($2) order by id desc limit $3`,
    [asked.subjects, asked.actions, asked.limit],
  );
}

/**
 * Somebody wishes to be forgotten: what was done stays, done by `name` and from nowhere, and the lines about him lose these fields of
 * their detail. Call it in the transaction that erases him.
 */
export async function forgetActor(
  app: App,
  id: string,
  { name, fields }: { name: string; fields: readonly string[] },
): Promise<void> {
  await app.db.query('update audit_entries set actor_name = $2, address = null where actor_id = $1', [
    id,
    name,
  ]);
  await app.db.query('update audit_entries set detail = detail - $2::text[] where subject = $1', [
    id,
    fields,
  ]);
}

/** What somebody wrote is gone: the lines about it lose these fields of their detail. Call it in the transaction that takes it away. */
export async function forgetDetails(
  app: App,
  subjects: readonly string[],
  fields: readonly string[],
): Promise<void> {
  if (subjects.length === 0) return;
  await app.db.query('update audit_entries set detail = detail - $2::text[] where subject = any($1)', [
    subjects,
    fields,
  ]);
}

/** The table of the audit log. */
export const auditMigrations = new URL('./migrations/', import.meta.url);
